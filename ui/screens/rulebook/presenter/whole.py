"""The rulebook screen: which version is shown, which clause, and the draft."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final, Protocol

from app.errors import AppError, NotPermitted
from app.ids import DraftId, RulebookId
from app.publication.sheet import Paper
from app.rulebook.model import Rulebook, Severity
from app.rulebook.queries import VersionLine
from app.rulebook.templates import load_template
from app.staff.queries import Identity, WhoAmI
from app.staff.roles import Capability
from app.times import Clock, local_day, system_clock
from app.words import Language, language, sentence, tr
from app.work import Changes
from ui.running import Job, Runner
from ui.screens.host import Host
from ui.screens.rulebook.presenter.beginning import Beginning
from ui.screens.rulebook.presenter.books import Books
from ui.screens.rulebook.presenter.classes import classes_shown
from ui.screens.rulebook.presenter.clause import (
    ClauseShown,
    clause_shown,
    draft_chip,
    version_chip,
)
from ui.screens.rulebook.presenter.comparing import CompareView, Comparing
from ui.screens.rulebook.presenter.drafting import Drafting, DraftView, Room
from ui.screens.rulebook.presenter.giving import Giving
from ui.screens.rulebook.presenter.ladder import (
    LadderShown,
    StepShown,
    ladder_shown,
    step_shown,
)
from ui.screens.rulebook.presenter.laddering import Laddering, LadderView
from ui.screens.rulebook.presenter.publishing import (
    Publishing,
    PublishShown,
    PublishView,
)
from ui.screens.rulebook.presenter.reviewing import Reviewing
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
    with_removed,
)
from ui.screens.rulebook.presenter.using import UsageView, Using
from ui.screens.rulebook.presenter.writing import Writing
from ui.widgets import ChipSpec

_AREAS: Final = frozenset(
    {
        "appeals",
        "approvals",
        "cases",
        "conflicts",
        "revision",
        "rulebook",
        "settings",
        "staff",
    }
)


class View(DraftView, LadderView, PublishView, CompareView, UsageView, Protocol):
    """What the screen asks of the widgets."""

    def is_in_front(self) -> bool: ...
    def show_start(self, cards: Sequence[TemplateCard], hint: str) -> None: ...
    def show_summary(self, text: str) -> None: ...
    def show_tree(self, rows: Sequence[TreeRow], current: str) -> None: ...
    def offer_edits(self, article: str) -> None: ...
    def show_clause(self, clause: ClauseShown) -> None: ...
    def show_review(self, chip: ChipSpec | None) -> None: ...
    def show_ladder(self, ladder: LadderShown) -> None: ...
    def show_publish(self, form: PublishShown | None) -> None: ...
    def show_versions(self, rows: Sequence[VersionRow]) -> None: ...
    def offer_draft(self, label: str) -> None: ...
    def ask_step(self, cell: StepShown) -> None: ...


class RulebookPresenter:
    """Answers what a person does on the screen.

    Attributes:
        drafting: writes in the draft.
        laddering: changes its ladder.
        publishing: publishes it.
        comparing: compares it with versions, and these with each other.
        using: how the clause that is shown fared.
        giving: copies and writes what is shown.
        room: what they work with.
    """

    def __init__(
        self,
        view: View,
        runner: Runner,
        host: Host,
        paper: Paper,
        clock: Clock = system_clock,
    ) -> None:
        """Begin without knowing anything.

        Args:
            view: the widgets.
            runner: asks and writes.
            host: the window.
            paper: makes a PDF of a document.
            clock: tells the day.
        """
        self._view, self._runner, self._host = view, runner, host
        self._clock = clock
        self._books = Books(runner, self._on_failed)
        self.room = room = Room(self._books, runner, host, self._show, self._select)
        self.drafting = Drafting(view, room)
        self.laddering = Laddering(view, room)
        self.publishing = Publishing(view, replace(room, show=self._show_side), clock)
        self.comparing = Comparing(view, room)
        self.using = Using(view, runner, clock, self._on_failed)
        self.giving = Giving(room, paper, view.show_problem)
        self._reviewing = Reviewing(runner, self._show, self._on_failed)
        self._beginning = Beginning(room)
        self._known = self._recalled = self._coming = False
        self._loaded_on: date | None = None
        self._second_asked = False
        self._may_draft = self._may_publish = False
        self._shown = ""
        self._number = ""
        self._words = ""
        self._languages: tuple[Language, ...] = (language(),)
        self._jobs: dict[str, Job] = {}
        runner.on_change(self._on_change)

    def activated(self) -> None:
        """Come to the front: ask for what changed behind it, or on a new day."""
        if self._loaded_on == self._today():
            self._show()
        else:
            self.refresh()

    def refresh(self) -> None:
        """Ask for everything anew."""
        self._ask("me", self._runner.query(WhoAmI(), self._on_me, self._on_failed))

    def open_template(self, key: str) -> None:
        """Begin the draft of a first version from a shipped rulebook."""
        if self._may_draft and self._books.draft is None:
            self._begin(load_template(key), "")

    def begin_draft(self) -> None:
        """Begin a draft of the next version from the newest one."""
        lines = self._books.lines
        if not lines or not self._may_draft or self._books.draft is not None:
            return
        newest = lines[0].id

        def ready() -> None:
            book = self._books.text(newest)
            if book is not None:
                self._begin(book, newest)

        self._books.want(newest, ready)

    def await_draft(self, _: DraftId) -> None:
        """A draft has begun: show nothing else until it is known, then the draft."""
        self._shown, self._coming = DRAFT_KEY, True

    def discard(self) -> None:
        """Let the draft go; the toast takes it back."""
        self._beginning.discard(self._on_failed)

    def show_version(self, key: str) -> None:
        """Show the draft or a version; the clause stays where there is one."""
        self._shown = key
        self._show()

    def select(self, number: str) -> None:
        """Show a clause."""
        if number and number != self._number:
            self._view.show_number_error("")
            self._number = number
            self._show()

    def find(self, words: str) -> None:
        """Leave only the clauses with these words in the tree."""
        self._words = words
        self._show()

    def choose_languages(self, chosen: tuple[Language, ...]) -> None:
        """Show clauses in this language, or in two side by side."""
        self._languages = chosen
        self._show()

    def open_step(self, ordinal: int, severity: Severity) -> None:
        """Ask what a cell of the draft's ladder is to be."""
        draft = self._draft_shown()
        if draft is not None:
            self._view.ask_step(step_shown(draft.book.ladder, ordinal, severity))

    def publish(self) -> None:
        """Publish the draft."""
        if not self._refusal():
            self.publishing.publish(self._on_published)

    def open_case(self, case: str) -> None:
        """Open a case that cites the clause."""
        self._host.open_record("cases", case)

    def open_review(self) -> None:
        """Go to the clause in the review calendar."""
        self._host.open_record("revision", f"calendar:{self._number}")

    def open_record(self, record: str) -> None:
        """Show a version by its id, or a clause of the rules in force by its number.

        The draft goes by `DRAFT_KEY`, with a clause after a colon.
        """
        shown, _, number = record.partition(":")
        if number:
            self._shown, self._number, self._words = shown, number, ""
        elif record.replace(".", "").isdecimal():
            self._number, self._words = record, ""
            self._shown = next((v.id for v in self._books.lines if v.in_force), "")
        else:
            self._shown = record
        self.activated()

    def _ask(self, what: str, job: Job) -> None:
        former = self._jobs.get(what)
        if former is not None:
            former.cancel()
        self._jobs[what] = job

    def _begin(self, book: Rulebook, base: str) -> None:
        self._books.begin(book, base, self.await_draft, self._on_failed)

    def _select(self, number: str) -> None:
        self._shown, self._number = DRAFT_KEY, number
        self._show()

    def _on_me(self, identity: Identity) -> None:
        capabilities = identity.me.capabilities
        self._may_draft = Capability.DRAFT_RULES in capabilities
        self._may_publish = Capability.PUBLISH_RULES in capabilities
        self._books.load(self._on_loaded)

    def _on_loaded(self) -> None:
        self._known, self._coming = True, False
        self._loaded_on = self._today()
        if not self._recalled:
            self._recalled = True
            self.drafting.recall()
            if self._may_draft:
                self._beginning.take_up(self.publishing.restore)
        self.using.forget()
        self._second_asked = False
        self.publishing.ask()
        self._reviewing.ask(published=bool(self._books.lines))

    def _on_published(self, version: RulebookId) -> None:
        self._shown, self._coming = version, True

    def _on_failed(self, error: AppError) -> None:
        self._coming = False
        self._view.show_problem(sentence(error))

    def _on_change(self, changes: Changes) -> None:
        if not (self._known and changes.areas & _AREAS):
            return
        self._loaded_on = None
        if self._view.is_in_front():
            self.refresh()

    # --- what is shown --------------------------------------------------------

    def _refusal(self) -> str:
        return "" if self._may_publish else sentence(NotPermitted("not_permitted"))

    def _draft_shown(self) -> Writing | None:
        return self._books.draft if self._shown == DRAFT_KEY else None

    def _settle(self) -> None:
        """Show something that is there: what was, the rules in force, the draft."""
        if self._draft_shown() is None and self._books.line(self._shown) is None:
            in_force = (v.id for v in self._books.lines if v.in_force)
            newest = (v.id for v in self._books.lines)
            draft = DRAFT_KEY if self._books.draft else ""
            self._shown = next(in_force, next(newest, draft))

    def _show(self) -> None:
        # What was just begun or published is asked for already.
        if not self._known or self._coming:
            return
        self._show_side()
        draft = self._draft_shown()
        if draft is not None:
            self._show_book(with_removed(draft), draft)
        elif self._shown:
            self._show_text(self._shown)
        else:
            self._view.show_summary(tr("Nothing is published yet"))
            self._view.show_tree((), "")
            hint = "" if self._may_draft else sentence(NotPermitted("not_permitted"))
            self._view.show_start(template_cards() if self._may_draft else (), hint)

    def _show_text(self, version: str) -> None:
        book = self._books.text(version)
        if book is not None:
            self._show_book(book, None)
        else:
            self._want(version)

    def _show_book(self, book: Rulebook, draft: Writing | None) -> None:
        rows = tree(book, self._words, draft, self._reviewing.lines)
        if book.clause(self._number) is None:
            self._number = next((c.number for c in book.clauses), "")
        told = summary(draft.book if draft else book)
        self._view.show_summary(self._reviewing.added_to(told))
        self._view.show_tree(rows, self._number)
        self._show_clause(book, draft)
        now = draft.book if draft else book
        line = self._books.line(self._shown)
        self.giving.turn_to(now, line, self._languages[0])
        self.comparing.show(now, self._shown, self._number)

    def _show_clause(self, book: Rulebook, draft: Writing | None) -> None:
        clause = book.clause(self._number)
        if clause is None:
            return
        shown = clause_shown(book, clause, self._languages, self._chips(), draft)
        self._view.show_review(self._reviewing.chip(clause.number))
        self._view.offer_edits(shown.path[0] if draft else "")
        self._view.show_clause(shown)
        now = draft.book if draft else book
        ladder = ladder_shown(now.ladder, clause, draft, classes_shown(now))
        self._view.show_ladder(ladder)
        self.using.show(clause.number, published=bool(self._books.lines))

    def _chips(self) -> Sequence[ChipSpec]:
        """Return what tells which version is shown; a draft wears also what applies."""
        lines = self._books.lines
        line = self._books.line(self._shown)
        if line is not None:
            return (version_chip(line, self._today()),)
        applies = (version_chip(e, self._today()) for e in lines if e.in_force)
        return (*applies, draft_chip(next_number(lines)))

    def _want(self, version: str) -> None:
        def ready() -> None:
            if self._books.text(version) is not None:
                self._show()

        self._books.want(version, ready)

    def _show_side(self) -> None:
        """Show the versions, and how far the draft is from being one."""
        if not self._known or self._coming:
            return
        self._settle()
        draft, lines = self._books.draft, self._books.lines
        self._view.show_versions(version_rows(lines, draft, self._today(), self._shown))
        shown = self._draft_shown()
        if shown and not self._second_asked:
            self._second_asked = True
            self.publishing.ask_second()
        form = self.publishing.shown(shown, self._refusal()) if shown else None
        self._view.show_publish(form)
        self._view.offer_draft(self._offer(lines))

    def _offer(self, lines: Sequence[VersionLine]) -> str:
        if not lines or self._books.draft is not None or not self._may_draft:
            return ""
        return tr("Draft version {version}", version=next_number(lines))

    def _today(self) -> date:
        return local_day(self._clock())
