"""What a person may do about exports."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from app.errors import InputError
from app.exports.events import ReportReleased
from app.exports.model import Tier
from app.exports.preparation import PrepareReport, prepare_report
from app.files.atomic import write_atomically
from app.ids import ReleaseId, new_id
from app.staff.roles import Capability
from app.work import Act, Command, Handler, Intent

PURPOSE_LEAST = 4
"""Fewest characters of a purpose; enough to say what for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseReport(Command["Released"]):
    """Write an anonymised report of decided cases, if it passes every check.

    Attributes:
        place: the file to write.
        purpose: what it is for; entered in the ledger.
    """

    place: Path
    tier: Tier
    purpose: str
    with_running_month: bool = False
    months: frozenset[str] | None = None
    numbers_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """What was written.

    Attributes:
        sha256: of the file.
        shown, withheld: figures published and not.
    """

    id: ReleaseId
    place: Path
    sha256: str
    shown: int
    withheld: int
    months: tuple[str, ...]


def release_report(command: ReleaseReport, act: Act) -> Intent[Released]:
    """Handle `ReleaseReport`.

    Raises:
        InputError: no purpose is given, or a check is not passed; no file is written.
        DiskFull: there is no room for it.
    """
    act.require(Capability.RELEASE_EXPORTS)
    if len(command.purpose.strip()) < PURPOSE_LEAST:
        raise InputError("export_purpose_missing", least=PURPOSE_LEAST)
    prepared = prepare_report(
        PrepareReport(
            tier=command.tier,
            with_running_month=command.with_running_month,
            months=command.months,
            numbers_only=command.numbers_only,
        ),
        act,
    )
    if not prepared.verdict.passed:
        raise InputError("export_gates_failed", count=len(prepared.verdict.failures))
    withheld = len(prepared.draft.suppressed)
    released = Released(
        id=ReleaseId(new_id()),
        place=command.place,
        sha256=hashlib.sha256(prepared.data).hexdigest(),
        shown=len(prepared.draft.table.grid) - withheld,
        withheld=withheld,
        months=prepared.draft.months,
    )
    event = ReportReleased(
        subject=released.id,
        tier=command.tier,
        months=released.months,
        sha256=released.sha256,
        figures=prepared.draft.figures,
        cells=released.shown,
        suppressed=withheld,
        purpose=command.purpose.strip(),
    )
    return Intent(
        value=released,
        events=[event],
        attach=lambda: write_atomically(command.place, prepared.data),
    )


HANDLERS: dict[type, Handler] = {ReleaseReport: release_report}
