"""`feedback`: what members say about clauses, and what they are answered."""

from datetime import datetime
from typing import Annotated

import typer

from app.appeals.queries import AppealByNumber
from app.cli import documents
from app.cli.help import Page, Pages
from app.cli.options import AppealNumber, Limit
from app.cli.output import Column, Output
from app.cli.revising import surveys
from app.cli.revising.options import ON, TextFile, member_id, motion_id, short
from app.cli.session import Session
from app.ids import FeedbackId
from app.revision.commands.feedback import (
    AnswerFeedback,
    FileAppealAsFeedback,
    RecordFeedback,
    SortFeedback,
    StrikeFeedback,
    WithdrawAnswers,
)
from app.revision.model.feedback import Reply, Stance, Way
from app.revision.queries.feedback import (
    ClauseFeedback,
    FeedbackByClause,
    FeedbackByStart,
    FeedbackDetail,
    FeedbackLine,
    FeedbackPage,
    FeedbackQueue,
)
from app.revision.wording import (
    feedback_state_text,
    reply_text,
    stance_text,
    way_text,
)
from app.words import mark, tr
from app.workspace import Workspace

_ADD = mark(
    "Record what somebody said. The words are never an argument: they come from a file,"
    " from standard input, or are typed."
)
_ANSWER = mark(
    "Answer feedback. The reason is never an argument: it comes from a file, from"
    " standard input, or is typed."
)

Starts = Annotated[
    list[str],
    typer.Argument(
        metavar=mark("FEEDBACK"),
        help=mark("The beginning of its id, as the list shows it."),
    ),
]
Clause = Annotated[
    str,
    typer.Option(
        "--clause", metavar=mark("CLAUSE"), help=mark("Its number, such as 3.2.")
    ),
]
Taken = Annotated[
    Stance, typer.Option("--stance", help=mark("What they think of the clause."))
]


def group() -> typer.Typer:
    """Return the commands about feedback."""
    commands = typer.Typer(
        name="feedback",
        cls=Pages,
        no_args_is_help=True,
        help=mark("What members say about the rules."),
    )
    add = commands.command
    add("list", cls=Page, help=mark("List feedback, the newest first."))(list_some)
    add("clauses", cls=Page, help=mark("Count feedback by clause."))(count)
    add("show", cls=Page, help=mark("Show feedback, whole."))(show)
    add("add", cls=Page, help=_ADD)(record)
    add("appeal", cls=Page, help=mark("Count an appeal as feedback."))(from_appeal)
    add("import", cls=Page, help=surveys.ABOUT)(surveys.import_file)
    add("sort", cls=Page, help=mark("Say which clause it is about."))(sort)
    add("strike", cls=Page, help=mark("Take out what was a mistake."))(strike)
    add("answer", cls=Page, help=_ANSWER)(answer)
    add("reopen", cls=Page, help=mark("Take answers back."))(reopen)
    return commands


def list_some(
    context: typer.Context,
    queue: Annotated[
        FeedbackQueue, typer.Option("--queue", help=mark("Which feedback."))
    ] = FeedbackQueue.OPEN,
    clause: Annotated[
        str | None,
        typer.Option(
            "--clause",
            metavar=mark("CLAUSE"),
            help=mark("About this one alone; an empty text for what is about none."),
        ),
    ] = None,
    limit: Limit = 50,
) -> None:
    """List feedback."""
    session = Session.of(context)
    asked = FeedbackPage(queue=queue, clause=clause, limit=limit)
    with session.opened() as workspace:
        page = workspace.query(asked)
    more = page.after is not None
    session.out.document(
        {"feedback": [document(line) for line in page.rows], "more": more}
    )
    session.out.table(
        [
            Column(title=tr("Feedback")),
            Column(title=tr("Clause")),
            Column(title=tr("Stance")),
            Column(title=tr("State")),
            Column(title=tr("Received on")),
            Column(title=tr("Words"), rest=True),
        ],
        [
            (
                short(line.id),
                line.clause,
                stance_text(line.stance),
                _state(line),
                line.received_on.isoformat(),
                line.words,
            )
            for line in page.rows
        ],
    )
    session.tell_end(len(page.rows), more=more)


def _state(line: FeedbackLine) -> str:
    return reply_text(line.answer) if line.answer else feedback_state_text(line.state)


def count(context: typer.Context) -> None:
    """Count by clause."""
    session = Session.of(context)
    with session.opened() as workspace:
        groups = workspace.query(FeedbackByClause())
    session.out.document({"clauses": [_group_document(each) for each in groups]})
    session.out.table(
        [
            Column(title=tr("Clause")),
            *(Column(title=stance_text(s), right=True) for s in Stance),
            Column(title=tr("Waits for an answer"), right=True),
            *(Column(title=reply_text(reply), right=True) for reply in Reply),
        ],
        [
            (
                each.clause or tr("None"),
                *(str(each.stances.get(stance, 0)) for stance in Stance),
                str(each.waiting),
                *(str(each.replies.get(reply, 0)) for reply in Reply),
            )
            for each in groups
        ],
    )
    session.tell_end(len(groups), more=False)


def show(context: typer.Context, starts: Starts) -> None:
    """Show feedback."""
    session = Session.of(context)
    with session.opened() as workspace:
        chosen = _chosen(workspace, starts)
        lines = [workspace.query(FeedbackDetail(feedback=each)) for each in chosen]
    session.out.document({"feedback": [document(line) for line in lines]})
    for line in lines:
        _tell(line, session.out)


