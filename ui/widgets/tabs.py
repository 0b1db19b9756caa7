"""Tabs with counts, underlined where one is; and the language switch's little ones."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from app.words import tr
from ui.theme import Role, Token, space, theme
from ui.widgets import paint
from ui.widgets.buttons import PressButton
from ui.widgets.layout import STRETCH, clear, row
from ui.widgets.paint import TextStyle

_PAD = 8
_COUNT_GAP = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class TabSpec:
    """A tab: what is told back, what is read, how many there are ("12", "1000+")."""

    key: str
    text: str
    count: str = ""


class _Tab(PressButton):
    def __init__(self, spec: TabSpec, name: str) -> None:
        super().__init__()
        self.spec = spec
        self._count = spec.count
        self.setObjectName(name)
        self.setText(spec.text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        said = tr("{title}, {count}", title=spec.text, count=spec.count)
        self.setAccessibleName(said if spec.count else spec.text)

    def sizeHint(self) -> QSize:
        # As wide as when bold, so that choosing a tab moves no other.
        width = paint.text_width(self.spec.text, TextStyle(bold=True)) + 2 * _PAD
        if self._count:
            width += _COUNT_GAP + paint.text_width(self._count, _count_style())
        return QSize(width, theme().height(38, Role.BODY, padding=16))

    def leave_out_count(self) -> None:
        """Show the count in the tooltip alone."""
        self._count = ""
        self.setToolTip(self.accessibleName())
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, on = QPainter(self), self.isChecked()
        live = on or self.underMouse()
        style = TextStyle(token=Token.TEXT if live else Token.TEXT_2, bold=on)
        rect = QRectF(_PAD, 0, self.width(), self.height() - 2)
        width = paint.draw_text(painter, rect, self.spec.text, style)
        if self._count:
            left = _PAD + width + _COUNT_GAP
            rect = QRectF(left, 0, self.width(), self.height() - 2)
            width += _COUNT_GAP
            width += paint.draw_text(painter, rect, self._count, _count_style())
        if on:
            bar = QRectF(_PAD, self.height() - 3, width, 3)
            accent = theme().color(Token.ACCENT_TEXT)
            paint.fill_round(painter, bar, 1.5, accent)


def _count_style() -> TextStyle:
    return TextStyle(role=Role.CAPTION, token=Token.TEXT_3, tabular=True)


class Tabs(QWidget):
    """A line of tabs; arrows move between them while one has focus.

    Signals:
        chosen: the key of the tab a person chose.
    """

    chosen = Signal(str)

    def __init__(self, label: str, *, name: str = "") -> None:
        super().__init__()
        self._name = name
        self._specs: list[TabSpec] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._on_clicked)
        self._box = row(spacing=space.S1)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setLayout(self._box)

    def set_tabs(self, specs: list[TabSpec], current: str = "") -> None:
        """Show these tabs; nothing is told. Without `current` the old one stays."""
        wanted = current or self.current()
        if list(specs) == self._specs:  # nothing is made anew; the focus stays
            self.choose(wanted)
            return
        focused = any(button.hasFocus() for button in self._group.buttons())
        for button in self._group.buttons():
            self._group.removeButton(button)
        clear(self._box)
        self._specs = list(specs)
        for place, spec in enumerate(specs):
            tab = _Tab(spec, f"{self._name}_{spec.key}")
            self._group.addButton(tab, place)
            self._box.addWidget(tab)
        self._box.addItem(row(STRETCH))
        first = specs[0].key if specs else ""
        self.choose(wanted if self._place(wanted) >= 0 else first)
        checked = self._group.checkedButton()
        if focused and checked is not None:
            checked.setFocus()

    def current(self) -> str:
        """Return the key of the tab one is on, or nothing."""
        place = self._group.checkedId()
        return self._specs[place].key if place >= 0 else ""

    def focus(self) -> None:
        """Give the focus to the tab one is on."""
        checked = self._group.checkedButton()
        if checked is not None:
            checked.setFocus()

    def choose(self, key: str) -> None:
        """Go to a tab without telling."""
        place = self._place(key)
        if place >= 0:
            self._group.button(place).setChecked(True)

    def fit(self, room: int) -> None:
        """Leave out counts, from the last tab on, until no more room is taken."""
        tabs = [t for t in self._group.buttons() if isinstance(t, _Tab)]
        for tab in reversed(tabs):
            taken = sum(each.sizeHint().width() for each in tabs)
            if taken + self._box.spacing() * len(tabs) <= room:
                return
            if not tab.isChecked():
                tab.leave_out_count()

    def _place(self, key: str) -> int:
        places = (n for n, spec in enumerate(self._specs) if spec.key == key)
        return next(places, -1)

    def _on_clicked(self, place: int) -> None:
        self.chosen.emit(self._specs[place].key)
