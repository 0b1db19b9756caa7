"""Dialogs of keeping and erasing: each names whom, and says what is lost."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.words import tr, trn
from ui.screens.members.presenter.keeping import DueShown, EraseShown
from ui.theme import Role, Token, space
from ui.widgets import (
    STRETCH,
    Button,
    ButtonKind,
    Choice,
    ChoiceList,
    Dialog,
    Label,
    MultilineField,
    Paragraph,
    ScrollColumn,
    TextField,
    clear,
    column,
    row,
)

_WIDE = 480
_TALLEST, _LINE = 230, 23


class _Asking(Dialog):
    """A dialog with Cancel, which has the focus, and one way to go on."""

    def __init__(
        self, parent: QWidget, title: str, confirm: str, kind: ButtonKind, *, name: str
    ) -> None:
        danger = kind is ButtonKind.DANGER
        super().__init__(
            parent,
            title,
            icon="trash" if danger else "lock-simple",
            token=Token.DANGER if danger else Token.TEXT_2,
            width=_WIDE,
            name=name,
        )
        self._error = Label("", Role.CAPTION, Token.DANGER, wrap=True)
        self._error.hide()
        self.cancel = Button(tr("Cancel"), height=34, name=f"{name}_cancel")
        self.confirm = Button(confirm, kind, height=34, name=f"{name}_confirm")
        self.confirm.setAutoDefault(False)
        self.cancel.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.confirm)

    def show_error(self, text: str) -> None:
        """Say what is wrong."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.fit()

    def _part(self, title: str, *lines: str) -> None:
        self.body.addWidget(Label(title, bold=True))
        for line in lines:
            self.body.addWidget(Paragraph(line, Role.BODY, Token.TEXT_2))
        self.body.addSpacing(space.S2)


class EraseDialog(_Asking):
    """Asks before erasing a member, or says why that must wait.

    Signals:
        chosen: code of the reason.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget, shown: EraseShown) -> None:
        confirm = tr("Erase for good")
        super().__init__(
            parent, shown.title, confirm, ButtonKind.DANGER, name="erase_dialog"
        )
        if shown.waits:
            self._part(tr("What to do first"), *shown.waits)
            self.confirm.hide()
            self.cancel.set_label(tr("Close"))
        self._part(tr("What is lost"), *shown.lost)
        self._part(tr("What stays"), shown.stays)
        self._part(tr("What erasing does not reach"), *shown.remains)
        self._why = ChoiceList(tr("Why"), name="erase_why")
        if not shown.waits:
            self.body.addWidget(Label(tr("Why"), bold=True))
            choices = [Choice(key=code, text=words) for code, words in shown.reasons]
            self._why.set_choices(choices, shown.reasons[0][0])
            self.body.addWidget(self._why)
        self.body.addWidget(self._error)
        self.confirm.clicked.connect(lambda: self.chosen.emit(self._why.value()))
        self.cancel.setFocus()


class HoldDialog(_Asking):
    """Asks why a member is held.

    Signals:
        given: the reason.
    """

    given = Signal(str)

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(
            parent, title, tr("Hold"), ButtonKind.PRIMARY, name="hold_dialog"
        )
        words = tr(
            "While a hold lasts nobody can erase the member. It is lifted by hand."
        )
        self.body.addWidget(Paragraph(words, Role.BODY, Token.TEXT_2))
        self.body.addSpacing(10)
        self._reason = MultilineField(
            tr("Why"), hint=tr("only leads read it"), name="hold_reason"
        )
        self.body.addWidget(self._reason)
        self.confirm.clicked.connect(lambda: self.given.emit(self._reason.text()))
        self._reason.edit.setFocus()

    def show_error(self, text: str) -> None:
        """Say what is wrong, under the reason."""
        self._reason.show_error(text)
        self.fit()


class DueDialog(_Asking):
    """Shows about whom nothing has happened for long, and erases them in one go.

    Signals:
        looked: days without anything.
        confirmed: everybody shown is to be erased.
    """

    looked = Signal(int)
    confirmed = Signal()

    def __init__(self, parent: QWidget, days: int) -> None:
        super().__init__(
            parent,
            tr("Members due for erasure"),
            tr("Erase"),
            ButtonKind.DANGER,
            name="due_dialog",
        )
        words = tr(
            "No list said anything new about them, and no case or note came. Whoever is"
            " still in the group and quiet is among them, so look first. Members who"
            " must wait are left out."
        )
        self.body.addWidget(Paragraph(words, Role.BODY, Token.TEXT_2))
        self.body.addSpacing(10)
        self._days = TextField(tr("Days without anything"), name="due_days")
        self._days.set_text(str(days))
        look = Button(tr("Look"), height=34, name="due_look")
        look.clicked.connect(self._on_look)
        beside = column(STRETCH, look)
        self.body.addLayout(row((self._days, 1), space.S2, beside))
        self._list = ScrollColumn(margins=(0, 0, 8, 0), name="due_list")
        self._list.hide()
        self._rows = self._list.column
        self.body.addSpacing(space.S2)
        self.body.addWidget(self._list)
        self.body.addWidget(self._error)
        self.confirm.setEnabled(False)
        self.confirm.clicked.connect(self.confirmed)
        self.cancel.setFocus()

    def show_due(self, shown: DueShown) -> None:
        """Show who is due."""
        self.show_error("")
        clear(self._rows)
        self._list.show()
        self._list.setFixedHeight(min(_TALLEST, _LINE * max(1, shown.count)))
        for name, since in shown.lines:
            quiet = Label(since, Role.CAPTION, Token.TEXT_2, tabular=True)
            self._rows.addLayout(row((Label(name), 1), quiet))
        if not shown.count:
            self._rows.addWidget(Label(tr("Nobody is due."), token=Token.TEXT_2))
        self._rows.addStretch(1)
        self.confirm.setEnabled(shown.count > 0)
        self.confirm.set_label(
            trn("Erase {count} member", "Erase {count} members", shown.count)
            if shown.count
            else tr("Erase")
        )
        self.fit()

    def _on_look(self) -> None:
        typed = self._days.text().strip()
        self.looked.emit(int(typed) if typed.isdecimal() else 0)
