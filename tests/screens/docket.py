"""A community with cases to work on, and what the cases screen is told to show."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.cases.commands.deciding import TriageCase
from app.cases.commands.intake import OpenCase
from app.cases.model import Channel
from app.cases.queries.queues import Queue
from app.ids import CaseId, MemberId
from app.workspace import Workspace
from tests.screens.hearing import HANDLES, MODERATOR, Hearing, assemble
from tests.screens.immediate import ImmediateRunner
from ui.screens.cases.presenter.form import FormShown
from ui.screens.cases.presenter.forms import Field
from ui.screens.cases.presenter.importing import ImportShown
from ui.screens.cases.presenter.outcome import OutcomeShown
from ui.screens.cases.presenter.rows import CaseRow, Empty, QueueTab
from ui.screens.cases.presenter.shown import (
    DecidedShown,
    HeaderShown,
    MemberShown,
    QuoteShown,
)
from ui.screens.cases.presenter.whole import CasesPresenter
from ui.screens.cases.presenter.wording import EntryShown
from ui.screens.finding import Match
from ui.widgets import Figure

REASON = "评论以“手残”侮辱作者本人，属第 3.2 条所列的情形。"
QUOTE = "会不会做活啊，就你这水平还敢出来教人。"


class SeenQueue:
    """The left pane."""

    def __init__(self) -> None:
        self.tabs: Sequence[QueueTab] = ()
        self.queue = Queue.TRIAGE
        self.rows: list[CaseRow] = []
        self.more = False
        self.selected = ""
        self.empty: Empty | None = None
        self.picked: Callable[[str], object] = str

    def show_tabs(self, tabs: Sequence[QueueTab], current: Queue) -> None:
        self.tabs, self.queue = tabs, current

    def show_rows(self, rows: Sequence[CaseRow], *, more: bool, selected: str) -> None:
        self.rows, self.more, self.selected = list(rows), more, selected

    def append_rows(self, rows: Sequence[CaseRow], *, more: bool) -> None:
        self.rows += rows
        self.more = more

    def select(self, case: str) -> None:
        self.selected = case
        self.picked(case)

    def show_empty(self, empty: Empty | None) -> None:
        self.empty = empty

    def clear_search(self) -> None:
        """Nothing is typed here."""

    def counts(self) -> dict[Queue, str]:
        return {tab.queue: tab.count for tab in self.tabs}


class SeenRecord:
    """Header and middle pane."""

    def __init__(self) -> None:
        self.header: HeaderShown | None = None
        self.member: MemberShown | None = None
        self.quote: QuoteShown | None = None
        self.decided: DecidedShown | None = None
        self.entries: list[EntryShown] = []
        self.nothing: Empty | None = None
        self.holding = self.blocked = self.note = self.note_error = ""
        self.mine = False
        self.scrolled_up = 0

    def show_header(self, header: HeaderShown) -> None:
        self.header, self.nothing = header, None

    def show_holding(self, action: str, *, mine: bool, blocked: str) -> None:
        self.holding, self.mine, self.blocked = action, mine, blocked

    def show_member(self, member: MemberShown) -> None:
        self.member = member

    def show_quote(self, quote: QuoteShown) -> None:
        self.quote = quote

    def show_decided(self, decided: DecidedShown | None) -> None:
        self.decided = decided

    def show_entries(self, entries: Sequence[EntryShown]) -> None:
        self.entries = list(entries)

    def show_nothing(self, empty: Empty) -> None:
        self.header, self.nothing = None, empty

    def show_note(self, text: str) -> None:
        self.note = text

    def show_note_error(self, text: str) -> None:
        self.note_error = text

    def scroll_up(self) -> None:
        self.scrolled_up += 1


class SeenDecision:
    """The right pane of an open case."""

    def __init__(self) -> None:
        self.form: FormShown | None = None
        self.reason = self.deviation = ""
        self.reason_error = self.deviation_error = ""
        self.saved = False

    def show_form(self, form: FormShown) -> None:
        self.form = form

    def show_texts(self, reason: str, deviation: str) -> None:
        self.reason, self.deviation = reason, deviation

    def show_reason_error(self, text: str) -> None:
        self.reason_error = text

    def show_deviation_error(self, text: str) -> None:
        self.deviation_error = text

    def show_saved(self, *, saved: bool) -> None:
        self.saved = saved


class SeenOutcome:
    """The right pane of a decided case."""

    def __init__(self) -> None:
        self.shown: OutcomeShown | None = None
        self.appealing = ""
        self.back: dict[str, str] = {}
        self.errors: list[tuple[Field, str]] = []

    def show_outcome(self, shown: OutcomeShown) -> None:
        self.shown = shown

    def open_appeal(self, case_number: str) -> None:
        self.appealing = case_number
        self.back = {}

    def show_written(self, texts: Mapping[str, str]) -> None:
        self.back = dict(texts)

    def show_appeal_error(self, place: Field, text: str) -> None:
        self.errors.append((place, text))

    def close_appeal(self) -> None:
        self.appealing = ""


class SeenIntake:
    """The form of a new case."""

    def __init__(self) -> None:
        self.open = False
        self.matches: Sequence[Match] = ()
        self.note = self.member = ""
        self.back: dict[str, str] = {}
        self.errors: list[tuple[Field, str]] = []

    def open_intake(self) -> None:
        self.open = True
        self.back = {}

    def show_written(self, texts: Mapping[str, str]) -> None:
        self.back = dict(texts)

    def show_matches(self, matches: Sequence[Match], note: str) -> None:
        self.matches, self.note = matches, note

    def show_member(self, handle: str, facts: str) -> None:
        self.member = handle

    def show_intake_error(self, place: Field, text: str) -> None:
        self.errors.append((place, text))

    def close_intake(self) -> None:
        self.open = False


class SeenImport:
    """The import's dialog."""

    def __init__(self) -> None:
        self.file_name = self.error = self.told = ""
        self.shown: ImportShown | None = None
        self.result: Sequence[Figure] = ()

    def open_import(self, file_name: str) -> None:
        self.file_name = file_name

    def show_import_progress(self, done: int, total: int) -> None:
        """Nothing is remembered of it."""

    def show_import(self, shown: ImportShown) -> None:
        self.shown = shown

    def show_import_busy(self) -> None:
        """It takes no time here."""

    def show_import_result(self, figures: Sequence[Figure], text: str) -> None:
        self.result, self.told = figures, text

    def show_import_error(self, text: str) -> None:
        self.error = text

    def close_import(self) -> None:
        self.file_name = ""


