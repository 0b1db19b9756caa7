"""Looking after the vault as a whole: its backups, made while it is in use."""

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
    """

    store: Store
    place: Path
    keyring: Keyring
    key: bytes = field(repr=False)
    clock: Clock
    kept: Callable[[], Policy] = Policy

    def due(self) -> bool:
        """Tell whether today's backup is still to be made."""
        return backup.due(backup.home_of(self.place), self.clock(), DEFAULT_ZONE)

    def back_up(
        self,
        told: Told | None = None,
        *,
        home: Path | None = None,
        policy: Policy | None = None,
    ) -> Backup:
        """Make a verified backup, then let go the old ones the policy does not keep.

        Args:
            told: told pages done and pages in all; what it raises cancels it.
            home: a folder elsewhere to put it in, where nothing is let go.
            policy: which of the vault's own stay; None for what the vault agreed on.

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
            backup.prune(own, now, DEFAULT_ZONE, policy or self.kept())
        return made

    def backups(self) -> tuple[Backup, ...]:
        """Return the vault's backups, the newest first."""
        return backups_of(self.place)

    def drop_backups(self) -> None:
        """Let go all backups: they open under passphrases that are to open no more.

        Raises:
            UserError, EnvironmentFault: one of them cannot be removed.
        """
        backup.drop_all(backup.home_of(self.place))
