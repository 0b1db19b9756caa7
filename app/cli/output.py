"""What a command says: words and tables for people, one document for machines."""

import json
import re
import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

from rich import box
from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

Told = Callable[[int, int], None]
"""Called with how much is done, and of how much."""

_GAP = 2
_NARROWEST = 12
# What members write is shown on a terminal: nothing in it may move the cursor, set
# colours or turn the reading direction around.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table.

    Attributes:
        title: what stands above it.
        right: whether its figures stand to the right.
        widest: cells after which a text is cut off; 0 for no end.
        rest: whether it takes the width the others leave, and is cut off there.
    """

    title: str
    right: bool = False
    widest: int = 0
    rest: bool = False


def plain(text: str) -> str:
    """Return a text that does nothing to a terminal but appear."""
    return _UNSAFE.sub("\ufffd", text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """Return a text on one line."""
    return plain(" ".join(text.split()))


class Output:
    """Where a command speaks.

    Words for people go to standard output, unless machines read it: then it
    carries the one document alone. Progress, warnings and questions go to standard
    error.
    """

    def __init__(self, *, for_machines: bool) -> None:
        """Speak to people or to machines."""
        self.for_machines = for_machines
        self._words = _console(sys.stdout)
        self._aside = _console(sys.stderr)

    def document(self, document: Mapping[str, object]) -> None:
        """Give machines their document; to be called once."""
        if not self.for_machines:
            return
        unicode = (sys.stdout.encoding or "").lower().startswith("utf")
        text = json.dumps(document, ensure_ascii=not unicode, indent=2)
        sys.stdout.write(text + "\n")

    def heading(self, text: str) -> None:
        """Say what comes next."""
        if not self.for_machines:
            self._words.print(f"\n{plain(text)}", style="bold", soft_wrap=True)

    def say(self, text: str) -> None:
        """Say a text as it is, its lines unbroken, so that it can be copied."""
        if not self.for_machines:
            self._words.print(plain(text), soft_wrap=True)

    def facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Say what is known, a line each; what is empty is left out."""
        table = Table.grid(padding=(0, _GAP))
        table.add_column(style="dim", no_wrap=True)
        table.add_column(overflow="fold")
        for label, value in facts:
            if value:
                table.add_row(label, plain(value))
        if not self.for_machines and table.rows:
            self._words.print(table)

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
        """Show rows below their titles."""
        if self.for_machines or not rows:
            return
        cells = [[one_line(cell) for cell in row] for row in rows]
        table = Table(
            box=box.SIMPLE_HEAD,
            show_edge=False,
            pad_edge=False,
            padding=(0, 1, 0, 0),
            header_style="bold",
        )
        for at, width in enumerate(self._widths(columns, cells)):
            column = columns[at]
            table.add_column(
                column.title,
                justify="right" if column.right else "left",
                no_wrap=True,
                min_width=width,
                max_width=width,
            )
            for row in cells:
                row[at] = _cut(row[at], width)
        for row in cells:
            table.add_row(*row)
        self._words.print(table)

    def note(self, text: str) -> None:
        """Say something aside, also where machines read."""
        self._aside.print(plain(text), soft_wrap=True)

    def warn(self, text: str) -> None:
        """Say aside what deserves attention."""
        self._aside.print(plain(text), style="yellow", soft_wrap=True)

    def fail(self, text: str) -> None:
        """Say what went wrong."""
        self._aside.print(plain(text), style="red", soft_wrap=True)

    @contextmanager
    def progress(self, label: str) -> Generator[Told]:
        """Show how far long work is, where somebody watches."""
        with Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            console=self._aside,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
            disable=not self._aside.is_terminal,
        ) as bar:
            task = bar.add_task(label, total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)

    def _widths(
        self, columns: Sequence[Column], cells: Sequence[Sequence[str]]
    ) -> list[int]:
        widths = [
            max(cell_len(text) for text in (column.title, *(row[at] for row in cells)))
            for at, column in enumerate(columns)
        ]
        widths = [
            min(width, column.widest) if column.widest else width
            for width, column in zip(widths, columns, strict=True)
        ]
        taken = sum(
            width + _GAP
            for width, column in zip(widths, columns, strict=True)
            if not column.rest
        )
        room = max(self._words.width - taken, _NARROWEST)
        return [
            min(width, room) if column.rest else width
            for width, column in zip(widths, columns, strict=True)
        ]


def _cut(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…"


def _console(stream: TextIO) -> Console:
    # Other people's words are shown: no markup, no emoji codes, no guessed colours.
    return Console(file=stream, markup=False, emoji=False, highlight=False)
