"""Proposals as tasks: to approve or not, or one's own that waits."""

from datetime import datetime
from typing import Final

from app.approvals.commands import Approve, Reject, Withdraw
from app.approvals.duals import PUBLICATION, REMOVAL, STAFF_REMOVAL
from app.approvals.model import ProposalState
from app.approvals.queries import ProposalLine, ProposalView
from app.approvals.wording import state_text, what_text
from app.errors import Conflict, NotPermitted
from app.rulebook.changes import Change, How, Part, how_text
from app.text.difference import difference
from app.words import mark, sentence, tr
from ui.screens.moments import exact, moment_text
from ui.screens.workbench.presenter.rows import Kind, key_of
from ui.screens.workbench.presenter.task import (
    BannerShown,
    CardShown,
    ChangeShown,
    Deed,
    DetailShown,
    Task,
    TextShown,
)
from ui.theme import Tone
from ui.widgets import ChipSpec, Compared

_FOLLOWS: Final = {
    REMOVAL.code: (
        mark("The member is removed; the sanction begins when five minutes are over."),
        mark("Until then you can undo the approval."),
        mark("The member gets a notice and can appeal."),
    ),
    PUBLICATION.code: (
        mark("From that day on decisions cite this version."),
        mark("A published version is never changed; a later one replaces it."),
    ),
    STAFF_REMOVAL.code: (
        mark("The person can no longer sign in, from now on and for good."),
        mark("The vault then needs a new key; copies made before stay readable."),
    ),
}
_TONES: Final = {
    How.ADDED: Tone.OK,
    How.CHANGED: Tone.INFO,
    How.REMOVED: Tone.WARN,
}
_PLACES: Final = {REMOVAL.code: "cases", PUBLICATION.code: "rulebook"}
_GOING: Final = {
    "cases": mark("Go to the case"),
    "rulebook": mark("Go to the rules"),
}
_RECORDED: Final = mark("Who proposed and who approved is recorded for good.")


def proposal_task(kind: Kind, view: ProposalView, now: datetime) -> Task:
    """Return a proposal as a task, for whoever approves it or who proposed it."""
    line = view.line
    screen = _PLACES.get(line.what, "")
    return Task(
        detail=_detail(kind, view, now, tr(_GOING[screen]) if screen else ""),
        place=(screen, line.about),
        main=_main(kind, view),
        other=_other(kind, view),
        title=tr("Approval") if kind is Kind.APPROVE else tr("Your proposal"),
        note=_note(kind, view),
    )


def _main(kind: Kind, view: ProposalView) -> Deed | None:
    if kind is Kind.APPROVE:
        return None if view.bar else _approve(view.line)
    stale = view.line.state is ProposalState.STALE
    return _withdraw(view.line) if stale else None


def _other(kind: Kind, view: ProposalView) -> Deed | None:
    if kind is Kind.APPROVE:
        return None if view.bar else _reject(view.line)
    waits = view.line.state is ProposalState.WAITING
    return _withdraw(view.line) if waits else None


def _approve(line: ProposalLine) -> Deed:
    return Deed(
        text=tr("Approve"),
        command=lambda _: Approve(proposal=line.id),
        told=tr("Approved and done: {title}", title=line.title),
        undone=tr("The decision is undone"),
    )


def _reject(line: ProposalLine) -> Deed:
    return Deed(
        text=tr("Do not approve"),
        command=lambda reason: Reject(proposal=line.id, reason=reason),
        told=tr("Not approved; nothing was done: {title}", title=line.title),
        reason=tr("Why not approved"),
    )


def _withdraw(line: ProposalLine) -> Deed:
    return Deed(
        text=tr("Withdraw"),
        command=lambda _: Withdraw(proposal=line.id),
        told=tr("Proposal withdrawn"),
    )


def _note(kind: Kind, view: ProposalView) -> str:
    if kind is Kind.APPROVE:
        return tr("Approved, it is done at once.")
    if view.line.state is ProposalState.STALE:
        return tr("Withdraw it, and propose it anew if it is still right.")
    return tr("Somebody else has to approve it.")


def _detail(kind: Kind, view: ProposalView, now: datetime, going: str) -> DetailShown:
    line = view.line
    follows = (*_FOLLOWS.get(line.what, ()), _RECORDED)
    described = view.described
    meta = (
        what_text(line.what),
        tr("Proposed {moment}", moment=moment_text(line.at, now)),
    )
    reasons = tuple(TextShown(caption=c, text=t) for c, t in described.reasons)
    return DetailShown(
        key=key_of(kind, line.id),
        meta=" · ".join(meta),
        title=line.title,
        chip=_chip(line),
        banner=_banner(kind, view),
        cards=(
            CardShown(
                icon="list-bullets",
                title=tr("What would be done"),
                facts=described.facts,
                texts=(
                    TextShown(
                        caption=tr("What follows"),
                        text="\n".join(map(tr, follows)),
                        quiet=True,
                    ),
                ),
            ),
            CardShown(
                icon="user",
                title=tr("Proposed by"),
                side=exact(line.at),
                person=line.proposer,
                texts=reasons,
            ),
        ),
        changes=tuple(map(_change, view.changes)),
        going=going,
    )


def _change(change: Change) -> ChangeShown:
    return ChangeShown(
        title=change.title,
        chip=ChipSpec(text=how_text(change.how), tone=_TONES[change.how]),
        parts=tuple(map(_part, change.parts)),
    )


def _part(part: Part) -> Compared:
    if part.before and part.after:
        before, after = difference(part.before, part.after)
    else:
        # Where there is nothing to compare with, marking every word says no more.
        before, after = ((part.before, False),), ((part.after, False),)
    return Compared(label=part.label, before=before, after=after)


def _chip(line: ProposalLine) -> ChipSpec:
    stale = line.state is ProposalState.STALE
    return ChipSpec(
        text=state_text(line.state),
        tone=Tone.WARN if stale else Tone.INFO,
        icon="warning" if stale else "hourglass",
    )


def _banner(kind: Kind, view: ProposalView) -> BannerShown | None:
    if view.bar == "proposal_stale":
        return BannerShown(
            title=tr("The proposal is out of date"),
            text=tr("What it was founded on has changed, so nobody can approve it."),
            tone=Tone.WARN,
            icon="warning",
        )
    if view.bar == "proposal_closed":
        return BannerShown(
            title=state_text(view.line.state),
            text=sentence(Conflict("proposal_closed")),
            tone=Tone.NEUTRAL,
            icon="info",
        )
    if kind is Kind.MINE:
        return BannerShown(
            title=tr("Waits for a second person's approval"),
            text=sentence(NotPermitted("proposal_own")),
            tone=Tone.NEUTRAL,
            icon="hourglass",
        )
    return BannerShown(
        title=tr("Two people do this"),
        text=tr(
            "{name} proposes it. You have no part in the matter and may approve it.",
            name=view.line.proposer,
        ),
        tone=Tone.OK,
        icon="shield-check",
    )
