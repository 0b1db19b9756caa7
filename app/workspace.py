"""The one door: open, execute a command, ask a query, close."""

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from app.cases.rules import feed_letter
from app.desk import Desk, DeskTable
from app.errors import Corrupt, InputError, NotPermitted
from app.features import ANSWERS, FOLD_VERSION, HANDLERS, folder
from app.ids import new_id
from app.journal.fold import Folder, Progress
from app.journal.history import (
    check_tables,
    count_feeds,
    get_state,
    has_commit,
    set_state,
)
from app.journal.journal import Author, Journal, Written
from app.journal.sealing import Opener
from app.journal.verify import Report, verify
from app.staff.commands import found_vault
from app.times import DEFAULT_ZONE, Clock, system_clock, to_ms
from app.vault.folder import (
    check_database,
    clean_leftovers,
    database,
    make_folder,
)
from app.vault.keyring import (
    LEAST_PASSPHRASE,
    Credentials,
    Keyring,
    Opened,
    calibrated_cost,
)
from app.vault.keys import Argon2Cost, PersonalKeys, new_personal_keys, random_key
from app.vault.lock import VaultLock
from app.vault.marker import Marker, MarkerFile, default_folder
from app.vault.store import Store
from app.work import Act, Changes, Command, Intent, Outcome, Query, Reader

__all__ = [
    "LEAST_PASSPHRASE",
    "SUFFIX",
    "Credentials",
    "Surroundings",
    "Workspace",
]

V = TypeVar("V")

SUFFIX = ".gongdao"


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


