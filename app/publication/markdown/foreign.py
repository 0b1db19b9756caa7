"""Rules as other people write them: numbered clauses, headings, bullets.

What counts as a clause is decided once for the whole text: the mark that is used for
clauses most plainly (第一条, else 1.1, else 1., else （一）, else bullets, else the
deepest headings). Marks above it are articles, marks below it belong to their clause.
"""

import re
from collections import Counter
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from app.publication.markdown.outline import (
    ArticleNotes,
    BookNotes,
    ClauseNotes,
    Pair,
    Place,
    Reading,
    tongue_of,
)
from app.rulebook.model import Ladder

_HAN: Final = "零〇一二三四五六七八九十百两"
_WIDE: Final = str.maketrans("０１２３４５６７８９．（）", "0123456789.()")


class Mark(IntEnum):
    """How a line begins, the widest part first."""

    HEADING = 0
    CHAPTER = 7
    HAN_COMMA = 8
    TIAO = 9
    NUMBER = 10
    DOTTED = 11
    HAN_BRACKET = 12
    BRACKET = 13
    BULLET = 14
    PLAIN = 20


_MARKS: Final = (
    (Mark.CHAPTER, re.compile(rf"第\s*([0-9{_HAN}]{{1,6}})\s*[章节编]\s*[：:、.]?\s*")),
    (Mark.TIAO, re.compile(rf"第\s*([0-9{_HAN}]{{1,6}})\s*条\s*[：:、.]?\s*")),
    (Mark.HAN_COMMA, re.compile(rf"([{_HAN}]{{1,4}})\s*[、.．]\s*")),
    (Mark.DOTTED, re.compile(r"([0-9]{1,3}\.[0-9]{1,3})(?![0-9])[.、)：:]?\s*")),
    (Mark.NUMBER, re.compile(r"([0-9]{1,3})\s*[.、):：](?![0-9])\s*")),
    (Mark.HAN_BRACKET, re.compile(rf"\(\s*([{_HAN}]{{1,4}})\s*\)\s*")),
    (Mark.BRACKET, re.compile(r"\(\s*([0-9]{1,3})\s*\)\s*|[①-⑳]\s*")),
    (Mark.BULLET, re.compile(r"[-*+•·●○▪■◆]\s+|[•●○▪■◆]")),
)
_CLAUSE_MARKS: Final = (
    Mark.TIAO,
    Mark.DOTTED,
    Mark.NUMBER,
    Mark.HAN_BRACKET,
    Mark.HAN_COMMA,
    Mark.BULLET,
)
_HEADING: Final = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_BOLD: Final = re.compile(r"(\*\*|__)(.+?)\1")
_RULE: Final = re.compile(r"[-*_=]{3,}")
_SPLIT: Final = re.compile(r"^([^：:。！？!?；;]{1,24})[：:]\s*(\S.*)$", re.DOTALL)
_ENDS: Final = "。！？!?；;.，,"
_LONGEST_TITLE: Final = {"zh": 14, "en": 48}
_LONGEST_BOOK_TITLE: Final = 60
_DEEPEST: Final = 6

