"""The ways into a vault: name and passphrase, a recovery sheet, or making one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from app.workspace import Credentials, Surroundings, Workspace
from ui.running import Failed, Progress

Told = Callable[[int, int], None]
"""Told on a thread how much is done, and of how much."""


def unheard(_: int, __: int | None) -> None:
    """Let nobody hear how far it is."""


class Entrance(QObject):
    """Satisfies the gate of the unlock screen, for whoever owns the threads."""

    def __init__(self, around: Surroundings) -> None:
        """Let people in with these surroundings of the computer."""
        super().__init__()
        self._around = around

    def open_vault(
        self,
        path: Path,
        name: str,
        passphrase: str,
        done: Callable[[], None],
        failed: Failed,
    ) -> None:
        """Open the vault in this folder as this person."""
        who = Credentials(name=name, passphrase=passphrase)
        self._enter(
            lambda _: Workspace.open(path, who, surroundings=self._around), done, failed
        )

    def create_vault(
        self,
        path: Path,
        community: str,
        name: str,
        passphrase: str,
        done: Callable[[], None],
        failed: Failed,
    ) -> None:
        """Make a vault in a folder that does not exist yet, and open it."""
        who = Credentials(name=name, passphrase=passphrase)
        self._enter(
            lambda _: Workspace.create(
                path, community=community, owner=who, surroundings=self._around
            ),
            done,
            failed,
        )

    def recover_vault(
        self,
        path: Path,
        key: bytes,
        new_passphrase: str,
        done: Callable[[], None],
        failed: Failed,
        progress: Progress,
    ) -> None:
        """Open the vault with a recovery sheet, which is used up by it."""
        self._enter(
            lambda tell: Workspace.recover(
                path, key, new_passphrase, surroundings=self._around, progress=tell
            ),
            done,
            failed,
            progress,
        )

    def _enter(
        self,
        make: Callable[[Told], Workspace],
        done: Callable[[], None],
        failed: Failed,
        progress: Progress = unheard,
    ) -> None:
        raise NotImplementedError
