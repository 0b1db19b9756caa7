"""How long a member is kept: holds, erasing, and who is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from app.approvals.commands import Propose
from app.approvals.queries import SecondPerson, SecondPersonFor
from app.erasure.commands import EraseMembers, LiftHold, PlaceHold
from app.erasure.model import Because, DueRow, HoldRow, Plan, Receipt
from app.erasure.queries.due import DueForErasure
from app.erasure.queries.holds import HoldsOf
from app.erasure.queries.plans import ErasurePlan
from app.erasure.wording import (
    because_text,
    remains_told,
    stays_text,
    texts_told,
    wait_text,
)
from app.errors import AppError
from app.ids import HoldId, MemberId, ProposalId
from app.settings.model import Setting
from app.settings.queries import SettingRow, VaultSettings
from app.staff.roles import Capability
from app.times import Clock
from app.words import sentence, tr, trn
from app.work import Outcome
from ui.running import Runner
from ui.screens.host import Host
from ui.screens.members.presenter.dossier import Dossier
from ui.screens.members.presenter.shown import member_name
from ui.screens.moments import day_text

_DAYS_IF_OFF: Final = 730
"""Offered where the vault has not agreed how long members are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepingShown:
    """The card at a record's end.

    Attributes:
        holds: each hold that lasts, in a sentence, with its id.
        erased: whether nothing personal is left.
    """

    holds: tuple[tuple[str, str], ...]
    erased: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseShown:
    """What is asked before erasing.

    Attributes:
        lost: what goes, in lines.
        stays: what is left as it is.
        remains: what erasing does not reach, in sentences.
        waits: why it cannot be done yet; empty if it can.
        reasons: code and words of each reason to choose from.
    """

    title: str
    lost: tuple[str, ...]
    stays: str
    remains: tuple[str, ...]
    waits: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueShown:
    """Who is due.

    Attributes:
        lines: name and since when, of each.
    """

    lines: tuple[tuple[str, str], ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.lines)


class KeepingView(Protocol):
    """What the presenter needs of the record and its dialogs."""

    def show_keeping(self, shown: KeepingShown | None) -> None:
        """Show the card, or none to whoever may not erase."""
        ...

    def ask_erase(self, shown: EraseShown) -> None:
        """Ask before erasing."""
        ...

    def ask_hold(self, title: str) -> None:
        """Ask why a member is held."""
        ...

    def ask_due(self, days: int) -> None:
        """Ask how long nothing may have happened, beginning with so many days."""
        ...

    def show_due(self, shown: DueShown) -> None:
        """Show who is due."""
        ...

    def show_keeping_error(self, text: str) -> None:
        """Say what is wrong, in the dialog that is open."""
        ...

    def close_keeping(self) -> None:
        """Put the dialog away."""
        ...


