"""What the team screen shows of a person, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.approvals.model import ProposalState
from app.approvals.queries import ProposalLine
from app.staff.queries import StaffRow, State
from app.staff.roles import Capability, Role
from app.staff.wording import capability_text, duty_text, role_text
from app.times import local_day
from app.words import mark, tr
from ui.screens.moments import moment_text
from ui.screens.team.presenter.roster import Roster
from ui.theme import Tone
from ui.widgets import ChipSpec

_STATES = {
    State.ACTIVE: (mark("Active"), Tone.OK, "check"),
    State.SUSPENDED: (mark("Suspended"), Tone.WARN, "pause"),
    State.REMOVED: (mark("Left"), Tone.NEUTRAL, "prohibit"),
}
_SEALED_TO = frozenset({Role.OWNER, Role.LEAD})


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A person in the list.

    Attributes:
        detail: role and duties.
        chip: what sets them apart: oneself, suspended, left, a removal that waits.
        quiet: whether they are not on the team any more.
    """

    id: str
    name: str
    detail: str
    chip: ChipSpec | None
    quiet: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Actions:
    """What the person signed in may do about somebody.

    Attributes:
        change: give another role or other duties.
        suspend: let them do nothing until further notice.
        reinstate: end a suspension.
        reissue: set a new passphrase for them.
        remove: remove them from the team, or propose it.
        link: say which member they are.
        declare: enter a conflict of interest.
    """

    change: bool = False
    suspend: bool = False
    reinstate: bool = False
    reissue: bool = False
    remove: bool = False
    link: bool = False
    declare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingShown:
    """A removal that waits for a second person.

    Attributes:
        mine: whether it can be taken back.
    """

    title: str
    text: str
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyShown:
    """A way to open the vault, and whether somebody has it."""

    label: str
    text: str
    icon: str
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonShown:
    """A person with what is known of them.

    Attributes:
        meta: since when on the team, until when.
        duties: their words; empty for none.
        keys: passphrase and recovery sheet.
        waiting: a removal that waits.
    """

    id: str
    name: str
    meta: str
    chips: tuple[ChipSpec, ...]
    role: str
    duties: tuple[str, ...]
    keys: tuple[KeyShown, ...]
    waiting: WaitingShown | None
    actions: Actions


def line_shown(row: StaffRow, roster: Roster) -> PersonLine:
    """Return a person as the list shows them."""
    return PersonLine(
        id=row.id,
        name=row.name,
        detail=" · ".join([role_text(row.role), *map(duty_text, row.duties)]),
        chip=_chip(row, roster),
        quiet=row.state is State.REMOVED,
    )


def _chip(row: StaffRow, roster: Roster) -> ChipSpec | None:
    if row.id in roster.waiting:
        return waiting_chip(roster.waiting[row.id])
    if row.state is not State.ACTIVE:
        return state_chip(row.state)
    if row.id == roster.me:
        return ChipSpec(text=tr("You"), tone=Tone.INFO, icon="user")
    return None


def state_chip(state: State) -> ChipSpec:
    """Return whether somebody is on the team as a chip."""
    word, tone, icon = _STATES[state]
    return ChipSpec(text=tr(word), tone=tone, icon=icon)


def waiting_chip(line: ProposalLine) -> ChipSpec:
    """Return that a removal waits as a chip."""
    stale = line.state is ProposalState.STALE
    word = tr("Out of date") if stale else tr("Waits for a second person")
    return ChipSpec(text=word, tone=Tone.WARN, icon="hourglass")


def person_shown(row: StaffRow, roster: Roster, now: datetime) -> PersonShown:
    """Return a person as the record shows them."""
    waiting = roster.waiting.get(row.id)
    return PersonShown(
        id=row.id,
        name=row.name,
        meta=_meta(row),
        chips=(state_chip(row.state),),
        role=role_text(row.role),
        duties=tuple(map(duty_text, row.duties)),
        keys=_keys(row, roster),
        waiting=None if waiting is None else _waiting(waiting, now),
        actions=_actions(row, roster),
    )


def _meta(row: StaffRow) -> str:
    since = tr("On the team since {day}", day=local_day(row.admitted_at).isoformat())
    if row.left_at is None:
        return since
    left = tr("left on {day}", day=local_day(row.left_at).isoformat())
    return f"{since} · {left}"


def _waiting(line: ProposalLine, now: datetime) -> WaitingShown:
    stale = line.state is ProposalState.STALE
    title = tr("Waits for a second person's approval")
    return WaitingShown(
        title=tr("The proposal is out of date") if stale else title,
        text=tr(
            "{actor} proposed: {title}, {moment}",
            actor=line.proposer,
            title=line.title,
            moment=moment_text(line.at, now),
        ),
        mine=line.mine,
    )


def _keys(row: StaffRow, roster: Roster) -> tuple[KeyShown, ...]:
    opens = row.id in roster.holders
    sheet = row.id in roster.recoverable
    words = tr("opens the vault") if opens else tr("none: cannot open the vault")
    printed = tr("printed and valid") if sheet else tr("none")
    here = row.state is not State.REMOVED
    return (
        _key(tr("Passphrase"), words, there=opens, here=here, needed=True),
        _key(tr("Recovery sheet"), printed, there=sheet, here=here, needed=False),
    )


def _key(label: str, text: str, *, there: bool, here: bool, needed: bool) -> KeyShown:
    """Return a key; who has left should have none, who is here the needed one."""
    if there is not here and (there or needed):
        return KeyShown(label=label, text=text, icon="warning", tone=Tone.WARN)
    if there:
        return KeyShown(label=label, text=text, icon="check", tone=Tone.OK)
    return KeyShown(label=label, text=text, icon="minus", tone=Tone.NEUTRAL)


def _actions(row: StaffRow, roster: Roster) -> Actions:
    if row.state is State.REMOVED or not roster.me:
        return Actions()
    other, over = row.id != roster.me, roster.is_over(row)
    changes = roster.may(Capability.CHANGE_STAFF) and over
    keeps = roster.may(Capability.KEEP_CONFLICTS)
    line = roster.waiting.get(row.id)
    # What is out of date can be proposed anew.
    waits = line is not None and line.state is ProposalState.WAITING
    return Actions(
        change=changes,
        suspend=changes and other and row.state is State.ACTIVE,
        reinstate=changes and row.state is State.SUSPENDED,
        reissue=roster.may(Capability.ADMIT_STAFF) and over and other,
        remove=roster.may(Capability.REMOVE_STAFF) and over and other and not waits,
        link=roster.may(Capability.LINK_STAFF),
        declare=keeps or not other,
    )


def consequences(
    row: StaffRow, roster: Roster, role: str, duties: Sequence[str]
) -> tuple[str, ...]:
    """Return what another role and other duties bring about, a sentence each."""
    if (row.role, {*row.duties}) == (role, {*duties}):
        return ()
    had, gets = row.capabilities, roster.capabilities(role, duties)
    told: list[str] = []
    if more := _listed(gets - had):
        told.append(tr("From now on also: {list}", list=more))
    if less := _listed(had - gets):
        told.append(tr("No longer: {list}", list=less))
    if row.role in _SEALED_TO and role not in _SEALED_TO:
        told.append(
            tr(
                "What is sealed to leads gets a new key, which {name} does not have.",
                name=row.name,
            )
        )
    return tuple(told) or (tr("What they may do stays the same."),)


def _listed(capabilities: frozenset[str]) -> str:
    known = [capability_text(each) for each in Capability if each in capabilities]
    return tr("; ").join(known)
