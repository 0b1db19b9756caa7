"""What a rulebook is made of: values that travel inside events.

Everything here is frozen and compares by value, so that a decision can keep the
very clause and step it was founded on.
"""

from collections.abc import Iterator
from enum import StrEnum
from itertools import chain
from typing import Annotated

import msgspec

from app.words import Language, language


class Severity(StrEnum):
    """How grave a breach of a clause is: 低, 中, 高."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def column(self) -> int:
        """The place in a row of the ladder, lightest first."""
        return _SEVERITIES.index(self)


class SanctionKind(StrEnum):
    """What a decision can impose, lightest first: 提醒, 警告, 禁言, 移出."""

    REMINDER = "reminder"
    WARNING = "warning"
    MUTE = "mute"
    REMOVAL = "removal"

    @property
    def rank(self) -> int:
        """The order of severity among kinds, 0 for the lightest."""
        return _KINDS.index(self)


_Whole = Annotated[int, msgspec.Meta(ge=-(2**31), le=2**31 - 1)]
"""Far beyond every sensible number; `checks` says what is sensible."""

_SEVERITIES = tuple(Severity)
_KINDS = tuple(SanctionKind)


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One cell of the ladder.

    Attributes:
        kind: what is imposed.
        days: length of a mute in days of 24 hours; 0 for every other kind.
        points: what is entered in the member's record.
    """

    kind: SanctionKind
    days: _Whole = 0
    points: _Whole = 0


def step_weight(step: Step) -> tuple[int, int]:
    """Return a step's order of severity; a greater value is a heavier step.

    Reminder < warning < mutes by their days < removal. Points do not enter:
    two cells may impose the same and count differently.
    """
    return (step.kind.rank, step.days if step.kind is SanctionKind.MUTE else 0)


class Ladder(msgspec.Struct, frozen=True, kw_only=True):
    """From the n-th breach and its severity to a proposed step.

    Attributes:
        window_days: how long an earlier breach makes the next one a repetition.
        points_expire_days: days after taking effect at which points expire.
        review_at_points: balance at which the member's record is to be reviewed.
        rows: `rows[n - 1]` is the n-th time, its cells low, medium and high.
            Beyond the last row the last row holds.
    """

    window_days: _Whole
    points_expire_days: _Whole
    review_at_points: _Whole
    rows: tuple[tuple[Step, Step, Step], ...]

    def step(self, ordinal: int, severity: Severity) -> Step:
        """Return the cell for the n-th time (from 1) at this severity.

        The ladder must have a row; `rules.check` refuses one without.
        """
        row = self.rows[min(max(ordinal, 1), len(self.rows)) - 1]
        return row[severity.column]


class Bilingual(msgspec.Struct, frozen=True, kw_only=True):
    """The same words in Chinese and in English."""

    zh: str
    en: str

    def text(self, chosen: Language | None = None) -> str:
        """Return the words in a language, the interface's if none is named."""
        return self.zh if (chosen or language()) is Language.ZH_CN else self.en


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """One rule a decision can cite.

    Attributes:
        number: how it is cited, `"3.2"`; unique in its rulebook.
        title: a short name, 人身攻击.
        text: the rule itself.
        why: what it protects.
        allowed: things people may do although they look close to the line.
        forbidden: things the rule forbids, by example.
        severity: how grave a breach is unless a decision says otherwise.
        offence_class: code shared by clauses whose breaches count together.
        aliases: words by which complaints name it.
    """

    number: str
    title: Bilingual
    text: Bilingual
    why: Bilingual
    allowed: tuple[Bilingual, ...]
    forbidden: tuple[Bilingual, ...]
    severity: Severity
    offence_class: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Titles and aliases without spaces and capitals, for comparing."""
        names = (self.title.zh, self.title.en, *self.aliases)
        return tuple(dict.fromkeys(filter(None, map(_plain, names))))


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """A chapter of clauses, numbered `"3"`."""

    number: str
    title: Bilingual
    clauses: tuple[Clause, ...]


class Rulebook(msgspec.Struct, frozen=True, kw_only=True):
    """A whole version of the rules."""

    title: Bilingual
    articles: tuple[Article, ...]
    ladder: Ladder

    @property
    def clauses(self) -> Iterator[Clause]:
        """Every clause in the order of the book."""
        return chain.from_iterable(article.clauses for article in self.articles)

    def clause(self, number: str) -> Clause | None:
        """Return the clause of this number, or None."""
        return next((c for c in self.clauses if c.number == number), None)

    def suggest_clause(self, words: str) -> Clause | None:
        """Return the clause a complaint's reason most likely means, or None.

        A title or alias equal to the words wins; otherwise the longest alias or
        title contained in them; the first clause of the book on a tie. It is a
        suggestion for triage, never a finding.
        """
        wanted = _plain(words)
        if not wanted:
            return None
        found: Clause | None = None
        best = 0
        for clause in self.clauses:
            for name in clause.names:
                if name == wanted:
                    return clause
                if name in wanted and len(name) > best:
                    found, best = clause, len(name)
        return found


def _plain(words: str) -> str:
    return "".join(words.split()).casefold()