def _tell(line: FeedbackLine, out: Output) -> None:
    out.heading(f"{short(line.id)} · {line.clause}")
    known = (
        (tr("How it came"), way_text(line.way)),
        (tr("Appeal"), line.appeal),
        (tr("Received on"), line.received_on.isoformat()),
        (tr("Said by"), line.who),
        (tr("Stance"), stance_text(line.stance)),
        (tr("Recorded by"), line.recorded_by),
        (tr("State"), _state(line)),
        (tr("Answered by"), line.answered_by),
        (tr("Motion"), short(line.motion or "")),
    )
    out.facts([(label, text) for label, text in known if text])
    out.say(line.words)
    if line.reason:
        out.say(f"{tr('Reason')}: {line.reason}")


def record(
    context: typer.Context,
    clause: Clause,
    stance: Taken,
    way: Annotated[
        Way, typer.Option("--way", help=mark("How it came."))
    ] = Way.PRIVATE_MESSAGE,
    on: Annotated[
        datetime | None,
        typer.Option("--on", formats=ON, metavar=mark("DAY"), help=mark("Which day.")),
    ] = None,
    member: Annotated[
        str,
        typer.Option(
            "--member",
            metavar=mark("PLATFORM_ID"),
            help=mark("Who said it, by the platform id on the member list."),
        ),
    ] = "",
    words_file: TextFile = None,
) -> None:
    """Record feedback."""
    session = Session.of(context)
    with session.opened() as workspace:
        whose = member_id(workspace, member) if member else None
        words = session.inputs.text(
            words_file, "--text-file", tr("Write what was said.")
        )
        command = RecordFeedback(
            clause=clause,
            way=way,
            stance=stance,
            words=words,
            received_on=on.date() if on else None,
            member=whose,
        )
        made = workspace.execute(command).value
    _told(session, made, words=tr("Recorded as {name}.", name=short(made)))


def from_appeal(
    context: typer.Context, number: AppealNumber, stance: Taken, clause: Clause = ""
) -> None:
    """Count an appeal as feedback."""
    session = Session.of(context)
    with session.opened() as workspace:
        appeal = workspace.query(AppealByNumber(number=number))
        command = FileAppealAsFeedback(appeal=appeal, stance=stance, clause=clause)
        made = workspace.execute(command).value
    _told(session, made, words=tr("Recorded as {name}.", name=short(made)))


def sort(
    context: typer.Context, start: surveys.Start, clause: Clause, stance: Taken
) -> None:
    """Sort feedback."""
    session = Session.of(context)
    with session.opened() as workspace:
        (feedback,) = _chosen(workspace, [start])
        command = SortFeedback(feedback=feedback, clause=clause, stance=stance)
        workspace.execute(command)
    _told(session, feedback, words=tr("Sorted."))


def strike(context: typer.Context, starts: Starts) -> None:
    """Strike feedback."""
    session = Session.of(context)
    with session.opened() as workspace:
        chosen = _chosen(workspace, starts)
        workspace.execute(StrikeFeedback(feedback=chosen))
    _told(session, *chosen, words=tr("Struck; it counts nowhere."))


def answer(
    context: typer.Context,
    starts: Starts,
    reply: Annotated[
        Reply, typer.Option("--answer", help=mark("Whether it is adopted."))
    ],
    motion: Annotated[
        str,
        typer.Option(
            "--motion",
            metavar=mark("MOTION"),
            help=mark("Which motion it led to, by the beginning of its id."),
        ),
    ] = "",
    reason_file: TextFile = None,
) -> None:
    """Answer feedback."""
    session = Session.of(context)
    with session.opened() as workspace:
        chosen = _chosen(workspace, starts)
        reason = session.inputs.text(reason_file, "--text-file", tr("Write why."))
        command = AnswerFeedback(
            feedback=chosen,
            answer=reply,
            reason=reason,
            motion=motion_id(workspace, motion) if motion else None,
        )
        workspace.execute(command)
    _told(session, *chosen, words=tr("Answered."))


def reopen(context: typer.Context, starts: Starts) -> None:
    """Take answers back."""
    session = Session.of(context)
    with session.opened() as workspace:
        chosen = _chosen(workspace, starts)
        workspace.execute(WithdrawAnswers(feedback=chosen))
    _told(session, *chosen, words=tr("It waits for an answer again."))


def _chosen(workspace: Workspace, starts: list[str]) -> tuple[FeedbackId, ...]:
    return tuple(workspace.query(FeedbackByStart(start=each)) for each in starts)


def _told(session: Session, *feedback: FeedbackId, words: str) -> None:
    session.out.document({"feedback": [*feedback]})
    session.out.say(words)


def document(line: FeedbackLine) -> documents.Document:
    """Return a piece of feedback for machines."""
    return {
        "id": line.id,
        "clause": line.clause or None,
        "version": line.version or None,
        "way": line.way.value,
        "stance": line.stance.value,
        "received_on": documents.when(line.received_on),
        "who": line.who or None,
        "member": line.member,
        "appeal": line.appeal or None,
        "words": line.words,
        "state": line.state.value,
        "answer": line.answer.value if line.answer else None,
        "reason": line.reason or None,
        "motion": line.motion,
        "recorded_by": line.recorded_by,
        "recorded_at": documents.when(line.at),
        "answered_by": line.answered_by or None,
        "answered_at": documents.when(line.answered_at),
    }


def _group_document(each: ClauseFeedback) -> documents.Document:
    return {
        "clause": each.clause or None,
        "total": each.total,
        "stances": {stance.value: n for stance, n in each.stances.items()},
        "waiting": each.waiting,
        "replies": {reply.value: n for reply, n in each.replies.items()},
    }
