"""Rows as a queue paints them, for the galleries."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ui.theme import Role, Token, Tone, space
from ui.widgets import ChipSpec, RecordDelegate, RowState, TextStyle, paint

SEVERITY = {
    "high": ChipSpec(text="高严重", tone=Tone.DANGER, icon="caret-double-up"),
    "medium": ChipSpec(text="中严重", tone=Tone.WARN, icon="caret-up"),
    "low": ChipSpec(text="低严重", icon="minus"),
}
Row = tuple[str, str, str, str, str, str, bool]
ROWS: list[Row] = [
    (
        "3.2 人身攻击",
        "@云上小鱼",
        "“会不会做活啊，就你这水平还敢出来教……”",
        "medium",
        "剩 2 时 10 分",
        "许知行",
        False,
    ),
    (
        "5.2 公开他人信息",
        "@老巷口",
        "评论贴出他人手机号与所在小区",
        "high",
        "超时 25 分",
        "林岚",
        True,
    ),
    (
        "2.1 广告引流",
        "@福缘阁珠宝",
        "同一条外链在 6 个视频评论区重复出现",
        "low",
        "剩 3 时 45 分",
        "",
        True,
    ),
]


class CaseRows(RecordDelegate[Row]):
    def row_height(self) -> int:
        return self.fitted_height(space.CASE_ROW, Role.READING, Role.BODY, Role.CAPTION)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: Row, state: RowState
    ) -> None:
        rule, who, excerpt, severity, clock, taken_by, unread = row
        left, right, top = rect.left() + 22, rect.right() - 12, rect.top() + 8
        if unread:
            paint.draw_unread_dot(painter, QPointF(rect.left() + 11, top + 11))
        tone = {"high": Token.DANGER, "medium": Token.WARN}.get(severity, Token.TEXT_2)
        style = TextStyle(role=Role.CAPTION, token=tone, tabular=True)
        width = paint.text_width(clock, style) + 18
        at = QPointF(right - width, top + 2)
        icon = "warning" if severity == "high" else "clock"
        paint.draw_noted(painter, at, icon, clock, style)
        title = QRectF(left, top, right - width - left - 8, 22)
        paint.draw_text(painter, title, rule, TextStyle(role=Role.SECTION))
        line = QRectF(left, top + 21, right - left, 20)
        width = paint.draw_text(painter, line, who, TextStyle()) + 8
        quiet = TextStyle(token=Token.TEXT_2)
        paint.draw_text(painter, line.adjusted(width, 0, 0, 0), excerpt, quiet)
        at = QPointF(left, top + 42)
        spec = SEVERITY[severity]
        width = paint.draw_chip(painter, at, spec, on_selected=state.selected)
        number = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, tabular=True)
        rest = QRectF(left + width + 10, top + 43, 120, 18)
        paint.draw_text(painter, rest, "GD-2611-0417", number)
        if taken_by:
            at = QPointF(right - 20, top + 41)
            paint.draw_avatar(painter, at, 20, taken_by)
        else:
            paint.draw_no_avatar(painter, QPointF(right - 20, top + 41), 20)
