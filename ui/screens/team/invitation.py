"""The form by which somebody new is enrolled on this computer."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent

from app.words import tr
from ui.screens.team.duties import DutyBoxes
from ui.screens.team.presenter.inviting import Invitation
from ui.screens.team.typed_twice import TypedTwice
from ui.theme import Role, Token, space
from ui.widgets import (
    KEEP_MS,
    STRETCH,
    Button,
    ButtonKind,
    Card,
    Choice,
    Label,
    LabelledSelect,
    TextField,
    column,
    row,
)


class InvitationCard(Card):
    """Name, role, the new person's own passphrase typed twice, duties.

    Signals:
        submitted: an `Invitation`; the passphrases are wiped when the form closes.
        opened: it is there; what was half written may come back.
        written: name, role and duties, when the person has paused or the form goes;
            never a passphrase.
        given_up: the person does not want it any more.
        closed: it is put away.
    """

    submitted = Signal(object)
    opened = Signal()
    written = Signal(dict)
    given_up = Signal()
    closed = Signal()

    def __init__(self) -> None:
        self.name = TextField(tr("Sign-in name"), name="invite_name")
        self.role = LabelledSelect(tr("Role"), icon="user", name="invite_role")
        self.secret = TypedTwice(name="invite", names=lambda: (self.name.text(),))
        self.duties = DutyBoxes(tr("Duties"), name="invite_duty")
        self.submit = Button(
            tr("Enrol"), ButtonKind.PRIMARY, height=space.BUTTON_MAIN, name="invite_ok"
        )
        self.cancel = Button(
            tr("Cancel"), height=space.BUTTON_MAIN, name="invite_cancel"
        )
        words = tr(
            "The new person types a passphrase here. Nobody else knows it, and nobody"
            " can look it up."
        )
        self._back = Label(
            tr("What you had begun to write is back."), Role.CAPTION, Token.TEXT_3
        )
        self._back.setObjectName("invite_back")
        self._back.hide()
        super().__init__(
            column(
                Label(tr("Invite somebody to the team"), Role.SECTION),
                Label(words, Role.CAPTION, Token.TEXT_2, wrap=True),
                self._back,
                space.S1,
                row(
                    (column(self.name, STRETCH), 3),
                    (column(self.role, STRETCH), 2),
                    spacing=space.S3,
                ),
                self.secret,
                self.duties,
                row(STRETCH, self.cancel, self.submit, spacing=space.S2),
                margins=(20, 16, 20, 16),
                spacing=space.S3,
            ),
            name="invite_form",
        )
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(KEEP_MS)
        self._pause.timeout.connect(self._tell)
        for changed in (
            self.name.changed,
            self.role.select.key_chosen,
            self.duties.changed,
        ):
            changed.connect(self._pause.start)
        self.cancel.clicked.connect(self._on_cancel)
        self.submit.clicked.connect(self._on_submit)
        self.name.submitted.connect(self.secret.first.focus)
        self.secret.submitted.connect(self._on_submit)
        self._fields = {
            "name": self.name,
            "passphrase": self.secret.first,
            "repeated": self.secret.again,
        }

    def offer(
        self, roles: Sequence[tuple[str, str]], duties: Sequence[tuple[str, str]]
    ) -> None:
        """Offer these roles and duties (code, word)."""
        chosen = self.role.select.chosen() or "moderator"
        choices = [Choice(key=code, text=word) for code, word in roles]
        self.role.select.set_choices(choices)
        self.role.select.choose(chosen)
        self.duties.offer(duties, self.duties.chosen())

    def open(self) -> None:
        """Show the form with the cursor in the name."""
        fresh = self.isHidden()
        self.show()
        self.name.focus()
        if fresh:
            self.opened.emit()

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Put back what was half written; a name that is written already stays."""
        if texts.get("name") and not self.name.text():
            self.name.set_text(texts["name"])
        self.role.select.choose(texts.get("role", ""))
        self.duties.tick(texts.get("duties", "").split(","))
        self._back.show()
        self._pause.stop()

    def close_form(self) -> None:
        """Empty the form and put it away."""
        self.name.set_text("")
        self.secret.wipe()
        self.duties.empty()
        self.name.clear_error()
        self._back.hide()
        self._pause.stop()
        self.hide()
        self.closed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        if self._pause.isActive():
            self._tell()
        super().hideEvent(event)

    def set_busy(self, *, busy: bool) -> None:
        """Nothing can be typed while keys are made."""
        self.submit.set_label(tr("Making keys…") if busy else tr("Enrol"))
        self.submit.setEnabled(not busy)
        self.cancel.setEnabled(not busy)

    def show_error(self, place: str, text: str) -> None:
        """Say under a field what is wrong, and put the cursor there."""
        self._fields[place].show_error(text)
        self._fields[place].focus()

    def _tell(self) -> None:
        self._pause.stop()
        self.written.emit(
            {
                "name": self.name.text(),
                "role": self.role.select.chosen(),
                "duties": ",".join(self.duties.chosen()),
            }
        )

    def _on_cancel(self) -> None:
        self.given_up.emit()
        self.close_form()

    def _on_submit(self) -> None:
        if not self.submit.isEnabled():
            return
        for shown in self._fields.values():
            shown.clear_error()
        form = Invitation(
            name=self.name.text(),
            role=self.role.select.chosen(),
            passphrase=self.secret.first.text(),
            repeated=self.secret.again.text(),
            duties=self.duties.chosen(),
        )
        self.submitted.emit(form)
