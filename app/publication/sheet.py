"""A document in one language, in the order in which it is read: words, no form.

Announcement, page and PDF lay out the very same sheet, so that they cannot differ.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.publication.document import Document
from app.publication.words import PageWords, page_words
from app.rulebook.model import Article, Bilingual, ClassRule, Clause, Example, Severity
from app.words import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetExample:
    """An example; the note is empty where there is none."""

    words: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetClause:
    """A clause.

    Attributes:
        name: number and title.
        brief: it in a line.
        severity: the word for how grave a breach is.
    """

    number: str
    name: str
    brief: str
    text: str
    why: str
    severity: str
    allowed: tuple[SheetExample, ...]
    forbidden: tuple[SheetExample, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetArticle:
    """An article; `name` is number and title."""

    number: str
    name: str
    clauses: tuple[SheetClause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLadder:
    """The ladder.

    Attributes:
        columns: the severities.
        rows: which time, and its cells.
        notes: what holds for all of it, a sentence each.
    """

    title: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that is published, in one language.

    Attributes:
        draft: the mark for every page and part; empty for a published version.
        draft_note: what a draft says of itself; empty for a published version.
        edition: version and first day; empty for a draft.
        changes: what is new; empty where nothing is said.
    """

    words: PageWords
    title: str
    draft: str
    draft_note: str
    edition: str
    changes: str
    articles: tuple[SheetArticle, ...]
    ladder: SheetLadder
    appeal_title: str
    appeal: str

    @property
    def language(self) -> Language:
        """The language it is in."""
        return self.words.language

    @property
    def heading(self) -> str:
        """The title, marked where it is a draft's."""
        return f"{self.title} · {self.draft}" if self.draft else self.title


Paper = Callable[[Sequence[Sheet]], bytes]
"""Makes a PDF of a document, in one language or in two side by side."""


def sheet_of(document: Document, language: Language) -> Sheet:
    """Return a document's words in a language."""
    words = page_words(language)
    return Sheet(
        words=words,
        title=document.book.title.text(language),
        draft=words("page.draft") if document.is_draft else "",
        draft_note=words("page.draft_note") if document.is_draft else "",
        edition=_edition(document, words),
        changes=document.changes.text(language).strip(),
        articles=tuple(_article(each, words) for each in document.book.articles),
        ladder=_ladder(document, words),
        appeal_title=words("appeal.title"),
        appeal=words("appeal.text", days=document.appeal_days),
    )


def _edition(document: Document, words: PageWords) -> str:
    if document.effective_on is None:
        return ""
    version = words("page.version", version=document.version)
    day = words("page.effective", day=document.effective_on.isoformat())
    return f"{version} · {day}"


def _article(article: Article, words: PageWords) -> SheetArticle:
    return SheetArticle(
        number=article.number,
        name=_name("page.article", article.number, article.title, words),
        clauses=tuple(_clause(clause, words) for clause in article.clauses),
    )


def _clause(clause: Clause, words: PageWords) -> SheetClause:
    language = words.language
    return SheetClause(
        number=clause.number,
        name=_name("page.clause", clause.number, clause.title, words),
        brief=clause.brief.text(language),
        text=clause.text.text(language),
        why=clause.why.text(language),
        severity=words(f"severity.{clause.severity.value}"),
        allowed=tuple(_example(each, language) for each in clause.allowed),
        forbidden=tuple(_example(each, language) for each in clause.forbidden),
    )


def _name(name: str, number: str, title: Bilingual, words: PageWords) -> str:
    return words(name, number=number, title=title.text(words.language)).strip()


def _example(example: Example, language: Language) -> SheetExample:
    return SheetExample(words=example.text(language), note=example.note.text(language))


def _ladder(document: Document, words: PageWords) -> SheetLadder:
    ladder = document.book.ladder
    last = len(ladder.rows)
    return SheetLadder(
        title=words("ladder.title"),
        corner=words("ladder.time"),
        columns=tuple(words(f"severity.{each.value}") for each in Severity),
        rows=tuple(
            (
                words(f"ladder.{'last' if n == last else 'ordinal'}", ordinal=n),
                tuple(words.step(step) for step in row),
            )
            for n, row in enumerate(ladder.rows, 1)
        ),
        notes=(
            words("ladder.window", days=ladder.window_days),
            *filter(None, (_rule(r, document, words) for r in ladder.classes)),
            words("ladder.expiry", days=ladder.points_expire_days),
            words("ladder.review", points=ladder.review_at_points),
        ),
    )


def _rule(rule: ClassRule, document: Document, words: PageWords) -> str:
    """Return what holds for a class; members know its clauses, not its code."""
    numbers = document.book.classes.get(rule.offence_class, ())
    name = next(_rule_names(rule), "")
    if not numbers or not name:
        return ""
    joined = words("ladder.comma").join(numbers)
    several = "clauses" if len(numbers) > 1 else "clause"
    clauses = words(f"ladder.{several}", numbers=joined)
    return words(f"ladder.{name}", clauses=clauses, days=rule.window_days)


def _rule_names(rule: ClassRule) -> Iterator[str]:
    if rule.to_end and rule.window_days:
        yield "both"
    if rule.to_end:
        yield "to_end"
    if rule.window_days:
        yield "own_window"
