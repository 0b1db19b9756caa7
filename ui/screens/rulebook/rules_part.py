"""What holds for the whole ladder, and for single classes of offences."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.rulebook.presenter.ladder import LadderShown, RuleShown
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Button,
    ButtonKind,
    CheckRow,
    IconButton,
    Label,
    Menu,
    TextField,
    clear,
    column,
    row,
)

_FIGURE_WIDTH: Final = 110


class Figures(QWidget):
    """Window, expiry and threshold, written in a draft.

    Signals:
        written: the three as typed, when a field is left.
    """

    written = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self._fields = (
            TextField(tr("Window, days"), name="rulebook_window"),
            TextField(tr("Points expire, days"), name="rulebook_expiry"),
            TextField(tr("Review at points"), name="rulebook_review"),
        )
        self._told = ("", "", "")
        for field in self._fields:
            field.edit.focus_moved.connect(self._on_focus_moved)
            field.submitted.connect(self.flush)
        self.setLayout(row(*((field, 1) for field in self._fields), spacing=10))

    def set_ladder(self, ladder: LadderShown) -> None:
        """Show a ladder's figures."""
        self.setVisible(ladder.editable)
        shown = ladder.figures
        figures = (shown.window, shown.expiry, shown.review)
        if figures != self._told:
            self._told = figures
            for field, text in zip(self._fields, figures, strict=True):
                field.set_text(text)

    def flush(self) -> None:
        """Tell now what was written."""
        typed = tuple(field.text().strip() for field in self._fields)
        if not self.isHidden() and typed != self._told:
            window, expiry, review = typed
            self.written.emit(window, expiry, review)

    def _on_focus_moved(self, focused: bool) -> None:  # noqa: FBT001 - Qt's signal
        if not focused:
            self.flush()


class _Rule(QWidget):
    """A class's own window, and whether it jumps to the end.

    Signals:
        written: window as typed, and whether it jumps.
        removed: the class is to have no rule.
    """

    written = Signal(str, bool)
    removed = Signal()

    def __init__(self, rule: RuleShown) -> None:
        super().__init__()
        self._rule = rule
        name = f"rulebook_rule_{rule.offence_class}"
        title = Label(rule.name, wrap=True)
        self._window = TextField(
            placeholder=tr("Own window"), name=f"{name}_window", height=28
        )
        self._window.setFixedWidth(_FIGURE_WIDTH)
        self._window.set_text(rule.window)
        self._end = CheckRow(tr("To the end at once"), name=f"{name}_end")
        self._end.setChecked(rule.to_end)
        gone = IconButton("x", tr("Take the rule out"), name=f"{name}_remove")
        self._window.edit.focus_moved.connect(self._on_focus_moved)
        self._window.submitted.connect(self._tell)
        self._end.clicked.connect(self._tell)
        gone.clicked.connect(self.removed)
        self.setLayout(row((title, 1), self._window, self._end, gone, spacing=10))

    def _on_focus_moved(self, focused: bool) -> None:  # noqa: FBT001 - Qt's signal
        if not focused:
            self._tell()

    def _tell(self) -> None:
        typed = (self._window.text().strip(), self._end.isChecked())
        if typed != (self._rule.window, self._rule.to_end):
            self.written.emit(*typed)


class ClassRules(QWidget):
    """The rules of single classes: read in a line each, written in a draft.

    Signals:
        add_wanted: a class is to have a rule of its own.
        written: the class, its window as typed, whether it jumps to the end.
        remove_wanted: a class is to have none.
    """

    add_wanted = Signal(str)
    written = Signal(str, str, bool)
    remove_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[RuleShown, ...], bool] = ((), False)
        self._ladder: LadderShown | None = None
        self._rules = column(spacing=6)
        self._add = Button(
            tr("A rule for some clauses alone"),
            ButtonKind.GHOST,
            icon="plus",
            height=28,
            name="rulebook_rule_add",
        )
        self._add.clicked.connect(self._on_add)
        self.setLayout(column(self._rules, row(self._add, STRETCH), spacing=6))

    def set_ladder(self, ladder: LadderShown) -> None:
        """Show a ladder's rules."""
        self._ladder = ladder
        self._add.setVisible(ladder.editable and bool(ladder.spare))
        self.setVisible(ladder.editable or bool(ladder.rules))
        if self._shown == (ladder.rules, ladder.editable):
            return
        self._shown = (ladder.rules, ladder.editable)
        clear(self._rules)
        for rule in ladder.rules:
            if ladder.editable:
                self._rules.addWidget(self._written(rule))
            else:
                words = f"{rule.name}: {rule.words}"
                told = Label(words, Role.CAPTION, Token.TEXT_2, wrap=True)
                self._rules.addWidget(told)

    def _written(self, rule: RuleShown) -> QWidget:
        line, name = _Rule(rule), rule.offence_class
        line.written.connect(partial(self.written.emit, name))
        line.removed.connect(partial(self.remove_wanted.emit, name))
        return line

    def _on_add(self) -> None:
        menu = Menu(self._add)
        for each in self._ladder.spare if self._ladder else ():
            menu.offer(each.text, partial(self.add_wanted.emit, each.code))
        menu.open_below()
