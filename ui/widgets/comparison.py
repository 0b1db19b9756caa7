"""Words before and after a change, one under the other, part by part."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from app.text.difference import Pieces
from app.words import tr
from ui.theme import Role, Token, Tone, theme
from ui.widgets.labels import Label, Paragraph, escaped, lines
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.marks import Chip
from ui.widgets.paint import ChipSpec, TextStyle, text_width

_GAP: Final = 8
_LEAST, _WIDTH = 200, 480
_SPACE: Final = "\u00a0\u00a0"


class Compared(NamedTuple):
    """A part that says something else: its label, its words before and after.

    Words are in pieces, each with whether it differs.
    """

    label: str
    before: Pieces
    after: Pieces


class Comparison(Paragraph):
    """Parts with their words before and after: a sign, an underline, then colour.

    A whole book of them has to stand there at once, so it is one text, and measured
    no more often than its width changes.
    """

    def __init__(self, parts: Sequence[Compared]) -> None:
        self._parts = parts
        self._heights: dict[int, int] = {}
        super().__init__("\n".join(map(_said, parts)), selectable=True)

    def sizeHint(self) -> QSize:
        # Qt would lay the text out in a dozen widths to find a pleasant one.
        return QSize(_WIDTH, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, self.minimumHeight())

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def _markup(self) -> str:
        self._heights.clear()
        return "".join(_part(place, part) for place, part in enumerate(self._parts))


class Changed(QWidget):
    """What became of something: its name, a chip, the words that changed."""

    def __init__(self, title: str, chip: ChipSpec, parts: Sequence[Compared]) -> None:
        super().__init__()
        mark = Chip(chip.text, chip.tone, chip.icon)
        box = column(row(Label(title, bold=True), 8, mark, STRETCH), spacing=8)
        if parts:
            box.addWidget(Comparison(parts))
        self.setLayout(box)


def _said(part: Compared) -> str:
    told = [
        f"{word}: {_plain(pieces)}"
        for word, pieces in ((tr("Before"), part.before), (tr("After"), part.after))
        if _plain(pieces)
    ]
    return "\n".join((part.label, *told))


def _plain(pieces: Pieces) -> str:
    return "".join(text for text, _ in pieces)


def _part(place: int, part: Compared) -> str:
    look = theme()
    size = look.font(Role.CAPTION).pixelSize()
    style = f"font-size:{size}px; color:{look.color(Token.TEXT_3).name()}"
    label = f'<span style="{style}">{escaped(part.label)}</span>'
    above = f"margin-top:{_GAP}px" if place else ""
    return "".join(
        (
            lines(label, Role.CAPTION, above),
            _words("−", Tone.DANGER, part.before),
            _words("+", Tone.OK, part.after),
        )
    )


def _words(sign: str, tone: Tone, pieces: Pieces) -> str:
    if not _plain(pieces):
        return ""
    colour = theme().color(tone.text).name()
    style = f"color:{colour}; text-decoration:underline"
    words = "".join(
        f'<span style="{style}">{escaped(text)}</span>' if differs else escaped(text)
        for text, differs in pieces
    )
    mark = f'<span style="color:{colour}; font-weight:bold">{sign}{_SPACE}</span>'
    # The sign hangs before the words, so that these have an edge of their own.
    room = round(text_width(sign + _SPACE, TextStyle(role=Role.READING, bold=True)))
    hanging = f"margin-left:{room}px; text-indent:-{room}px"
    return lines(mark + words, Role.READING, hanging)
