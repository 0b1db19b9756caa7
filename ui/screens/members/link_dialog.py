"""Asks who of the staff a member is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.members.presenter.record import Colleague
from ui.theme import Role, Token
from ui.widgets import (
    Button,
    ButtonKind,
    Choice,
    ChoiceList,
    Dialog,
    Label,
    Paragraph,
)


class LinkDialog(Dialog):
    """Names the staff; one of them is chosen.

    Signals:
        chosen: a person's id.
    """

    chosen = Signal(str)

    def __init__(
        self, parent: QWidget, title: str, people: tuple[Colleague, ...]
    ) -> None:
        super().__init__(
            parent,
            tr("Who is {member}?", member=title),
            icon="users",
            name="link_dialog",
        )
        words = tr(
            "A colleague who is this member can neither handle the member's cases nor"
            " rule on the appeals. The link stays on record."
        )
        self.body.addWidget(Paragraph(words, Role.BODY, Token.TEXT_2))
        self.body.addSpacing(10)
        self._people = ChoiceList(tr("People of the team"), name="link_people")
        free = [person for person in people if not person.linked]
        self._people.set_choices(
            [Choice(key=p.id, text=p.name, hint=p.role) for p in free]
        )
        self.body.addWidget(self._people)
        self._error = Label("", Role.CAPTION, Token.DANGER, wrap=True)
        self._error.hide()
        self.body.addWidget(self._error)
        cancel = Button(tr("Cancel"), height=34, name="link_cancel")
        self._confirm = Button(
            tr("Link"), ButtonKind.PRIMARY, height=34, name="link_confirm"
        )
        self._confirm.setEnabled(False)
        cancel.clicked.connect(self.reject)
        self._confirm.clicked.connect(self._on_confirmed)
        self._people.chosen.connect(self._on_chosen)
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(self._confirm)

    def show_error(self, text: str) -> None:
        """Say what is wrong."""
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def _on_chosen(self, _person: str) -> None:
        self._confirm.setEnabled(True)

    def _on_confirmed(self) -> None:
        self.chosen.emit(self._people.value())
