"""The cases screen as the shell knows it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.ids import CaseId, MemberId
from app.times import Clock, system_clock
from app.words import tr
from ui.running import Runner
from ui.screens.cases.presenter.whole import CasesPresenter
from ui.screens.cases.view import CasesPanes
from ui.screens.host import Host
from ui.shell import Command, Group, KeyHint


class CasesScreen:
    """Glues panes and presenters."""

    key = "cases"
    group = Group.REVIEW
    icon = "clipboard-text"

    def __init__(self, runner: Runner, host: Host, clock: Clock) -> None:
        """Build the screen."""
        self._view = CasesPanes()
        self._presenter = CasesPresenter(self._view, runner, host, clock)
        self._letters: dict[str, Callable[[], None]] = {}
        self._connect_queue()
        self._connect_record()
        self._connect_decision()
        self._connect_outcome()
        self._connect_dialogs()
        self._connect_letters()

    @property
    def title(self) -> str:
        """The section's name."""
        return tr("Cases")

    @property
    def widget(self) -> QWidget:
        """The screen itself."""
        return self._view

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth showing under the list."""
        return (
            KeyHint(keys=("J", "K"), label=tr("Move")),
            KeyHint(keys=("A",), label=tr("Take")),
            KeyHint(keys=("S",), label=tr("Triage")),
            KeyHint(keys=("M",), label=tr("Note")),
        )

    def commands(self) -> Sequence[Command]:
        """Return what the command palette can do here."""
        return (
            Command(
                key="cases.new",
                text=tr("New case"),
                run=self._presenter.new_case,
                icon="plus",
                shortcut=("N",),
            ),
            Command(
                key="cases.import",
                text=tr("Import complaints…"),
                run=self._presenter.import_cases,
                icon="file-plus",
            ),
        )

    def activated(self) -> None:
        """Come to the front."""
        self._presenter.start()
        self._view.queue.focus_list()

    def open_record(self, record: str) -> None:
        """Show the case with this id, whatever queue it is in."""
        if record:
            self._presenter.open(CaseId(record))
            self._view.show_record()

    def take_case(self, member: str) -> None:
        """Open the form of a new case about this member."""
        self._presenter.take_case(MemberId(member))

    def _connect_queue(self) -> None:
        pane, presenter = self._view.queue, self._presenter.queue
        pane.queue_chosen.connect(self._presenter.choose_queue)
        pane.searched.connect(presenter.search)
        pane.moved.connect(presenter.moved)
        pane.more_wanted.connect(presenter.more)
        pane.step_wanted.connect(self._presenter.take_step)
        pane.new_wanted.connect(self._presenter.new_case)
        pane.import_wanted.connect(self._presenter.import_cases)
        self._view.ticked.connect(self._presenter.tick)
        self._view.left.connect(self._presenter.put_away)

    def _connect_record(self) -> None:
        pane, presenter = self._view.record, self._presenter.record
        pane.step_wanted.connect(self._presenter.take_step)
        pane.member.record_wanted.connect(presenter.open_member)
        pane.note.changed.connect(presenter.note_changed)
        pane.note.paused.connect(presenter.keep_note)
        pane.note.sent.connect(presenter.send_note)
        self._view.header.stepped.connect(self._presenter.queue.step)
        self._view.header.holding_switched.connect(presenter.switch_holding)

    def _connect_decision(self) -> None:
        pane, presenter = self._view.decision, self._presenter.decision
        pane.clause_chosen.connect(presenter.choose_clause)
        pane.severity_chosen.connect(presenter.choose_severity)
        pane.triaged.connect(presenter.triage)
        pane.step_chosen.connect(presenter.choose_step)
        pane.violation_switched.connect(presenter.switch_no_violation)
        pane.reason_changed.connect(presenter.reason_changed)
        pane.deviation_changed.connect(presenter.deviation_changed)
        pane.paused.connect(presenter.keep_texts)
        pane.language_chosen.connect(presenter.choose_language)
        pane.withdraw_wanted.connect(presenter.withdraw)
        pane.decided.connect(presenter.decide)
        self._view.primary_wanted.connect(presenter.decide)

    def _connect_outcome(self) -> None:
        pane, presenter = self._view.outcome, self._presenter.outcome
        pane.language_chosen.connect(presenter.choose_language)
        pane.copy_wanted.connect(presenter.copy_notice)
        pane.statement_wanted.connect(presenter.copy_statement)
        pane.undo_wanted.connect(presenter.undo)
        pane.appeal_wanted.connect(presenter.appeal_wanted)
        pane.appeal_filed.connect(presenter.file_appeal)
        pane.appeal_opened.connect(presenter.open_appeal)
        pane.appeal_written.connect(presenter.written)
        pane.appeal_given_up.connect(presenter.given_up)

    def _connect_dialogs(self) -> None:
        form, intake = self._view.intake, self._presenter.intake
        form.subject_changed.connect(intake.subject_changed)
        form.member_chosen.connect(intake.choose_member)
        form.submitted.connect(intake.submit)
        form.written.connect(intake.written)
        form.given_up.connect(intake.given_up)
        dialog, importing = self._view.importing, self._presenter.importing
        dialog.committed.connect(importing.commit)
        dialog.stopped.connect(importing.stop)

    def _connect_letters(self) -> None:
        view, whole = self._view, self._presenter
        self._letters = {
            "N": whole.new_case,
            "M": view.record.note.focus,
            "A": whole.record.switch_holding,
            "S": self._on_triage,
            "R": self._on_clause,
            "D": self._on_no_violation,
            "J": lambda: whole.queue.step(1),
            "K": lambda: whole.queue.step(-1),
            "/": view.queue.focus_search,
        }
        view.letter_pressed.connect(self._on_letter)

    def _on_letter(self, letter: str) -> None:
        if letter.isdigit():
            self._view.bring_side()
            self._presenter.decision.choose_nth(int(letter))
        else:
            self._letters[letter]()

    def _on_triage(self) -> None:
        self._view.bring_side()
        self._view.decision.open_triage()

    def _on_clause(self) -> None:
        self._view.bring_side()
        self._view.decision.open_clauses()

    def _on_no_violation(self) -> None:
        self._view.bring_side()
        self._presenter.decision.switch_no_violation()
        self._view.decision.focus_reason()


def build(runner: Runner, host: Host, clock: Clock = system_clock) -> CasesScreen:
    """Return the screen."""
    return CasesScreen(runner, host, clock)
