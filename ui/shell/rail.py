"""The rail: sections by group, with counts; icons alone where there is no room."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from app.words import tr
from ui.shell.screen import Group, Screen
from ui.theme import Role, Token, space, theme
from ui.widgets import (
    STRETCH,
    Chip,
    Label,
    Pane,
    PressButton,
    ScrollColumn,
    Seal,
    column,
    paint,
    row,
)
from ui.widgets.paint import RIGHT, TextStyle


@dataclass(slots=True)
class _Entry:
    screen: Screen
    button: "RailButton"


class RailButton(PressButton):
    """One section: icon, title, count; the icon is filled where one is."""

    def __init__(self, icon: str, title: str, *, name: str, fills: bool = True) -> None:
        super().__init__()
        self._icon, self._fills = icon, fills
        self._count = ""
        self.narrow = False
        self.setText(title)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setCheckable(fills)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: str) -> None:
        """Show how many wait here; nothing hides the figure."""
        self._count = count
        title = self.text()
        said = tr("{title}, {count}", title=title, count=count) if count else title
        self.setAccessibleName(said)
        self.update()

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the icon alone, the title in a tooltip."""
        self.narrow = narrow
        self.setToolTip(self.text() if narrow else "")
        self.update()

    def sizeHint(self) -> QSize:
        height = theme().height(space.RAIL_ROW, Role.BODY, padding=8)
        return QSize(space.RAIL_NARROW - 16, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, on = QPainter(self), self.isChecked()
        rect, height = QRectF(self.rect()), self.height()
        if on or self.underMouse():
            ground = theme().color(Token.HOVER)
            paint.fill_round(painter, rect, space.RADIUS_CONTROL, ground)
        size = space.ICON_RAIL
        left = (self.width() - size) / 2 if self.narrow else 10.0
        icon = f"{self._icon}-fill" if on and self._fills else self._icon
        token = Token.ACCENT_TEXT if on else Token.TEXT_2
        at = QPointF(left, (height - size) / 2)
        paint.draw_icon(painter, icon, token, at, size)
        if self.narrow:
            if self._count:
                paint.draw_unread_dot(painter, QPointF(left + size + 3, 9))
            return
        right = rect.adjusted(0, 0, -10, 0)
        tone = Token.TEXT_2 if on else Token.TEXT_3
        figure = TextStyle(role=Role.CAPTION, token=tone, tabular=True)
        width = paint.draw_text(painter, right, self._count, figure, RIGHT)
        style = TextStyle(token=Token.TEXT if on else Token.TEXT_2, bold=on)
        title = rect.adjusted(left + size + 10, 0, -14 - width, 0)
        paint.draw_text(painter, title, self.text(), style)


class Rail(Pane):
    """The sections that work, grouped, and the settings at the bottom.

    Signals:
        chosen: the key of the section a person chose.
        settings_wanted: the settings were chosen.
    """

    chosen = Signal(str)
    settings_wanted = Signal()

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}
        self._titles: dict[Group, Label] = {}
        self._heads: list[QWidget] = []
        self._narrow = False
        self._lists = {group: column(spacing=1) for group in Group}
        # The rows keep room around them for the focus ring.
        self._scroll = ScrollColumn(name="rail_sections", margins=(4, 0, 4, 4))
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        settings = RailButton("gear", tr("Settings"), name="rail_settings", fills=False)
        self.settings = settings
        foot = row((settings, 1), margins=(4, 0, 4, 0))
        body = column((self._scroll, 1), foot, margins=(4, 0, 4, 8))
        super().__init__(
            column(self._build_head(), (body, 1)), Token.CANVAS, name="rail"
        )
        self._group = QButtonGroup(self)
        settings.clicked.connect(self.settings_wanted)
        for group, words in _group_words().items():
            title = Label(words, Role.CAPTION, Token.TEXT_3)
            title.setContentsMargins(10, 10, 0, 4)
            title.hide()
            self._titles[group] = title
            self._scroll.column.addWidget(title)
            self._scroll.column.addLayout(self._lists[group])
        self._scroll.column.addStretch(1)
        self.setAccessibleName(tr("Sections"))
        self.set_narrow(narrow=False)

    def add(self, screen: Screen) -> None:
        """List a section in its group."""
        button = RailButton(screen.icon, screen.title, name=f"rail_{screen.key}")
        button.set_narrow(narrow=self._narrow)
        key = screen.key
        button.clicked.connect(lambda: self.chosen.emit(key))
        self._group.addButton(button)
        self._entries[key] = _Entry(screen, button)
        self._lists[screen.group].addWidget(button)
        self._titles[screen.group].setVisible(not self._narrow)

    def set_current(self, key: str) -> None:
        """Mark the section one is in."""
        self._entries[key].button.setChecked(True)

    def set_count(self, key: str, count: str) -> None:
        """Show how many wait in a section ("12", "1000+", or nothing)."""
        self._entries[key].button.set_count(count)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons alone, or icons and words."""
        self._narrow = narrow
        self.setFixedWidth(space.RAIL_NARROW if narrow else space.RAIL_WIDTH)
        self._head.setContentsMargins(14 if narrow else 18, 0, 0 if narrow else 8, 0)
        for widget in self._heads:
            widget.setVisible(not narrow)
        self.settings.set_narrow(narrow=narrow)
        used = {entry.screen.group for entry in self._entries.values()}
        for entry in self._entries.values():
            entry.button.set_narrow(narrow=narrow)
        for group, title in self._titles.items():
            title.setVisible(group in used and not narrow)

    def _build_head(self) -> QWidget:
        name = Label(tr("Gongdao"), Role.SECTION)
        offline = Chip(tr("Offline"), icon="cloud-slash", name="offline")
        offline.setToolTip(tr("Gongdao never connects to the network."))
        self._heads = [name, offline]
        head = QWidget()
        head.setFixedHeight(space.TOP_BAR)
        self._head = row(Seal(28), 8, name, STRETCH, offline)
        head.setLayout(self._head)
        return head


def _group_words() -> dict[Group, str]:
    return {
        Group.REVIEW: tr("Review"),
        Group.COMMUNITY: tr("Community"),
        Group.TEAM: tr("Team"),
    }
