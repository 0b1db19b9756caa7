"""Dialogs that ask which member somebody is, and what they are involved with."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.conflicts.model import About
from app.conflicts.wording import about_text
from app.words import tr
from ui.theme import Role, Token
from ui.widgets import (
    KEEP_MS,
    Button,
    ButtonKind,
    Choice,
    ChoiceList,
    FormDialog,
    Label,
    Paragraph,
    TextField,
    column,
)

_HEIGHT = 34


class MemberFinder(QWidget):
    """A field, and below it the members that match.

    Signals:
        searched: what is typed, after a short pause.
    """

    searched = Signal(str)

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.field = TextField(
            tr("Member"), placeholder=tr("Part of a nickname"), name=f"{name}_search"
        )
        self._found = ChoiceList(tr("Members found"), name=f"{name}_found")
        self._nothing = Label(tr("Nothing found"), Role.CAPTION, Token.TEXT_3)
        self._nothing.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(KEEP_MS // 2)
        self._pause.timeout.connect(self._tell)
        self.setLayout(column(self.field, 4, self._found, self._nothing))
        self.field.changed.connect(self._on_changed)
        self.field.submitted.connect(self._tell)

    def offer(self, members: Sequence[tuple[str, str, str]]) -> None:
        """Offer these; the only one is chosen."""
        choices = [
            Choice(key=m, text=handle, hint=known) for m, handle, known in members
        ]
        only = choices[0].key if len(choices) == 1 else ""
        self._found.set_choices(choices, only)
        self._nothing.setVisible(not choices and bool(self.field.text().strip()))

    def value(self) -> str:
        """Return the id of the member chosen, or nothing."""
        return self._found.value()

    def _on_changed(self, _text: str) -> None:
        self._pause.start()

    def _tell(self) -> None:
        self._pause.stop()
        self.searched.emit(self.field.text())


class TieDialog(FormDialog):
    """What both dialogs have: a finder, an error, two buttons.

    Signals:
        searched: words that members are looked for by.
    """

    searched = Signal(str)

    def __init__(
        self, parent: QWidget, title: str, text: str, confirm: str, *, name: str
    ) -> None:
        super().__init__(parent, title, icon="users", width=460, name=name)
        self.body.addWidget(Paragraph(text, Role.BODY, Token.TEXT_2))
        self.body.addSpacing(10)
        self._finder = MemberFinder(name=name)
        self._error = Label("", Role.CAPTION, Token.DANGER, wrap=True)
        self._error.setObjectName(f"{name}_error")
        self._error.hide()
        cancel = Button(tr("Cancel"), height=_HEIGHT, name=f"{name}_cancel")
        go = Button(
            confirm,
            ButtonKind.PRIMARY,
            key="Ctrl+Enter",
            height=_HEIGHT,
            name=f"{name}_confirm",
        )
        # Enter in a field looks for members; it must not enter anything.
        for button in (cancel, go):
            button.setAutoDefault(False)
            self.buttons.addWidget(button)
        cancel.clicked.connect(self.reject)
        go.clicked.connect(self._submit)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._submit)
        self._finder.searched.connect(self.searched)

    def offer(self, members: Sequence[tuple[str, str, str]]) -> None:
        """Offer these members."""
        self._finder.offer(members)
        # New rows count for the height once the event loop has shown them.
        QTimer.singleShot(0, self, self.fit)

    def show_error(self, text: str) -> None:
        """Say what is wrong."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        QTimer.singleShot(0, self, self.fit)

    def _submit(self) -> None:
        raise NotImplementedError


class LinkMemberDialog(TieDialog):
    """Asks which member somebody is.

    Signals:
        chosen: a member's id.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(
            parent,
            tr("Which member is {name}?", name=name),
            tr(
                "A colleague who is this member can neither handle the member's cases"
                " nor rule on the appeals. The link stays on record."
            ),
            tr("Link"),
            name="team_tie",
        )
        self.body.addWidget(self._finder)
        self.body.addWidget(self._error)
        self.keep(words=self._finder.field)
        self._finder.field.focus()

    def _submit(self) -> None:
        if member := self._finder.value():
            self.chosen.emit(member)
        else:
            self.show_error(tr("Choose a member."))


class ConflictDialog(TieDialog):
    """Asks what somebody is involved with, and why.

    Signals:
        chosen: member or case, the member's id or the case's number, the reason.
    """

    chosen = Signal(str, str, str)

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(
            parent,
            tr("What does {name} stand aside from?", name=name),
            tr(
                "Whoever is involved neither sees nor decides there. Only leads read"
                " the reason."
            ),
            tr("Declare"),
            name="team_conflict",
        )
        self._about = ChoiceList(tr("What it is about"), name="team_conflict_about")
        self._about.set_choices(
            [Choice(key=each.value, text=about_text(each)) for each in About],
            About.MEMBER.value,
        )
        self._case = TextField(
            tr("Number of the case"),
            placeholder="GD-2611-0001",
            name="team_conflict_case",
        )
        self._reason = TextField(
            tr("What connects them"),
            placeholder=tr("Family, business, a quarrel"),
            name="team_conflict_reason",
        )
        self.body.setSpacing(8)
        for part in (self._about, self._finder, self._case, self._reason, self._error):
            self.body.addWidget(part)
        self.keep(words=self._finder.field, case=self._case, reason=self._reason)
        self._about.chosen.connect(self._on_about)
        self._on_about(About.MEMBER.value)

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Put back what was half written, and what it is about."""
        super().show_texts(texts)
        if texts.get("case") and not texts.get("words"):
            self._about.choose(About.CASE.value)
            self._on_about(About.CASE.value)

    def _on_about(self, about: str) -> None:
        member = about == About.MEMBER.value
        self._finder.setVisible(member)
        self._case.setVisible(not member)
        (self._finder.field if member else self._case).focus()
        QTimer.singleShot(0, self, self.fit)

    def _submit(self) -> None:
        about = self._about.value()
        member = about == About.MEMBER.value
        target = self._finder.value() if member else self._case.text().strip()
        if target:
            self.chosen.emit(about, target, self._reason.text())
        else:
            self.show_error(
                tr("Choose a member.") if member else tr("Enter the case's number.")
            )
