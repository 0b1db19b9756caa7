"""What is open while somebody is signed in: keys, database, journal, desk."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from app.cases.rules import feed_letter
from app.custody import Custody, Policy
from app.desk import Desk, DeskTable
from app.errors import Corrupt, EnvironmentFault, InputError, NotPermitted
from app.features import FOLD_VERSION, folder
from app.ids import new_id
from app.journal.authority import State
from app.journal.erasure import erased_among
from app.journal.fold import Folder, Progress
from app.journal.history import (
    check_tables,
    count_feeds,
    get_state,
    has_commit,
    is_behind,
    set_state,
)
from app.journal.journal import Author, Journal, Written
from app.journal.rewrapping import rewrap
from app.journal.sealing import Opener
from app.settings.model import Setting
from app.settings.queries import setting_value
from app.slots import KeyringSlots
from app.staff.commands import found_vault
from app.staff.roles import may_rekey
from app.times import DEFAULT_ZONE, Clock, system_clock, to_ms
from app.tombstones import bury_again, keep_tombstones, sweep
from app.vault.folder import clean_leftovers, database
from app.vault.keyring import Credentials, Keyring, Opened
from app.vault.keys import Argon2Cost, PersonalKeys
from app.vault.marker import Marker, MarkerFile, default_folder
from app.vault.store import Store
from app.work import Act, Reader

REKEYED = "rekeyed"
"""Where the journal's state keeps whose exposure the last re-keying ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What of the computer a workspace depends on; tests bring their own.

    Attributes:
        clock: tells the moment.
        markers: folder of local markers.
        cost: of a passphrase guess in a new vault; None measures this machine.
    """

    clock: Clock = system_clock
    markers: Path = field(default_factory=default_folder)
    cost: Argon2Cost | None = None


class Session:
    """One person's keys and the vault's database under its present key.

    Attributes:
        fell_behind: whether this computer has seen the vault further on than it is.
    """

    def __init__(
        self,
        place: Path,
        keyring: Keyring,
        opened: Opened,
        surroundings: Surroundings,
    ) -> None:
        """Hold what the keyring has opened; `found` or `load` go on."""
        self.place = place
        self.person = opened.person_id
        self.fell_behind = False
        self.keyring = keyring
        self.keys = opened.keys
        self.vault_key = opened.vault_key
        self._opened = opened
        self.surroundings = surroundings
        self.folder: Folder = folder()
        self.store = Store(database(place, keyring), opened.vault_key)
        self.journal = Journal(self.store, self.folder, keyring.vault_id)
        self.desk = Desk(self.store, self.person, self.keys)
        self._marker = MarkerFile(surroundings.markers, keyring.vault_id, place)
        self._feed_letter = ""

    def found(self, community: str, owner: Credentials) -> None:
        """Make the vault's tables and its first commit, and the owner's slot."""
        self.store.connect()
        founding = found_vault(
            self.keyring.vault_id,
            community=community,
            zone=DEFAULT_ZONE.key,
            person=self.person,
            name=owner.name.strip(),
            keys=self.keys,
        )
        with self.store.transaction():
            self.journal.create()
            self.store.create([DeskTable])
            set_state(self.store, "fold_version", str(FOLD_VERSION))
            self._begin_feed()
            written = self.journal.write(
                self.author, founding, [], to_ms(self.surroundings.clock())
            )
            self.keyring.add(
                owner,
                person_id=self.person,
                keys=self.keys,
                vault_key=self.vault_key,
                staff=(),
            )
        self.settle(written)

    def load(self, progress: Progress | None) -> None:
        """Read where the journal stands, and bring everything up to this version.

        Raises:
            Corrupt: the journal cannot be followed, or is that of a newer version.
            NotPermitted: the person is not on the staff (any more), or suspended.
            InputError: these were keys before the person took others.
        """
        self.store.connect()
        if is_behind(self.store, FOLD_VERSION):
            # What this version makes of the vault can be undone as a whole.
            replace(self.custody, kept=Policy).back_up()
        check_tables(self.store)
        marker = self._marker.read()
        if marker is not None and has_commit(self.store, marker.commit):
            self.journal.load(marker.feed)
            self._feed_letter = get_state(self.store, _letter_of(marker.feed)) or ""
        else:
            # Copied, restored or behind: never sign one place of a chain twice.
            self.fell_behind = marker is not None
            with self.store.transaction():
                self._begin_feed()
        self._check_person()
        self._fold_anew_if_older(progress)
        self._look_again()
        sweep(self.store)
        self.keyring.settle(self.vault_key)
        people = self.journal.position.authority.people.values()
        gone = {p.id for p in people if p.state is State.REMOVED}
        self.keyring.tidy(self._opened, gone)
        if not self.fell_behind:
            # Else the database that an older keyring does not name may be the newest.
            clean_leftovers(self.place, self.keyring)

    @property
    def custody(self) -> Custody:
        """The vault's backups, under the key it has now."""
        return Custody(
            store=self.store,
            place=self.place,
            keyring=self.keyring,
            key=self.vault_key,
            clock=self.surroundings.clock,
            permit=self.permit_rekey,
            kept=self._kept_backups,
        )

    def settle(self, written: Written) -> None:
        """Go on from a commit that is stored for good."""
        self.journal.adopt(written)
        head = written.position.previous
        self._marker.write(Marker(written.position.feed, head.seq, head.hash))
        self.keep_erased(written.erased)

    def keep_erased(self, subjects: Collection[str]) -> None:
        """See that the words of whoever was erased among these leave desk and file.

        No older copy is to bring them back either. What the machine does not let be
        done now is done at the next opening: the commits that erased stand.
        """
        gone = erased_among(self.store, subjects)
        if not gone:
            return
        with suppress(EnvironmentFault):
            self.desk.forget(gone)
        with suppress(EnvironmentFault):
            keep_tombstones(self.place, self.store)
        sweep(self.store)

    def adopt(self, keys: PersonalKeys) -> None:
        """Go on with new personal keys."""
        if keys.seed != self.keys.seed:
            self.desk, self.keys = Desk(self.store, self.person, keys), keys

    def move_desk(self, keys: PersonalKeys) -> None:
        """Box what lies on the desk under new keys, in the commit that tells so."""
        self.desk.under(keys)

    @property
    def author(self) -> Author:
        """The person, as who signs."""
        return Author(person=self.person, key=self.keys.signing)

    def opener(self) -> Opener:
        """Return what opens the values sealed to the person."""
        now = self.journal.position
        return Opener(self.person, self.keys, now.authority, self.store, now.fallen)

    def seal_fallen(self) -> None:
        """Seal anew what is under keys that do not count, as far as they open.

        Else it would open to those alone to whom a staff commit that fell had granted
        them, and to nobody who comes later.
        """
        now = self.journal.position
        if now.fallen.keys:
            with self.store.transaction():
                rewrap(self.store, now.authority, self.opener())

    def reader(self, now: datetime) -> Reader:
        """Return what a query's handler may use."""
        return Reader(
            person=self.person,
            now=now,
            authority=self.journal.position.authority,
            vocabulary=self.folder.vocabulary,
            store=self.store,
            opener=self.opener(),
            slots=self._slots(),
        )

    def act(self, now: datetime) -> Act:
        """Return what a command's handler may use."""
        return Act(
            person=self.person,
            now=now,
            authority=self.journal.position.authority,
            vocabulary=self.folder.vocabulary,
            store=self.store,
            opener=self.opener(),
            slots=self._slots(),
            sealer=self.journal.sealer(),
            feed_letter=self._feed_letter,
        )

    def permit_rekey(self) -> None:
        """Stop whoever may not put the vault under a new key.

        Raises:
            NotPermitted: the person may neither let people in nor remove them.
        """
        authority = self.journal.position.authority
        if not may_rekey(authority.capabilities_of(self.person)):
            raise NotPermitted("not_permitted")

    def rekeyed(self) -> bytes:
        """Return the commit whose exposure the last re-keying ended."""
        return bytes.fromhex(get_state(self.store, REKEYED) or "")

    def _slots(self) -> KeyringSlots:
        return KeyringSlots(
            keyring=self.keyring,
            vault_key=self.vault_key,
            person=self.person,
            authority=lambda: self.journal.position.authority,
            rekeyed=self.rekeyed,
            adopt=self.adopt,
            move_desk=self.move_desk,
        )

    def _kept_backups(self) -> Policy:
        reader = self.reader(self.surroundings.clock())
        days = setting_value(reader, Setting.BACKUP_DAYS)
        return Policy() if days is None else Policy(days=days)

    def _check_person(self) -> None:
        authority = self.journal.position.authority
        person = authority.people.get(self.person)
        if person is None:
            raise NotPermitted("not_enrolled")
        if person.sign_key != self.keys.signing.public:
            # The computer stopped between giving a new slot and dropping this one.
            raise InputError("passphrase_superseded")
        if not authority.is_active(self.person):
            raise NotPermitted(f"person_{person.state.value}")

    def _fold_anew_if_older(self, progress: Progress | None) -> None:
        kept = int(get_state(self.store, "fold_version") or 0)
        if kept > FOLD_VERSION:
            raise Corrupt("vault_newer")
        if kept < FOLD_VERSION:
            self.journal.rebuild(progress)
            set_state(self.store, "fold_version", str(FOLD_VERSION))

    def _look_again(self) -> None:
        """Take in what waited for its time, and forget what was erased elsewhere."""
        now_ms = to_ms(self.surroundings.clock())
        with self.store.transaction():
            changed = self.journal.look_again(now_ms)
        if changed is not None:
            self.journal.load(self.journal.position.feed)
            self.keep_erased(changed.subjects)
        self.keep_erased(bury_again(self.place, self.store, self.journal, self.folder))
        with suppress(EnvironmentFault):
            keep_tombstones(self.place, self.store)

    def _begin_feed(self) -> None:
        others = count_feeds(self.store)
        feed = new_id()
        self._feed_letter = feed_letter(others)
        set_state(self.store, _letter_of(feed), self._feed_letter)
        self.journal.load(feed)


def _letter_of(feed: str) -> str:
    # A folder carried from computer to computer holds the letters of all of them.
    return f"feed_letter:{feed}"
