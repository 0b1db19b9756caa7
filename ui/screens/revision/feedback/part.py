"""The feedback tab: its widgets and its presenter, as the section knows a part."""

from collections.abc import Sequence

from app.times import Clock
from app.words import tr
from ui.running import Runner
from ui.screens.host import Host
from ui.screens.importing import Step
from ui.screens.revision.feedback.presenter.importing import (
    UNDER_WAY,
    SurveyPresenter,
)
from ui.screens.revision.feedback.presenter.recording import RecordingPresenter
from ui.screens.revision.feedback.presenter.whole import FeedbackPresenter
from ui.screens.revision.feedback.view import FeedbackView
from ui.screens.revision.part import Counted
from ui.shell import Command, KeyHint


class FeedbackPart:
    """What members say about the rules.

    Attributes:
        widget: list and record.
    """

    key: str = "feedback"

    def __init__(
        self, runner: Runner, host: Host, clock: Clock, counted: Counted
    ) -> None:
        self.widget = FeedbackView()
        self._presenter = FeedbackPresenter(self.widget, runner, host, counted, clock)
        self._recording = RecordingPresenter(
            self.widget.recording,
            runner,
            host,
            self._presenter.setting,
            self._presenter.show_new,
        )
        self._survey = SurveyPresenter(
            self.widget.survey,
            runner,
            host,
            self._presenter.setting,
            self._on_survey_moved,
        )
        self._connect()

    @property
    def title(self) -> str:
        """The tab's name."""
        return tr("Feedback")

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth showing under the list."""
        return (
            KeyHint(keys=("J", "K"), label=tr("Move")),
            KeyHint(keys=("1–3",), label=tr("Answer")),
            KeyHint(keys=("N",), label=tr("Record")),
        )

    def commands(self) -> Sequence[Command]:
        """Return what the palette can do here."""
        return (
            Command(
                key="feedback.new",
                text=tr("Record feedback"),
                run=self._on_recording_wanted,
                icon="chat-circle-dots",
                shortcut=("N",),
                words="feedback 反馈 意见",
            ),
            Command(
                key="feedback.import",
                text=tr("Take in a survey"),
                run=self._on_import_wanted,
                icon="upload-simple",
                words="import survey 导入 问卷 反馈",
            ),
        )

    def activated(self) -> None:
        """Ask again for what is shown, and take the focus."""
        self._presenter.activated()
        self.widget.focus_list()

    def open_record(self, record: str) -> None:
        """Show the feedback with this id; "new:AP-…" counts an appeal as feedback."""
        kind, _, appeal = record.partition(":")
        if kind == "new":
            self._recording.start(appeal)
            return
        self._presenter.open_record(record)
        self.widget.show_opened()

    def _connect(self) -> None:
        widget, presenter, record = self.widget, self._presenter, self.widget.record
        widget.tab_chosen.connect(presenter.choose_tab)
        widget.clause_chosen.connect(presenter.choose_clause)
        widget.row_chosen.connect(presenter.select)
        widget.more_wanted.connect(presenter.more)
        widget.sorting_wanted.connect(presenter.ask_sorting)
        widget.sorted_as.connect(presenter.sort)
        widget.struck.connect(presenter.strike)
        widget.reply_chosen.connect(presenter.answering.choose)
        widget.submitted.connect(presenter.answering.submit)
        record.form.motion_chosen.connect(presenter.answering.choose_motion)
        record.form.reason_written.connect(presenter.answering.write)
        record.clause_wanted.connect(presenter.open_clause)
        record.said.member_wanted.connect(presenter.open_member)
        record.answer.motion_wanted.connect(presenter.open_motion)
        record.answer.withdraw_wanted.connect(presenter.withdraw)
        self._connect_recording()
        self._connect_survey()

    def _connect_recording(self) -> None:
        form, does = self.widget.recording, self._recording
        self.widget.recording_wanted.connect(self._on_recording_wanted)
        form.words_changed.connect(does.words_changed)
        form.clause_changed.connect(does.clause_changed)
        form.who_changed.connect(does.who_changed)
        form.submitted.connect(does.submit)
        form.written.connect(does.written)
        form.given_up.connect(does.given_up)

    def _connect_survey(self) -> None:
        page, does = self.widget.survey, self._survey
        self.widget.import_wanted.connect(self._on_import_wanted)
        self.widget.row_chosen.connect(self._on_row_chosen)
        page.commit_wanted.connect(does.commit)
        page.other_wanted.connect(does.choose)
        page.cancelled.connect(does.cancel)
        page.finished.connect(self._on_survey_finished)
        page.mapping.column_chosen.connect(does.take_column)
        page.mapping.answers_ticked.connect(self._on_ticked)
        page.mapping.way_chosen.connect(does.choose_way)

    def _on_recording_wanted(self) -> None:
        self._recording.start()

    def _on_import_wanted(self) -> None:
        if self._survey.step in UNDER_WAY:
            self.widget.show_survey()
        else:
            self._survey.choose()

    def _on_row_chosen(self, _feedback: str) -> None:
        if self._survey.step not in UNDER_WAY:
            self._survey.cancel()
        self.widget.show_piece()

    def _on_survey_moved(self, step: Step) -> None:
        if step is Step.NONE:
            self.widget.show_piece()
        else:
            self.widget.show_survey()

    def _on_survey_finished(self) -> None:
        self._survey.cancel()
        self.widget.focus_list()

    def _on_ticked(self, column: str, taken: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._survey.take_answers(column, taken=taken)


def build(runner: Runner, host: Host, clock: Clock, counted: Counted) -> FeedbackPart:
    """Return the feedback tab of an open vault."""
    return FeedbackPart(runner, host, clock, counted)
