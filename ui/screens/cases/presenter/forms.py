"""What the forms share: the places an error can stand at, moments as typed."""

from datetime import datetime
from enum import StrEnum

from app.files.cells import moment
from app.ids import CaseId
from app.words import tr


class Field(StrEnum):
    """The fields of the forms; `FORM` is a form as a whole."""

    FORM = "form"
    SUBJECT = "subject"
    QUOTE = "quote"
    WHEN = "when"
    STATEMENT = "statement"


def past_moment(text: str, now: datetime) -> tuple[datetime | None, str]:
    """Return the moment a person typed, in the community's time, and what is wrong.

    Nothing typed is no moment, and nothing is wrong with it.
    """
    if not text.strip():
        return None, ""
    found = moment(text)
    if found is None or found > now:
        told = tr("Write a day that is over, or today, like 2026-11-22 18:00.")
        return None, told
    return found, ""


def draft_place(case: CaseId) -> str:
    """Return under what the half-written texts of a case lie on the desk."""
    return f"case:{case}"
