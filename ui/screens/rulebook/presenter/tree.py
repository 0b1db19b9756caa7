"""The tree of articles and clauses, the templates and the versions, as rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.revision.model.calendar import Due
from app.revision.queries.calendar import CalendarLine
from app.rulebook.model import Article, Clause, Rulebook
from app.rulebook.queries import VersionLine
from app.rulebook.templates import load_template, templates
from app.words import tr, trn
from ui.screens.rulebook.presenter.reviewing import Reviews
from ui.screens.rulebook.presenter.structure import restored
from ui.screens.rulebook.presenter.writing import Writing
from ui.theme import Tone
from ui.widgets import ChipSpec

DRAFT_KEY: Final = "draft"
"""The key of the draft among the versions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeRow:
    """An article's heading, or a clause under it.

    Attributes:
        key: the clause's number; for a heading, its own with a mark before it.
        is_removed: whether it is taken out in the draft.
        chip: that a clause is changed, or must be mended.
    """

    key: str
    number: str
    title: str
    is_heading: bool
    is_removed: bool = False
    chip: ChipSpec | None = None

    @property
    def said(self) -> str:
        """The row as one sentence, for a screen reader."""
        words = f"{self.number} {self.title}"
        return f"{words}, {self.chip.text}" if self.chip else words


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A version, or the draft, in the list of versions."""

    key: str
    title: str
    publisher: str
    publisher_key: str
    day: str
    state: str
    is_shown: bool

    @property
    def said(self) -> str:
        """The row as one sentence, for a screen reader."""
        return ", ".join(
            filter(None, (self.title, self.publisher, self.state, self.day))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateCard:
    """A shipped rulebook to begin with."""

    key: str
    title: str
    detail: str
    clauses: str


def tree(
    book: Rulebook, words: str, draft: Writing | None, reviews: Reviews
) -> list[TreeRow]:
    """Return the headings and clauses that have these words, all if there are none.

    Args:
        book: what is shown; in a draft with the clauses that were taken out.
        words: what is looked for in numbers, titles, aliases and texts.
        draft: the draft, where that is what is shown.
        reviews: what the calendar says of clauses.
    """
    rows: list[TreeRow] = []
    for article in book.articles:
        found = [c for c in article.clauses if _has(c, words.strip().casefold())]
        if found:
            rows.append(_heading(article))
            rows += [_clause(clause, draft, reviews) for clause in found]
    return rows


def with_removed(draft: Writing) -> Rulebook:
    """Return the draft's book with the clauses taken out, where they stood."""
    book, base = draft.book, draft.base
    if base is not None:
        for number in draft.removed:
            book = restored(book, base, number)
    return book


def _has(clause: Clause, words: str) -> bool:
    return not words or any(words in each.casefold() for each in _texts(clause))


def _texts(clause: Clause) -> Iterator[str]:
    yield clause.number
    yield from clause.aliases
    for each in (clause.title, clause.text, *clause.allowed, *clause.forbidden):
        yield each.zh
        yield each.en


def _heading(article: Article) -> TreeRow:
    return TreeRow(
        key=f"#{article.number}",
        number=article.number,
        title=article.title.text(),
        is_heading=True,
    )


def _clause(clause: Clause, draft: Writing | None, reviews: Reviews) -> TreeRow:
    removed = draft is not None and clause.number in draft.removed
    return TreeRow(
        key=clause.number,
        number=clause.number,
        title=clause.title.text() or tr("Untitled"),
        is_heading=False,
        is_removed=removed,
        chip=_chip(clause.number, draft, removed=removed)
        or _due(reviews.get(clause.number)),
    )


def _chip(number: str, draft: Writing | None, *, removed: bool) -> ChipSpec | None:
    if draft is None:
        return None
    if removed:
        return ChipSpec(text=tr("Taken out"))
    if number in draft.wrong:
        return ChipSpec(text=tr("To mend"), tone=Tone.DANGER, icon="warning-circle")
    if number in draft.new:
        return ChipSpec(text=tr("New"), tone=Tone.OK)
    if number in draft.changed:
        return ChipSpec(text=tr("Changed"), tone=Tone.INFO)
    return None


def _due(line: CalendarLine | None) -> ChipSpec | None:
    if line is None or line.due is not Due.OVERDUE:
        return None
    return ChipSpec(text=tr("Review now"), tone=Tone.WARN, icon="clock")


def summary(book: Rulebook) -> str:
    """Return a book's title and size: 读书会公约 · 14 条."""
    return f"{book.title.text()} · {_size(book)}"


def _size(book: Rulebook) -> str:
    count = sum(1 for _ in book.clauses)
    return trn("{count} clause", "{count} clauses", count)


def template_cards() -> list[TemplateCard]:
    """Return the shipped rulebooks, in the order they are offered."""
    cards: list[TemplateCard] = []
    for key, title in templates():
        book = load_template(key)
        chapters = tr("; ").join(article.title.text() for article in book.articles)
        cards.append(
            TemplateCard(
                key=key, title=title.text(), detail=chapters, clauses=_size(book)
            )
        )
    return cards


def version_rows(
    versions: Sequence[VersionLine], draft: Writing | None, today: date, shown: str
) -> list[VersionRow]:
    """Return the draft and the versions, the newest first.

    Args:
        versions: the newest first.
        draft: the draft, if there is one.
        today: the day for words like "this year".
        shown: the key of what is shown.
    """
    rows = [
        VersionRow(
            key=version.id,
            title=tr("Version {version}", version=version.version),
            publisher=version.publisher,
            publisher_key=version.publisher,
            day=day_text(version.effective_on, today),
            state=_told(state_text(version, today), version.changes.text()),
            is_shown=version.id == shown,
        )
        for version in versions
    ]
    if draft is None:
        return rows
    own = VersionRow(
        key=DRAFT_KEY,
        title=tr("Version {version}", version=next_number(versions)),
        publisher=draft.changed_by,
        publisher_key=draft.changed_by,
        day="",
        state=_edits(draft),
        is_shown=shown == DRAFT_KEY,
    )
    return [own, *rows]


def _told(state: str, changes: str) -> str:
    return " · ".join(filter(None, (state, " ".join(changes.split()))))


def _edits(draft: Writing) -> str:
    if draft.base is None:
        return tr("Draft")
    return trn("Draft, {count} change", "Draft, {count} changes", draft.edits)


def next_number(versions: Sequence[VersionLine]) -> int:
    """Return the number the next version will have."""
    return 1 + max((version.version for version in versions), default=0)


def state_text(version: VersionLine, today: date) -> str:
    """Return whether a version applies, will apply, or did."""
    if version.in_force:
        return tr("Applies now")
    return tr("Not yet in force") if version.effective_on > today else tr("Archived")


def day_text(day: date, today: date) -> str:
    """Return a day as 06-04, with its year where that is not this year."""
    return f"{day:%m-%d}" if day.year == today.year else f"{day:%Y-%m-%d}"
