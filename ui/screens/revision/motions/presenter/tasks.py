"""What there is to write about a motion."""

from app.revision.model.motions import ClauseChange
from app.revision.queries.amendments import AmendmentRow
from app.revision.queries.motions import MotionView
from app.words import tr
from ui.screens.revision.motions.presenter.page import Task
from ui.screens.revision.motions.presenter.wording import Words, with_changes


def new_motion(words: Words) -> Task:
    """Return the writing of a new motion about these rules."""
    return Task(
        place="motions:new",
        heading=tr("A new motion"),
        action=tr("Write it down"),
        words=words,
    )


def edited_motion(view: MotionView, words: Words) -> Task:
    """Return the writing of a motion that is a draft."""
    present = view.wordings[0]
    return Task(
        place=f"motion:{view.line.id}:edit",
        heading=tr("Change the motion"),
        action=tr("Keep the changes"),
        words=words,
        motion=view.line.id,
        title=present.title,
        why=present.why,
        clauses=_whole(present.clauses, words),
    )


def new_amendment(view: MotionView, words: Words) -> Task:
    """Return the writing of an amendment; it begins with the motion's words."""
    present = view.wordings[0].clauses
    proposed = with_changes(words, present)
    return Task(
        place=f"motion:{view.line.id}:amend",
        heading=tr("Amend “{title}”", title=view.line.title),
        action=tr("Write it down"),
        words=proposed,
        motion=view.line.id,
        amends=True,
        clauses=_whole(present, words),
    )


def edited_amendment(view: MotionView, row: AmendmentRow, words: Words) -> Task:
    """Return the writing of an amendment that is a draft."""
    proposed = with_changes(words, view.wordings[0].clauses)
    return Task(
        place=f"amendment:{row.id}:edit",
        heading=tr("Change the amendment"),
        action=tr("Keep the changes"),
        words=proposed,
        motion=view.line.id,
        amendment=row.id,
        amends=True,
        why=row.why,
        clauses=_whole(row.clauses, proposed),
    )


def _whole(changes: tuple[ClauseChange, ...], words: Words) -> tuple[ClauseChange, ...]:
    """Return changes with the words of a language they leave out."""
    after = with_changes(words, changes)
    return tuple(
        ClauseChange(
            kind=change.kind,
            clause=change.clause,
            text=after[change.clause],
            other=change.other,
        )
        for change in changes
    )
