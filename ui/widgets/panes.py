"""List, record and decision side by side, folding as the window narrows."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.theme import Token, space
from ui.widgets.buttons import Button, IconButton
from ui.widgets.focus import focus_first
from ui.widgets.frames import Box
from ui.widgets.labels import Hairline
from ui.widgets.layout import STRETCH, Stretch, column, row


class Panes(QWidget):
    """A list at the left, a record in the middle, a decision at the right.

    The window narrower than 1280: the decision is a drawer, opened by a button
    under the record. Narrower than 1040: list and record take turns; `show_record`
    when a row is opened, Esc or the arrow goes back.

    Attributes:
        footer: where the shell puts key hints, under the list.

    Signals:
        folded: list and record began (True) or ceased to take turns.
    """

    folded = Signal(bool)

    def __init__(
        self,
        listing: QWidget,
        record: QWidget,
        decision: QWidget | None = None,
        *,
        header: QWidget | None = None,
        decision_label: str = "",
        decision_icon: str = "scales",
        list_width: int = space.QUEUE_WIDTH,
    ) -> None:
        """Put the panes side by side.

        Args:
            listing: the left pane; it paints no ground.
            record: the middle pane.
            decision: the right pane, 340 wide on panel; none for screens without.
            header: stands over record and decision.
            decision_label: what the button that opens the drawer says.
            decision_icon: stands on that button.
            list_width: how wide the left pane is.
        """
        super().__init__()
        self._decision, self._record = decision, record
        self._under: QWidget | None = None
        self._instead: QWidget | None = None
        self._list_width = list_width
        self._narrow = self._drawer = self._at_record = False
        self._offers = decision is not None
        self.footer = column()
        self._left = QWidget()
        self._left.setLayout(column((listing, 1), self.footer))
        self._line = Hairline(vertical=True)
        self._back = IconButton("arrow-left", tr("Back to the list"), name="panes_back")
        self._back.clicked.connect(self.show_list)
        self._opener = Button(decision_label, icon=decision_icon, name="panes_decide")
        self._opener.clicked.connect(self.open_drawer)
        self._closer = IconButton("x", tr("Close"), name="panes_close_drawer")
        self._closer.clicked.connect(self.close_drawer)
        self._right = self._build_right(header)
        self._stage = QWidget()
        self._stage.setLayout(row(self._left, self._line, (self._right, 1)))
        self._parts: list[QWidget] = [self._stage]
        self._whole = column((self._stage, 1))
        self.setLayout(self._whole)
        self._arrange()

    def set_bars(self, over: QWidget, under: QWidget) -> None:
        """Put something over all panes, and under them; F6 ends there."""
        lines = Hairline(), Hairline()
        for place, part in enumerate((over, lines[0])):
            self._whole.insertWidget(place, part)
        for part in (lines[1], under):
            self._whole.addWidget(part)
        self._parts += [over, *lines, under]
        self._under = under

    def show_instead(self, page: QWidget | None) -> None:
        """Show a page instead of all panes and bars; None shows them again."""
        if self._instead is not None and self._instead is not page:
            self._instead.hide()
        if page is not None and self._whole.indexOf(page) < 0:
            self._whole.addWidget(page, 1)
        for part in self._parts:
            part.setVisible(page is None)
        if page is not None:
            page.show()
        self._instead = page

    def stops(self) -> tuple[QWidget, ...]:
        """Return the panes that can be seen, in the order F6 goes."""
        panes = (self._left, self._record, self._decision, self._under, self._instead)
        return tuple(p for p in panes if p is not None and p.isVisible())

    def show_record(self) -> None:
        """Turn to the record where list and record take turns."""
        self._at_record = True
        self._arrange()

    def show_list(self) -> None:
        """Turn back to the list."""
        self._at_record = False
        self._arrange()

    def offer_decision(self, *, offered: bool) -> None:
        """Show header and decision, or leave their place to a record that is none."""
        self._offers = offered and self._decision is not None
        if not self._drawer or not self._offers:
            self._side.setVisible(self._offers)
        self._arrange()

    def open_drawer(self) -> None:
        """Slide the decision over the record; does nothing where it stands beside."""
        if self._drawer and self._offers and self._decision is not None:
            self._side.show()
            self._place_drawer()
            self._side.raise_()
            focus_first(self._decision)

    def close_drawer(self) -> None:
        """Take the drawer away."""
        if self._drawer:
            self._side.hide()

    @property
    def is_drawer(self) -> bool:
        """Return whether the decision is a drawer now."""
        return self._drawer

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_window()

    def showEvent(self, event: QShowEvent) -> None:
        self._follow_window()

    def _build_right(self, header: QWidget | None) -> QWidget:
        self._side = Box(ground=Token.PANEL)
        self._side_line = Hairline(vertical=True)
        self._side_top = QWidget()
        self._side_top.setLayout(row(STRETCH, self._closer, margins=(0, 6, 6, 0)))
        inner = column(self._side_top)
        if self._decision is not None:
            inner.addWidget(self._decision, 1)
        self._side.setLayout(row(self._side_line, (inner, 1)))
        self._side.setFixedWidth(space.DECISION_WIDTH + 1)
        if self._decision is None:
            self._side.hide()
        self._strip = QWidget()
        strip = row(STRETCH, self._opener, margins=(16, 8, 16, 8))
        self._strip.setLayout(column(Hairline(), strip))
        top = QWidget()
        self._top = top
        self._lead = QWidget()
        self._lead.setLayout(column(8, self._back, STRETCH, margins=(8, 0, 0, 0)))
        side: QWidget | Stretch = header or STRETCH
        bar = column(row(self._lead, side))
        if header:
            bar.addWidget(Hairline())
        top.setLayout(bar)
        self._has_header = header is not None
        self._body = row((self._record, 1), self._side)
        right = QWidget()
        right.setLayout(column(top, (self._body, 1), self._strip))
        return right

    def _follow_window(self) -> None:
        width = self.window().width()
        narrow = width < space.NARROW_BELOW
        drawer = width < space.DRAWER_BELOW and self._decision is not None
        if (narrow, drawer) != (self._narrow, self._drawer):
            changed = narrow != self._narrow
            self._narrow, self._drawer = narrow, drawer
            self._arrange()
            if changed:
                self.folded.emit(narrow)
        if self._drawer and self._side.isVisible():
            self._place_drawer()

    def _arrange(self) -> None:
        turns = self._narrow
        self._left.setVisible(not (turns and self._at_record))
        self._right.setVisible(not turns or self._at_record)
        self._line.setVisible(not turns)
        self._left.setMinimumWidth(0 if turns else self._list_width)
        self._left.setMaximumWidth(16_777_215 if turns else self._list_width)
        self._lead.setVisible(turns)
        needed = self._has_header and (self._offers or self._decision is None)
        self._top.setVisible(needed or turns)
        self._strip.setVisible(self._drawer and self._offers)
        self._side_top.setVisible(self._drawer)
        if self._drawer == (self._side.parentWidget() is self._stage):
            return
        if self._drawer:
            self._body.removeWidget(self._side)
            self._side.setParent(self._stage)
            self._side.hide()
        else:
            self._body.addWidget(self._side)
            self._side.setVisible(self._offers)

    def _place_drawer(self) -> None:
        width = self._side.width()
        room = self._stage.size()
        self._side.setGeometry(room.width() - width, 0, width, room.height())
