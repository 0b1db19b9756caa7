"""Grounds and boxes: panes, cards, wells, scrolling columns."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import Token, Tone, space, theme
from ui.widgets.layout import Margins, column
from ui.widgets.paint import fill_round, outline

_LEAST_MARGIN: Final = 4


class Box(QFrame):
    """A painted ground, perhaps with an edge and round corners."""

    def __init__(
        self,
        layout: QLayout | None = None,
        *,
        ground: Token | None = Token.SURFACE,
        edge: Token | None = None,
        radius: int = 0,
        name: str = "",
    ) -> None:
        super().__init__()
        self._ground, self._edge, self._radius = ground, edge, radius
        self.setObjectName(name)
        if layout is not None:
            self.setLayout(layout)

    def set_look(self, ground: Token | None, edge: Token | None = None) -> None:
        """Change ground and edge."""
        self._ground, self._edge = ground, edge
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self._ground is not None:
            ground = theme().color(self._ground)
            if self._radius or self._edge:
                inset = 0.5 if self._edge else 0
                inner = rect.adjusted(inset, inset, -inset, -inset)
                fill_round(painter, inner, self._radius, ground)
            else:
                painter.fillRect(self.rect(), ground)
        if self._edge is not None:
            outline(painter, rect, self._radius, theme().color(self._edge))


class Pane(Box):
    """A flat region: surface, panel or canvas."""

    def __init__(
        self,
        layout: QLayout | None = None,
        ground: Token = Token.SURFACE,
        *,
        name: str = "",
    ) -> None:
        super().__init__(layout, ground=ground, name=name)


class Card(Box):
    """Surface with an edge and round corners."""

    def __init__(self, layout: QLayout | None = None, *, name: str = "") -> None:
        super().__init__(
            layout,
            ground=Token.SURFACE,
            edge=Token.BORDER,
            radius=space.RADIUS_CARD,
            name=name,
        )


class Well(Box):
    """Panel with an edge and round corners, for previews and summaries."""

    def __init__(self, layout: QLayout | None = None, *, name: str = "") -> None:
        super().__init__(
            layout,
            ground=Token.PANEL,
            edge=Token.BORDER,
            radius=space.RADIUS_CARD,
            name=name,
        )


class Quiet(Box):
    """Panel without an edge, for a quotation or a note."""

    def __init__(self, layout: QLayout | None = None, *, name: str = "") -> None:
        super().__init__(
            layout, ground=Token.PANEL, radius=space.RADIUS_CONTROL, name=name
        )


class TintBox(Box):
    """A tone's ground, for proposals and banners."""

    def __init__(
        self,
        layout: QLayout | None = None,
        tone: Tone = Tone.INFO,
        *,
        name: str = "",
    ) -> None:
        super().__init__(
            layout, ground=tone.ground, radius=space.RADIUS_CARD, name=name
        )


class ScrollColumn(QScrollArea):
    """A column that scrolls when it runs short; never sideways.

    Attributes:
        column: where the content goes.
    """

    def __init__(
        self, *, margins: Margins = 0, spacing: int = 0, name: str = ""
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # By Tab, so the keyboard can scroll; a click should not draw a ring round it.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        content = QWidget()
        self.column: QVBoxLayout = column(margins=margins, spacing=spacing)
        content.setLayout(self.column)
        self.setWidget(content)
        # setWidget turns filling on; the pane behind paints the ground.
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self._right = self.column.contentsMargins().right()
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)

    def _on_range_changed(self, least: int, most: int) -> None:
        # The bar takes its width from the margin: what stands in the column keeps
        # its own, and its edge.
        bar = self.verticalScrollBar().sizeHint().width() if most > least else 0
        around = self.column.contentsMargins()
        around.setRight(max(self._right - bar, min(self._right, _LEAST_MARGIN)))
        self.column.setContentsMargins(around)
