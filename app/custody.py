"""Looking after the vault as a whole: its backups, made while it is in use.

Making one needs no capability: everybody's unlocking makes the day's, and it holds
nothing that the vault's folder does not. What is agreed on says which go for age;
letting others go is for whoever may put the vault under a new key.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.times import DEFAULT_ZONE, Clock
from app.vault import backup
from app.vault.backup import Backup, Told
from app.vault.keyring import Keyring
from app.vault.retention import Policy
from app.vault.store import Store

__all__ = ["COMMITS", "Backup", "Custody", "Policy", "Told", "backups_of"]

COMMITS = "journal_commit"
"""The table whose rows a copy is counted by."""


def backups_of(place: Path) -> tuple[Backup, ...]:
    """Return a vault's backups, the newest first; no key is needed to see them."""
    return backup.listed(backup.home_of(place))


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """The backups of an open vault.

    Any thread may ask; like one that queries, it calls `Workspace.release_thread`
    before the vault closes.

    Attributes:
        kept: tells which backups stay.
        permit: stops whoever may not let go what the vault agreed to keep.
    """

    store: Store
    place: Path
    keyring: Keyring
    key: bytes = field(repr=False)
    clock: Clock
    permit: Callable[[], None]
    kept: Callable[[], Policy] = Policy

    def due(self) -> bool:
        """Tell whether today's backup is still to be made."""
        return backup.due(backup.home_of(self.place), self.clock(), DEFAULT_ZONE)

    def back_up(
        self,
        told: Told | None = None,
        *,
        home: Path | None = None,
    ) -> Backup:
        """Make a verified backup, then let go the old ones that are not kept.

        Args:
            told: told pages done and pages in all; what it raises cancels it.
            home: a folder elsewhere to put it in, where nothing is let go.

        Raises:
            DiskFull: there is no room; nothing was written.
            Corrupt: the copy cannot be opened: the vault itself is damaged.
            UserError, EnvironmentFault: the folder cannot be written.
        """
        self.store.connect()
        now = self.clock()
        made = backup.make(
            self.store,
            self.place,
            self.keyring,
            key=self.key,
            now=now,
            counted=COMMITS,
            home=home,
            told=told,
        )
        if home is None:
            own = backup.home_of(self.place)
            backup.prune(own, now, DEFAULT_ZONE, self.kept())
        return made

    def backups(self) -> tuple[Backup, ...]:
        """Return the vault's backups, the newest first."""
        return backups_of(self.place)

    def renew_backups(self, told: Told | None = None) -> Backup:
        """Make a backup, and once it is there let go all others.

        These open under keys and passphrases that are to open no more.

        Args:
            told: told pages done and pages in all; what it raises cancels it.

        Raises:
            NotPermitted: the person may not put the vault under a new key.
            DiskFull, Corrupt: see `back_up`; all backups are still there.
            UserError, EnvironmentFault: one of the others cannot be removed.
        """
        self.permit()
        made = self.back_up(told)
        backup.drop_others(made)
        return made
