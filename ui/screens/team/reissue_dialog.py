"""Asks for a new passphrase for somebody who forgot theirs."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.team.presenter.acting import NewPassphrase
from ui.screens.team.typed_twice import TypedTwice
from ui.theme import Role, Token
from ui.widgets import Button, ButtonKind, Dialog, Paragraph

_HEIGHT = 34


class ReissueDialog(Dialog):
    """The person types a passphrase of their own, twice.

    Signals:
        submitted: a `NewPassphrase`; both fields are wiped when the dialog goes.
    """

    submitted = Signal(object)

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(
            parent,
            tr("A new passphrase for {name}", name=name),
            icon="key",
            width=460,
            name="reissue",
        )
        words = tr(
            "{name} gets new keys with it; the old passphrase and an earlier recovery"
            " sheet open the vault no more. Let {name} type it.",
            name=name,
        )
        self.body.addWidget(Paragraph(words, Role.BODY, Token.TEXT_2))
        self.body.addSpacing(10)
        self._secret = TypedTwice(name="reissue", names=lambda: (name,))
        self.body.addWidget(self._secret)
        self._cancel = Button(tr("Cancel"), height=_HEIGHT, name="reissue_cancel")
        self._go = Button(
            tr("Set the passphrase"),
            ButtonKind.PRIMARY,
            height=_HEIGHT,
            name="reissue_ok",
        )
        # Enter in the first field goes on to the second.
        for button in (self._cancel, self._go):
            button.setAutoDefault(False)
            self.buttons.addWidget(button)
        self._cancel.clicked.connect(self.reject)
        self._go.clicked.connect(self._submit)
        self._secret.submitted.connect(self._submit)
        self.finished.connect(self._secret.wipe)
        self._secret.first.focus()
        self.fit()

    def show_error(self, place: str, text: str) -> None:
        """Say under `passphrase` or `repeated` what is wrong."""
        fields = {"passphrase": self._secret.first, "repeated": self._secret.again}
        fields[place].show_error(text)
        fields[place].focus()
        QTimer.singleShot(0, self, self.fit)

    def set_busy(self, *, busy: bool) -> None:
        """Nothing can be typed while keys are made."""
        words = tr("Making keys…") if busy else tr("Set the passphrase")
        self._go.set_label(words)
        self._go.setEnabled(not busy)
        self._cancel.setEnabled(not busy)

    def _submit(self) -> None:
        if not self._go.isEnabled():
            return
        self._secret.clear_errors()
        form = NewPassphrase(
            passphrase=self._secret.first.text(),
            repeated=self._secret.again.text(),
        )
        self.submitted.emit(form)
