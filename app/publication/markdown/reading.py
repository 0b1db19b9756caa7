"""Reading a rulebook from text: ours without loss, others' as far as it is understood.

Never fails: what is not understood is left out and told.
"""

from collections.abc import Iterator

from app.publication.markdown.escapes import goes_on, split, trimmed, unescaped
from app.publication.markdown.foreign import read_foreign
from app.publication.markdown.labels import FIELD_OF, LADDER, MARK, NO_NUMBER, Label
from app.publication.markdown.ladder_reading import LadderReader
from app.publication.markdown.outline import (
    EMPTY_LADDER,
    ArticleNotes,
    BookNotes,
    ClauseNotes,
    ExampleNotes,
    Pair,
    Place,
    Reading,
)
from app.publication.markdown.values import set_detail
from app.rulebook.model import Ladder

_PLACES = {
    Label.TEXT: Place.TEXT,
    Label.SHORT: Place.SHORT,
    Label.WHY: Place.WHY,
    Label.ALLOWED: Place.ALLOWED,
    Label.FORBIDDEN: Place.FORBIDDEN,
    Label.NOTE: Place.NOTE,
}
_EXAMPLES = (Place.ALLOWED, Place.FORBIDDEN)


def read_rulebook(text: str, ladder: Ladder = EMPTY_LADDER) -> Reading:
    """Return the rulebook a text tells of, and what became of every line.

    Args:
        text: Markdown of ours, or Markdown or plain text of somebody else's.
        ladder: the one it gets where it says nothing of sanctions.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((line for line in lines if line.strip()), "")
    if first.strip() == MARK:
        return _Ours(ladder).read(lines)
    return read_foreign(lines, ladder)


class _Ours:
    """Reads what `writing` wrote, also after somebody has edited it."""

    def __init__(self, ladder: Ladder) -> None:
        self._book = BookNotes(ladder=ladder)
        self._ladder: LadderReader | None = None

    def read(self, lines: list[str]) -> Reading:
        for number, line in _whole_lines(lines):
            said = line.strip()
            if not said or said == MARK or said.startswith(">"):
                continue
            place = self._line(line)
            self._book.tell(number, said, place)
        self._close_ladder()
        return self._book.finish(ours=True)

    def _line(self, line: str) -> Place:
        for mark, take in (
            ("### ", self._clause),
            ("## ", self._section),
            ("# ", self._title),
        ):
            if line.startswith(mark):
                return take(line.removeprefix(mark))
        if self._ladder is not None:
            return Place.LADDER if self._ladder.take(line) else Place.LEFT_OUT
        return self._field(line)

    def _title(self, rest: str) -> Place:
        self._book.title = _pair(rest)
        return Place.BOOK_TITLE

    def _section(self, rest: str) -> Place:
        if rest.strip() == LADDER:
            self._ladder = LadderReader()
            return Place.LADDER
        self._close_ladder()
        number, title = _numbered(rest)
        self._book.articles.append(ArticleNotes(number=number, title=title))
        return Place.ARTICLE

    def _close_ladder(self) -> None:
        if self._ladder is not None:
            self._book.ladder, self._ladder = self._ladder.ladder, None

    def _clause(self, rest: str) -> Place:
        number, title = _numbered(rest)
        article = self._book.article
        if article is None:
            article = ArticleNotes(number="", title=Pair())
            self._book.articles.append(article)
        article.clauses.append(ClauseNotes(number=number, title=title))
        return Place.CLAUSE

    def _field(self, line: str) -> Place:
        clause, found = self._book.clause, labelled(line)
        if clause is None or found is None:
            return Place.LEFT_OUT
        label, tongue, raw = found
        place = _PLACES.get(label)
        if place is None:
            return Place.DETAIL if set_detail(clause, label, raw) else Place.LEFT_OUT
        if place in _EXAMPLES:
            clause.tell_example(place, unescaped(raw), tongue)
            return place
        pair = _note_of(clause.last) if place is Place.NOTE else clause.pair(place)
        if pair is None:
            return Place.LEFT_OUT
        pair.add(unescaped(raw), tongue)
        return place


def labelled(line: str) -> tuple[Label, str, str] | None:
    """Return the field, the language and the rest of a line with a label, or None."""
    said = line.strip(" \t")
    if said[:2] not in ("- ", "* ", "+ "):
        return None
    at = min((said.find(each) for each in "：:" if each in said), default=-1)
    found = FIELD_OF.get(said[2:at].strip().casefold()) if at > 0 else None
    if found is None:
        return None
    return found[0], found[1], trimmed(said[at + 1 :])


def _whole_lines(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield lines with their numbers, those that go on put together."""
    begun, held = 0, ""
    for number, line in enumerate(lines, 1):
        whole = f"{held}{trimmed(line)}" if held else line
        begun = begun if held else number
        if goes_on(whole):
            held = f"{whole[:-1]}\\n"
        else:
            yield begun, whole
            held = ""
    if held:
        yield begun, held


def _numbered(rest: str) -> tuple[str, Pair]:
    number, _, title = _cut(trimmed(rest), " ")
    return ("" if number == NO_NUMBER else unescaped(number)), _pair(title)


def _pair(raw: str) -> Pair:
    zh, _, en = _cut(raw, "·")
    return Pair(zh=unescaped(trimmed(zh)), en=unescaped(trimmed(en)))


def _cut(raw: str, mark: str) -> tuple[str, str, str]:
    before = split(raw, mark)[0]
    return before, mark, raw[len(before) + 1 :]


def _note_of(example: ExampleNotes | None) -> Pair | None:
    return example.note if example else None
