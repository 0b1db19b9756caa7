"""`rules compare`, `rules try` and `rules find`: the next version beside the last."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import typer

from app.cases.queries.trial import CaseTried, PastTried, TryOnPast
from app.cli import changes, documents
from app.cli.help import Page
from app.cli.options import Limit
from app.cli.output import Column, Output
from app.cli.session import Session
from app.cli.wording import short_moment, step_with_points
from app.errors import NotFound
from app.rulebook.changes import part_text, told
from app.rulebook.queries import (
    ClauseFound,
    CompareVersions,
    FindClauses,
    OpenDrafts,
    Versions,
)
from app.rulebook.trial import ClauseTried, Shift
from app.rulebook.wording import severity_text, shift_text
from app.times import DEFAULT_ZONE
from app.words import mark, tr, trn
from app.workspace import Workspace

DRAFT = "draft"

_COMPARE = mark("Tell what differs between two versions, or a version and the draft.")
_TRY = mark(
    "Try the draft on decided cases: tell whose outcome would change, by clause."
    " Earlier sanctions are taken as they were decided. Nothing is written."
)
_FIND = mark("Find clauses that hold all of these words, in either language.")
_WHICH = mark("The number of a version, or the word draft.")

_Rules = Annotated[str, typer.Argument(metavar=mark("RULES"), help=_WHICH)]


def add_to(commands: typer.Typer) -> None:
    """Add the commands to their group."""
    commands.command("compare", cls=Page, help=_COMPARE)(compare)
    commands.command("try", cls=Page, help=_TRY)(try_on_past)
    commands.command("find", cls=Page, help=_FIND)(find)


def compare(context: typer.Context, before: _Rules, after: _Rules = DRAFT) -> None:
    """Compare two versions."""
    session = Session.of(context)
    with session.opened() as workspace:
        query = CompareVersions(
            before=_rules(workspace, before), after=_rules(workspace, after)
        )
        found = told(workspace.query(query))
    session.out.document({"changes": changes.document(found)})
    changes.tell(found, session.out)
    if not found:
        session.out.say(tr("Both say the same."))


def try_on_past(
    context: typer.Context,
    rules: Annotated[str, typer.Option("--rules", help=_WHICH)] = DRAFT,
    since: Annotated[
        datetime | None,
        typer.Option(
            "--since",
            formats=["%Y-%m-%d"],
            metavar=mark("DAY"),
            help=mark("Only decisions from this day on, such as 2026-01-01."),
        ),
    ] = None,
    limit: Limit = 50,
) -> None:
    """Try the draft on the past."""
    session = Session.of(context)
    with session.opened() as workspace:
        query = TryOnPast(
            rules=_rules(workspace, rules),
            since=since.replace(tzinfo=DEFAULT_ZONE) if since else None,
            limit=limit,
        )
        with session.out.progress(tr("Trying")) as heard:
            tried = workspace.query(query, heard)
    session.out.document(_tried(tried))
    _tell(tried, session.out)
    session.tell_end(len(tried.changed), more=tried.more)


def find(
    context: typer.Context,
    words: Annotated[
        str,
        typer.Argument(metavar=mark("WORDS"), help=mark("Part of what you look for.")),
    ],
    rules: Annotated[
        str,
        typer.Option(
            "--rules",
            help=mark("The number of a version, or the word draft; else all versions."),
        ),
    ] = "",
) -> None:
    """Find clauses."""
    session = Session.of(context)
    with session.opened() as workspace:
        chosen = _rules(workspace, rules) if rules else ""
        found = workspace.query(FindClauses(words=words, rules=chosen))
    session.out.document({"clauses": [_found(each) for each in found]})
    for each in found:
        _show(each, session.out)
    session.tell_end(len(found), more=False)


def _rules(workspace: Workspace, named: str) -> str:
    """Return the id of the version of this number, or of the open draft.

    Raises:
        NotFound: there is none.
    """
    if named.strip().casefold() == DRAFT:
        for draft in workspace.query(OpenDrafts()):
            return draft.id
        raise NotFound("draft_not_found")
    for line in workspace.query(Versions()):
        if str(line.version) == named.strip():
            return line.id
    raise NotFound("rules_version_not_found")


def _tried(tried: PastTried) -> documents.Document:
    return {
        "cases": tried.cases,
        "members": tried.members,
        "clauses": [
            {
                "clause": each.number,
                "total": each.total,
                "changed": each.changed,
                **{shift.value: each.counts[shift] for shift in Shift},
            }
            for each in tried.clauses
        ],
        "changed": [
            {
                "case": each.number,
                "clause": each.clause,
                "member": each.member,
                "handle": each.handle,
                "decided_at": documents.when(each.decided_at),
                "shift": each.shift.value,
                "ordinal": each.ordinal,
                "before": documents.step(each.before),
                "imposed": documents.step(each.imposed),
                "after": documents.step(each.after),
            }
            for each in tried.changed
        ],
        "more": tried.more,
    }


def _tell(tried: PastTried, out: Output) -> None:
    changed = sum(each.changed for each in tried.clauses)
    out.facts(
        [
            (tr("Cases looked at"), str(tried.cases)),
            (tr("Would have come out differently"), str(changed)),
            (tr("Members concerned"), str(tried.members)),
        ]
    )
    out.table(
        [
            Column(title=tr("Clause"), rest=True),
            Column(title=tr("Cases"), right=True),
            *(Column(title=shift_text(shift), right=True) for shift in Shift),
        ],
        [_line(each) for each in tried.clauses],
    )
    if tried.changed:
        out.heading(tr("Cases that would have come out differently"))
    out.table(
        [
            Column(title=tr("Case")),
            Column(title=tr("Clause")),
            Column(title=tr("Member"), widest=16),
            Column(title=tr("Decided")),
            Column(title=tr("Proposed then")),
            Column(title=tr("Proposed now"), rest=True),
        ],
        [_row(each) for each in tried.changed],
    )


def _line(tried: ClauseTried) -> Sequence[str]:
    title = f" {tried.title.text()}" if tried.title else ""
    counts = (str(tried.counts[shift] or "") for shift in Shift)
    return (f"{tried.number}{title}", str(tried.total), *counts)


def _row(case: CaseTried) -> Sequence[str]:
    return (
        case.number,
        f"{case.clause} · {severity_text(case.severity)}",
        case.handle,
        short_moment(case.decided_at),
        step_with_points(case.before),
        step_with_points(case.after) if case.after else shift_text(case.shift),
    )


def _found(found: ClauseFound) -> documents.Document:
    return {
        "clause": found.number,
        "title": {"zh": found.title.zh, "en": found.title.en},
        "versions": list(found.versions),
        "hits": [
            {
                "part": hit.part.value,
                "language": hit.language.value if hit.language else None,
                "excerpt": "".join(text for text, _ in hit.excerpt),
            }
            for hit in found.hits
        ],
    }


def _show(found: ClauseFound, out: Output) -> None:
    where = trn(
        "Version {numbers}",
        "Versions {numbers}",
        len(found.versions),
        numbers=tr(", ").join(map(str, found.versions)),
    )
    title = f"{found.number} {found.title.text()}"
    out.heading(f"{title} · {where}" if found.versions else title)
    for hit in found.hits:
        excerpt = "".join(text for text, _ in hit.excerpt)
        out.say(f"  {part_text(hit.part)} · {excerpt}")
