"""What a person may do about cases: take them in, triage, decide, stand aside."""

from app.cases.commands import deciding, intake, linking
from app.work import Handler

HANDLERS: dict[type, Handler] = {
    **deciding.HANDLERS,
    **intake.HANDLERS,
    **linking.HANDLERS,
}
