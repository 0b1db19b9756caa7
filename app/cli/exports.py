"""`export`: write an anonymised report, if it passes every check."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli import documents
from app.cli.endings import Exit
from app.cli.help import Page, Pages
from app.cli.misuse import Misuse
from app.cli.output import Column, Output
from app.cli.session import Session
from app.errors import InputError
from app.exports.commands import Released, ReleaseReport
from app.exports.gates import GateResult, Verdict
from app.exports.model import Tier
from app.exports.preparation import PrepareReport
from app.exports.wording import gate_detail, gate_title, remedy_text, tier_readers
from app.words import mark, sentence, tr
from app.workspace import Workspace

_MONTH_PARTS = 2
_CASES = mark(
    "Write decided cases by clause, month and outcome as CSV, without anything that"
    " names a person; small figures are withheld. Nothing is written unless every"
    " check is passed."
)


def group() -> typer.Typer:
    """Return the commands about reports."""
    commands = typer.Typer(
        name="export", cls=Pages, no_args_is_help=True, help=mark("Anonymised reports.")
    )
    commands.command("cases", cls=Page, help=_CASES)(cases)
    return commands


def cases(
    context: typer.Context,
    place: Annotated[
        Path,
        typer.Argument(metavar=mark("FILE"), help=mark("The CSV file to write.")),
    ],
    tier: Annotated[Tier, typer.Option("--tier", help=mark("Who will read it."))],
    purpose_file: Annotated[
        str | None,
        typer.Option(
            "--purpose-file",
            metavar=mark("FILE"),
            help=mark(
                "A file saying what the report is for; - or nothing: standard input,"
                " or typed."
            ),
        ),
    ] = None,
    month: Annotated[
        list[str] | None,
        typer.Option(
            "--month",
            metavar=mark("MONTH"),
            help=mark("A month it tells of, such as 2026-10; all if none is named."),
        ),
    ] = None,
    with_running_month: Annotated[
        bool,
        typer.Option(
            "--with-running-month", help=mark("Let the month that has not ended in.")
        ),
    ] = False,
    numbers_only: Annotated[
        bool,
        typer.Option("--numbers-only", help=mark("Name clauses by number alone.")),
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help=mark("Make the checks, write nothing."))
    ] = False,
) -> None:
    """Write a report."""
    session = Session.of(context)
    wanted = PrepareReport(
        tier=tier,
        with_running_month=with_running_month,
        months=_months(month),
        numbers_only=numbers_only,
    )
    with session.opened() as workspace:
        if check:
            verdict = workspace.query(wanted).verdict
            _tell_checks(verdict, session.out)
            if not verdict.passed:
                raise _refused(verdict, session.out)
            session.out.document({"checks": _checks(verdict), "released": None})
            return
        if place.exists():
            # A report somebody may have sent on is never replaced by another.
            raise InputError("export_file_exists")
        purpose = session.inputs.text(
            purpose_file, "--purpose-file", tr("Write what the report is for.")
        )
        released = _release(workspace, wanted, place, purpose, session.out)
    session.out.document({"released": _released(released)})
    _tell(released, tier, session.out)


def _months(named: list[str] | None) -> frozenset[str] | None:
    for month in named or ():
        parts = month.split("-")
        if len(parts) != _MONTH_PARTS or not all(map(str.isdecimal, parts)):
            raise Misuse(tr("Write a month as 2026-10."))
    return frozenset(named) if named else None


def _release(
    workspace: Workspace, wanted: PrepareReport, place: Path, purpose: str, out: Output
) -> Released:
    command = ReleaseReport(
        place=place,
        tier=wanted.tier,
        purpose=purpose,
        with_running_month=wanted.with_running_month,
        months=wanted.months,
        numbers_only=wanted.numbers_only,
    )
    try:
        return workspace.execute(command).value
    except InputError as error:
        if error.code != "export_gates_failed":
            raise
    verdict = workspace.query(wanted).verdict
    _tell_checks(verdict, out)
    raise _refused(verdict, out)


def _refused(verdict: Verdict, out: Output) -> typer.Exit:
    error = InputError("export_gates_failed", count=len(verdict.failures))
    words = sentence(error)
    out.fail(words)
    out.document(
        {
            "error": {"code": error.code, "message": words},
            "checks": _checks(verdict),
        }
    )
    return typer.Exit(Exit.REFUSED)


def _tell_checks(verdict: Verdict, out: Output) -> None:
    out.table(
        [
            Column(title=tr("Result")),
            Column(title=tr("Check")),
            Column(title=tr("Found"), right=True),
            Column(title=tr("What is asked"), rest=True),
        ],
        [
            (
                tr("passed") if gate.passed else tr("not passed"),
                gate_title(gate.code),
                "" if gate.measured is None else str(gate.measured),
                gate_detail(gate),
            )
            for gate in sorted(verdict.gates, key=lambda gate: gate.passed)
        ],
    )
    for gate in verdict.failures:
        if gate.remedy is not None:
            title, remedy = gate_title(gate.code), remedy_text(gate.remedy)
            out.say(tr("{check}: {remedy}", check=title, remedy=remedy))


def _checks(verdict: Verdict) -> list[documents.Document]:
    return [_check(gate) for gate in verdict.gates]


def _check(gate: GateResult) -> documents.Document:
    return {
        "check": gate.code.value,
        "passed": gate.passed,
        "measured": gate.measured,
        "limit": gate.limit,
        "remedy": gate.remedy.value if gate.remedy else None,
    }


def _released(released: Released) -> documents.Document:
    return {
        "id": released.id,
        "file": str(released.place.absolute()),
        "sha256": released.sha256,
        "shown": released.shown,
        "withheld": released.withheld,
        "months": list(released.months),
    }


def _tell(released: Released, tier: Tier, out: Output) -> None:
    out.say(tr("The report passed every check and is written."))
    out.facts(
        [
            (tr("File"), str(released.place)),
            (tr("For"), tier_readers(tier)),
            (tr("Months"), ", ".join(released.months)),
            (tr("Figures shown"), str(released.shown)),
            (tr("Figures withheld"), str(released.withheld)),
            ("SHA-256", released.sha256),
        ]
    )