class Workspace:
    """An open vault and the person signed in.

    One thread executes commands; any thread may ask queries. Each thread that
    has asked calls `release_thread` before the vault closes.
    """

    def __init__(
        self,
        place: Path,
        lock: VaultLock,
        keyring: Keyring,
        opened: Opened,
        surroundings: Surroundings,
    ) -> None:
        """Hold what `create` or `open` have opened."""
        self.place = place
        self.person = opened.person_id
        self._lock = lock
        self._keyring = keyring
        self._keys = opened.keys
        self._vault_key = opened.vault_key
        self._surroundings = surroundings
        self._folder: Folder = folder()
        self._store = Store(database(place, keyring), opened.vault_key)
        self._journal = Journal(self._store, self._folder, keyring.vault_id)
        self._marker = MarkerFile(surroundings.markers, keyring.vault_id, place)
        self._feed_letter = ""
        self.desk = Desk(self._store, self.person, self._keys)

    @classmethod
    def create(
        cls,
        place: Path,
        *,
        community: str,
        owner: Credentials,
        surroundings: Surroundings | None = None,
    ) -> "Workspace":
        """Create a vault with its first owner, and open it.

        Args:
            place: the folder to make; its name ends in `.gongdao`.
            community: whom the vault is for.
            owner: the first person's sign-in name and passphrase.
            surroundings: what of the computer it depends on.

        Raises:
            InputError: name or passphrase will not do.
            Conflict: there is something at that place already.
            DiskFull: there is no room; nothing is left behind.
        """
        around = surroundings or Surroundings()
        owner.checked(community)
        make_folder(place)
        try:
            return cls._found(place, community, owner, around)
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise

    @classmethod
    def _found(
        cls, place: Path, community: str, owner: Credentials, around: Surroundings
    ) -> "Workspace":
        vault, person = new_id(), new_id()
        keys = new_personal_keys()
        opened = Opened(person_id=person, keys=keys, vault_key=random_key())
        keyring = Keyring.new(
            place,
            vault_id=vault,
            key_id=new_id(),
            cost=around.cost or calibrated_cost(),
        )
        workspace = cls(place, VaultLock(place), keyring, opened, around)
        try:
            workspace._store.connect()
            founding = found_vault(
                vault,
                community=community,
                zone=DEFAULT_ZONE.key,
                person=person,
                name=owner.name.strip(),
                keys=keys,
            )
            with workspace._store.transaction():
                workspace._journal.create()
                workspace._store.create([DeskTable])
                set_state(workspace._store, "fold_version", str(FOLD_VERSION))
                workspace._begin_feed()
                written = workspace._journal.write(
                    workspace._author, founding, [], to_ms(around.clock())
                )
                keyring.add(
                    owner,
                    person_id=person,
                    keys=keys,
                    vault_key=opened.vault_key,
                    staff=(),
                )
            workspace._settle(written)
        except BaseException:
            workspace.close()
            raise
        return workspace

    @classmethod
    def open(
        cls,
        place: Path,
        credentials: Credentials,
        *,
        surroundings: Surroundings | None = None,
        progress: Progress | None = None,
    ) -> "Workspace":
        """Open a vault as one of its people.

        Raises:
            NotFound: there is no vault at this place.
            VaultLocked: it is open elsewhere.
            InputError: the name or the passphrase is wrong.
            Corrupt: its files are damaged.
            NotPermitted: the person is not on the staff (any more).
        """
        around = surroundings or Surroundings()
        Keyring.read(place)
        lock = VaultLock(place)
        try:
            # Read again: under the lock nobody replaces it any more.
            keyring = Keyring.read(place)
            opened = keyring.unlock(credentials)
            check_database(place, keyring)
            workspace = cls(place, lock, keyring, opened, around)
        except BaseException:
            lock.release()
            raise
        try:
            workspace._load(progress)
        except BaseException:
            workspace.close()
            raise
        return workspace

    def execute(self, command: Command[V]) -> Outcome[V]:
        """Carry out a command: one commit, all or nothing.

        Raises:
            UserError: the command cannot be carried out as it is.
            EnvironmentFault: the machine failed; nothing was changed.
        """
        self._store.connect()
        now = self._surroundings.clock()
        act = self._act(now)
        with _whole_characters(), self._store.transaction():
            intent: Intent[V] = HANDLERS[type(command)](command, act)
            written = self._journal.write(
                self._author, intent.events, act.sealer.wraps, to_ms(now)
            )
            if intent.attach is not None:
                intent.attach()
        self._settle(written)
        areas = frozenset(table.partition("_")[0] for table in written.tables)
        return Outcome(
            value=intent.value,
            changes=Changes(areas=areas, subjects=written.subjects),
            undo=intent.undo,
        )

    def doubts_clock(self) -> bool:
        """Tell whether commands wait until a person has confirmed the clock."""
        return self._journal.doubts_clock(to_ms(self._surroundings.clock()))

    def confirm_clock(self) -> None:
        """Work under this computer's clock although it is far from the last entry."""
        self._journal.confirm_clock()

    def query(self, query: Query[V]) -> V:
        """Answer a query.

        Raises:
            UserError: the question cannot be answered to this person.
        """
        self._store.connect()
        with _whole_characters(), self._store.snapshot():
            reader = self._reader(self._surroundings.clock())
            return ANSWERS[type(query)](query, reader)

    def verify(self, progress: Progress | None = None) -> Report:
        """Prove every commit, and compare the tables with a fresh fold."""
        self._store.connect()
        return verify(
            self._store,
            self._folder,
            vault=self._keyring.vault_id,
            opener=self._opener(),
            progress=progress,
        )

    def rebuild(self, progress: Progress | None = None) -> int:
        """Drop all tables of the present state and fold them anew.

        Returns:
            The number of events folded.
        """
        self._store.connect()
        return self._journal.rebuild(progress)

    def digests(self) -> dict[str, str]:
        """Return a hash of each table of the present state."""
        self._store.connect()
        with self._store.snapshot():
            found = self._folder.digests(self._store)
        return {name: digest.hex() for name, digest in found.items()}

    def open_reader_thread(self) -> None:
        """Let the calling thread ask queries, and write nothing."""
        self._store.connect(read_only=True)

    def release_thread(self) -> None:
        """Close the calling thread's connection."""
        self._store.close()

    def close(self) -> None:
        """Close the vault; the calling thread's connection goes with it."""
        try:
            self._store.shut()
        finally:
            self._lock.release()

    @property
    def _author(self) -> Author:
        return Author(person=self.person, key=self._keys.signing)

    def _load(self, progress: Progress | None) -> None:
        self._store.connect()
        check_tables(self._store)
        marker = self._marker.read()
        if marker is not None and has_commit(self._store, marker.commit):
            self._journal.load(marker.feed)
            self._feed_letter = get_state(self._store, _letter_of(marker.feed)) or ""
        else:
            # Copied, restored or behind: never sign one place of a chain twice.
            with self._store.transaction():
                self._begin_feed()
        if self.person not in self._journal.position.authority.people:
            raise NotPermitted("not_enrolled")
        self._fold_anew_if_older(progress)
        self._keyring.settle(self._vault_key)
        clean_leftovers(self.place, self._keyring)

    def _fold_anew_if_older(self, progress: Progress | None) -> None:
        kept = int(get_state(self._store, "fold_version") or 0)
        if kept > FOLD_VERSION:
            raise Corrupt("vault_newer")
        if kept < FOLD_VERSION:
            self._journal.rebuild(progress)
            set_state(self._store, "fold_version", str(FOLD_VERSION))

    def _begin_feed(self) -> None:
        others = count_feeds(self._store)
        feed = new_id()
        self._feed_letter = feed_letter(others)
        set_state(self._store, _letter_of(feed), self._feed_letter)
        self._journal.load(feed)

    def _settle(self, written: Written) -> None:
        self._journal.adopt(written)
        head = written.position.previous
        self._marker.write(Marker(written.position.feed, head.seq, head.hash))

    def _opener(self) -> Opener:
        return Opener(
            self.person, self._keys, self._journal.position.authority, self._store
        )

    def _reader(self, now: datetime) -> Reader:
        return Reader(
            person=self.person,
            now=now,
            authority=self._journal.position.authority,
            store=self._store,
            opener=self._opener(),
        )

    def _act(self, now: datetime) -> Act:
        return Act(
            person=self.person,
            now=now,
            authority=self._journal.position.authority,
            store=self._store,
            opener=self._opener(),
            sealer=self._journal.sealer(),
            enrolment=self._enrol,
            feed_letter=self._feed_letter,
        )

    def _enrol(self, credentials: Credentials, person: str, keys: PersonalKeys) -> None:
        self._keyring.add(
            credentials,
            person_id=person,
            keys=keys,
            vault_key=self._vault_key,
            staff=self._journal.position.authority.people,
        )


@contextmanager
def _whole_characters() -> Generator[None, None, None]:
    """Take half of a character, as a cut emoji leaves it, for a slip of typing."""
    try:
        yield
    except UnicodeEncodeError:
        # The error tells the text itself, so it is not passed on.
        raise InputError("text_cut") from None


def _letter_of(feed: str) -> str:
    # A folder carried from computer to computer holds the letters of all of them.
    return f"feed_letter:{feed}"
