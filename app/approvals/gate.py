"""The gate every command passes: what needs two people is not done by one.

It wraps the handlers themselves, so there is no way around it through the door:
`Workspace` knows no other handlers.
"""

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from app.approvals.commands import handlers_over
from app.approvals.duals import DUALS, dual_of
from app.approvals.events import SoleApproval
from app.errors import Conflict
from app.ids import new_id
from app.work import Act, Command, Handler, Intent


def guarded(handlers: Mapping[type, Handler]) -> dict[type, Handler]:
    """Return all handlers, those of lasting harm guarded, and those of proposals."""
    guards = {dual.command: _guard(handlers[dual.command]) for dual in DUALS}
    return {**handlers, **guards, **handlers_over(handlers)}


def _guard(handler: Handler) -> Handler:
    def guard(command: Command[Any], act: Act) -> Intent[Any]:
        intent = handler(command, act)
        dual = dual_of(command, act)
        if dual is None:
            return intent
        if dual.others(command, act):
            raise Conflict("second_person_needed")
        sole = SoleApproval(subject=new_id(), what=dual.code, about=dual.about(command))
        return replace(intent, events=chain(intent.events, [sole]))

    return guard
