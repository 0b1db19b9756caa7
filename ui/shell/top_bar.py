"""The top bar: search, the vault's state and lock, the person."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.words import tr
from ui.theme import Role, Token, space, theme
from ui.widgets import (
    Button,
    ButtonKind,
    Hairline,
    IconLabel,
    Label,
    Menu,
    Pane,
    PressButton,
    paint,
    row,
)
from ui.widgets.paint import TextStyle

_SEARCH_WIDTH: Final = 440
_AVATAR: Final = 28


class SearchOpener(PressButton):
    """Looks like a field, opens the command palette."""

    def __init__(self) -> None:
        words = tr("Search cases, members, clauses or commands")
        super().__init__(words)
        self.setObjectName("search_opener")
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_SEARCH_WIDTH)

    def sizeHint(self) -> QSize:
        height = theme().height(space.INPUT, Role.BODY, padding=8)
        return QSize(_SEARCH_WIDTH, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, rect = QPainter(self), theme(), QRectF(self.rect())
        radius, height = space.RADIUS_CARD, self.height()
        inner = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        paint.fill_round(painter, inner, radius, look.color(Token.SURFACE))
        edge = Token.EDGE if self.underMouse() else Token.BORDER
        paint.outline(painter, rect, radius, look.color(edge))
        at = QPointF(11, (height - space.ICON) / 2)
        paint.draw_icon(painter, "magnifying-glass", Token.TEXT_3, at)
        right = self.width() - 8.0
        for cap in ("K", "Ctrl"):
            right -= paint.key_cap_width(cap)
            at = QPointF(right, (height - paint.key_cap_height()) / 2)
            paint.draw_key_cap(painter, at, cap)
            right -= 4
        words = QRectF(35, 0, right - 41, height)
        paint.draw_text(painter, words, self.text(), TextStyle(token=Token.TEXT_3))


class PersonButton(PressButton):
    """Who is signed in, with their role; opens a small menu."""

    def __init__(self) -> None:
        super().__init__()
        self._name = self._role = ""
        self._small = False
        self.setObjectName("person")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_person(self, name: str, role: str) -> None:
        """Show this person."""
        self._name, self._role = name, role
        self.setAccessibleName(f"{name}, {role}")
        self.setToolTip(f"{name} · {role}" if self._small else "")
        self.updateGeometry()
        self.update()

    def set_small(self, *, small: bool) -> None:
        """Show the disc alone."""
        self._small = small
        self.set_person(self._name, self._role)

    def sizeHint(self) -> QSize:
        if self._small:
            return QSize(_AVATAR + 12, 40)
        name = paint.text_width(self._name, TextStyle(bold=True))
        role = paint.text_width(self._role, TextStyle(role=Role.CAPTION))
        return QSize(6 + _AVATAR + 8 + min(180, max(name, role)) + 8 + 12 + 8, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, rect = QPainter(self), QRectF(self.rect())
        if self.underMouse() or self.isDown():
            hover = theme().color(Token.HOVER)
            paint.fill_round(painter, rect, space.RADIUS_CONTROL, hover)
        at = QPointF(6, (self.height() - _AVATAR) / 2)
        paint.draw_avatar(painter, at, _AVATAR, self._name)
        if self._small:
            return
        left, right = 6.0 + _AVATAR + 8, self.width() - 26.0
        middle = self.height() / 2
        name = QRectF(left, middle - 19, right - left, 20)
        paint.draw_text(painter, name, self._name, TextStyle(bold=True))
        role = QRectF(left, middle - 1, right - left, 18)
        quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_3)
        paint.draw_text(painter, role, self._role, quiet)
        at = QPointF(self.width() - 20, middle - 6)
        paint.draw_icon(painter, "caret-down", Token.TEXT_3, at, 12)


class TopBar(Pane):
    """Search at the left, vault and person at the right.

    Signals:
        search_wanted: the search box was used.
        lock_wanted: lock the vault.
        switch_wanted: lock it and let somebody else sign in.
        settings_wanted: open the settings.
    """

    search_wanted = Signal()
    lock_wanted = Signal()
    switch_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self) -> None:
        self.search = SearchOpener()
        self._state = Label(tr("Vault unlocked"), token=Token.TEXT_2)
        self._idle = Label("", Role.CAPTION, Token.TEXT_3, tabular=True)
        lock = Button(
            tr("Lock"), ButtonKind.GHOST, key="Ctrl+L", height=28, name="lock"
        )
        self.person = PersonButton()
        line = Hairline(vertical=True)
        line.setFixedHeight(32)
        super().__init__(
            row(
                12,
                (self.search, 4),
                (QWidget(), 1),
                IconLabel("lock-key-open", Token.OK),
                8,
                self._state,
                8,
                self._idle,
                4,
                lock,
                8,
                line,
                6,
                self.person,
                margins=(0, 6, 8, 6),
            ),
            Token.CANVAS,
            name="top_bar",
        )
        self.setFixedHeight(space.TOP_BAR)
        self.search.clicked.connect(self.search_wanted)
        lock.clicked.connect(self.lock_wanted)
        self.person.clicked.connect(self._open_menu)

    def set_idle_minutes(self, minutes: int) -> None:
        """Say after how many idle minutes the vault locks itself."""
        self._idle.setText(tr("locks after {count} idle minutes", count=minutes))

    def set_room(self, width: int) -> None:
        """Leave out what a window of this width has no room for."""
        self._idle.setVisible(width >= space.DRAWER_BELOW)
        self._state.setVisible(width >= space.NARROW_BELOW)
        self.person.set_small(small=width < space.NARROW_BELOW)

    def _build_menu(self) -> Menu:
        menu = Menu(self.person)
        menu.offer(tr("Settings"), self.settings_wanted.emit, "gear")
        menu.addSeparator()
        menu.offer(tr("Switch person"), self.switch_wanted.emit, "user-circle")
        menu.offer(tr("Lock"), self.lock_wanted.emit, "lock-simple")
        return menu

    def _open_menu(self) -> None:
        # Built each time: its icons belong to the theme of the moment.
        menu = self._build_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.open_below()
