"""The log as words, tones and icons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from app.revision.model.feedback import Reply
from app.revision.model.motions import Stage
from app.revision.queries.outcomes import Answered, Decided, Log
from app.revision.wording import log_told, reply_text, stage_text, tally_text
from app.words import mark, tr
from ui.screens.revision.clause import pieces
from ui.screens.revision.looks import REPLY_ICONS, REPLY_TONES
from ui.theme import Tone
from ui.widgets import ChipSpec, TabSpec

_TAKEN: Final = frozenset({Reply.ADOPTED, Reply.PARTLY})


class Kept(StrEnum):
    """The lists: 全部, 采纳, 不采纳."""

    ALL = "all"
    TAKEN = "taken"
    NOT_TAKEN = "not_taken"


_KEPT: Final = {
    Kept.ALL: mark("All"),
    Kept.TAKEN: mark("Adopted"),
    Kept.NOT_TAKEN: mark("Not adopted"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """An answer or a motion in the list.

    Attributes:
        id: tells it from others in this log.
        words: the reason of an answer, the votes on a motion.
        outcome: what it came to.
        facts: how many pieces of feedback were answered so, or that it is a motion.
    """

    id: str
    title: str
    words: str
    outcome: ChipSpec
    facts: str

    @property
    def said(self) -> str:
        """The row as one sentence, for a screen reader."""
        return ", ".join((self.title, self.outcome.text, self.words, self.facts))


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryShown:
    """The open entry.

    Attributes:
        facts: label and value by turns.
        reason: why, in full; the votes for a motion.
        clause: number of the clause it is about; empty for none.
        motion: id of the motion; empty for an answer.
    """

    id: str
    title: str
    outcome: ChipSpec
    facts: tuple[tuple[str, str], ...]
    reason: str
    clause: str
    motion: str


def narrowed(log: Log, kept: Kept) -> Log:
    """Return what of a log stands in a list."""
    if kept is Kept.ALL:
        return log
    wanted = kept is Kept.TAKEN
    return replace(
        log,
        answers=[each for each in log.answers if (each.reply in _TAKEN) is wanted],
        motions=[
            each for each in log.motions if (each.line.stage is Stage.PASSED) is wanted
        ],
    )


def tabs(log: Log) -> list[TabSpec]:
    """Return the lists with how many entries they hold."""
    return [
        TabSpec(key=kept.value, text=tr(words), count=str(_size(narrowed(log, kept))))
        for kept, words in _KEPT.items()
    ]


def _size(log: Log) -> int:
    return len(log.answers) + len(log.motions)


def rows_shown(log: Log, titles: Mapping[str, str]) -> list[LogRow]:
    """Return a log as the list shows it, motions first."""
    motions = [
        LogRow(
            id=f"motion:{each.line.id}",
            title=each.line.title,
            words=tally_text(each.tally),
            outcome=_stage_chip(each.line.stage),
            facts=tr("Motion"),
        )
        for each in log.motions
    ]
    answers = [
        LogRow(
            id=_answer_id(each),
            title=about(each.clause, titles),
            words=_reason(each),
            outcome=_reply_chip(each.reply),
            facts=pieces(each.times),
        )
        for each in log.answers
    ]
    return [*motions, *answers]


def entry_shown(log: Log, entry: str, titles: Mapping[str, str]) -> EntryShown | None:
    """Return an entry of a log by its id; None if it is not there."""
    for decided in log.motions:
        if entry == f"motion:{decided.line.id}":
            return _motion_shown(decided)
    for answered in log.answers:
        if entry == _answer_id(answered):
            return _answer_shown(answered, titles)
    return None


def _motion_shown(each: Decided) -> EntryShown:
    line = each.line
    facts = (
        (tr("Clauses"), tr(", ").join(line.clauses)),
        (tr("Proposed by"), line.author or line.drafted_by),
    )
    return EntryShown(
        id=f"motion:{line.id}",
        title=line.title,
        outcome=_stage_chip(line.stage),
        facts=tuple(fact for fact in facts if fact[1]),
        reason=tally_text(each.tally),
        clause="",
        motion=line.id,
    )


def _answer_shown(each: Answered, titles: Mapping[str, str]) -> EntryShown:
    facts = (
        (tr("Answered"), pieces(each.times)),
        (tr("Motion"), each.motion),
    )
    return EntryShown(
        id=_answer_id(each),
        title=about(each.clause, titles),
        outcome=_reply_chip(each.reply),
        facts=tuple(fact for fact in facts if fact[1]),
        reason=_reason(each),
        clause=each.clause,
        motion="",
    )


def _answer_id(each: Answered) -> str:
    return "|".join((each.clause, each.reply.value, each.motion, each.reason))


def about(clause: str, titles: Mapping[str, str]) -> str:
    """Return what an answer is about: 3.2 人身攻击, or the rules in general."""
    return f"{clause} {titles.get(clause, '')}".strip() or tr("General")


def _reason(each: Answered) -> str:
    return each.reason or tr("(no reason kept)")


def _reply_chip(reply: Reply) -> ChipSpec:
    return ChipSpec(
        text=reply_text(reply), tone=REPLY_TONES[reply], icon=REPLY_ICONS[reply]
    )


def _stage_chip(stage: Stage) -> ChipSpec:
    passed = stage is Stage.PASSED
    return ChipSpec(
        text=stage_text(stage),
        tone=Tone.OK if passed else Tone.NEUTRAL,
        icon="check" if passed else "x",
    )


def text_for_members(log: Log, kept: Kept) -> str:
    """Return what of a log stands in a list, as a text for all members.

    It names nobody: neither answers nor votes say whose they are.
    """
    head = tr(
        "What became of your feedback on version {version} of the rules",
        version=log.version,
    )
    lines = log_told(narrowed(log, kept))
    return "\n".join([head, "", *_numbered(lines)])


def _numbered(lines: Sequence[str]) -> list[str]:
    return [f"{place}. {line}" for place, line in enumerate(lines, start=1)]
