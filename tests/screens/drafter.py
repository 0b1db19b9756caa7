"""The rulebook screen's presenter over a vault, and what it was told to show."""

from collections.abc import Sequence

from app.ids import DraftId
from app.publication.sheet import Sheet
from app.rulebook.commands import PublishRulebook
from app.rulebook.model import Severity
from app.rulebook.queries import OpenDrafts
from app.words import Language
from app.workspace import Workspace
from tests.builders import Site
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from ui.screens.rulebook.presenter.clause import ClauseShown
from ui.screens.rulebook.presenter.differing import ComparedShown, Near
from ui.screens.rulebook.presenter.editing import Words
from ui.screens.rulebook.presenter.ladder import LadderShown, StepShown
from ui.screens.rulebook.presenter.publishing import PublishShown
from ui.screens.rulebook.presenter.tree import TemplateCard, TreeRow, VersionRow
from ui.screens.rulebook.presenter.using import CaseShown, FigureShown
from ui.screens.rulebook.presenter.whole import RulebookPresenter
from ui.widgets import ChipSpec


class SeenView:
    """Remembers what it was told to show."""

    def __init__(self) -> None:
        self.cards: Sequence[TemplateCard] = ()
        self.in_front = True
        self.is_start, self.hint, self.is_comparing = False, "", False
        self.summary = ""
        self.rows: Sequence[TreeRow] = ()
        self.current = ""
        self.article = ""
        self.near: Near | None = None
        self.compared: ComparedShown | None = None
        self.is_comparing = False
        self.clause: ClauseShown | None = None
        self.ladder: LadderShown | None = None
        self.usage: Sequence[FigureShown] = ()
        self.review: ChipSpec | None = None
        self.cases_title = ""
        self.cases: Sequence[CaseShown] = ()
        self.form: PublishShown | None = None
        self.versions: Sequence[VersionRow] = ()
        self.offered = ""
        self.step: StepShown | None = None
        self.date_error = self.step_error = self.problem = ""
        self.changes_error = self.number_error = self.ladder_error = ""

    def is_in_front(self) -> bool:
        return self.in_front

    def show_start(self, cards: Sequence[TemplateCard], hint: str) -> None:
        self.cards, self.hint, self.is_start = cards, hint, True

    def show_book(self) -> None:
        self.is_start = self.is_comparing = False

    def show_summary(self, text: str) -> None:
        self.summary = text

    def show_tree(self, rows: Sequence[TreeRow], current: str) -> None:
        self.rows, self.current = rows, current

    def show_review(self, chip: ChipSpec | None) -> None:
        self.review = chip

    def show_near(self, near: Near | None) -> None:
        self.near = near

    def show_compared(self, compared: ComparedShown) -> None:
        self.compared, self.is_comparing = compared, True

    def offer_edits(self, article: str) -> None:
        self.article = article

    def show_clause(self, clause: ClauseShown) -> None:
        self.clause = clause

    def show_ladder(self, ladder: LadderShown) -> None:
        self.ladder = ladder

    def show_usage(self, figures: Sequence[FigureShown]) -> None:
        self.usage = figures

    def show_usage_cases(self, title: str, cases: Sequence[CaseShown]) -> None:
        self.cases_title, self.cases = title, cases

    def show_publish(self, form: PublishShown | None) -> None:
        self.form = form

    def show_versions(self, rows: Sequence[VersionRow]) -> None:
        self.versions = rows

    def offer_draft(self, label: str) -> None:
        self.offered = label

    def ask_step(self, cell: StepShown) -> None:
        self.step = cell

    def show_step_error(self, text: str) -> None:
        self.step_error = text

    def close_step(self) -> None:
        self.step, self.step_error = None, ""

    def show_date_error(self, text: str) -> None:
        self.date_error = text

    def show_changes_error(self, text: str) -> None:
        self.changes_error = text

    def show_number_error(self, text: str) -> None:
        self.number_error = text

    def show_ladder_error(self, text: str) -> None:
        self.ladder_error = text

    def show_problem(self, text: str) -> None:
        self.problem = text


def paper(sheets: Sequence[Sheet]) -> bytes:
    """Stand for a PDF: what is printed needs Qt."""
    return "\n".join(sheet.heading for sheet in sheets).encode()


class Desk:
    """A presenter over an open vault, with what it showed."""

    def __init__(self, workspace: Workspace, site: Site) -> None:
        self.view, self.host = SeenView(), SeenHost()
        self.workspace, self.site = workspace, site
        self.runner = ImmediateRunner(workspace)
        self.presenter = RulebookPresenter(
            self.view, self.runner, self.host, paper, site.clock
        )
        self.drafting = self.presenter.drafting
        self.publishing = self.presenter.publishing
        self.presenter.activated()

    @property
    def clause(self) -> ClauseShown:
        assert self.view.clause is not None
        return self.view.clause

    def words(self, words: Words) -> str:
        return self.clause.words[words].text

    @property
    def ladder(self) -> LadderShown:
        assert self.view.ladder is not None
        return self.view.ladder

    @property
    def form(self) -> PublishShown:
        assert self.view.form is not None
        return self.view.form

    def published(self) -> PublishRulebook:
        """Return the publication that was carried out last."""
        found = [c for c in self.runner.commands if isinstance(c, PublishRulebook)]
        return found[-1]

    @property
    def draft(self) -> DraftId:
        """Return the id of the draft that is open."""
        (draft,) = self.workspace.query(OpenDrafts())
        return draft.id

    def begin_second(self) -> None:
        """Publish a first version, and begin the draft of the next."""
        self.presenter.open_template("reading_club")
        self.presenter.publish()
        self.presenter.begin_draft()

    def write_changes(self) -> None:
        """Say in both languages what is new."""
        self.publishing.write_changes(Language.ZH_CN, "新增一条。")
        self.publishing.write_changes(Language.EN, "One clause more.")

    def change(
        self, ordinal: int, severity: Severity, kind: str, days: str, points: str
    ) -> None:
        self.presenter.open_step(ordinal, severity)
        assert self.view.step is not None
        self.presenter.laddering.change_step(ordinal, severity, kind, days, points)
