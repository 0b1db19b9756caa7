"""Moments, figures and facts as the command line writes them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from app.appeals.model import Ruling
from app.appeals.wording import ruling_text
from app.cases.model import Channel, Outcome
from app.cases.timeline import Entry, What
from app.cases.wording import channel_text, decided_text
from app.cli.misuse import Misuse
from app.cli.output import Output
from app.files.problems import LineProblem, describe
from app.files.profiles import Repeat
from app.rulebook.model import SanctionKind, Severity, Step
from app.rulebook.wording import severity_text, step_text
from app.times import DEFAULT_ZONE
from app.words import mark, tr, trn

LINES_SHOWN = 10
"""How many lines of a file are named before the rest is counted."""

_WHAT = {
    What.OPENED: mark("Opened"),
    What.TAKEN: mark("Taken"),
    What.RELEASED: mark("Given back"),
    What.TRIAGED: mark("Triaged"),
    What.DECIDED: mark("Decided"),
    What.RETRACTED: mark("Decision undone"),
    What.NOTED: mark("Note"),
    What.APPEALED: mark("Appeal"),
    What.RULED: mark("Ruling"),
    What.RETURNED: mark("Returned by a lead"),
    What.RETURN_UNDONE: mark("Return undone"),
}
_DECIDED_PARTS = 3
_STEP_PARTS = 3


def moment(at: datetime | None) -> str:
    """Return a moment where the community lives; nothing for none."""
    return f"{at.astimezone(DEFAULT_ZONE):%Y-%m-%d %H:%M}" if at else ""


def short_moment(at: datetime | None) -> str:
    """Return a moment without its year, for a list that is worked off now."""
    return f"{at.astimezone(DEFAULT_ZONE):%m-%d %H:%M}" if at else ""


def severity(of: Severity | None) -> str:
    """Return the word for a severity; nothing for none."""
    return severity_text(of) if of else ""


def step_with_points(step: Step) -> str:
    """Return what a step imposes and enters."""
    points = trn("{count} point", "{count} points", step.points)
    return f"{step_text(step)} · {points}"


def step_code(step: Step) -> str:
    """Return a step as `--sanction` takes it."""
    return f"{step.kind.value}:{step.days}:{step.points}"


def step_of(code: str) -> Step:
    """Return the step that `--sanction` names.

    Raises:
        Misuse: it is not written KIND:DAYS:POINTS.
    """
    parts = code.split(":")
    kinds = [kind.value for kind in SanctionKind]
    well_written = len(parts) == _STEP_PARTS and parts[0] in kinds
    if not well_written or not all(p.isdecimal() for p in parts[1:]):
        raise Misuse(
            tr(
                "Write a sanction as KIND:DAYS:POINTS, such as mute:3:2 or"
                " warning:0:1. Kinds: {kinds}.",
                kinds=", ".join(kinds),
            )
        )
    kind, days, points = parts
    return Step(kind=SanctionKind(kind), days=int(days), points=int(points))


def what_text(entry: Entry) -> str:
    """Return what happened in a case, without who and when."""
    detail = _detail(entry)
    word = tr(_WHAT[entry.what])
    return f"{word} · {detail}" if detail else word


def _detail(entry: Entry) -> str:
    match entry.what:
        case What.OPENED:
            return channel_text(Channel(entry.detail))
        case What.TRIAGED:
            clause, _, grade = entry.detail.rpartition(" ")
            return f"{clause} {severity_text(Severity(grade))}"
        case What.DECIDED:
            return _decided(entry.detail)
        case What.APPEALED:
            return entry.detail
        case What.RULED:
            return ruling_text(Ruling(entry.detail))
        case _:
            return ""


def _decided(detail: str) -> str:
    # Without a violation there is no clause before the first space.
    clause, outcome, days = (*detail.split(" "), "", "")[:_DECIDED_PARTS]
    words = decided_text(Outcome(outcome), int(days) if days.isdecimal() else 0)
    return f"{clause} {words}".strip()


def tell_repeats(out: Output, repeats: Sequence[Repeat]) -> None:
    """Name the lines that are one and the same."""
    if not repeats:
        return
    out.heading(tr("Repeated lines; the first of each stands"))
    _some(out, ("  " + " = ".join(map(str, each.lines)) for each in repeats))
    _rest(out, len(repeats))


def tell_problems(out: Output, problems: Sequence[LineProblem]) -> None:
    """Name the lines with something wrong."""
    if not problems:
        return
    out.heading(tr("Lines with problems"))
    _some(
        out,
        (
            "  " + tr("Line {line}: {problem}", line=each.line, problem=describe(each))
            for each in problems
        ),
    )
    _rest(out, len(problems))


def _some(out: Output, lines: Iterable[str]) -> None:
    for _, line in zip(range(LINES_SHOWN), lines, strict=False):
        out.say(line)


def _rest(out: Output, count: int) -> None:
    if count > LINES_SHOWN:
        more = count - LINES_SHOWN
        out.say("  " + trn("… and {count} more", "… and {count} more", more))
