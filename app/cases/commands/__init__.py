"""What a person may do about cases: take them in, triage, decide."""

from app.cases.commands import deciding, intake
from app.work import Handler

HANDLERS: dict[type, Handler] = {**deciding.HANDLERS, **intake.HANDLERS}
