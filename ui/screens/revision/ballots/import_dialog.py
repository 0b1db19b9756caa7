"""Taking in a file of votes: its columns, what it would bring, what came of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.revision.model.feedback import Way
from app.revision.wording import way_text
from app.words import tr
from ui.screens.revision.ballots.presenter.importing import VotesShown
from ui.widgets import Choice, ImportDialog, LabelledSelect, row

_USUAL = (Way.DISCUSSION, Way.SURVEY)


class VotesDialog(ImportDialog):
    """Shows which columns are read, and lets them be others.

    Signals:
        columns_chosen: titles of the columns of who, how, and when; empty for none.
        taken: the way's code; take in what is shown.
    """

    columns_chosen = Signal(str, str, str)
    taken = Signal(str)

    def __init__(self, parent: QWidget, file_name: str) -> None:
        super().__init__(
            parent,
            tr("Import votes"),
            file_name,
            problems=tr("These rows are left out"),
            writing=tr("Writing the votes into the vault"),
            name="votes_import",
        )
        self._who = LabelledSelect(tr("Platform id"), name="votes_who")
        self._choice = LabelledSelect(tr("Choice"), name="votes_choice")
        self._when = LabelledSelect(tr("Cast at"), name="votes_when")
        self._way = LabelledSelect(tr("Channel"), name="votes_way")
        others = [way for way in Way if way not in _USUAL]
        self._way.select.set_choices(
            [Choice(key=w.value, text=way_text(w)) for w in (*_USUAL, *others)]
        )
        self._columns: tuple[Choice, ...] = ()
        parts = (self._who, self._choice, self._when, self._way)
        self.middle.setLayout(row(*((part, 1) for part in parts), spacing=10))
        for part in parts[:-1]:
            part.select.key_chosen.connect(self._on_chosen)
        self.committed.connect(self._on_committed)

    def show_preview(self, shown: VotesShown) -> None:
        """Show what would be taken in."""
        if shown.columns != self._columns:
            self._columns = shown.columns
            none = Choice(key="", text=tr("None"))
            for part in (self._who, self._choice, self._when):
                part.select.set_choices([none, *shown.columns])
        self._who.select.choose(shown.who)
        self._choice.select.choose(shown.choice)
        self._when.select.choose(shown.when)
        problems = [line for line in (*shown.problems, shown.more) if line]
        self.show_found(shown.figures, problems, shown.action)

    def _on_chosen(self) -> None:
        self.columns_chosen.emit(
            self._who.select.chosen(),
            self._choice.select.chosen(),
            self._when.select.chosen(),
        )

    def _on_committed(self) -> None:
        self.taken.emit(self._way.select.chosen())
