"""A feature for tests of vault and journal, and a small journal that has it.

Plants are sown, grow and are felled; gates are painted by keepers alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

import peewee

from app.ids import new_id
from app.journal.bundle import Travelling, commits_beyond
from app.journal.erasure import ERASE, SubjectErased
from app.journal.event import Event, Personal, Vocabulary
from app.journal.fold import Feature, Folder, Stamp
from app.journal.journal import Author, Journal, Written
from app.journal.merge import Merged
from app.journal.past import feed_heads
from app.journal.rows import Rows
from app.journal.sealing import Opener, Sealer, grant, new_audience
from app.journal.staff_events import (
    ADMIT_HELD,
    ADMIT_STAFF,
    CHANGE_ROLES,
    CHANGE_STAFF,
    KERNEL,
    REMOVE_STAFF,
    AudienceKey,
    Frontier,
    PersonAdmitted,
    PersonRemoved,
    VaultFounded,
)
from app.journal.verify import Report, verify
from app.times import to_ms
from app.vault.keys import PersonalKeys, new_personal_keys
from app.vault.store import Store
from tests.builders import BEGINNING

KEEPER = "keeper"
GUEST = "guest"
PAINT = "garden.paint"
KEEPER_MAY = (
    ADMIT_STAFF,
    CHANGE_STAFF,
    REMOVE_STAFF,
    CHANGE_ROLES,
    ADMIT_HELD,
    ERASE,
    PAINT,
)
SHED = "shed"
"""An audience of keepers alone."""


class PlantSown(Event, frozen=True, kw_only=True):
    """A plant is in a bed."""

    kind: ClassVar[str] = "plant.sown"

    bed: str
    height: int = 0
    name: Personal[str] = None
    labels: Personal[tuple[str, ...]] = None
    secret: Personal[bytes] = None


class PlantGrown(Event, frozen=True, kw_only=True):
    """It is taller."""

    kind: ClassVar[str] = "plant.grown"

    by: int


class PlantFelled(Event, frozen=True, kw_only=True):
    """It is no more."""

    kind: ClassVar[str] = "plant.felled"


class GatePainted(Event, frozen=True, kw_only=True):
    """Keepers paint."""

    kind: ClassVar[str] = "gate.painted"
    requires: ClassVar[str | None] = PAINT

    colour: str


class PlantTable(peewee.Model):
    """A plant as it stands."""

    id = peewee.TextField(primary_key=True)
    bed = peewee.TextField(index=True)
    height = peewee.IntegerField()
    name = peewee.TextField()
    secret = peewee.BlobField(null=True)
    sown_by = peewee.TextField()
    sown_at = peewee.BigIntegerField()

    class Meta:
        table_name = "garden_plant"


class GateTable(peewee.Model):
    """A gate and its colour."""

    id = peewee.TextField(primary_key=True)
    colour = peewee.TextField()

    class Meta:
        table_name = "garden_gate"


def _sown(stamp: Stamp, event: PlantSown, rows: Rows) -> None:
    name = event.name or ""
    rows.put(
        PlantTable,
        {
            "id": event.subject,
            "bed": event.bed,
            "height": event.height,
            "name": name,
            "secret": event.secret,
            "sown_by": stamp.actor,
            "sown_at": to_ms(stamp.at),
        },
    )
    rows.index("garden", event.subject, " ".join((name, *(event.labels or ()))))


def _grown(_: Stamp, event: PlantGrown, rows: Rows) -> None:
    row = rows.get(PlantTable, event.subject)
    if row is not None:
        rows.change(PlantTable, event.subject, height=row["height"] + event.by)


def _felled(_: Stamp, event: PlantFelled, rows: Rows) -> None:
    rows.drop(PlantTable, event.subject)
    rows.index("garden", event.subject, "")


def _painted(_: Stamp, event: GatePainted, rows: Rows) -> None:
    rows.put(GateTable, {"id": event.subject, "colour": event.colour})


FEATURE = Feature(
    events=(*KERNEL, SubjectErased, PlantSown, PlantGrown, PlantFelled, GatePainted),
    folds={
        PlantSown: _sown,
        PlantGrown: _grown,
        PlantFelled: _felled,
        GatePainted: _painted,
    },
    tables=(PlantTable, GateTable),
)


def garden_folder(extra: tuple[type[Event], ...] = ()) -> Folder:
    """Return the garden's folds, and further kinds of event without a fold."""
    return Folder((FEATURE,), Vocabulary((*FEATURE.events, *extra)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Gardener:
    """Somebody on the staff of a garden."""

    id: str
    keys: PersonalKeys = field(repr=False)

    @property
    def author(self) -> Author:
        """The person as one who signs."""
        return Author(person=self.id, key=self.keys.signing)


def gardener() -> Gardener:
    """Return somebody new."""
    return Gardener(id=new_id(), keys=new_personal_keys())


class Garden:
    """A journal in memory (or in a store of the test's) with its keeper."""

    def __init__(self, store: Store | None = None) -> None:
        self.store = store or Store(None)
        self.store.connect()
        self.vault = new_id()
        self.folder = garden_folder()
        self.journal = Journal(self.store, self.folder, self.vault)
        self.wall = to_ms(BEGINNING)
        self.keeper = gardener()
        self.shed: AudienceKey
        self.shed, self.shed_seed = new_audience(SHED, new_id())
        with self.store.transaction():
            self.journal.create()
        self.write(self.founding(), by=self.keeper)

    def founding(self) -> list[Event]:
        """Return the events with which a garden begins."""
        return [
            VaultFounded(
                subject=self.vault,
                zone="Asia/Shanghai",
                roles={KEEPER: KEEPER_MAY, GUEST: ()},
                audience_roles={SHED: (KEEPER,)},
                audiences=(self.shed,),
                community="花园",
            ),
            self.admission(self.keeper, KEEPER),
        ]

    def admission(self, who: Gardener, role: str) -> PersonAdmitted:
        """Return the event that brings somebody onto the staff."""
        public = who.keys.receiving.public
        grants = (grant(self.shed, self.shed_seed, who.id, public),)
        return PersonAdmitted(
            subject=who.id,
            role=role,
            sign_key=who.keys.signing.public,
            receive_key=public,
            grants=grants if role == KEEPER else (),
            name=f"{role} {who.id[:4]}",
        )

    def admit(self, role: str) -> Gardener:
        """Bring somebody onto the staff."""
        who = gardener()
        self.write([self.admission(who, role)])
        return who

    def write(
        self,
        events: Iterable[Event],
        *,
        by: Gardener | None = None,
        sealer: Sealer | None = None,
        after_ms: int = 1000,
    ) -> Written:
        """Store events as one commit, a second after the one before."""
        self.wall += after_ms
        author = (by or self.keeper).author
        wraps = sealer.wraps if sealer else []
        with self.store.transaction():
            written = self.journal.write(author, events, wraps, self.wall)
        self.journal.adopt(written)
        return written

    def stroll(self) -> "Garden":
        """Return another copy of this garden, on another computer, as it is now."""
        other = object.__new__(Garden)
        other.store = Store(None)
        other.store.connect()
        other.vault, other.folder = self.vault, self.folder
        other.journal = Journal(other.store, self.folder, self.vault)
        other.wall, other.keeper = self.wall, self.keeper
        other.shed, other.shed_seed = self.shed, self.shed_seed
        with other.store.transaction():
            other.journal.create()
        other.meet(self)
        return other

    def meet(self, other: "Garden") -> Merged:
        """Take in what another copy has."""
        self.wall = max(self.wall, other.wall)
        return self.take(commits_beyond(other.store))

    def take(self, commits: Iterable[Travelling], now_ms: int | None = None) -> Merged:
        """Take in commits."""
        with self.store.transaction():
            merged = self.journal.merge(commits, now_ms or self.wall)
        self.journal.load(self.journal.position.feed)
        return merged

    def state(self) -> dict[str, bytes]:
        """Return digests of the present state."""
        return self.folder.digests(self.store)

    def standings(self) -> dict[bytes, tuple[str, str]]:
        """Return every commit's standing and fault."""
        found = self.store.sql("SELECT hash, standing, fault FROM journal_commit")
        return {bytes(head): (standing, fault) for head, standing, fault in found}

    def frontier(self) -> Frontier:
        """Return the newest commit of every feed."""
        return feed_heads(self.store)

    def remove(self, who: Gardener, by: Gardener | None = None) -> Written:
        """Remove somebody from the staff."""
        gone = PersonRemoved(subject=who.id, frontier=self.frontier())
        return self.write([gone], by=by)

    def sow(self, name: str, secret: str = "", by: Gardener | None = None) -> str:
        """Sow a plant, with a secret for the shed; return its id."""
        plant = new_id()
        sealer = self.journal.sealer()
        sealed = sealer.seal(SHED, plant, "secret", secret) if secret else None
        sown = PlantSown(subject=plant, bed="北", name=name, secret=sealed)
        self.write([sown], by=by, sealer=sealer)
        return plant

    def opener(self, who: Gardener | None = None) -> Opener:
        """Return what somebody opens sealed values with."""
        person = who or self.keeper
        authority = self.journal.position.authority
        return Opener(person.id, person.keys, authority, self.store)

    def verify(self, who: Gardener | None = None) -> Report:
        """Prove the journal, as somebody."""
        return verify(
            self.store, self.folder, vault=self.vault, opener=self.opener(who)
        )

    def grow(self) -> dict[str, str]:
        """Have some of everything happen; return plants by name."""
        plants = {name: self.sow(name, f"{name}的秘密") for name in ("竹", "梅")}
        plants["兰"] = self.sow("兰花")
        guest = self.admit(GUEST)
        self.write([PlantGrown(subject=plants["竹"], by=3)], by=guest)
        self.write(
            [
                PlantGrown(subject=plants["竹"], by=4),
                GatePainted(subject=new_id(), colour="朱红"),
            ]
        )
        plants["菊"] = self.sow("菊", by=guest)
        self.write([PlantFelled(subject=plants["菊"])])
        return plants
