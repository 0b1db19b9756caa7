"""What happens to cases and the sanctions decided in them."""

from datetime import datetime
from typing import ClassVar

from app.cases.model import Channel
from app.ids import ImportId, MemberId, PersonId, RulebookId, SanctionId
from app.journal.event import Event, Personal
from app.rulebook.model import Severity, Step
from app.staff.roles import Capability


class CaseOpened(Event, frozen=True, kw_only=True):
    """A complaint or an observation became a case; the subject is the case.

    Attributes:
        number: label for people.
        channel: how it came.
        reported_at: when it was reported, if known.
        occurred_at: when the conduct happened, if known.
        member: whom it is about; None if nobody on the list.
        clause: number of the clause it seems to be about.
        severity: of that clause.
        due_at: when it should be decided.
        recused: staff who reported it; they do not decide it.
        source: the import it came with.
        quote: the words complained of.
        complaint: why somebody complained.
        subject_id: platform id or handle as reported, where nobody on the list has it.
        reporter: sealed to leads.
    """

    kind: ClassVar[str] = "case.opened"
    requires: ClassVar[str | None] = Capability.OPEN_CASES

    number: str
    channel: Channel
    due_at: datetime
    reported_at: datetime | None = None
    occurred_at: datetime | None = None
    member: MemberId | None = None
    clause: str | None = None
    severity: Severity | None = None
    recused: tuple[PersonId, ...] = ()
    source: ImportId | None = None
    quote: Personal[str] = None
    complaint: Personal[str] = None
    subject_id: Personal[str] = None
    reporter: Personal[bytes] = None


class CasesImported(Event, frozen=True, kw_only=True):
    """A file of complaints was taken in; the subject is the import."""

    kind: ClassVar[str] = "cases.imported"
    requires: ClassVar[str | None] = Capability.OPEN_CASES

    sha256: str
    opened: int
    unknown: int


class CaseTaken(Event, frozen=True, kw_only=True):
    """Somebody looks after the case now."""

    kind: ClassVar[str] = "case.taken"
    requires: ClassVar[str | None] = Capability.DECIDE_CASES


class CaseReleased(Event, frozen=True, kw_only=True):
    """Nobody looks after the case any more."""

    kind: ClassVar[str] = "case.released"
    requires: ClassVar[str | None] = Capability.DECIDE_CASES


class CaseTriaged(Event, frozen=True, kw_only=True):
    """The case is about this clause and as grave as this."""

    kind: ClassVar[str] = "case.triaged"
    requires: ClassVar[str | None] = Capability.DECIDE_CASES

    clause: str
    severity: Severity
    due_at: datetime


class CaseDecided(Event, frozen=True, kw_only=True):
    """A finding and, where there was a breach, a sanction.

    Attributes:
        decision: random id.
        clause: number of the clause broken; None for no violation.
        offence_class: of that clause.
        rulebook: the version that was in force when it happened.
        version: its number.
        severity: how grave.
        proposed: what the ladder proposed.
        step: what is imposed.
        ordinal: which time within the window.
        window_days: the window.
        counted: earlier sanctions that were counted.
        member: whom it concerns; None if nobody on the list.
        sanction: random id of the sanction.
        effective_at: when it takes effect, after the holding window.
        ends_at: when a mute ends.
        points_expire_at: when its points expire.
        proposed_by: who proposed it, where a second person's approval decided.
        reason: why, as the member reads it.
        deviation_reason: why it is not what the ladder proposed.
    """

    kind: ClassVar[str] = "case.decided"
    requires: ClassVar[str | None] = Capability.DECIDE_CASES

    decision: str
    clause: str | None = None
    offence_class: str = ""
    rulebook: RulebookId | None = None
    version: int = 0
    severity: Severity | None = None
    proposed: Step | None = None
    step: Step | None = None
    ordinal: int = 0
    window_days: int = 0
    counted: tuple[SanctionId, ...] = ()
    member: MemberId | None = None
    sanction: SanctionId | None = None
    effective_at: datetime | None = None
    ends_at: datetime | None = None
    points_expire_at: datetime | None = None
    proposed_by: PersonId | None = None
    reason: Personal[str] = None
    deviation_reason: Personal[str] = None


class DecisionRetracted(Event, frozen=True, kw_only=True):
    """The person who decided took it back within the holding window."""

    kind: ClassVar[str] = "case.decision_retracted"
    requires: ClassVar[str | None] = Capability.DECIDE_CASES

    decision: str


class CaseRecused(Event, frozen=True, kw_only=True):
    """Somebody of the staff turned out to have complained; they stand aside.

    Attributes:
        person: who; they decide nothing in this case from now on.
    """

    kind: ClassVar[str] = "case.recused"
    requires: ClassVar[str | None] = Capability.LINK_STAFF

    person: PersonId


class RecusalLifted(Event, frozen=True, kw_only=True):
    """Somebody of the staff turned out not to have complained after all.

    Attributes:
        person: who need not stand aside any more.
    """

    kind: ClassVar[str] = "case.recusal_lifted"
    requires: ClassVar[str | None] = Capability.LINK_STAFF

    person: PersonId


class CaseYielded(Event, frozen=True, kw_only=True):
    """Who signs, and looked after the case, gives it back: they are involved."""

    kind: ClassVar[str] = "case.yielded"


class CaseWithdrawn(Event, frozen=True, kw_only=True):
    """The case is taken from somebody who turned out to be involved.

    Attributes:
        person: from whom.
    """

    kind: ClassVar[str] = "case.withdrawn"
    requires: ClassVar[str | None] = Capability.KEEP_CONFLICTS

    person: PersonId


EVENTS: tuple[type[Event], ...] = (
    CaseOpened,
    CasesImported,
    CaseRecused,
    RecusalLifted,
    CaseYielded,
    CaseWithdrawn,
    CaseTaken,
    CaseReleased,
    CaseTriaged,
    CaseDecided,
    DecisionRetracted,
)
