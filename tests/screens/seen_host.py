"""A window that remembers what it was asked for."""

from collections.abc import Callable
from pathlib import Path


class SeenHost:
    """Satisfies `ui.screens.host.Host`.

    Attributes:
        toasts: what was said, in order.
        opened: screens and records that were gone to.
        copied: what was put on the clipboard.
        place: where files are to be written; None gives that up.
        file: what is chosen to be read; None gives that up.
        suggested: what a file was last to be called.
    """

    def __init__(self) -> None:
        self.toasts: list[str] = []
        self.opened: list[tuple[str, str]] = []
        self.copied: list[str] = []
        self.place: Path | None = None
        self.file: Path | None = None
        self.suggested = ""
        self._undo: Callable[[], None] | None = None

    def undo(self) -> None:
        """Press Undo on the last toast."""
        assert self._undo is not None
        self._undo()

    def toast(self, text: str, undo: Callable[[], None] | None = None) -> None:
        self.toasts.append(text)
        self._undo = undo

    def open_record(self, screen: str, record: str) -> None:
        self.opened.append((screen, record))

    def choose_file(self, title: str, filters: str) -> Path | None:
        return self.file

    def choose_save(self, title: str, suggested: str) -> Path | None:
        self.suggested = suggested
        return self.place

    def rekey(self) -> None:
        raise AssertionError

    def copy(self, text: str) -> None:
        self.copied.append(text)
