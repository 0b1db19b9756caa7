"""Role and duties of a person, with the short form that changes them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLayout, QWidget

from app.words import tr
from ui.screens.team.duties import DutyBoxes
from ui.screens.team.presenter.acting import FormShown
from ui.screens.team.presenter.shown import PersonShown
from ui.theme import Role, Token, Tone, space
from ui.widgets import (
    STRETCH,
    Button,
    ButtonKind,
    Card,
    Chip,
    Choice,
    IconLabel,
    Label,
    LabelledSelect,
    clear,
    column,
    row,
)

_LABEL = 104


class RoleCard(Card):
    """What somebody is and looks after, and whether they can open the vault.

    Signals:
        change_wanted: the form is wanted.
        changing: role and duties in the form, as they are chosen.
        submitted: role and duties from now on.
        put_away: the form is closed.
    """

    change_wanted = Signal()
    changing = Signal(str, tuple)
    submitted = Signal(str, tuple)
    put_away = Signal()

    def __init__(self) -> None:
        self._change = Button(
            tr("Change them"),
            ButtonKind.GHOST,
            icon="pencil-simple",
            key="E",
            height=space.BUTTON_SMALL,
            name="team_change",
        )
        self._may = False
        self._role = Label("", bold=True)
        self._duties = row(spacing=6)
        self._keys = column(spacing=6)
        self._facts = QWidget()
        self._facts.setLayout(
            column(
                _fact(tr("Role"), self._role),
                _line(tr("Duties"), self._duties),
                self._keys,
                spacing=6,
            )
        )
        self._form = self._build_form()
        super().__init__(
            column(
                row(
                    Label(tr("Role and duties"), Role.SECTION),
                    STRETCH,
                    self._change,
                ),
                space.S2,
                self._facts,
                self._form,
                margins=(16, 10, 16, 14),
            ),
            name="team_role",
        )
        self._change.clicked.connect(self.change_wanted)

    def _build_form(self) -> QWidget:
        self._select = LabelledSelect(tr("Role"), icon="user", name="change_role")
        self._boxes = DutyBoxes(tr("Duties"), name="change_duty")
        self._told = column(spacing=4)
        self._error = Label("", Role.CAPTION, Token.DANGER, wrap=True)
        self._error.hide()
        save = Button(
            tr("Save role and duties"),
            ButtonKind.PRIMARY,
            key="Ctrl+Enter",
            name="change_save",
        )
        cancel = Button(tr("Cancel"), name="change_cancel")
        form = QWidget()
        form.setLayout(
            column(
                self._select,
                self._boxes,
                self._told,
                self._error,
                row(STRETCH, cancel, save, spacing=space.S2),
                spacing=space.S3,
            )
        )
        form.hide()
        self._select.select.key_chosen.connect(self._tell)
        self._boxes.changed.connect(self._tell)
        save.clicked.connect(self._on_saved)
        cancel.clicked.connect(self._on_put_away)
        for keys, does in (
            ("Ctrl+Return", self._on_saved),
            ("Ctrl+Enter", self._on_saved),
            ("Esc", self._on_put_away),
        ):
            shortcut = QShortcut(QKeySequence(keys), form)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)
        return form

    def show_person(self, shown: PersonShown) -> None:
        """Show what somebody is; a form that is open for them stays."""
        self._role.setText(shown.role)
        clear(self._duties)
        for word in shown.duties:
            self._duties.addWidget(Chip(word))
        if not shown.duties:
            self._duties.addWidget(Label(tr("none"), token=Token.TEXT_3))
        self._duties.addStretch(1)
        clear(self._keys)
        for key in shown.keys:
            mark = IconLabel(key.icon, key.tone.text)
            line = row(mark, Label(key.text), STRETCH, spacing=6)
            self._keys.addLayout(_line(key.label, line))
        self._may = shown.actions.change
        self._change.setVisible(self._may and self._form.isHidden())

    def open_form(self, form: FormShown) -> None:
        """Open the form."""
        self._select.select.set_choices(
            [Choice(key=code, text=word) for code, word in form.roles]
        )
        self._select.select.choose(form.role)
        self._boxes.offer(form.duties, form.chosen)
        self.show_error("")
        self._set_open(open_=True)
        self._select.select.setFocus()

    def close_form(self) -> None:
        """Put the form away."""
        self._set_open(open_=False)

    def is_open(self) -> bool:
        """Tell whether the form is open."""
        return not self._form.isHidden()

    def may_change(self) -> bool:
        """Tell whether there is a form to open."""
        return self._may

    def show_consequences(self, told: tuple[str, ...]) -> None:
        """Say what the change brings about."""
        clear(self._told)
        for words in told:
            label = Label(words, Role.CAPTION, Token.TEXT_2, wrap=True)
            icon = IconLabel("arrow-right", Tone.INFO.text, 14)
            self._told.addLayout(row(column(2, icon, STRETCH), 8, (label, 1)))

    def show_error(self, text: str) -> None:
        """Say what is wrong."""
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def _set_open(self, *, open_: bool) -> None:
        self._form.setVisible(open_)
        self._facts.setVisible(not open_)
        self._change.setVisible(self._may and not open_)

    def _tell(self, *_: object) -> None:
        self.changing.emit(self._select.select.chosen(), self._boxes.chosen())

    def _on_put_away(self) -> None:
        self.put_away.emit()

    def _on_saved(self) -> None:
        self.show_error("")
        self.submitted.emit(self._select.select.chosen(), self._boxes.chosen())


def _fact(label: str, value: QWidget) -> QLayout:
    return _line(label, row(value, STRETCH))


def _line(label: str, value: QLayout) -> QLayout:
    caption = Label(label, Role.CAPTION, Token.TEXT_3)
    caption.setFixedWidth(_LABEL)
    return row(caption, (value, 1))
