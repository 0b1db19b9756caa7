"""Whether this person may decide this case, and if not, why not; pure."""

from dataclasses import dataclass

from app.cases.model import CaseState
from app.errors import InputError, NotFound, NotPermitted
from app.staff.roles import Capability
from app.words import sentence, tr
from ui.screens.cases.presenter.choosing import Chosen
from ui.screens.cases.presenter.loading import CaseFile
from ui.screens.cases.presenter.second import is_waiting
from ui.screens.setting import Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """What stands in the way of a decision, in words.

    Attributes:
        blocked: why the main action cannot act.
        editable: whether the form can be filled in.
    """

    blocked: str
    editable: bool


def bar_words(file: CaseFile, setting: Setting) -> str:
    """Return why this person may not act in this case, or nothing."""
    if not setting.may(Capability.DECIDE_CASES):
        return sentence(NotPermitted("not_permitted"))
    bar = file.case.bar
    return sentence(NotPermitted(bar.value)) if bar else ""


def permit(file: CaseFile, chosen: Chosen, setting: Setting) -> Permit:
    """Return what stands in the way of deciding this."""
    bar = bar_words(file, setting)
    waits = is_waiting(file)
    blocked = bar or (tr("Waits for a second person's approval") if waits else "")
    if not blocked and not chosen.no_violation:
        if file.rules is None:
            blocked = sentence(NotFound("rules_none_in_force"))
        elif chosen.clause is None:
            blocked = sentence(InputError("decision_clause_missing"))
    return Permit(
        blocked=blocked,
        editable=not bar and not waits and file.case.state is not CaseState.DECIDED,
    )
