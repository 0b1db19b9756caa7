"""The right side: how many members stand behind the figures, and what has left."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.exports.presenter.shown import ReleaseShown, SpreadShown
from ui.screens.exports.spread import SpreadChart, Swatch
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Label,
    RecordDelegate,
    RecordList,
    RecordModel,
    RowState,
    TextStyle,
    column,
    paint,
    row,
)
from ui.widgets.paint import RIGHT

_ROW: Final = 76

Index = QModelIndex | QPersistentModelIndex


class ReleaseDelegate(RecordDelegate[ReleaseShown]):
    """Tier and months with the day; the purpose; who, figures, fingerprint."""

    def row_height(self) -> int:
        lines = (Role.BODY, Role.BODY, Role.CAPTION)
        return self.fitted_height(_ROW, *lines, padding=18)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: ReleaseShown, state: RowState
    ) -> None:
        left, width = rect.left() + 12, rect.width() - 24
        top = rect.top() + (rect.height() - 58) / 2
        first = QRectF(left, top, width, 20)
        quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_2, tabular=True)
        day = paint.text_width(row.at, quiet)
        paint.draw_text(painter, first, row.at, quiet, RIGHT)
        room = first.adjusted(0, 0, -day - 8, 0)
        bold = TextStyle(bold=True)
        taken = paint.draw_text(painter, room, row.tier, bold) + 8
        months = room.adjusted(taken, 0, 0, 0)
        paint.draw_text(painter, months, row.months, TextStyle(tabular=True))
        purpose = QRectF(left, top + 20, width, 20)
        paint.draw_text(painter, purpose, row.purpose, TextStyle(token=Token.TEXT_2))
        last = QRectF(left, top + 40, width, 18)
        mark = paint.text_width(row.fingerprint, quiet)
        paint.draw_text(painter, last, row.fingerprint, quiet, RIGHT)
        words = " · ".join((row.actor, row.figures))
        rest = last.adjusted(0, 0, -mark - 8, 0)
        paint.draw_text(painter, rest, words, quiet)


class ReleaseModel(RecordModel[ReleaseShown]):
    """The ledger's rows; the exact moment and the whole fingerprint in the tooltip."""

    def __init__(self) -> None:
        super().__init__(lambda row: row.said, lambda row: row.id)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = self.row_at(index.row()) if index.isValid() else None
        if role == Qt.ItemDataRole.ToolTipRole and shown is not None:
            return f"{shown.exact}\n{shown.purpose}\nSHA-256 {shown.whole}"
        return super().data(index, role)


class FiguresPane(QWidget):
    """The bars above, the ledger under them.

    Signals:
        fingerprint_wanted: the whole fingerprint of a file is wanted; its entry's id.
    """

    fingerprint_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._chart = SpreadChart(name="exports_spread")
        self._note = Label("", Role.CAPTION, Token.TEXT_2, wrap=True)
        self._bars = QWidget()
        legend = row(
            Swatch(withheld=False),
            Label(tr("Shown"), Role.CAPTION, Token.TEXT_2),
            8,
            Swatch(withheld=True),
            Label(tr("Withheld"), Role.CAPTION, Token.TEXT_2),
            STRETCH,
            spacing=6,
        )
        axis = Label(tr("figures"), Role.CAPTION, Token.TEXT_2)
        self._bars.setLayout(
            column(
                row(
                    Label(tr("Members behind each figure"), Role.SECTION), STRETCH, axis
                ),
                8,
                self._chart,
                8,
                legend,
                6,
                self._note,
                20,
                margins=(20, 20, 24, 0),
            )
        )
        self._model = ReleaseModel()
        self._list = RecordList(tr("Ledger of exports"), name="exports_ledger")
        self._list.setModel(self._model)
        self._list.setItemDelegate(ReleaseDelegate(self._list))
        self._list.opened.connect(self.fingerprint_wanted)
        self._hint = Label("", Role.CAPTION, Token.TEXT_2)
        self._empty = Label(
            tr("Nothing has left the vault yet."), Role.CAPTION, Token.TEXT_2, wrap=True
        )
        head = row(
            Label(tr("Exported"), Role.SECTION),
            STRETCH,
            self._hint,
            margins=(20, 20, 24, 6),
        )
        empty = row((self._empty, 1), margins=(20, 0, 24, 0))
        lower = column((self._list, 1), margins=(0, 0, 4, 8))
        self.setLayout(column(self._bars, head, empty, (lower, 1)))
        self._bars.hide()

    def set_spread(self, spread: SpreadShown | None) -> None:
        """Show these bars, or none."""
        self._bars.setVisible(spread is not None)
        if spread is not None:
            self._chart.set_spread(spread)
            self._note.setText(spread.note)
            self._note.setVisible(bool(spread.note))

    def set_releases(self, rows: Sequence[ReleaseShown]) -> None:
        """List these; the current row and the scrolling stay."""
        self._list.show_rows(rows)
        self._empty.setVisible(not rows)
        self._hint.setText(tr("Enter copies the fingerprint") if rows else "")
