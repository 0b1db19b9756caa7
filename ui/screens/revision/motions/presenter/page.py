"""What stands on the page on which motions and amendments are written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from app.errors import AppError
from app.ids import AmendmentId, FeedbackId, MotionId
from app.revision.model.motions import ChangeKind, ClauseChange
from app.rulebook.model import NO_WORDS, Bilingual
from ui.screens.revision.motions.presenter.wording import Words
from ui.widgets import Choice

NEW_CLAUSE: Final = "new"
"""The key that adds a clause which is not there yet."""

TITLE, WHY, AUTHOR, CLAUSES, FORM = "title", "why", "author", "clauses", "form"
"""Where an error can stand; in a clause it is its place in the list."""

_FIELDS: Final = {
    "motion_title_missing": TITLE,
    "motion_why_missing": WHY,
    "motion_empty": CLAUSES,
    "motion_too_many": CLAUSES,
    "motion_clause_twice": CLAUSES,
    "motion_number_missing": CLAUSES,
    "motion_words_missing": CLAUSES,
    "motion_clause_there": CLAUSES,
    "revision_clause_not_found": CLAUSES,
    "member_not_found": AUTHOR,
}


class Written(msgspec.Struct, frozen=True):
    """What is half written about a clause."""

    kind: ChangeKind
    clause: str
    zh: str = ""
    en: str = ""
    other: str = ""


_WRITTEN: Final = msgspec.json.Decoder(tuple[Written, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockShown:
    """A clause on the page.

    Attributes:
        key: tells it from others while the page is open.
        title: its number and name; empty for one that is new.
        written: what stands in its fields.
    """

    key: str
    title: str
    written: Written


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingShown:
    """The page.

    Attributes:
        heading: what is written.
        action: what the main button says.
        titled: whether it has a title: an amendment has none.
        authored: whether it can be said who proposes it; fixed later on.
        addable: clauses that can still be named, and a new one.
    """

    heading: str
    action: str
    titled: bool
    authored: bool
    title: str
    why: str
    author: str
    blocks: tuple[BlockShown, ...]
    addable: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is being written.

    Attributes:
        place: under what it lies on the desk.
        heading, action: see `WritingShown`.
        motion: which is edited or amended; None for a new one.
        amendment: which is edited; None otherwise.
        amends: whether it is an amendment.
        title, why, clauses: what the fields begin with.
        words: what the clauses say without it.
        feedback: what led to it.
    """

    place: str
    heading: str
    action: str
    words: Words
    motion: MotionId | None = None
    amendment: AmendmentId | None = None
    amends: bool = False
    title: str = ""
    why: str = ""
    clauses: tuple[ClauseChange, ...] = ()
    feedback: tuple[FeedbackId, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether it is written down for the first time."""
        return self.amendment is None and (self.amends or self.motion is None)


def written_of(change: ClauseChange) -> Written:
    """Return what stands in the fields of a change."""
    return Written(
        kind=change.kind,
        clause=change.clause,
        zh=change.text.zh,
        en=change.text.en,
        other=change.other,
    )


def change_of(written: Written) -> ClauseChange:
    """Return the change that is written in a clause's fields."""
    out = written.kind is ChangeKind.REMOVE
    text = NO_WORDS if out else Bilingual(zh=written.zh.strip(), en=written.en.strip())
    return ClauseChange(
        kind=written.kind,
        clause=written.clause.strip(),
        text=text,
        other=written.other.strip(),
    )


def read_blocks(text: str) -> tuple[Written, ...]:
    """Return what lies on the desk about clauses; nothing if it cannot be read."""
    try:
        return _WRITTEN.decode(text)
    except msgspec.MsgspecError:
        return ()


def write_blocks(written: Iterable[Written]) -> str:
    """Return what is half written about clauses, for the desk."""
    return msgspec.json.encode(tuple(written)).decode()


def field_of(
    error: AppError, blocks: Mapping[str, Written], words: Words, title: str
) -> str:
    """Return where an error belongs: a field's name, or a block's key."""
    if error.code == "text_too_long":
        long = len(" ".join(title.split())) > int(error.context.get("most", 0))
        return TITLE if long else CLAUSES
    field = _FIELDS.get(error.code, FORM)
    if field is not CLAUSES:
        return field
    clause = str(error.context.get("clause", ""))
    about = (k for k, each in blocks.items() if _is_about(error, each, clause, words))
    return next(about, CLAUSES)


def _is_about(error: AppError, block: Written, clause: str, words: Words) -> bool:
    match error.code:
        case "motion_number_missing":
            return not block.clause.strip()
        case "revision_clause_not_found":
            return block.kind is not ChangeKind.ADD and block.clause not in words
        case _:
            return bool(clause) and block.clause.strip() == clause
