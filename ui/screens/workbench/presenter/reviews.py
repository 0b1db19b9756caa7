"""Decisions as tasks: a lead looks at them again, or one came back to be made again."""

from datetime import datetime

from app.cases.queries.decisions import DecisionView
from app.reviews.commands import AgreeWithDecision, ReturnDecision
from app.reviews.queries import ReviewLine, ReviewView
from app.rulebook.wording import step_text
from app.words import tr
from ui.screens.appeals.presenter.shown import sanction_text
from ui.screens.cases.presenter.wording import handle_text
from ui.screens.moments import exact, moment_text
from ui.screens.workbench.presenter.gathering import Heap
from ui.screens.workbench.presenter.rows import Kind, clause_of, key_of, outcome_of
from ui.screens.workbench.presenter.task import (
    BannerShown,
    CardShown,
    Deed,
    DetailShown,
    Facts,
    Task,
    TextShown,
)
from ui.theme import Tone
from ui.widgets import ChipSpec


def review_task(view: ReviewView, now: datetime) -> Task:
    """Return a moderator's decision as a task for a lead."""
    line, number = view.line, view.line.case_number
    member = handle_text(line.handle, known=view.case.member is not None)
    return Task(
        detail=DetailShown(
            key=key_of(Kind.REVIEW, line.id),
            meta=" · ".join((line.case_number, _decided(line, now))),
            title=tr("{member}: {decision}", member=member, decision=_title(view)),
            chip=ChipSpec(text=tr("To review"), tone=Tone.INFO, icon="eye"),
            cards=(_decision_card(view), _matter_card(view)),
            going=tr("Go to the case"),
        ),
        place=("cases", line.case),
        main=Deed(
            text=tr("Agree"),
            command=lambda _: AgreeWithDecision(decision=line.id),
            told=tr(
                "You agree with the decision of {number}.", number=line.case_number
            ),
            undone=_undone(line),
        ),
        other=Deed(
            text=tr("Return"),
            command=lambda note: ReturnDecision(decision=line.id, note=note),
            told=tr("{number} is back with who decided it.", number=number),
            undone=_undone(line),
            reason=tr("What to look at again"),
        ),
        title=tr("Review"),
        note=tr(
            "Returned, the sanction is reversed and {name} decides again.",
            name=line.decider,
        ),
    )


def _undone(line: ReviewLine) -> str:
    return tr("The review of {number} is undone.", number=line.case_number)


def _decided(line: ReviewLine, now: datetime) -> str:
    return tr(
        "{actor} decided, {moment}",
        actor=line.decider,
        moment=moment_text(line.at, now),
    )


def _title(view: ReviewView) -> str:
    clause = view.decision.clause
    named = f"{clause.number} {clause.title.text()}" if clause else ""
    return " · ".join(filter(None, (outcome_of(view.line), named)))


def _decision_card(view: ReviewView) -> CardShown:
    decision = view.decision
    return CardShown(
        icon="clipboard-text",
        title=tr("Decision"),
        side=exact(decision.at),
        person=decision.decider_name,
        facts=_facts(decision),
        texts=tuple(
            TextShown(caption=caption, text=text)
            for caption, text in (
                (tr("Reason"), decision.reason),
                (tr("Why not what the ladder proposed"), decision.deviation_reason),
            )
            if text
        ),
    )


def _facts(decision: DecisionView) -> Facts:
    if decision.clause is None or decision.step is None:
        return ()
    cited = tr(
        "{number} {title} (version {version})",
        number=decision.clause.number,
        title=decision.clause.title.text(),
        version=decision.version,
    )
    time = tr(
        "Number {ordinal} within {days} days",
        ordinal=decision.ordinal,
        days=decision.window_days,
    )
    facts = [
        (tr("Clause"), cited),
        (tr("Sanction"), sanction_text(decision.step)),
        (tr("Counted"), time),
    ]
    if decision.proposed is not None and decision.proposed != decision.step:
        facts.append((tr("The ladder proposes"), step_text(decision.proposed)))
    return tuple(facts)


def _matter_card(view: ReviewView) -> CardShown:
    case, clause = view.case, view.decision.clause
    return CardShown(
        icon="chat-circle-dots",
        title=tr("What it was about"),
        facts=tuple(
            fact
            for fact in ((tr("Case"), case.number), (tr("Complaint"), case.complaint))
            if fact[1]
        ),
        texts=tuple(
            TextShown(caption=caption, text=text, quiet=quiet)
            for caption, text, quiet in (
                (tr("Words complained of"), case.quote, True),
                (tr("The clause"), clause.text.text() if clause else "", False),
            )
            if text
        ),
    )


def returned_task(line: ReviewLine, heap: Heap, now: datetime) -> Task:
    """Return a decision that came back to whoever made it."""
    clause = clause_of(line.clause, line.at, heap) if line.clause else ""
    decided = " · ".join(filter(None, (outcome_of(line), clause)))
    return Task(
        detail=DetailShown(
            key=key_of(Kind.RETURNED, line.id),
            meta=" · ".join((line.case_number, _decided(line, now))),
            title=tr("{member}: {decision}", member=line.handle, decision=decided),
            chip=ChipSpec(text=tr("Returned"), tone=Tone.WARN, icon="arrow-u-up-left"),
            banner=BannerShown(
                title=tr("{name} asks you to decide this again", name=line.reviewer),
                text=tr("The sanction is reversed, and the case is yours to decide."),
                tone=Tone.WARN,
                icon="arrow-u-up-left",
            ),
            cards=(
                CardShown(
                    icon="note-pencil",
                    title=tr("What to look at again"),
                    person=line.reviewer,
                    texts=(TextShown(caption=tr("Note"), text=line.note),),
                ),
            ),
        ),
        place=("cases", line.case),
        main=Deed(text=tr("Go to the case")),
        title=tr("Decide again"),
        note=tr("What you wrote then is in the case."),
    )
