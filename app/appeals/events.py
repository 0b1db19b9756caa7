"""What happens to appeals; their subject is the case they belong to."""

from datetime import datetime
from typing import ClassVar

from app.appeals.model import Ruling
from app.cases.model import Channel
from app.ids import AppealId, SanctionId
from app.journal.event import Event, Personal
from app.rulebook.model import Step
from app.staff.roles import Capability


class AppealFiled(Event, frozen=True, kw_only=True):
    """A member asked for a decision to be looked at again.

    Attributes:
        appeal: random id.
        number: label for people.
        decision: the decision appealed against.
        sanction: its sanction.
        channel: how the appeal came.
        received_at: when the member appealed.
        due_at: when it should be ruled on.
        statement: what the member says.
    """

    kind: ClassVar[str] = "appeal.filed"
    requires: ClassVar[str | None] = Capability.FILE_APPEALS

    appeal: AppealId
    number: str
    decision: str
    sanction: SanctionId
    channel: Channel
    received_at: datetime
    due_at: datetime
    statement: Personal[str] = None


class AppealRuled(Event, frozen=True, kw_only=True):
    """Somebody who had no part in the case ruled on the appeal.

    Attributes:
        appeal: which.
        ruling: the outcome.
        decision: the decision it was about.
        sanction: its sanction.
        replacement: id of the lighter sanction in its place, for a reduction.
        step: that lighter sanction.
        ends_at: when it ends, if it is a mute.
        points_expire_at: when its points expire.
        reply: the reasons, as the member reads them.
    """

    kind: ClassVar[str] = "appeal.ruled"
    requires: ClassVar[str | None] = Capability.RULE_APPEALS

    appeal: AppealId
    ruling: Ruling
    decision: str
    sanction: SanctionId
    replacement: SanctionId | None = None
    step: Step | None = None
    ends_at: datetime | None = None
    points_expire_at: datetime | None = None
    reply: Personal[str] = None


EVENTS: tuple[type[Event], ...] = (AppealFiled, AppealRuled)
