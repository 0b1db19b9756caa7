"""One clause, as the middle pane shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from app.rulebook.checks import blank_in
from app.rulebook.model import Bilingual, Clause, Example, Rulebook, Severity
from app.rulebook.queries import VersionLine
from app.rulebook.wording import severity_text
from app.words import Language, tr
from ui.screens.rulebook.presenter.classes import (
    ClassShown,
    class_choices,
    counts_with,
)
from ui.screens.rulebook.presenter.editing import Words
from ui.screens.rulebook.presenter.numbers import reused_error
from ui.screens.rulebook.presenter.structure import article_of
from ui.screens.rulebook.presenter.writing import Writing
from ui.theme import Tone
from ui.widgets import ChipSpec

_MOST_CHIPS: Final = 2

_SEVERITY = {
    Severity.LOW: (Tone.NEUTRAL, "minus"),
    Severity.MEDIUM: (Tone.WARN, "caret-up"),
    Severity.HIGH: (Tone.DANGER, "caret-double-up"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldShown:
    """Words of a clause in one language, and what is wrong with them.

    Attributes:
        was: what they were in the version before, where the clause is changed.
    """

    text: str
    error: str = ""
    was: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleShown:
    """An example in one language.

    Attributes:
        note: why it is on its side.
        error: what is wrong with it.
    """

    text: str
    note: str
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseShown:
    """One clause in one language.

    Attributes:
        language: of its words.
        beside: the clause in the other language, where both are shown.
        article: number of the article it stands in.
        path: the article's name, and the clause's number.
        title: number and title, as a heading.
        words: what is written, by which `Words`: article, title, short, text, why.
        clause: the clause itself, for what is not words.
        counts_with: with which clauses it counts, in words; empty for none.
        classes: with which it could count, where it can be changed.
        number_error: what is wrong with its number.
        editable: whether it can be changed in place.
        removed: whether it is taken out in the draft, and can be put back.
    """

    number: str
    language: Language
    article: str
    path: tuple[str, str]
    title: str
    chips: tuple[ChipSpec, ...]
    words: dict[Words, FieldShown]
    allowed: tuple[ExampleShown, ...]
    forbidden: tuple[ExampleShown, ...]
    clause: Clause
    counts_with: str
    classes: tuple[ClassShown, ...]
    number_error: str = ""
    editable: bool = False
    removed: bool = False
    beside: "ClauseShown | None" = None


def clause_shown(
    book: Rulebook,
    clause: Clause,
    languages: Sequence[Language],
    states: Sequence[ChipSpec],
    draft: Writing | None,
) -> ClauseShown:
    """Return a clause as the middle pane shows it.

    Args:
        book: what it stands in.
        clause: the clause.
        languages: of its words, one or two; the rest is in the interface's.
        states: the chips that tell which version this is; with one of them, the
            severity has room beside it.
        draft: the draft, where that is what is shown.
    """
    first, *others = (
        _in_language(book, clause, each, states, draft) for each in languages
    )
    if not others:
        return first
    title = f"{first.title} · {others[0].words[Words.TITLE].text}"
    return replace(first, beside=others[0], title=title)


def _in_language(
    book: Rulebook,
    clause: Clause,
    language: Language,
    states: Sequence[ChipSpec],
    draft: Writing | None,
) -> ClauseShown:
    article = article_of(book, clause.number)
    heading = f"{article.number} {article.title.text()}" if article else ""
    removed = draft is not None and clause.number in draft.removed
    editable = draft is not None and not removed
    words = {
        Words.ARTICLE: _field(article.title, language)
        if article
        else FieldShown(text=""),
        Words.TITLE: _field(clause.title, language),
        Words.SHORT: _optional(clause.short, language),
        Words.TEXT: _field(clause.text, language),
        Words.WHY: _field(clause.why, language),
    }
    former = draft.base.clause(clause.number) if draft and draft.base else None
    if former is not None:
        for part in (Words.SHORT, Words.TEXT, Words.WHY):
            before = getattr(former, part.value).text(language)
            words[part] = replace(words[part], was=before)
    reused = draft is not None and clause.number in draft.reused
    classes = class_choices(book, clause)
    title = clause.title.text(language) or (tr("Untitled") if editable else "")
    return ClauseShown(
        number=clause.number,
        language=language,
        article=article.number if article else "",
        path=(heading, clause.number),
        title=f"{clause.number} {title}",
        chips=_chips(clause, states, removed=removed),
        words=words
        if editable
        else {k: FieldShown(text=w.text) for k, w in words.items()},
        allowed=tuple(_example(e, language, editable=editable) for e in clause.allowed),
        forbidden=tuple(
            _example(e, language, editable=editable) for e in clause.forbidden
        ),
        clause=clause,
        counts_with=counts_with(classes, clause),
        classes=classes if editable else (),
        number_error=reused_error(clause.number) if reused else "",
        editable=editable,
        removed=removed,
    )


def _chips(
    clause: Clause, states: Sequence[ChipSpec], *, removed: bool
) -> tuple[ChipSpec, ...]:
    worn = (_removed_chip(),) if removed else tuple(states)
    return (*worn, severity_chip(clause.severity))[:_MOST_CHIPS]


def severity_chip(severity: Severity) -> ChipSpec:
    """Return the chip that tells how grave a breach is."""
    tone, icon = _SEVERITY[severity]
    text = tr("{severity} severity", severity=severity_text(severity))
    return ChipSpec(text=text, tone=tone, icon=icon)


def _optional(words: Bilingual, language: Language) -> FieldShown:
    text = words.text(language)
    return FieldShown(text=text, error=_blank(text))


def _field(words: Bilingual, language: Language) -> FieldShown:
    text = words.text(language)
    return FieldShown(text=text, error=wrong_words(text))


def _example(example: Example, language: Language, *, editable: bool) -> ExampleShown:
    text, note = example.text(language), example.note.text(language)
    wrong = wrong_words(text) or _blank(note)
    return ExampleShown(text=text, note=note, error=wrong if editable else "")


def wrong_words(text: str) -> str:
    """Return what is wrong with words that have to be there; empty for nothing."""
    return _blank(text) if text.strip() else tr("Write it in this language too.")


def _blank(text: str) -> str:
    blank = blank_in(text)
    if not blank:
        return ""
    return tr("Nothing fills “{blank}” in. Write the words.", blank=blank)


def _removed_chip() -> ChipSpec:
    return ChipSpec(text=tr("Taken out in the draft"), tone=Tone.DANGER, icon="trash")


def version_chip(version: VersionLine, today: date) -> ChipSpec:
    """Return the chip that tells which version is shown."""
    number = version.version
    if version.in_force:
        text = tr("Version {version} applies", version=number)
        return ChipSpec(text=text, tone=Tone.OK, icon="check")
    if version.effective_on > today:
        text = tr("Version {version} will apply", version=number)
        return ChipSpec(text=text, tone=Tone.INFO, icon="clock")
    text = tr("Version {version}, archived", version=number)
    return ChipSpec(text=text, icon="archive")


def draft_chip(number: int) -> ChipSpec:
    """Return the chip that tells a draft is shown."""
    text = tr("Draft of version {version}", version=number)
    return ChipSpec(text=text, tone=Tone.INFO, icon="pencil-simple")
