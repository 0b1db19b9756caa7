"""`rules`: publish a version of the rules, and read them."""

from datetime import datetime
from typing import Annotated

import typer

from app.approvals.commands import Propose
from app.approvals.queries import SecondPersonFor
from app.cli import acknowledging, comparing, documents, publishing
from app.cli.approvals import tell_proposed
from app.cli.help import Page, Pages
from app.cli.output import Column, Output
from app.cli.session import Session
from app.cli.wording import moment
from app.errors import NotFound
from app.ids import RulebookId
from app.rulebook.commands import PublishRulebook
from app.rulebook.model import Bilingual, Clause, Ladder, Severity
from app.rulebook.queries import Version, Versions, VersionText
from app.rulebook.templates import load_template, templates
from app.rulebook.wording import severity_text, step_text
from app.words import mark, tr

_PUBLISH = mark(
    "Publish a version of the rules. Where somebody else may publish as well, it is"
    " proposed to them."
)


def group() -> typer.Typer:
    """Return the commands about the rules."""
    commands = typer.Typer(
        name="rules", cls=Pages, no_args_is_help=True, help=mark("The rulebook.")
    )
    add = commands.command
    add("templates", cls=Page, help=mark("List the shipped rulebooks."))(shipped)
    add("publish", cls=Page, help=_PUBLISH)(publish)
    add("show", cls=Page, help=mark("Show a version of the rules, whole."))(show)
    comparing.add_to(commands)
    publishing.add_to(commands)
    acknowledging.add_to(commands)
    return commands


def shipped(context: typer.Context) -> None:
    """List the templates; no vault is opened."""
    out = Session.of(context).out
    found = templates()
    out.document(
        {
            "templates": [
                {"template": key, "title": {"zh": title.zh, "en": title.en}}
                for key, title in found
            ]
        }
    )
    out.table(
        [Column(title=tr("Template")), Column(title=tr("Title"), rest=True)],
        [(key, title.text()) for key, title in found],
    )


def found(version: Version | None) -> Version:
    """Return a version that is there.

    Raises:
        NotFound: it is not.
    """
    if version is None:
        raise NotFound("rules_version_not_found")
    return version


def publish(
    context: typer.Context,
    template: Annotated[
        str,
        typer.Option("--template", help=mark("The shipped rulebook to publish.")),
    ],
    effective_on: Annotated[
        datetime,
        typer.Option(
            "--effective-on",
            formats=["%Y-%m-%d"],
            metavar=mark("DAY"),
            help=mark("The first day it applies, such as 2026-01-01."),
        ),
    ],
    changes_zh: Annotated[
        str,
        typer.Option(help=mark("What is new for members, in Chinese.")),
    ] = "",
    changes_en: Annotated[
        str,
        typer.Option(help=mark("What is new for members, in English.")),
    ] = "",
) -> None:
    """Publish a version."""
    session = Session.of(context)
    book = load_template(template)
    with session.opened() as workspace:
        command = PublishRulebook(
            book=book,
            effective_on=effective_on.date(),
            changes=Bilingual(zh=changes_zh, en=changes_en),
        )
        if workspace.query(SecondPersonFor(command=command)).needed:
            proposal = workspace.execute(Propose(command=command)).value
            tell_proposed(workspace, proposal, session.out)
            return
        made = workspace.execute(command).value
        version = found(workspace.query(VersionText(version=made)))
    session.out.document({"rules": documents.version(version)})
    session.out.say(
        tr(
            "Version {version} of {title} is published and applies from {day}.",
            version=version.version,
            title=version.book.title.text(),
            day=version.effective_on.isoformat(),
        )
    )


def show(
    context: typer.Context,
    number: Annotated[
        int | None,
        typer.Option(
            "--version",
            min=1,
            help=mark("Which version; the one in force if none is named."),
        ),
    ] = None,
) -> None:
    """Show a version."""
    session = Session.of(context)
    with session.opened() as workspace:
        versions = workspace.query(Versions())
        chosen = next(
            (
                v.id
                for v in versions
                if (v.in_force if number is None else v.version == number)
            ),
            RulebookId(""),
        )
        shown = found(workspace.query(VersionText(version=chosen)))
    session.out.document(
        {
            "rules": documents.version(shown),
            "versions": [
                {
                    "version": v.version,
                    "effective_on": documents.when(v.effective_on),
                    "in_force": v.in_force,
                }
                for v in versions
            ],
        }
    )
    _tell(shown, session.out)


def _tell(version: Version, out: Output) -> None:
    book = version.book
    out.heading(book.title.text())
    out.facts(
        [
            (tr("Version"), str(version.version)),
            (tr("Applies from"), version.effective_on.isoformat()),
            (tr("In force"), tr("yes") if version.in_force else tr("no")),
            (tr("Published"), f"{moment(version.published_at)} · {version.publisher}"),
        ]
    )
    for article in book.articles:
        out.heading(f"{article.number} {article.title.text()}")
        for clause in article.clauses:
            _clause(clause, out)
    _ladder(book.ladder, out)


def _clause(clause: Clause, out: Output) -> None:
    title = f"{clause.number} {clause.title.text()}"
    out.say(f"{title} · {severity_text(clause.severity)}")
    out.say(f"  {clause.text.text()}")
    for label, examples in (
        (tr("Allowed"), clause.allowed),
        (tr("Forbidden"), clause.forbidden),
    ):
        for example in examples:
            out.say(f"  {label} · {example.text()}")


def _ladder(ladder: Ladder, out: Output) -> None:
    out.heading(tr("Ladder"))
    out.table(
        [
            Column(title=tr("Which time"), right=True),
            *(Column(title=severity_text(severity)) for severity in Severity),
        ],
        [
            (
                str(ordinal),
                *(f"{step_text(step)} ({step.points})" for step in row),
            )
            for ordinal, row in enumerate(ladder.rows, 1)
        ],
    )
    out.say(
        tr(
            "Times are counted within {window} days; points in brackets expire after"
            " {expiry} days; at {review} points the member's record is reviewed.",
            window=ladder.window_days,
            expiry=ladder.points_expire_days,
            review=ladder.review_at_points,
        )
    )
