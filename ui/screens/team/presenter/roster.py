"""What is known of the team while the screen is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.approvals.queries import ProposalLine
from app.ids import PersonId
from app.staff.queries import Powers, StaffRow, State
from app.staff.roles import Capability, Duty, Role
from app.staff.wording import duty_text, role_text

_NOTHING = Powers(roles={}, duties={}, changeable=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """The team as the person signed in may see it.

    Attributes:
        me: id of the person signed in; empty before it is known.
        people: everybody who is or was on the team, by id.
        powers: what roles and duties may do.
        holders: who can open the vault with a passphrase.
        recoverable: who can open it with a recovery sheet.
        waiting: removals that wait for a second person, by the person they are about.
    """

    me: str = ""
    people: Mapping[str, StaffRow] = field(default_factory=dict[str, StaffRow])
    powers: Powers = _NOTHING
    holders: frozenset[PersonId] = frozenset()
    recoverable: frozenset[PersonId] = frozenset()
    waiting: Mapping[str, ProposalLine] = field(default_factory=dict[str, ProposalLine])

    def may(self, capability: Capability) -> bool:
        """Tell whether the person signed in holds a capability."""
        me = self.people.get(self.me)
        return me is not None and capability in me.capabilities

    def is_over(self, row: StaffRow) -> bool:
        """Tell whether the person signed in may do all that somebody may do."""
        me = self.people.get(self.me)
        return me is not None and row.capabilities <= me.capabilities

    def roles_to_give(self) -> Sequence[tuple[str, str]]:
        """Return roles (code, word) that may do no more than whoever gives them."""
        return [
            (role.value, role_text(role))
            for role in Role
            if self._mine(self.powers.roles.get(role, frozenset()))
        ]

    def duties_to_give(self) -> Sequence[tuple[str, str]]:
        """Return duties (code, word) that may do no more than whoever gives them."""
        return [
            (duty.value, duty_text(duty))
            for duty in Duty
            if self._mine(self.powers.duties.get(duty, frozenset()))
        ]

    def capabilities(self, role: str, duties: Sequence[str]) -> frozenset[str]:
        """Return what a role with these duties may do."""
        held = self.powers.roles.get(role, frozenset())
        return held.union(*(self.powers.duties.get(d, frozenset()) for d in duties))

    def sorted(self) -> list[StaffRow]:
        """Return everybody: who is active first, then suspended, then who left."""
        order = [State.ACTIVE, State.SUSPENDED, State.REMOVED]
        rows = self.people.values()
        return sorted(rows, key=lambda row: order.index(row.state))

    def _mine(self, capabilities: frozenset[str]) -> bool:
        me = self.people.get(self.me)
        return me is not None and capabilities <= me.capabilities
