"""What a rulebook says: articles, clauses and examples, in both languages."""

from collections.abc import Iterator
from itertools import chain

import msgspec

from app.rulebook.model.dsa import Dsa
from app.rulebook.model.ladder import Ladder, Severity
from app.words import Language, language

# A long history of rules is tens of thousands of these. Frozen, they cannot form
# cycles, so the collector need not look through them (`gc=False`).


class Bilingual(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The same words in Chinese and in English."""

    zh: str
    en: str

    def text(self, chosen: Language | None = None) -> str:
        """Return the words in a language, the interface's if none is named."""
        return self.zh if (chosen or language()) is Language.ZH_CN else self.en


NO_WORDS = Bilingual(zh="", en="")


class Example(Bilingual, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Something said or done, and on which side of the line it is.

    Attributes:
        note: why it is on that side; may be empty.
    """

    note: Bilingual = NO_WORDS


class Clause(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One rule a decision can cite.

    Attributes:
        number: how it is cited, `"3.2"`; unique in its rulebook.
        title: a short name, 人身攻击.
        short: the rule in a line, for announcements; empty where the text is short
            enough.
        text: the rule itself.
        why: what it protects.
        allowed: things people may do although they look close to the line.
        forbidden: things the rule forbids, by example.
        severity: how grave a breach is unless a decision says otherwise.
        offence_class: code shared by clauses whose breaches count together.
        aliases: words by which complaints name it.
        norms: codes of the public norms it belongs to, of `norms.taxonomy`.
        dsa: what a statement of reasons says where this clause is cited.
    """

    number: str
    title: Bilingual
    text: Bilingual
    why: Bilingual
    allowed: tuple[Example, ...]
    forbidden: tuple[Example, ...]
    severity: Severity
    offence_class: str
    aliases: tuple[str, ...] = ()
    short: Bilingual = NO_WORDS
    norms: tuple[str, ...] = ()
    dsa: Dsa = Dsa()

    @property
    def brief(self) -> Bilingual:
        """The rule in a line, or its text where it has no shorter one."""
        short, text = self.short, self.text
        return Bilingual(zh=short.zh or text.zh, en=short.en or text.en)

    @property
    def names(self) -> tuple[str, ...]:
        """Titles and aliases without spaces and capitals, for comparing."""
        names = (self.title.zh, self.title.en, *self.aliases)
        return tuple(dict.fromkeys(filter(None, map(_plain, names))))


class ClauseLabel(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A clause's number and what it goes by, as lists need it.

    Attributes:
        names: `Clause.names`.
        digest: of the whole clause; another one says that something in it changed.
    """

    number: str
    title: Bilingual
    names: tuple[str, ...]
    digest: bytes = b""


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

    @property
    def classes(self) -> dict[str, tuple[str, ...]]:
        """Numbers of each class of offences' clauses, in the order of the book."""
        found: dict[str, tuple[str, ...]] = {}
        for clause in self.clauses:
            code = clause.offence_class
            found[code] = (*found.get(code, ()), clause.number)
        return found

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
