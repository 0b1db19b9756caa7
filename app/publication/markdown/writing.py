"""Writing a rulebook as Markdown that a person can read and edit."""

from collections.abc import Iterable, Iterator

from app.publication.markdown.escapes import escaped, lines_escaped
from app.publication.markdown.labels import (
    CHINESE,
    CLASS,
    ENGLISH,
    KINDS,
    LADDER,
    MARK,
    NO_NUMBER,
    SEVERITIES,
    TIME,
    YES,
    Label,
)
from app.rulebook.model import (
    Article,
    Bilingual,
    Clause,
    Dsa,
    DsaGround,
    Example,
    Ladder,
    Rulebook,
    Severity,
    Step,
)

_HELP_ZH = (
    "> 每行先写标签，再写内容；中文标签写中文，英文标签写英文。"
    "改好后可以再导入，从它起草下一版。"
)
_HELP_EN = (
    "> A label, then what it says: Chinese after Chinese labels, English after English"
    " ones. Edited, it can be imported to begin a draft."
)


def as_markdown(book: Rulebook) -> str:
    """Return a rulebook as Markdown; `reading.read_rulebook` makes the same of it."""
    return "\n".join(_lines(book)) + "\n"


def _lines(book: Rulebook) -> Iterator[str]:
    yield MARK
    yield ""
    yield f"# {_title(book.title)}"
    yield ""
    yield _HELP_ZH
    yield ">"
    yield _HELP_EN
    for article in book.articles:
        yield from _article(article)
    yield from _ladder(book.ladder)


def _article(article: Article) -> Iterator[str]:
    yield ""
    yield f"## {_number(article.number)} {_title(article.title)}"
    for clause in article.clauses:
        yield ""
        yield f"### {_number(clause.number)} {_title(clause.title)}"
        yield ""
        yield from _clause(clause)


def _clause(clause: Clause) -> Iterator[str]:
    yield from _both(Label.TEXT, clause.text)
    yield from _both(Label.SHORT, clause.short)
    yield from _both(Label.WHY, clause.why)
    yield from _examples(Label.ALLOWED, clause.allowed)
    yield from _examples(Label.FORBIDDEN, clause.forbidden)
    yield _code(Label.SEVERITY, SEVERITIES[clause.severity])
    yield from _given(Label.CLASS, clause.offence_class)
    yield from _many(Label.ALIASES, clause.aliases)
    yield from _many(Label.NORMS, clause.norms)
    yield from _dsa(clause.dsa)


def _dsa(dsa: Dsa) -> Iterator[str]:
    if dsa.ground is not DsaGround.INCOMPATIBLE:
        yield _code(Label.DSA_GROUND, dsa.ground.value)
    if dsa.category is not None:
        yield _code(Label.DSA_CATEGORY, dsa.category.value)
    yield from _many(Label.DSA_ADDITIONS, [each.value for each in dsa.additions])
    yield from _many(Label.DSA_KEYWORDS, dsa.keywords)
    yield from _given(Label.DSA_LAW, dsa.legal_ground)


def _examples(label: Label, examples: Iterable[Example]) -> Iterator[str]:
    # Both lines, even if one is empty: the Chinese one says where an example begins.
    for example in examples:
        yield _code(label, example.zh)
        yield f"- {ENGLISH[label]}: {lines_escaped(example.en)}"
        yield from (f"  {line}" for line in _both(Label.NOTE, example.note))


def _both(label: Label, words: Bilingual) -> Iterator[str]:
    if words.zh:
        yield _code(label, words.zh)
    if words.en:
        yield f"- {ENGLISH[label]}: {lines_escaped(words.en)}"


def _given(label: Label, value: str) -> Iterator[str]:
    if value:
        yield _code(label, value)


def _many(label: Label, values: Iterable[str]) -> Iterator[str]:
    parts = [escaped(value, "、，,") for value in values]
    if parts:
        yield f"- {CHINESE[label]}：{'、'.join(parts)}"


def _code(label: Label, value: str) -> str:
    return f"- {CHINESE[label]}：{lines_escaped(value)}"


def _ladder(ladder: Ladder) -> Iterator[str]:
    yield ""
    yield f"## {LADDER}"
    yield ""
    yield _code(Label.WINDOW, f"{ladder.window_days} 天")
    yield _code(Label.EXPIRY, f"{ladder.points_expire_days} 天")
    yield _code(Label.REVIEW, f"{ladder.review_at_points} 分")
    yield ""
    yield from _table((TIME, *(SEVERITIES[each] for each in Severity)))
    for ordinal, row in enumerate(ladder.rows, 1):
        yield _row((str(ordinal), *map(_cell, row)))
    if ladder.classes:
        yield ""
        yield from _table((CLASS, CHINESE[Label.WINDOW], "直达末级"))
    for rule in ladder.classes:
        days = f"{rule.window_days} 天" if rule.window_days else ""
        name = escaped(rule.offence_class, "|")
        # A class that is called as a table's first title is.
        name = f"\\{name}" if name in (TIME, CLASS) else name
        yield _row((name, days, YES if rule.to_end else ""))


def _table(titles: tuple[str, ...]) -> Iterator[str]:
    yield _row(titles)
    yield _row(("---",) * len(titles))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(step: Step) -> str:
    days = f" {step.days} 天" if step.days else ""
    points = f"，记 {step.points} 分" if step.points else ""
    return f"{KINDS[step.kind]}{days}{points}"


def _number(number: str) -> str:
    return escaped(number, " (") or NO_NUMBER


def _title(words: Bilingual) -> str:
    written = escaped(words.zh, "·")
    return f"{written} · {escaped(words.en, '·')}" if words.en else written
