"""The checks and the verdict as words, with the remedies that apply."""

from collections.abc import Callable, Mapping
from typing import Final

from app.exports.gates import GateCode, GateResult, Remedy, Verdict
from app.exports.model import TierPolicy
from app.exports.wording import gate_detail, gate_title, remedy_text, tier_name
from app.words import tr, trn
from ui.screens.exports.presenter.choices import Choices, Months, further, helped
from ui.screens.exports.presenter.shown import Deed, GateShown, VerdictShown
from ui.screens.exports.presenter.wording import JOINT
from ui.theme import Tone


def _members(measured: int) -> str:
    return trn("{count} member in all", "{count} members in all", measured)


def _fewest(measured: int) -> str:
    return tr("{count} at the least", count=measured)


def _most(measured: int) -> str:
    return tr("{share}% at the most", share=measured)


def _cells(measured: int) -> str:
    return trn("{count} figure", "{count} figures", measured)


def _narrowest(measured: int) -> str:
    return tr("{width} at the narrowest", width=measured)


def _groups(measured: int) -> str:
    return trn("{count} group", "{count} groups", measured)


def _running(measured: int) -> str:
    return tr("{count} not ended", count=measured)


def _months(measured: int) -> str:
    return trn("{count} month", "{count} months", measured)


def _places(measured: int) -> str:
    return trn("{count} place", "{count} places", measured)


_MEASURED: Final[Mapping[GateCode, Callable[[int], str]]] = {
    GateCode.MEMBERS: _members,
    GateCode.CELL_MEMBERS: _fewest,
    GateCode.DOMINANCE: _most,
    GateCode.COMPUTED_BACK: _cells,
    GateCode.INTERVAL: _narrowest,
    GateCode.ONE_OUTCOME: _groups,
    GateCode.RUNNING_MONTH: _running,
    GateCode.RELEASED_MONTHS: _months,
    GateCode.READ_BACK: _places,
    GateCode.LEAKS: _places,
    GateCode.FORMULAS: _cells,
}


def gates_shown(
    verdict: Verdict, choices: Choices, months: Months
) -> tuple[GateShown, ...]:
    """Return the checks, those not passed first, each with what helps."""
    ordered = sorted(verdict.gates, key=lambda gate: gate.passed)
    return tuple(_gate(gate, choices, months) for gate in ordered)


def _gate(gate: GateResult, choices: Choices, months: Months) -> GateShown:
    measured = tr("none withheld")
    if gate.measured is not None:
        measured = _MEASURED[gate.code](gate.measured)
    remedy = gate.remedy if not gate.passed else None
    applies = remedy is not None and helped(choices, remedy, months) is not None
    detail = _detail(gate)
    if remedy is not None and not applies:
        detail = JOINT.join((detail, _instead(remedy)))
    return GateShown(
        title=gate_title(gate.code),
        detail=detail,
        measured=measured,
        passed=gate.passed,
        remedy=remedy.value if remedy is not None and applies else "",
        remedy_text=_button(remedy, choices, months) if remedy and applies else "",
    )


def _detail(gate: GateResult) -> str:
    if gate.code is GateCode.RUNNING_MONTH and not gate.passed:
        return tr("This tier takes no month that has not ended")
    return gate_detail(gate)


def _button(remedy: Remedy, choices: Choices, months: Months) -> str:
    more = further(choices, months)
    if remedy is Remedy.WIDEN and more <= months.begun:
        return tr("Include the running month")
    after = helped(choices, remedy, months)
    if remedy is not Remedy.WIDEN and after is not None and after.months == more:
        return tr("Choose other months")
    return remedy_text(remedy)


def _instead(remedy: Remedy) -> str:
    """Return what to do where no choice on this screen helps."""
    match remedy:
        case Remedy.WIDEN:
            return tr("There is no further month to add; wait for more decisions")
        case Remedy.LEAVE_OUT_RUNNING_MONTH:
            return tr("Wait until the month has ended")
        case Remedy.LEAVE_OUT_RELEASED_MONTHS:
            return tr("All of these left before; wait until a further month has ended")
        case Remedy.NUMBERS_ONLY | Remedy.REPORT_DEFECT:
            return remedy_text(Remedy.REPORT_DEFECT)


def remedies(verdict: Verdict, choices: Choices, months: Months) -> tuple[Remedy, ...]:
    """Return what helps and applies, each once."""
    named = (gate.remedy for gate in verdict.failures if gate.remedy is not None)
    return tuple(
        remedy
        for remedy in dict.fromkeys(named)
        if helped(choices, remedy, months) is not None
    )


def verdict_shown(
    verdict: Verdict, policy: TierPolicy, choices: Choices, months: Months
) -> VerdictShown:
    """Return whether the file can be written, and what helps if not."""
    tier = tier_name(policy.tier)
    if verdict.passed:
        return VerdictShown(
            tone=Tone.OK,
            title=tr("This can leave the vault as “{tier}”", tier=tier),
            text=trn(
                "{count} check, passed. The file is checked again as it is written.",
                "{count} checks, all passed. The file is checked again as it is"
                " written.",
                len(verdict.gates),
            ),
        )
    deeds = remedies(verdict, choices, months)
    failed, total = len(verdict.failures), len(verdict.gates)
    text = tr("{failed} of {total} checks are not passed.", failed=failed, total=total)
    if deeds:
        text = tr(
            "{failed} of {total} checks are not passed. Remedies change this export"
            " alone.",
            failed=failed,
            total=total,
        )
    return VerdictShown(
        tone=Tone.DANGER,
        title=tr("This cannot leave the vault as “{tier}” yet", tier=tier),
        text=text,
        deed=Deed.HELP if deeds else Deed.NOTHING,
        deed_text=trn("Apply {count} remedy", "Apply {count} remedies", len(deeds)),
    )


def summary(verdict: Verdict) -> str:
    """Return how many checks are passed, and how many not."""
    failed = len(verdict.failures)
    passed = len(verdict.gates) - failed
    if not failed:
        return tr("{count} passed", count=passed)
    return tr("{passed} passed, {failed} not", passed=passed, failed=failed)


def no_month(choices: Choices, months: Months) -> VerdictShown:
    """Return that a month must be chosen first."""
    more = further(choices, months)
    closed = bool(months.closed)
    text = tr("There is nothing to check yet.")
    if not closed and more:
        text = tr("Only the running month has decided cases; its figures still change.")
    elif not closed:
        text = tr("This tier takes no month that has not ended. Wait until it has.")
    return VerdictShown(
        tone=Tone.WARN,
        title=tr("Choose at least one month"),
        text=text,
        deed=Deed.HELP if more else Deed.NOTHING,
        deed_text=tr("Choose the closed months")
        if more <= months.closed
        else tr("Include the running month"),
    )


def not_checked(title: str) -> VerdictShown:
    """Return that the checks did not come to an end."""
    return VerdictShown(
        tone=Tone.WARN,
        title=title,
        text="",
        deed=Deed.CHECK_AGAIN,
        deed_text=tr("Check again"),
    )
