"""Publishing the draft: what is looked at, the first day, the change log."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from app.approvals.model import ProposalState
from app.approvals.queries import ProposalLine
from app.errors import AppError
from app.ids import ProposalId, RulebookId
from app.rulebook.checks import ProblemCode
from app.rulebook.commands import PublishRulebook
from app.rulebook.model import Bilingual
from app.rulebook.rules import earliest_day
from app.rulebook.wording import problem_text
from app.settings.model import Setting
from app.settings.queries import SettingRow, VaultSettings
from app.times import Clock, local_day
from app.words import Language, sentence, tr, trn
from app.work import Outcome
from ui.drafts import Drafts
from ui.screens.rulebook.presenter.days import day_error, typed_day
from ui.screens.rulebook.presenter.drafting import Room
from ui.screens.rulebook.presenter.numbers import reused_error
from ui.screens.rulebook.presenter.second import SecondEyes
from ui.screens.rulebook.presenter.tree import next_number
from ui.screens.rulebook.presenter.writing import LADDER_CODES, Writing
from ui.screens.second import WaitingShown

_WORDS: Final = frozenset(
    {
        ProblemCode.TITLE_MISSING,
        ProblemCode.ARTICLE_TITLE_MISSING,
        ProblemCode.CHINESE_MISSING,
        ProblemCode.ENGLISH_MISSING,
        ProblemCode.BLANK,
        ProblemCode.BLANK_IN_ARTICLE,
        ProblemCode.BLANK_IN_TITLE,
    }
)
_EXAMPLES: Final = frozenset(
    {ProblemCode.ALLOWED_MISSING, ProblemCode.FORBIDDEN_MISSING}
)
_CLASSED: Final = frozenset(
    {
        ProblemCode.CLASS_MISSING,
        ProblemCode.CATEGORY_MISSING,
        ProblemCode.LAW_MISSING,
    }
)
_DAY: Final = frozenset(
    {
        "rulebook_begins_in_past",
        "rulebook_overlaps",
        "rulebook_notice_too_short",
        "rulebook_begins_too_late",
    }
)
_NUMBER: Final = frozenset(
    {"clause_number_twice", "clause_number_reused", "article_number_twice"}
)
_TOLD: Final = 4
_PROPOSED: Final = "rulebook:proposed"
_DAY_PART: Final = "day"
_SIDES: Final = {Language.ZH_CN: "zh", Language.EN: "en"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckShown:
    """Something that is looked at before publishing, and whether it is right."""

    text: str
    is_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishShown:
    """The form that publishes the draft.

    Attributes:
        book: what the rules are called.
        problems: what must be mended, in words; the first few.
        effective_on: the first day, as typed.
        hint: what days can be chosen.
        changes: the change log as typed, by language; None for a first version.
        blocked: why it cannot be published as it stands; empty if it can.
        editable: whether the person may publish at all.
        kept: who wrote last.
        second: what a second person has to do with it.
        proposes: whether the button proposes instead of publishing.
        waiting: what waits for a second person; None if nothing does.
    """

    title: str
    book: Bilingual
    checks: tuple[CheckShown, ...]
    problems: tuple[str, ...]
    effective_on: str
    hint: str
    changes: Bilingual | None
    blocked: str
    editable: bool
    kept: str = ""
    second: str = ""
    proposes: bool = False
    waiting: WaitingShown | None = None


class PublishView(Protocol):
    """What the publication asks of the widgets."""

    def show_date_error(self, text: str) -> None: ...
    def show_changes_error(self, text: str) -> None: ...
    def show_number_error(self, text: str) -> None: ...
    def show_problem(self, text: str) -> None: ...


class Publishing:
    """Holds what was typed into the form; the screen's presenter shows it."""

    def __init__(self, view: PublishView, room: Room, clock: Clock) -> None:
        """Begin with an empty form."""
        self._view, self._room, self._clock = view, room, clock
        self._texts = Drafts(room.runner, _DAY_PART, *_SIDES.values())
        self._day: str | None = None
        self._of = ""
        self._notice = 0
        self._busy = False
        self._second = SecondEyes(room.runner, clock, room.show)

    def restore(self, draft: str, day: str) -> None:
        """Put the first day on the desk for when this draft is shown."""
        self._texts.restore(_place(draft), {_DAY_PART: day})

    def ask(self) -> None:
        """Ask again what a second person has done about the draft."""
        draft = self._room.books.draft
        run = self._room.runner

        def on_settings(rows: Sequence[SettingRow]) -> None:
            found = (r.value for r in rows if r.setting is Setting.NOTICE_DAYS)
            self._notice = next(found, None) or 0
            self._room.show()

        run.query(VaultSettings(), on_settings, self._on_refused)
        run.recall(_PROPOSED, self._on_proposal)
        if draft is not None:
            self._turn_to(draft.id)

    def ask_second(self) -> None:
        """Ask again who would have to approve the draft; for when it is shown."""
        draft = self._room.books.draft
        if draft is not None:
            command = PublishRulebook(
                book=draft.book, effective_on=self._today(), draft=draft.id
            )
            self._second.ask(command, self._on_refused)

    def write_date(self, text: str) -> None:
        """Change the first day, as it is typed."""
        self._day = text
        self._texts.take({_DAY_PART: text})
        self._room.show()

    def write_changes(self, language: Language, text: str) -> None:
        """Change the change log in one language, as it is typed."""
        self._texts.take({_SIDES[language]: text})
        self._room.show()

    def clear(self) -> None:
        """Forget what was typed: the draft is published."""
        self._day = None
        self._texts.clear(_place(self._of))

    def publish(self, done: Callable[[RulebookId], None]) -> None:
        """Publish the draft; `done` is told the version's id."""
        draft = self._room.books.draft
        if draft is None or self._busy:
            return
        day = typed_day(self._first_day())
        if day is None:
            self._view.show_date_error(day_error())
            return
        title = draft.book.title.text()

        def on_published(outcome: Outcome[RulebookId]) -> None:
            self._busy = False
            self.clear()
            self._room.host.toast(
                tr("{title} published, in force from {day}", title=title, day=str(day))
            )
            done(outcome.value)

        def on_proposed(outcome: Outcome[ProposalId]) -> None:
            self._busy = False
            self._room.runner.keep(_PROPOSED, outcome.value)
            told = tr("{title} submitted for approval", title=title)
            self._room.host.toast(told, self.withdraw if outcome.undo else None)
            self._room.show()

        self._busy = True
        self._view.show_problem("")
        self._room.show()
        command = PublishRulebook(
            book=draft.book,
            effective_on=day,
            changes=self._changes(),
            draft=draft.id,
        )
        self._second.submit(command, on_published, on_proposed, self._on_refused)

    def withdraw(self) -> None:
        """Take back what waits for a second person; the draft stays."""

        def done(_outcome: Outcome[Any]) -> None:
            self._room.runner.keep(_PROPOSED, "")
            self._room.host.toast(tr("Proposal withdrawn"))

        self._second.withdraw(done, self._on_refused)

    def shown(self, draft: Writing, refusal: str) -> PublishShown:
        """Return the form that publishes the draft.

        Args:
            draft: the draft.
            refusal: why the person may not publish; empty if they may.
        """
        lines = self._room.books.lines
        known = self._second.known
        told = [problem_text(each) for each in draft.problems]
        told += map(reused_error, draft.reused)
        return PublishShown(
            title=tr("Publish version {version}", version=next_number(lines)),
            book=draft.book.title,
            checks=_checks(draft),
            problems=tuple(told[:_TOLD]),
            effective_on=self._first_day(),
            hint=self._hint(),
            changes=self._changes() if lines else None,
            blocked=self._blocked(len(told), refusal),
            editable=not refusal,
            kept=tr("Kept; {name} wrote last", name=draft.changed_by),
            second=self._second.words(),
            proposes=known is not None and known.needed,
            waiting=self._second.shown(),
        )

    # --------------------------------------------------------------------------

    def _turn_to(self, draft: str) -> None:
        """Take up what was typed about this draft, from the desk."""
        if draft != self._of:
            self._of, self._day = draft, None
            self._texts.begin(_place(draft), self._on_recalled)

    def _on_recalled(self) -> None:
        self._day = self._texts.texts[_DAY_PART] or self._day
        self._room.show()

    def _on_proposal(self, proposal: str) -> None:
        if proposal:
            self._second.fate(proposal, self._on_fate, self._on_refused)

    def _on_fate(self, line: ProposalLine) -> None:
        """A second person has closed what this person proposed."""
        self._room.runner.keep(_PROPOSED, "")
        if line.state is ProposalState.APPROVED:
            self.clear()
        if line.state is ProposalState.REJECTED:
            told = tr(
                "{actor} did not approve: {reason}",
                actor=line.closer,
                reason=line.reason,
            )
            self._view.show_problem(told)

    def _changes(self) -> Bilingual:
        texts = self._texts.texts
        return Bilingual(zh=texts["zh"].strip(), en=texts["en"].strip())

    def _first_day(self) -> str:
        return self._earliest().isoformat() if self._day is None else self._day

    def _earliest(self) -> date:
        lines = self._room.books.lines
        if not lines:
            return self._today()
        return earliest_day(self._today(), self._notice, lines[0])

    def _hint(self) -> str:
        if not self._room.books.lines:
            return tr("Members know these rules already? Take the day they did.")
        earliest = str(self._earliest())
        if not self._notice:
            return tr("{day} at the earliest", day=earliest)
        return trn(
            "{day} at the earliest, announced for {count} day",
            "{day} at the earliest, announced for {count} days",
            self._notice,
            day=earliest,
        )

    def _blocked(self, problems: int, refusal: str) -> str:
        if refusal:
            return refusal
        if problems:
            return trn(
                "{count} thing to mend first", "{count} things to mend first", problems
            )
        if self._second.blocks:
            return tr("Waits for a second person's approval")
        return tr("Being recorded…") if self._busy else ""

    def _on_refused(self, error: AppError) -> None:
        self._busy = False
        self._room.show()
        told = sentence(error)
        if error.code in _DAY:
            self._view.show_date_error(told)
        elif error.code == "rulebook_changes_missing":
            self._view.show_changes_error(told)
        elif error.code in _NUMBER:
            self._room.select(str(error.context.get("number", "")))
            self._view.show_number_error(told)
        else:
            self._view.show_problem(told)

    def _today(self) -> date:
        return local_day(self._clock())


def _place(draft: str) -> str:
    return f"rulebook:publication:{draft}"


def _checks(draft: Writing) -> tuple[CheckShown, ...]:
    codes = {problem.code for problem in draft.problems}
    rest = codes - _WORDS - _EXAMPLES - LADDER_CODES - _CLASSED
    return (
        CheckShown(
            text=tr("Everything is there in Chinese and in English"),
            is_right=not codes & _WORDS,
        ),
        CheckShown(
            text=tr("Each clause has two examples of either kind"),
            is_right=not codes & _EXAMPLES,
        ),
        CheckShown(text=tr("Each clause is classified"), is_right=not codes & _CLASSED),
        CheckShown(
            text=tr("Never lighter with repetition or severity"),
            is_right=not codes & LADDER_CODES,
        ),
        CheckShown(
            text=tr("No number or name stands twice"),
            is_right=not rest and not draft.reused,
        ),
    )
