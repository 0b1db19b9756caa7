"""The rulebook screen: which version is shown, which clause, and the draft."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, Protocol

from app.cases.queries.usage import ClauseUsage, ClauseUse
from app.errors import AppError, NotPermitted
from app.ids import RulebookId
from app.rulebook.model import Rulebook, Severity
from app.rulebook.queries import Version, Versions
from app.rulebook.templates import load_template
from app.staff.queries import Identity, WhoAmI
from app.staff.roles import Capability
from app.times import Clock, local_day, system_clock
from app.words import Language, language, sentence, tr
from app.work import Changes
from ui.running import Job, Runner
from ui.screens.host import Host
from ui.screens.rulebook.presenter.clause import (
    ClauseShown,
    LadderShown,
    StepShown,
    clause_shown,
    draft_chip,
    ladder_shown,
    step_shown,
    usage_shown,
    version_chip,
)
from ui.screens.rulebook.presenter.draft import Words
from ui.screens.rulebook.presenter.drafting import Drafting, DraftView, PublishShown
from ui.screens.rulebook.presenter.tree import (
    DRAFT_KEY,
    TemplateCard,
    TreeRow,
    VersionRow,
    next_number,
    summary,
    template_cards,
    tree,
    version_rows,
)

USAGE_DAYS: Final = 90
_AREAS: Final = frozenset(
    {"appeals", "approvals", "cases", "conflicts", "rulebook", "staff"}
)


class View(DraftView, Protocol):
    """What the screen asks of the widgets."""

    def show_start(self, cards: Sequence[TemplateCard]) -> None: ...
    def show_book(self) -> None: ...
    def show_summary(self, text: str) -> None: ...
    def show_tree(self, rows: Sequence[TreeRow], current: str) -> None: ...
    def show_clause(self, clause: ClauseShown) -> None: ...
    def show_ladder(self, ladder: LadderShown) -> None: ...
    def show_usage(self, figures: Sequence[tuple[str, str]]) -> None: ...
    def show_publish(self, form: PublishShown | None) -> None: ...
    def show_versions(self, rows: Sequence[VersionRow]) -> None: ...
    def offer_draft(self, label: str) -> None: ...
    def ask_step(self, cell: StepShown) -> None: ...


class RulebookPresenter:
    """Answers what a person does on the screen.

    Attributes:
        drafting: the draft and its publication.
    """

    def __init__(
        self, view: View, runner: Runner, host: Host, clock: Clock = system_clock
    ) -> None:
        self._view, self._runner = view, runner
        self._clock = clock
        self.drafting = Drafting(view, runner, host, clock, self._show)
        self._known = self._recalled = False
        self._may_publish = False
        self._versions: Sequence[Version] = ()
        self._shown = ""
        self._number = ""
        self._words = ""
        self._language = language()
        self._jobs: dict[str, Job] = {}
        runner.on_change(self._on_change)

    def activated(self) -> None:
        """Ask for everything again: the screen comes to the front."""
        self._ask("me", self._runner.query(WhoAmI(), self._on_me, self._on_failed))

    def open_template(self, key: str) -> None:
        """Begin a draft from a shipped rulebook."""
        self._shown, self._number = DRAFT_KEY, ""
        self.drafting.begin(load_template(key))

    def begin_draft(self) -> None:
        """Begin a draft of the next version from the newest one."""
        if self._versions and self._may_publish and self.drafting.draft is None:
            self._shown = DRAFT_KEY
            self.drafting.begin(self._versions[0].book)

    def show_version(self, key: str) -> None:
        """Show the draft or a version; the clause stays where there is one."""
        self._shown = key
        self._show()

    def select(self, number: str) -> None:
        """Show a clause."""
        if number and number != self._number:
            self._number = number
            self._show()

    def find(self, words: str) -> None:
        """Leave only the clauses with these words in the tree."""
        self._words = words
        self._show()

    def choose_language(self, chosen: Language) -> None:
        """Show clauses in this language."""
        self._language = chosen
        self._show()

    def write(self, number: str, chosen: Language, words: Words, text: str) -> None:
        """Change a clause's words in the draft."""
        if self._shown == DRAFT_KEY:
            self.drafting.write(number, words, chosen, text)

    def open_step(self, ordinal: int, severity: Severity) -> None:
        """Ask what a cell of the draft's ladder is to be."""
        book = self._book()
        if book is not None and self._shown == DRAFT_KEY:
            self._view.ask_step(step_shown(book.ladder, ordinal, severity))

    def publish(self) -> None:
        """Publish the draft."""
        if not self._refusal():
            self.drafting.publish(self._on_published)

    def open_record(self, record: str) -> None:
        """Show a version by its id, or a clause of the rules in force by its number."""
        if record.replace(".", "").isdecimal():
            self._number, self._words = record, ""
            self._shown = next((v.id for v in self._versions if v.in_force), "")
        else:
            self._shown = record
        self.activated()

    def _ask(self, what: str, job: Job) -> None:
        former = self._jobs.get(what)
        if former is not None:
            former.cancel()
        self._jobs[what] = job

    def _on_me(self, identity: Identity) -> None:
        capabilities = identity.me.capabilities
        self._may_publish = Capability.PUBLISH_RULES in capabilities
        self._load()

    def _load(self) -> None:
        run = self._runner.query
        self._ask("versions", run(Versions(), self._on_versions, self._on_failed))

    def _on_versions(self, versions: Sequence[Version]) -> None:
        self._known, self._versions = True, versions
        if self._recalled:
            self.drafting.ask()
            self._show()
        else:
            self._recalled = True
            self.drafting.recall(self._show)

    def _on_published(self, version: RulebookId) -> None:
        self._shown = version
        self._load()

    def _on_failed(self, error: AppError) -> None:
        self._view.show_problem(sentence(error))

    def _on_change(self, changes: Changes) -> None:
        if self._known and changes.areas & _AREAS:
            self.activated()

    # --- what is shown --------------------------------------------------------

    def _refusal(self) -> str:
        return "" if self._may_publish else sentence(NotPermitted("not_permitted"))

    def _version(self) -> Version | None:
        return next((v for v in self._versions if v.id == self._shown), None)

    def _book(self) -> Rulebook | None:
        if self._shown == DRAFT_KEY and self.drafting.draft is not None:
            return self.drafting.draft.book
        version = self._version()
        return version.book if version else None

    def _settle(self) -> None:
        """Show something that is there: what was, the rules in force, the draft."""
        if self._book() is None:
            in_force = (v.id for v in self._versions if v.in_force)
            newest = (v.id for v in self._versions)
            draft = DRAFT_KEY if self.drafting.draft else ""
            self._shown = next(in_force, next(newest, draft))

    def _show(self) -> None:
        if not self._known:
            return
        self._settle()
        book = self._book()
        self._show_side()
        if book is None:
            self._view.show_summary(tr("Nothing is published yet"))
            self._view.show_tree((), "")
            self._view.show_start(template_cards())
            return
        draft = self.drafting.draft if self._shown == DRAFT_KEY else None
        rows = tree(book, self._words, draft)
        if book.clause(self._number) is None:
            self._number = next((c.number for c in book.clauses), "")
        self._view.show_summary(summary(book))
        self._view.show_tree(rows, self._number)
        self._show_clause(book)
        self._view.show_book()

    def _show_clause(self, book: Rulebook) -> None:
        clause, version = book.clause(self._number), self._version()
        if clause is None:
            return
        draft = self.drafting.draft if self._shown == DRAFT_KEY else None
        if version is not None:
            chip = version_chip(version, self._today())
        else:
            chip = draft_chip(next_number(self._versions))
        shown = clause_shown(book, clause, self._language, chip, draft)
        self._view.show_clause(shown)
        self._view.show_ladder(ladder_shown(book.ladder, clause.severity, draft))
        self._ask_usage(clause.number)

    def _ask_usage(self, number: str) -> None:
        def on_use(use: ClauseUse) -> None:
            self._view.show_usage(usage_shown(use))

        if not self._versions:
            self._view.show_usage(())
            return
        since = self._clock() - timedelta(days=USAGE_DAYS)
        query = ClauseUsage(clause=number, since=since)
        self._ask("usage", self._runner.query(query, on_use, self._on_failed))

    def _show_side(self) -> None:
        draft, today = self.drafting.draft, self._today()
        rows = version_rows(self._versions, draft, today, self._shown)
        self._view.show_versions(rows)
        form = None
        if self._shown == DRAFT_KEY:
            form = self.drafting.shown(self._versions, self._refusal())
        self._view.show_publish(form)
        offered = self._versions and draft is None and self._may_publish
        number = next_number(self._versions)
        label = tr("Draft version {version}", version=number) if offered else ""
        self._view.offer_draft(label)

    def _today(self) -> date:
        return local_day(self._clock())
