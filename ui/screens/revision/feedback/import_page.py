"""Taking in a survey: which column is what, and what would come of it."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from app.words import tr
from ui.screens.import_frame import Findings, FirstRows, ImportFrame
from ui.screens.revision.feedback.presenter.survey import SurveyShown
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Card,
    CheckRow,
    Hairline,
    Label,
    LabelledSelect,
    clear,
    column,
    row,
)

_ACROSS: Final = 3
_WORDS_COLUMN: Final = 4


class _Mapping(Card):
    """Which column is what.

    Signals:
        column_chosen: a field's key, and the place of its column or nothing.
        answers_ticked: the place of a column, and whether it holds answers.
        way_chosen: how the answers came.
    """

    column_chosen = Signal(str, str)
    answers_ticked = Signal(str, bool)
    way_chosen = Signal(str)

    def __init__(self) -> None:
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._answers = QGridLayout()
        self._answers.setContentsMargins(0, 0, 0, 0)
        self._answers.setHorizontalSpacing(16)
        self._fields: dict[str, LabelledSelect] = {}
        self._ticks: dict[str, CheckRow] = {}
        self._shown: SurveyShown | None = None
        self._way = LabelledSelect(tr("How it came"), name="survey_way")
        super().__init__(
            column(
                row(Label(tr("Which column is what"), Role.SECTION), STRETCH),
                10,
                self._grid,
                14,
                Hairline(),
                10,
                Label(tr("Columns that hold answers"), Role.CAPTION, Token.TEXT_2),
                2,
                self._answers,
                margins=(16, 12, 16, 10),
            ),
            name="survey_mapping",
        )
        self._way.select.key_chosen.connect(self.way_chosen)

    def set_mapping(self, shown: SurveyShown) -> None:
        """Show how the columns are taken; what has the focus keeps it."""
        if self._shown is None or self._shown.columns != shown.columns:
            self._build(shown)
        self._shown = shown
        for field in shown.fields:
            self._fields[field.key].select.choose(field.chosen)
        self._way.select.choose(shown.way)
        if [*self._ticks] != [each.key for each in shown.answers]:
            self._offer_answers(shown)
        for each in shown.answers:
            told = self._ticks[each.key].blockSignals(True)
            self._ticks[each.key].setChecked(each.chosen)
            self._ticks[each.key].blockSignals(told)

    def _build(self, shown: SurveyShown) -> None:
        for field in self._fields.values():
            self._grid.removeWidget(field)
            field.hide()
            field.deleteLater()
        self._fields = {}
        for each in shown.fields:
            field = LabelledSelect(each.label, name=f"survey_{each.key}")
            field.select.set_choices(list(shown.columns))
            field.select.key_chosen.connect(partial(self.column_chosen.emit, each.key))
            self._fields[each.key] = field
        self._way.select.set_choices(list(shown.ways))
        for place, field in enumerate((*self._fields.values(), self._way)):
            self._grid.addWidget(field, place // _ACROSS, place % _ACROSS)

    def _offer_answers(self, shown: SurveyShown) -> None:
        clear(self._answers)
        self._ticks = {}
        for place, each in enumerate(shown.answers):
            tick = CheckRow(each.title, name=f"survey_answers_{each.key}")
            tick.toggled.connect(partial(self.answers_ticked.emit, each.key))
            self._ticks[each.key] = tick
            self._answers.addWidget(tick, place // _ACROSS, place % _ACROSS)
        for across in range(_ACROSS):
            self._answers.setColumnStretch(across, 1)


class SurveyPage(ImportFrame):
    """Shows where the import of a survey stands.

    Attributes:
        mapping: which column is what.
    """

    def __init__(self) -> None:
        super().__init__(
            tr("Take in a survey"),
            name="survey",
            prefix="survey",
            finish=tr("Go to the feedback"),
        )
        self.mapping = _Mapping()
        self._findings = Findings()
        self._rows = FirstRows(stretch=_WORDS_COLUMN, name="survey_rows")
        self._file = ""
        for item in (self.mapping, self._findings, self._rows):
            self.preview.addWidget(item)

    def show_reading(self, name: str) -> None:
        """Say that a file is being read."""
        self._file = ""
        super().show_reading(name)

    def show_preview(self, preview: SurveyShown) -> None:
        """Show what an import would do."""
        meta = " · ".join(filter(None, (preview.name, preview.about)))
        self._turn_to_preview(meta, preview.notice, preview.figures)
        self.mapping.set_mapping(preview)
        self._findings.set_findings(preview.findings)
        self._offer(preview.action, preview.blocked)
        if preview.name != self._file:
            # Only at first: whoever maps columns keeps the focus there.
            self._file = preview.name
            self.focus_first()
        self._rows.set_rows(preview.table_title, preview.titles, preview.rows)

    def show_writing(self) -> None:
        """Say that the answers are being taken in."""
        self._start_writing(tr("Writing the answers into the vault"))
