"""The table of what roles and duties may do, worked by keys and by the pointer."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QScrollArea,
    QTableView,
)

from app.words import tr
from ui.screens.team.grid_model import PowersModel
from ui.screens.team.grid_painting import (
    PowersDelegate,
    PowersHeader,
    column_width,
    row_height,
)
from ui.screens.team.presenter.powers import PowersShown

Index = QModelIndex | QPersistentModelIndex

_AROUND = 24
"""What is seen above and below the cell in front, so that one sees it goes on."""


class PowersGrid(QTableView):
    """As high as its rows: it scrolls with the page, and the page with its cell.

    Signals:
        toggled: a capability's and a role's or duty's code.
    """

    toggled = Signal(str, str)

    draws_own_focus = True

    def __init__(self) -> None:
        super().__init__()
        self._powers = PowersModel()
        self.setObjectName("powers_grid")
        self.setAccessibleName(tr("What roles and duties may do"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setModel(self._powers)
        self._powers.setParent(self)
        self.setHorizontalHeader(PowersHeader(self._powers))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        self.setItemDelegate(PowersDelegate(self, self._powers))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(off)
        self.setVerticalScrollBarPolicy(off)
        self.viewport().setAutoFillBackground(False)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.clicked.connect(self._on_clicked)

    def show_powers(self, shown: PowersShown) -> None:
        """Show the table; the cell in front stays in front."""
        if self._powers.set_shown(shown):
            self._span()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._powers.rowCount() > 1:
            self.setCurrentIndex(self._powers.index(1, 1))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if plain and event.key() in keys:
            self._toggle(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
        self._bring_cell()

    def _bring_cell(self) -> None:
        """Scroll the page to the cell in front; by keys alone, or clicks would miss."""
        page, current = self._page(), self.currentIndex()
        inside = page.widget() if page is not None else None
        if page is None or inside is None or not current.isValid():
            return
        cell = self.visualRect(current)
        cell.moveTopLeft(self.viewport().mapTo(inside, cell.topLeft()))
        if current.row() <= 1:
            # The columns' names are read with the first row.
            cell.setTop(self.mapTo(inside, QPoint()).y())
        room = (page.viewport().height() - cell.height()) // 2
        margin = cell.height() // 2 + max(0, min(_AROUND, room))
        page.ensureVisible(cell.center().x(), cell.center().y(), 0, margin)

    def _page(self) -> QScrollArea | None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        return above

    def _on_clicked(self, index: QModelIndex) -> None:
        self._toggle(index)

    def _toggle(self, index: Index) -> None:
        row = self._powers.row_at(index.row())
        column = self._powers.column_at(index.column())
        if row is not None and row.code and column is not None:
            self.toggled.emit(row.code, column.code)

    def _span(self) -> None:
        self.clearSpans()
        for place in self._powers.headings():
            self.setSpan(place, 0, 1, self._powers.columnCount())

    def _fit(self) -> None:
        count = self._powers.columnCount()
        taken = 0
        for place in range(1, count):
            column = self._powers.column_at(place)
            width = column_width(column.word) if column else 0
            self.setColumnWidth(place, width)
            taken += width
        first = max(96, self.viewport().width() - taken)
        self.setColumnWidth(0, first)
        height = self.horizontalHeader().height()
        for place in range(self._powers.rowCount()):
            row = self._powers.row_at(place)
            high = row_height(row, first) if row else 0
            self.setRowHeight(place, high)
            height += high
        if height != self.height():
            self.setFixedHeight(height)
