"""Words for erasing, in the language of the interface."""

from collections.abc import Mapping

from app.erasure.model import Because, Remains, Wait
from app.erasure.rules import context_of
from app.words import ERRORS, mark, tr, trn

_BECAUSE = {
    Because.REQUEST: mark("The member asks for it"),
    Because.RETENTION: mark("Kept long enough"),
    Because.PURPOSE: mark("No longer needed"),
    Because.MISTAKE: mark("Taken in by mistake"),
}

_TEXTS = {
    "member.added": mark("List entries"),
    "member.updated": mark("List entries"),
    "member.revealed": mark("Reasons to reveal"),
    "note.added": mark("Notes"),
    "case.opened": mark("Complaints with their quotes"),
    "case.decided": mark("Reasons of decisions"),
    "appeal.filed": mark("Statements of appeals"),
    "appeal.ruled": mark("Replies to appeals"),
    "hold.placed": mark("Reasons of holds"),
    "approval.proposed": mark("Proposals"),
    "approval.rejected": mark("Proposals"),
    "conflict.stated": mark("Reasons of conflicts of interest"),
    "conflict.declared": mark("Reasons of conflicts of interest"),
    "review.returned": mark("Notes of reviews"),
    "revision.motion_drafted": mark("Motions and amendments"),
    "revision.motion_edited": mark("Motions and amendments"),
    "revision.amendment_drafted": mark("Motions and amendments"),
    "revision.amendment_edited": mark("Motions and amendments"),
    "revision.amendment_decided": mark("Motions and amendments"),
    "revision.vote_recorded": mark("Reasons of votes"),
    "revision.feedback_recorded": mark("Feedback on the rules"),
    "revision.feedback_answered": mark("Answers to feedback on the rules"),
    "revision.clause_reviewed": mark("Notes of clause reviews"),
    "review.member_reviewed": mark("Notes of reviews"),
}


def because_text(code: str) -> str:
    """Return the words for a reason to erase; the code of an unknown one."""
    return tr(_BECAUSE[Because(code)]) if code in set(Because) else code


def wait_text(wait: Wait) -> str:
    """Return why erasing must wait, and what to do."""
    return tr(ERRORS[wait.code], **context_of(wait))


def texts_told(texts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return what loses its words, each in a line with how often."""
    told: dict[str, int] = {}
    for kind, count in texts.items():
        words = tr(_TEXTS.get(kind, mark("Other entries")))
        told[words] = told.get(words, 0) + count
    return [*told.items()]


def stays_text() -> str:
    """Return what erasing leaves as it is."""
    return tr(
        "Dates, clauses, sanctions and points stay without a name, so no balance and no"
        " published figure changes."
    )


def remains_told(remains: Remains) -> list[str]:
    """Return what erasing does not reach, in sentences."""
    lines = [
        tr(
            "Backups made until now hold the words until they are let go. When one is"
            " restored here, the words are erased again."
        )
    ]
    if remains.reported:
        lines.append(
            trn(
                "{count} case about somebody else keeps who complained, sealed to"
                " leads; it goes with that case.",
                "{count} cases about others keep who complained, sealed to leads; it"
                " goes with those cases.",
                remains.reported,
            )
        )
    if remains.mentions:
        lines.append(
            trn(
                "{count} other note or case mentions the name or the account. Search"
                " for it and look.",
                "{count} other notes or cases mention the name or the account. Search"
                " for them and look.",
                remains.mentions,
            )
        )
    if remains.notices:
        lines.append(
            trn(
                "{count} notice may have been handed out.",
                "{count} notices may have been handed out.",
                remains.notices,
            )
        )
    if remains.releases:
        lines.append(
            trn(
                "{count} anonymised report that left counts the member's cases.",
                "{count} anonymised reports that left count the member's cases.",
                len(remains.releases),
            )
        )
    return lines
