"""The other tasks: members, cases and appeals, held entries, a key that is owed."""

from datetime import datetime

from app.appeals.queries import AppealLine
from app.audit.model import HistoryRow
from app.audit.wording import headline, held_text
from app.cases.queries.queues import CaseLine
from app.cases.wording import state_text
from app.reviews.queries import MemberToReview
from app.rulebook.wording import severity_text, step_text
from app.staff.commands import AdmitHeld
from app.words import tr
from ui.screens.cases.presenter.wording import handle_text
from ui.screens.members.presenter.shown import member_name
from ui.screens.moments import clock, exact, moment_text
from ui.screens.workbench.presenter.gathering import Heap
from ui.screens.workbench.presenter.rows import Kind, clause_of, key_of
from ui.screens.workbench.presenter.task import (
    BannerShown,
    CardShown,
    Deed,
    DetailShown,
    Task,
    TextShown,
)
from ui.theme import Tone
from ui.widgets import ChipSpec


def case_task(line: CaseLine, heap: Heap, now: datetime) -> Task:
    """Return a case this person looks after."""
    member = handle_text(line.handle, known=line.known)
    rule = tr("No clause yet")
    if line.clause:
        rule = clause_of(line.clause, line.opened_at, heap)
    facts = [(tr("Due"), exact(line.due_at)), (tr("Opened"), exact(line.opened_at))]
    if line.severity:
        facts.append((tr("Severity"), severity_text(line.severity)))
    return Task(
        detail=DetailShown(
            key=key_of(Kind.CASE, line.id),
            meta=" · ".join((line.number, clock(line.due_at, now).text)),
            title=tr("{member}: {decision}", member=member, decision=rule),
            chip=ChipSpec(text=state_text(line.state), tone=Tone.INFO, icon="clock"),
            cards=(
                CardShown(
                    icon="clipboard-text",
                    title=tr("Case"),
                    facts=tuple(facts),
                    texts=(
                        TextShown(
                            caption=tr("Words complained of"),
                            text=line.excerpt,
                            quiet=True,
                        ),
                    )
                    if line.excerpt
                    else (),
                ),
            ),
        ),
        place=("cases", line.id),
        main=Deed(text=tr("Go to the case")),
        title=tr("Your case"),
        note=tr("It is decided on its own screen."),
    )


def member_task(line: MemberToReview, now: datetime) -> Task:
    """Return a member whose points call for a review."""
    last = exact(line.reviewed_at) if line.reviewed_at else tr("never")
    return Task(
        detail=DetailShown(
            key=key_of(Kind.MEMBER, line.member),
            meta=tr("Due since {moment}", moment=moment_text(line.due_since, now)),
            title=member_name(line.handle, line.platform_id),
            chip=ChipSpec(text=tr("Review due"), tone=Tone.WARN, icon="eye"),
            cards=(
                CardShown(
                    icon="users",
                    title=tr("Active points"),
                    facts=(
                        (tr("Points"), str(line.points)),
                        (tr("Review at"), str(line.threshold)),
                        (tr("Due since"), exact(line.due_since)),
                        (tr("Last review"), last),
                    ),
                ),
            ),
        ),
        place=("members", line.member),
        main=Deed(text=tr("Open record")),
        title=tr("Review the member"),
        note=tr("Sanctions and cases stand in the record; the review is noted there."),
    )


def appeal_task(line: AppealLine, heap: Heap, now: datetime) -> Task:
    """Return an appeal this person may rule on."""
    against = step_text(line.step) if line.step else ""
    clause = clause_of(line.clause, line.filed_at, heap)
    return Task(
        detail=DetailShown(
            key=key_of(Kind.APPEAL, line.id),
            meta=" · ".join((line.number, clock(line.due_at, now).text)),
            title=tr(
                "{member} appeals: {decision}",
                member=f"@{line.handle.removeprefix('@')}",
                decision=" · ".join(filter(None, (against, clause))),
            ),
            chip=ChipSpec(text=tr("You may rule"), tone=Tone.OK, icon="check"),
            cards=(
                CardShown(
                    icon="scales",
                    title=tr("Appeal"),
                    facts=(
                        (tr("Due"), exact(line.due_at)),
                        (tr("Recorded"), exact(line.filed_at)),
                        (tr("Case"), line.case_number),
                    ),
                ),
            ),
        ),
        place=("appeals", line.id),
        main=Deed(text=tr("Go to the appeal")),
        title=tr("Ruling"),
        note=tr("Statement and decision stand side by side on its own screen."),
    )


def held_task(row: HistoryRow, now: datetime) -> Task:
    """Return an entry that waits outside until a lead lets it count."""
    name = row.actor_name or tr("(no name)")
    commit = bytes.fromhex(row.commit)
    return Task(
        detail=DetailShown(
            key=key_of(Kind.HELD, row.commit),
            meta=" · ".join((name, moment_text(row.at, now))),
            title=tr("An entry of {name}", name=name),
            chip=ChipSpec(text=tr("Held back"), tone=Tone.WARN, icon="pause-circle"),
            banner=BannerShown(
                title=held_text(row),
                text=tr(
                    "It was made elsewhere, before anybody there could know. Nothing"
                    " of it counts so far."
                ),
                tone=Tone.WARN,
                icon="pause-circle",
            ),
            cards=(
                CardShown(
                    icon="list-bullets",
                    title=tr("What it says"),
                    side=exact(row.at),
                    person=name,
                    facts=(
                        (tr("Events"), str(row.count)),
                        (tr("Entry"), row.commit[:16]),
                    ),
                    texts=(TextShown(caption=tr("First of them"), text=headline(row)),),
                ),
            ),
            going=tr("Go to the history"),
        ),
        place=("audit", row.commit),
        main=Deed(
            text=tr("Let it count"),
            command=lambda _: AdmitHeld(commits=(commit,)),
            told=tr("The entry of {name} counts now", name=name),
        ),
        title=tr("Held entry"),
        note=tr("Let it count if you trust that it was made in good faith."),
    )


def rekey_task() -> Task:
    """Return the key that is owed."""
    return Task(
        detail=DetailShown(
            key=key_of(Kind.REKEY, "owed"),
            meta=tr("Key of the vault"),
            title=tr("A new key is owed to the vault"),
            chip=ChipSpec(text=tr("Owed"), tone=Tone.WARN, icon="key"),
            banner=BannerShown(
                title=tr("Whoever left can still open copies made from now on"),
                text=tr("That ends when the vault has a new key."),
                tone=Tone.WARN,
                icon="key",
            ),
            cards=(
                CardShown(
                    icon="list-bullets",
                    title=tr("What to do"),
                    texts=(
                        TextShown(
                            caption=tr("Now"),
                            text=tr(
                                "A backup is made first. Changes wait until it is done."
                            ),
                        ),
                        TextShown(
                            caption=tr("Afterwards"),
                            text=tr("Delete old backups, and copies on other disks."),
                        ),
                    ),
                ),
            ),
        ),
        main=Deed(text=tr("Re-key now")),
        title=tr("Key of the vault"),
        note=tr("Everybody keeps name and passphrase."),
    )