_LABELS: Final = (
    (Place.WHY, ("为什么", "理由", "原因", "目的", "why", "reason", "purpose")),
    (Place.SHORT, ("短句", "一句话", "简述", "short", "in short")),
    (Place.TEXT, ("条文", "内容", "规则", "text", "rule")),
    (
        Place.ALLOWED,
        ("允许", "可以", "正确示例", "正例", "allowed", "fine", "ok", "do"),
    ),
    (
        Place.FORBIDDEN,
        ("禁止", "不可以", "不允许", "违规示例", "反例", "forbidden", "not allowed"),
    ),
)
_LABEL_OF: Final = {word: place for place, words in _LABELS for word in words}
_EXAMPLES: Final = (Place.ALLOWED, Place.FORBIDDEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line that says something.

    Attributes:
        line: its number, from 1.
        said: all of it.
        mark: how it begins.
        depth: of a heading, from 1; of others how far they are set in, from 0.
        number: what its mark counts to; empty where that is nothing.
        words: what follows the mark.
    """

    line: int
    said: str
    mark: Mark
    depth: int
    number: str
    words: str


def read_foreign(lines: list[str], ladder: Ladder) -> Reading:
    """Return what could be understood of somebody else's rules."""
    told = [_read(number, line) for number, line in enumerate(lines, 1)]
    said = [line for line in told if line is not None]
    return _Foreign(said, ladder).read()


class _Foreign:
    """Reads the lines one after the other.

    Attributes:
        place: which field of its clause a line without a mark goes on.
    """

    def __init__(self, lines: list[_Line], ladder: Ladder) -> None:
        self._lines = lines
        self._book = BookNotes(ladder=ladder)
        self._title = _title_of(lines)
        rest = [line for line in lines if line is not self._title]
        self._clause_mark, self._clause_depth = _clause_mark(rest)
        self.place = Place.TEXT

    def read(self) -> Reading:
        for line in self._lines:
            self._book.tell(line.line, line.said, self._line(line))
        return self._book.finish(ours=False)

    def _line(self, line: _Line) -> Place:
        if line is self._title:
            self._book.title.add(line.words, tongue_of(line.words))
            return Place.BOOK_TITLE
        if self._is_clause(line):
            return self._begin_clause(line)
        if self._is_article(line):
            return self._begin_article(line)
        return self._within(line)

    def _is_clause(self, line: _Line) -> bool:
        if line.mark is not self._clause_mark:
            return False
        if line.mark is Mark.HEADING:
            return line.depth >= self._clause_depth
        if line.mark is not Mark.BULLET:
            return True
        # Bullets set in, or under "Forbidden:", are examples and no clauses.
        return line.depth <= self._clause_depth and self.place not in _EXAMPLES

    def _is_article(self, line: _Line) -> bool:
        return line.mark < self._clause_mark or (
            line.mark is Mark.HEADING is self._clause_mark
            and line.depth < self._clause_depth
        )

    def _begin_article(self, line: _Line) -> Place:
        taken = {article.number for article in self._book.articles}
        number = _counted(line.number)
        if not number or number in taken:
            number = _next(taken, "")
        title = Pair()
        title.add(line.words, tongue_of(line.words))
        self._book.articles.append(ArticleNotes(number=number, title=title))
        self.place = Place.TEXT
        return Place.ARTICLE

    def _begin_clause(self, line: _Line) -> Place:
        article = self._article_for(line)
        taken = {clause.number for clause in article.clauses}
        number = line.number if line.mark is Mark.DOTTED else ""
        if not number or number in taken:
            number = _next(taken, f"{article.number}.")
        clause = ClauseNotes(number=number, title=Pair())
        article.clauses.append(clause)
        self.place = Place.TEXT
        title, text = _title_and_text(line.words)
        tongue = tongue_of(line.words)
        for pair, words in ((clause.title, title), (clause.pair(Place.TEXT), text)):
            if words:
                pair.add(words, tongue)
        return Place.CLAUSE

    def _article_for(self, line: _Line) -> ArticleNotes:
        """Return the article a clause belongs to; 2.1 needs no heading to be in 2."""
        article = self._book.article
        wanted = line.number.partition(".")[0] if line.mark is Mark.DOTTED else ""
        if article is None or (wanted and article.number != wanted):
            taken = {each.number for each in self._book.articles}
            if wanted and wanted in taken:
                return next(a for a in self._book.articles if a.number == wanted)
            article = ArticleNotes(number=wanted or _next(taken, ""), title=Pair())
            self._book.articles.append(article)
        return article

    def _within(self, line: _Line) -> Place:
        """Take a line that belongs to the clause above it."""
        clause = self._book.clause
        if clause is None:
            return Place.LEFT_OUT
        label, words = _label(line.words)
        if label is not None:
            self.place = label
            if not words:
                return label
        elif (line.mark is Mark.PLAIN) is (self.place in _EXAMPLES):
            # A list goes on the examples or the text, a plain line what is no list.
            self.place = Place.TEXT
        self._add(clause, words)
        return self.place

    def _add(self, clause: ClauseNotes, words: str) -> None:
        tongue = tongue_of(words)
        if self.place in _EXAMPLES:
            clause.tell_example(self.place, words, tongue)
        else:
            clause.pair(self.place).add(words, tongue)


def _read(number: int, line: str) -> _Line | None:
    said = line.strip()
    if not said or _RULE.fullmatch(said) or said.startswith(("<!--", "```")):
        return None
    plain = said.lstrip("> ") if said.startswith(">") else said
    heading = _HEADING.fullmatch(plain)
    depth = len(heading[1]) if heading else len(line) - len(line.lstrip())
    body = _BOLD.sub(r"\2", heading[2] if heading else plain).strip()
    mark, label, words = _marked(body.translate(_WIDE), body)
    if heading and mark not in (Mark.TIAO, Mark.DOTTED):
        mark = Mark.HEADING
    return _Line(
        line=number, said=said, mark=mark, depth=depth, number=label, words=words
    )


def _marked(narrow: str, body: str) -> tuple[Mark, str, str]:
    """Return the mark of a line, what it counts to, and the words after it."""
    for mark, pattern in _MARKS:
        found = pattern.match(narrow)
        if found:
            number = found[1] if found.re.groups else ""
            return mark, number or "", body[found.end() :].strip()
    return Mark.PLAIN, "", body


def _title_of(lines: list[_Line]) -> _Line | None:
    """Return the line that names the book: its only top heading, or its first line."""
    headings = Counter(line.depth for line in lines if line.mark is Mark.HEADING)
    top = min(headings, default=0)
    if top and headings[top] == 1 and len(headings) > 1:
        return next(line for line in lines if line.depth == top)
    first = lines[0] if lines else None
    if first is None or len(first.words) > _LONGEST_BOOK_TITLE:
        return None
    if first.mark is Mark.HEADING and first.depth == 1 and headings[1] == 1:
        return first
    return first if first.mark is Mark.PLAIN and len(lines) > 1 else None


def _clause_mark(lines: list[_Line]) -> tuple[Mark, int]:
    """Return the mark clauses begin with, and their depth if it is a heading."""
    there = {line.mark for line in lines}
    depths = {line.depth for line in lines if line.mark is Mark.HEADING}
    found = next((mark for mark in _CLAUSE_MARKS if mark in there), None)
    if found is Mark.BULLET and len(depths) > 1:
        # Headings below headings: the lower ones are clauses, bullets their examples.
        found = None
    if found is not None:
        return found, min(line.depth for line in lines if line.mark is found)
    return Mark.HEADING, max(depths, default=_DEEPEST)


def _title_and_text(words: str) -> tuple[str, str]:
    """Return what a clause's first line names and what it says."""
    parts = _SPLIT.match(words)
    if parts:
        return parts[1].strip(), parts[2].strip()
    short = len(words) <= _LONGEST_TITLE[tongue_of(words)]
    return (words, "") if short and not words.endswith(tuple(_ENDS)) else ("", words)


def _label(words: str) -> tuple[Place | None, str]:
    """Return the field a line names, if it does, and the words it gives it."""
    name, mark, rest = words.replace("：", ":", 1).partition(":")
    place = _LABEL_OF.get(name.strip().casefold()) if mark else None
    return (place, rest.strip()) if place else (None, words)


def _counted(number: str) -> str:
    """Return a number in figures; empty for what is none."""
    if not number or number.replace(".", "").isdecimal():
        return number.partition(".")[0]
    value, digit = 0, 0
    for each in number:
        if each in "十百":
            value += (digit or 1) * (10 if each == "十" else 100)
            digit = 0
        else:
            digit = "零一二三四五六七八九".find(
                each.replace("〇", "零").replace("两", "二")
            )
    return str(value + digit)


def _next(taken: set[str], prefix: str) -> str:
    number = 1 + len(taken)
    while f"{prefix}{number}" in taken:
        number += 1
    return f"{prefix}{number}"
