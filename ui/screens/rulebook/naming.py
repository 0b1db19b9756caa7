"""A clause's number and title, and its article's title, written in place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.words import Language, tr
from ui.screens.rulebook.presenter.clause import ClauseShown
from ui.screens.rulebook.presenter.editing import Spot, Words
from ui.screens.rulebook.words import LineWriter
from ui.theme import Role, Token
from ui.widgets import STRETCH, Label, TextField, column, row

_NUMBER_WIDTH = 84


class Titles(QWidget):
    """The titles of a clause and of its article, in one language.

    Signals:
        typed: `Spot`, `Language` and text of what is being typed.
        written: the same, when the field is left.
    """

    typed = Signal(Spot, Language, str)
    written = Signal(Spot, Language, str)

    def __init__(self, suffix: str) -> None:
        super().__init__()
        self._title = LineWriter(tr("Clause title"), name=f"rulebook_title{suffix}")
        self._article = LineWriter(
            tr("Article title"), name=f"rulebook_article{suffix}"
        )
        for writer in (self._title, self._article):
            writer.typed.connect(self.typed)
            writer.written.connect(self.written)
        self.setLayout(row((self._title, 2), (self._article, 1), spacing=10))

    def set_clause(self, clause: ClauseShown) -> None:
        """Show the titles."""
        title = Spot(words=Words.TITLE, number=clause.number)
        self._title.put(title, clause.language, clause.words[Words.TITLE])
        article = Spot(words=Words.ARTICLE, number=clause.article)
        self._article.put(article, clause.language, clause.words[Words.ARTICLE])

    def drop(self) -> None:
        """Forget what was typed: it cannot be written any more."""
        self._title.drop()
        self._article.drop()

    def focus_title(self) -> None:
        """Put the cursor into the clause's title."""
        self._title.focus()

    def flush(self) -> None:
        """Tell the draft now what was typed."""
        self._title.flush()
        self._article.flush()


class Naming(QWidget):
    """Shown in a draft alone; titles in two languages stand under each other.

    Signals:
        typed: `Spot`, `Language` and text of what is being typed.
        written: the same, when the field is left.
        renumbered: the clause's number, and the new one as typed.
    """

    typed = Signal(Spot, Language, str)
    written = Signal(Spot, Language, str)
    renumbered = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._clause = ""
        self._number = TextField(tr("Number"), name="rulebook_number")
        self._number.setFixedWidth(_NUMBER_WIDTH)
        self._titles, self._beside = Titles(""), Titles("_beside")
        self._error = Label("", Role.CAPTION, Token.DANGER, wrap=True)
        self._error.hide()
        self._number.changed.connect(self._on_changed)
        self._number.submitted.connect(self._tell)
        self._number.edit.focus_moved.connect(self._on_focus_moved)
        for titles in (self._titles, self._beside):
            titles.typed.connect(self.typed)
            titles.written.connect(self.written)
        number = column(self._number, STRETCH)
        fields = row(
            number, (column(self._titles, self._beside, spacing=8), 1), spacing=10
        )
        self.setLayout(column(fields, self._error, spacing=4))

    def set_clause(self, clause: ClauseShown) -> None:
        """Show a clause's number and titles."""
        self.setVisible(clause.editable)
        beside = clause.beside if clause.editable else None
        self._beside.setVisible(beside is not None)
        if beside is None:
            self._beside.drop()
        else:
            self._beside.set_clause(beside)
        if not clause.editable:
            self._clause = ""
            self._titles.drop()
            return
        if clause.number != self._clause:
            self._clause = clause.number
            self._number.set_text(clause.number)
            self.show_number_error("")
        if clause.number_error:
            self.show_number_error(clause.number_error)
        self._titles.set_clause(clause)

    def show_number_error(self, text: str) -> None:
        """Say beside the number what is wrong with it; what was typed stays."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self._number.edit.setAccessibleDescription(text)

    def focus_title(self) -> None:
        """Put the cursor into the title."""
        self._titles.focus_title()

    def flush(self) -> None:
        """Tell the draft now what was typed."""
        self._titles.flush()
        self._beside.flush()
        self._tell()

    def _on_changed(self, _text: str) -> None:
        self.show_number_error("")

    def _on_focus_moved(self, focused: bool) -> None:  # noqa: FBT001 - Qt's signal
        if not focused:
            self._tell()

    def _tell(self) -> None:
        typed = self._number.text().strip()
        if self._clause and typed != self._clause and not self._error.text():
            self.renumbered.emit(self._clause, typed)
