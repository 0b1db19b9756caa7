"""The one door: open, execute a command, ask a query, close."""

import shutil
import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from app.custody import Custody
from app.desk import Desk
from app.errors import EnvironmentFault, InputError
from app.features import ANSWERS, HANDLERS
from app.ids import new_id
from app.journal.bundle import Travelling
from app.journal.fold import Progress
from app.journal.merge import Merged
from app.journal.verify import Report
from app.rekeying import rekeyed
from app.session import Session, Surroundings
from app.staff.commands import SetPassphrase
from app.times import to_ms
from app.vault import restore
from app.vault.folder import check_database, make_folder
from app.vault.keyring import (
    LEAST_PASSPHRASE,
    Credentials,
    Keyring,
    Opened,
    calibrated_cost,
)
from app.vault.keys import new_personal_keys, random_key
from app.vault.lock import VaultLock
from app.witness import Witness
from app.work import Changes, Command, Intent, Outcome, Query

__all__ = [
    "LEAST_PASSPHRASE",
    "SUFFIX",
    "Credentials",
    "Surroundings",
    "Workspace",
]

V = TypeVar("V")

SUFFIX = ".gongdao"


class Workspace:
    """An open vault and the person signed in.

    One thread executes commands; any thread may ask queries. Each thread that
    has asked calls `release_thread` before the vault closes.
    """

    def __init__(self, lock: VaultLock, session: Session) -> None:
        """Hold what `create`, `open` or `recover` have opened."""
        self._lock = lock
        self._session = session
        self._reading = threading.local()

    @property
    def place(self) -> Path:
        """The vault's folder."""
        return self._session.place

    @property
    def person(self) -> str:
        """Who is signed in."""
        return self._session.person

    @property
    def fell_behind(self) -> bool:
        """Whether this computer has seen the vault further on than it is.

        Then an older file was put back, or the newest entries are lost.
        """
        return self._session.fell_behind

    @property
    def desk(self) -> Desk:
        """What lies on that person's desk."""
        return self._session.desk

    @property
    def custody(self) -> Custody:
        """The vault's backups; ask for it anew after a re-keying."""
        return self._session.custody

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
        opened = Opened(
            person_id=new_id(), keys=new_personal_keys(), vault_key=random_key()
        )
        keyring = Keyring.new(
            place,
            vault_id=new_id(),
            key_id=new_id(),
            cost=around.cost or calibrated_cost(),
        )
        session = Session(place, keyring, opened, around)
        workspace = cls(VaultLock(place), session)
        try:
            session.found(community, owner)
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
        return cls._opened(
            place, lambda keyring: keyring.unlock(credentials), surroundings, progress
        )

    @classmethod
    def recover(
        cls,
        place: Path,
        key: bytes,
        new_passphrase: str,
        *,
        surroundings: Surroundings | None = None,
        progress: Progress | None = None,
    ) -> "Workspace":
        """Open a vault with the key of a recovery sheet, and set a new passphrase.

        The sheet is used up by it.

        Raises:
            InputError: no slot answers to the key, or the passphrase will not do.
            NotFound, VaultLocked, Corrupt, NotPermitted: see `open`.
        """
        workspace = cls._opened(
            place, lambda keyring: keyring.recover(key), surroundings, progress
        )
        try:
            workspace.execute(SetPassphrase(new=new_passphrase))
        except BaseException:
            workspace.close()
            raise
        return workspace

    @classmethod
    def _opened(
        cls,
        place: Path,
        unlock: Callable[[Keyring], Opened],
        surroundings: Surroundings | None,
        progress: Progress | None,
    ) -> "Workspace":
        restore.resume(place)
        Keyring.read(place)
        lock = VaultLock(place)
        try:
            # Read again: under the lock nobody replaces it any more.
            keyring = Keyring.read(place)
            opened = unlock(keyring)
            check_database(place, keyring)
            around = surroundings or Surroundings()
            workspace = cls(lock, Session(place, keyring, opened, around))
        except BaseException:
            lock.release()
            raise
        try:
            workspace._session.load(progress)
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
        session = self._session
        session.store.connect()
        now = session.surroundings.clock()
        act = session.act(now)
        with _whole_characters(), session.store.transaction():
            intent: Intent[V] = HANDLERS[type(command)](command, act)
            written = session.journal.write(
                session.author, intent.events, act.sealer.wraps, to_ms(now)
            )
            if intent.attach is not None:
                intent.attach()
        session.settle(written)
        if intent.settle is not None:
            # The commit stands; what is left is done when the vault is opened.
            with suppress(EnvironmentFault):
                intent.settle()
        areas = frozenset(table.partition("_")[0] for table in written.tables)
        return Outcome(
            value=intent.value,
            changes=Changes(areas=areas, subjects=written.subjects),
            undo=intent.undo,
        )

    def doubts_clock(self) -> bool:
        """Tell whether commands wait until a person has confirmed the clock."""
        session = self._session
        return session.journal.doubts_clock(to_ms(session.surroundings.clock()))

    def confirm_clock(self) -> None:
        """Work under this computer's clock although it is far from the last entry."""
        self._session.journal.confirm_clock()

    def query(self, query: Query[V], progress: Progress | None = None) -> V:
        """Answer a query.

        Args:
            query: what is asked.
            progress: told how far a long answer is; what it raises stops it.

        Raises:
            UserError: the question cannot be answered to this person.
        """
        session = self._connected()
        with _whole_characters(), session.store.snapshot():
            reader = session.reader(session.surroundings.clock())
            if progress is not None:
                reader.progress = progress
            return ANSWERS[type(query)](query, reader)

    def merge(self, commits: Iterable[Travelling]) -> Merged:
        """Take in commits of another copy of this vault: the union of both.

        Raises:
            Corrupt: words were left out that nobody erased; nothing was taken in.
        """
        session = self._connected()
        now_ms = to_ms(session.surroundings.clock())
        with session.store.transaction():
            merged = session.journal.merge(commits, now_ms)
        session.journal.load(session.journal.position.feed)
        session.keep_erased(merged.subjects)
        session.seal_fallen()
        return merged

    def rekey(self, progress: Progress | None = None) -> None:
        """Put the vault under a new key, which only whoever is on the staff gets.

        A backup is made first. What was sealed to an audience is sealed to its newest
        key. Called where commands are executed; afterwards everything goes on in the
        new file.

        Args:
            progress: told how much is done; what it raises stops it, and all is as
                before.

        Raises:
            NotPermitted: the role does not allow it.
            DiskFull, StorageBusy, Corrupt: from the storage; all is as before.
        """
        self._session.permit_rekey()
        self._session.custody.back_up(progress)
        self._session = rekeyed(self._session, progress)

    def verify(self, progress: Progress | None = None) -> Report:
        """Prove every commit, and compare the tables with a fresh fold."""
        return self.witness.verify(progress)

    def rebuild(self, progress: Progress | None = None) -> int:
        """Drop all tables of the present state and fold them anew.

        Returns:
            The number of events folded.
        """
        return self._connected().journal.rebuild(progress)

    @property
    def witness(self) -> Witness:
        """What speaks for the journal, in this person's name."""
        session = self._connected()
        return Witness(
            store=session.store,
            folder=session.folder,
            vault=session.keyring.vault_id,
            author=session.author,
            reader=session.reader(session.surroundings.clock()),
        )

    def digests(self) -> dict[str, str]:
        """Return a hash of each table of the present state."""
        session = self._connected()
        with session.store.snapshot():
            found = session.folder.digests(session.store)
        return {name: digest.hex() for name, digest in found.items()}

    def open_reader_thread(self) -> None:
        """Let the calling thread ask queries, and write nothing."""
        self._reading.only = True
        self._connected()

    def release_thread(self) -> None:
        """Close the calling thread's connection."""
        self._session.store.close()

    def close(self) -> None:
        """Close the vault; the calling thread's connection goes with it."""
        try:
            self._session.store.shut()
        finally:
            self._lock.release()

    def _connected(self) -> Session:
        # After a re-keying every thread finds itself before another file.
        session = self._session
        session.store.connect(read_only=getattr(self._reading, "only", False))
        return session


@contextmanager
def _whole_characters() -> Generator[None, None, None]:
    """Take half of a character, as a cut emoji leaves it, for a slip of typing."""
    try:
        yield
    except UnicodeEncodeError:
        # The error tells the text itself, so it is not passed on.
        raise InputError("text_cut") from None
