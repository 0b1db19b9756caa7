"""Painting ballots in the list, and votes in a ballot."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ui.screens.revision.ballots.presenter.rows import BallotRow
from ui.screens.revision.ballots.presenter.shown import VoteShown
from ui.theme import Role, Token, space, theme
from ui.widgets import RecordDelegate, RowState, TextStyle, paint

_HANDLE: Final = 148
_CHOICE: Final = 84
_AVATAR: Final = 20
_STATE_GAP: Final = 12


class BallotDelegate(RecordDelegate[BallotRow]):
    """The question, who may vote, where it stands and until when."""

    def row_height(self) -> int:
        return self.fitted_height(
            space.APPEAL_ROW, Role.READING, Role.BODY, Role.BODY, padding=14
        )

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: BallotRow, state: RowState
    ) -> None:
        look = theme()
        left, right = rect.left() + 16, rect.right() - 12
        lines = look.line(Role.READING) + look.line(Role.BODY)
        height = lines + 3 + paint.chip_height()
        top = rect.top() + (rect.height() - height) / 2
        line = look.line(Role.READING)
        style = TextStyle(role=Role.READING, bold=True)
        area = QRectF(left, top, right - left, line)
        paint.draw_text(painter, area, row.question, style)
        top += line
        line = look.line(Role.BODY)
        style = TextStyle(token=Token.TEXT_2, tabular=True)
        area = QRectF(left, top, right - left, line)
        paint.draw_text(painter, area, row.terms, style)
        top += line + 3
        at = QPointF(left, top)
        paint.draw_chip(painter, at, row.chip, on_selected=state.selected)
        token = Token.WARN if row.late else Token.TEXT_2
        style = TextStyle(role=Role.CAPTION, token=token, bold=row.late, tabular=True)
        area = QRectF(left, top, right - left, paint.chip_height())
        paint.draw_text(painter, area, row.ends, style, paint.RIGHT)


class VoteDelegate(RecordDelegate[VoteShown]):
    """Who, how, in whose words; under them how it came and who entered it."""

    inset = 4

    def row_height(self) -> int:
        return self.fitted_height(48, Role.BODY, Role.CAPTION, padding=10)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: VoteShown, state: RowState
    ) -> None:
        left, right = rect.left() + 10, rect.right() - 10
        middle = rect.center().y()
        at = QPointF(left, middle - _AVATAR / 2)
        paint.draw_avatar(painter, at, _AVATAR, row.handle.lstrip("@"), row.member)
        left += _AVATAR + 10
        token = Token.TEXT if row.counts else Token.TEXT_3
        area = QRectF(left, rect.top(), _HANDLE - 8, rect.height())
        style = TextStyle(token=token, bold=row.counts)
        paint.draw_text(painter, area, row.handle, style)
        left += _HANDLE
        if row.state:
            quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_3)
            area = QRectF(left, rect.top(), right - left, rect.height())
            paint.draw_text(painter, area, row.state, quiet, paint.RIGHT)
            right -= paint.text_width(row.state, quiet) + _STATE_GAP
        if row.chip is not None:
            at = QPointF(left, middle - paint.chip_height() / 2)
            paint.draw_chip(painter, at, row.chip, on_selected=state.selected)
            left += max(_CHOICE, paint.chip_width(row.chip) + 10)
        area = QRectF(left, rect.top(), right - left, rect.height())
        self._paint_words(painter, area, row, token)

    def _paint_words(
        self, painter: QPainter, area: QRectF, row: VoteShown, token: Token
    ) -> None:
        """Paint the reason over how it came, or how it came alone."""
        quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, tabular=True)
        if not row.reason:
            paint.draw_text(painter, area, row.witnessed, quiet)
            return
        over, under = theme().line(Role.BODY), theme().line(Role.CAPTION)
        top = area.top() + (area.height() - over - under) / 2
        line = QRectF(area.left(), top, area.width(), over)
        paint.draw_text(painter, line, row.reason, TextStyle(token=token))
        line = QRectF(area.left(), top + over, area.width(), under)
        paint.draw_text(painter, line, row.witnessed, quiet)
