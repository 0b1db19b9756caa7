"""The command palette: sections, commands and what the vault holds, by typing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.shell.matching import matching
from ui.shell.overlay import Overlay
from ui.shell.screen import Command, SearchHit, SearchProvider
from ui.theme import Role, Token, space, theme
from ui.widgets import (
    Hairline,
    Label,
    RecordDelegate,
    RecordList,
    RecordModel,
    RowState,
    TextField,
    column,
    paint,
    row,
)
from ui.widgets.paint import TextStyle

_MOST_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    key: str
    title: str
    detail: str
    icon: str
    caps: tuple[str, ...]
    run: Callable[[], None]


class _Rows(RecordDelegate[_Row]):
    def row_height(self) -> int:
        return self.fitted_height(36, Role.BODY, padding=14)

    def paint_row(
        self, painter: QPainter, rect: QRectF, row: _Row, state: RowState
    ) -> None:
        top = rect.top() + (rect.height() - space.ICON) / 2
        at = QPointF(rect.left() + 12, top)
        paint.draw_icon(painter, row.icon, Token.TEXT_2, at)
        right = rect.right() - 10
        for cap in reversed(row.caps):
            right -= paint.key_cap_width(cap)
            height = paint.key_cap_height()
            at = QPointF(right, rect.top() + (rect.height() - height) / 2)
            paint.draw_key_cap(painter, at, cap)
            right -= 4
        left = rect.left() + 12 + space.ICON + 10
        line = QRectF(left, rect.top(), right - left - 8, rect.height())
        width = paint.draw_text(painter, line, row.title, TextStyle())
        quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_3)
        paint.draw_text(painter, line.adjusted(width + 10, 0, 0, 0), row.detail, quiet)


class CommandPalette(Overlay):
    """Ctrl+K: type, choose with the arrows, Enter.

    Commands are matched here; the vault is asked through a provider, and answers to
    what is no longer typed are dropped.
    """

    def __init__(self, over: QWidget) -> None:
        self.field = TextField(
            placeholder=tr("Search cases, members, clauses or commands"),
            icon="magnifying-glass",
            name="palette_field",
            height=40,
        )
        self._list = RecordList(tr("Results"), name="palette_results")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model: RecordModel[_Row] = RecordModel(
            lambda r: f"{r.title} {r.detail}".strip(), lambda r: r.key
        )
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Rows(self._list))
        self._nothing = Label(tr("Nothing found"), Role.BODY, Token.TEXT_3)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setContentsMargins(0, 16, 0, 16)
        field = row((self.field, 1), margins=12)
        super().__init__(
            over,
            width=560,
            top=56,
            name="palette",
            layout=column(
                field, Hairline(), 6, self._nothing, self._list, 6, margins=1
            ),
        )
        self._model.setParent(self)
        self._commands: Sequence[Command] = ()
        self._provider: SearchProvider | None = None
        self._asked = 0
        self.field.changed.connect(self._on_typed)
        self.field.edit.installEventFilter(self)
        self._list.clicked.connect(self._run)

    def set_commands(self, commands: Sequence[Command]) -> None:
        """Offer these commands, sections first."""
        self._commands = tuple(commands)

    def set_provider(self, provider: SearchProvider | None) -> None:
        """Ask this for what the vault holds; None asks nobody."""
        self._provider = provider

    def open(self) -> None:
        """Show the palette, empty."""
        self.field.set_text("")
        super().open()
        self._show((), "")
        self.field.focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field.edit and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._take_key(event)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        # An input method that composes keeps arrows and Enter to itself.
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps:
            self._list.step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run()
        else:
            return False
        return True

    def _on_typed(self, text: str) -> None:
        self._asked += 1
        asked, typed = self._asked, text.strip()
        self._show((), typed)
        if self._provider is None or not typed:
            return

        def deliver(hits: Sequence[SearchHit]) -> None:
            if asked == self._asked and self.isVisible():
                self._show(hits, typed)

        self._provider(typed, deliver)

    def _show(self, hits: Sequence[SearchHit], typed: str) -> None:
        named, others = matching(self._commands, typed)
        rows = [
            *map(_of_command, named),
            *map(_of_hit, hits),
            *map(_of_command, others),
        ]
        self._model.set_rows(rows)
        self._nothing.setVisible(not rows)
        self._list.setVisible(bool(rows))
        height = theme().height(36, Role.BODY, padding=14)
        self._list.setFixedHeight(height * min(len(rows), _MOST_SHOWN))
        if rows:
            self._list.setCurrentIndex(self._model.index(0, 0))
        self.place()

    def _run(self) -> None:
        found = self._model.row_at(self._list.currentIndex().row())
        if found is not None:
            self.close_overlay()
            found.run()


def _of_hit(hit: SearchHit) -> _Row:
    return _Row(
        key=f"hit:{hit.key}",
        title=hit.title,
        detail=hit.detail,
        icon=hit.icon,
        caps=(),
        run=hit.open,
    )


def _of_command(command: Command) -> _Row:
    return _Row(
        key=command.key,
        title=command.text,
        detail="",
        icon=command.icon,
        caps=command.shortcut,
        run=command.run,
    )