class SeenCases:
    """The whole screen."""

    def __init__(self) -> None:
        self.queue = SeenQueue()
        self.record = SeenRecord()
        self.decision = SeenDecision()
        self.outcome = SeenOutcome()
        self.intake = SeenIntake()
        self.importing = SeenImport()
        self.decided: bool | None = None
        self.trouble = ""

    def show_side(self, *, decided: bool | None) -> None:
        self.decided = decided

    def focus_next(self) -> None:
        """There is no focus here."""

    def show_trouble(self, text: str) -> None:
        self.trouble = text


@dataclass(slots=True, kw_only=True)
class SeenHost:
    """Remembers what the window was asked for."""

    toasts: list[str] = field(default_factory=list[str])
    undo: Callable[[], None] | None = None
    opened: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    copied: list[str] = field(default_factory=list[str])
    file: Path | None = None

    def toast(self, text: str, undo: Callable[[], None] | None = None) -> None:
        self.toasts.append(text)
        self.undo = undo

    def open_record(self, screen: str, record: str) -> None:
        self.opened.append((screen, record))

    def choose_file(self, title: str, filters: str) -> Path | None:
        return self.file

    def choose_save(self, title: str, suggested: str) -> Path | None:
        raise AssertionError

    def rekey(self) -> None:
        raise AssertionError

    def copy(self, text: str) -> None:
        self.copied.append(text)


class Desk:
    """The screen's presenter over an open vault, with what it showed."""

    def __init__(self, workspace: Workspace, hearing: Hearing) -> None:
        self.workspace = workspace
        self.view, self.host = SeenCases(), SeenHost()
        self.runner = ImmediateRunner(workspace)
        self.presenter = CasesPresenter(
            self.view, self.runner, self.host, hearing.site.clock
        )
        self.view.queue.picked = self.presenter.queue.moved
        self.presenter.start()

    @property
    def form(self) -> FormShown:
        assert self.view.decision.form is not None
        return self.view.decision.form

    @property
    def header(self) -> HeaderShown:
        assert self.view.record.header is not None
        return self.view.record.header

    @property
    def outcome(self) -> OutcomeShown:
        assert self.view.outcome.shown is not None
        return self.view.outcome.shown

    def write(self, reason: str = REASON) -> None:
        """Type the reason; the view shows what was typed."""
        self.view.decision.reason = reason
        self.presenter.decision.reason_changed(reason)

    def decide(self, reason: str = REASON) -> None:
        self.write(reason)
        self.presenter.decision.decide()


def docket(
    root: Path, count: int = 4, complaint: str = "人身攻击", triaged: int = 0
) -> Hearing:
    """Make the vault with cases a minute apart; the first of them are triaged."""
    hearing = assemble(root)
    with hearing.site.opened(MODERATOR) as workspace:
        for place in range(count):
            member = hearing.members[HANDLES[place % len(HANDLES)]]
            hearing.cases.append(open_case(workspace, hearing, member, complaint))
            hearing.site.clock.forward(minutes=1)
        for case in hearing.cases[:triaged]:
            workspace.execute(TriageCase(case=case, clause="3.2"))
    return hearing


def open_case(
    workspace: Workspace,
    hearing: Hearing,
    member: MemberId | None,
    complaint: str = "人身攻击",
    subject: str = "",
) -> CaseId:
    """Open a case about words written now."""
    command = OpenCase(
        member=member,
        subject_id=subject,
        channel=Channel.PRIVATE_MESSAGE,
        quote=QUOTE,
        complaint=complaint,
        reporter="wxid_reporter",
        occurred_at=hearing.site.clock.now,
    )
    return workspace.execute(command).value