class KeepingPresenter:
    """Holds, erases, and lists who is due."""

    def __init__(
        self, view: KeepingView, runner: Runner, host: Host, clock: Clock
    ) -> None:
        """Wire the card and the dialogs."""
        self._view, self._runner, self._host = view, runner, host
        self._clock = clock
        self._dossier: Dossier | None = None
        self._due: tuple[MemberId, ...] = ()

    def follow(self, dossier: Dossier) -> None:
        """Show how long this member is kept."""
        self._dossier = dossier
        member = dossier.profile.id
        if not dossier.may(Capability.ERASE):
            self._view.show_keeping(None)
            return

        def done(holds: Sequence[HoldRow]) -> None:
            if self._member() == member:
                now = self._clock()
                lasting = [each for each in holds if each.lifted_at is None]
                self._view.show_keeping(
                    KeepingShown(
                        holds=tuple((e.id, _hold_text(e, now)) for e in lasting),
                        erased=dossier.profile.erased,
                    )
                )

        self._runner.query(HoldsOf(member=member), done, self._ignored)

    def erase_wanted(self) -> None:
        """Ask before erasing, saying what is lost and what is not."""
        dossier = self._dossier
        if dossier is None:
            return

        def done(plan: Plan) -> None:
            self._view.ask_erase(erase_shown(plan, dossier))

        query = ErasurePlan(member=dossier.profile.id)
        self._runner.query(query, done, self._toasted)

    def erase(self, because: str) -> None:
        """Erase the member."""
        member = self._member()
        if member is not None:
            self._erase((member,), Because(because))

    def hold_wanted(self) -> None:
        """Ask why the member is held."""
        if self._dossier is not None:
            name = _name(self._dossier)
            self._view.ask_hold(tr("Keep {member} from being erased?", member=name))

    def hold(self, reason: str) -> None:
        """Hold the member."""
        member = self._member()
        if member is None:
            return

        def done(outcome: Outcome[HoldId]) -> None:
            self._view.close_keeping()
            hold = outcome.value
            self._host.toast(tr("Held"), lambda: self.lift(hold))
            self._again()

        command = PlaceHold(member=member, reason=reason)
        self._runner.execute(command, done, self._failed)

    def lift(self, hold: str) -> None:
        """Lift a hold."""

        def done(_: Outcome[None]) -> None:
            self._host.toast(tr("The hold is lifted"))
            self._again()

        command = LiftHold(hold=HoldId(hold))
        self._runner.execute(command, done, self._toasted)

    def due_wanted(self) -> None:
        """Ask how long nothing may have happened, beginning with the setting."""

        def done(settings: Sequence[SettingRow]) -> None:
            kept = next(s.value for s in settings if s.setting is Setting.LEFT_DAYS)
            self._view.ask_due(_DAYS_IF_OFF if kept is None else kept)

        self._runner.query(VaultSettings(), done, self._toasted)

    def look_for_due(self, days: int) -> None:
        """Look who is due."""

        def done(rows: Sequence[DueRow]) -> None:
            self._due = tuple(row.member for row in rows)
            self._view.show_due(due_shown(rows, self._clock()))

        self._runner.query(DueForErasure(days=days), done, self._failed)

    def erase_due(self) -> None:
        """Erase everybody who was shown to be due."""
        if self._due:
            self._erase(self._due, Because.RETENTION)

    def _erase(self, members: tuple[MemberId, ...], because: Because) -> None:
        def done(outcome: Outcome[Receipt]) -> None:
            self._view.close_keeping()
            words = trn(
                "{count} member erased; backups hold the words until they are let go",
                "{count} members erased; backups hold the words until they are let go",
                outcome.value.members,
            )
            self._host.toast(words)

        def proposed(_: Outcome[ProposalId]) -> None:
            self._view.close_keeping()
            self._host.toast(tr("Proposed; somebody else must approve it"))

        command = EraseMembers(members=members, because=because)

        def asked(second: SecondPerson) -> None:
            if second.needed:
                propose = Propose(command=command)
                self._runner.execute(propose, proposed, self._failed)
            else:
                self._runner.execute(command, done, self._failed)

        query = SecondPersonFor(command=command)
        self._runner.query(query, asked, self._failed)

    def _again(self) -> None:
        if self._dossier is not None:
            self.follow(self._dossier)

    def _member(self) -> MemberId | None:
        return self._dossier.profile.id if self._dossier else None

    def _failed(self, error: AppError) -> None:
        self._view.show_keeping_error(sentence(error))

    def _toasted(self, error: AppError) -> None:
        self._host.toast(sentence(error))

    @staticmethod
    def _ignored(_: AppError) -> None:
        pass  # the record itself says what went wrong


def erase_shown(plan: Plan, dossier: Dossier) -> EraseShown:
    """Return what is asked before erasing."""
    name = _name(dossier)
    title = tr("Erase {member}?", member=name)
    waits = tuple(wait_text(wait) for wait in plan.waits)
    if waits:
        title = tr("{member} cannot be erased yet", member=name)
    told = [f"{words} {count}" for words, count in texts_told(plan.texts)]
    return EraseShown(
        title=title,
        lost=(
            tr("The name, the account and what is sealed, for good."),
            *([" · ".join(told)] if told else []),
        ),
        stays=stays_text(),
        remains=tuple(remains_told(plan.remains)),
        waits=waits,
        reasons=tuple((code.value, because_text(code)) for code in Because),
    )


def due_shown(rows: Sequence[DueRow], now: datetime) -> DueShown:
    """Return who is due, each by name."""
    return DueShown(
        lines=tuple(
            (
                row.handle if row.again else member_name(row.handle, row.platform_id),
                tr("nothing since {day}", day=day_text(row.last_at, now)),
            )
            for row in rows
        )
    )


def _name(dossier: Dossier) -> str:
    profile = dossier.profile
    if profile.erased:
        return profile.handle
    return member_name(profile.handle, profile.platform_id)


def _hold_text(hold: HoldRow, now: datetime) -> str:
    return tr(
        "Held by {name} since {day}: {reason}",
        name=hold.placed_by,
        day=day_text(hold.placed_at, now),
        reason=hold.reason,
    )
