"""Words for tiers, checks and remedies, in the language of the interface."""

from collections.abc import Mapping
from typing import Final

from app.exports.gates import GateCode, GateResult, Remedy
from app.exports.model import Tier
from app.words import mark, tr

_TIERS: Final[Mapping[Tier, str]] = {
    Tier.PUBLIC: mark("Public"),
    Tier.CONTROLLED: mark("Controlled"),
    Tier.INTERNAL: mark("Internal"),
}

_READERS: Final[Mapping[Tier, str]] = {
    Tier.PUBLIC: mark("Anybody may download it"),
    Tier.CONTROLLED: mark("People who signed an agreement on its use"),
    Tier.INTERNAL: mark("This team alone"),
}

_GATES: Final[Mapping[GateCode, tuple[str, str]]] = {
    GateCode.MEMBERS: (
        mark("Enough members"),
        mark("The whole report counts at least {limit} members"),
    ),
    GateCode.CELL_MEMBERS: (
        mark("Members behind a figure"),
        mark("At least {limit} behind every figure shown"),
    ),
    GateCode.DOMINANCE: (
        mark("One member's share"),
        mark("At most {limit}% of every figure shown"),
    ),
    GateCode.COMPUTED_BACK: (
        mark("Computing back"),
        mark("No withheld figure follows from what is shown"),
    ),
    GateCode.INTERVAL: (
        mark("Room left by the totals"),
        mark("A withheld figure may lie in a range of at least {limit}"),
    ),
    GateCode.ONE_OUTCOME: (
        mark("Different outcomes"),
        mark("No group shown in which all cases visibly ended alike"),
    ),
    GateCode.RUNNING_MONTH: (
        mark("Closed months"),
        mark("A month that has not ended is left out unless asked for"),
    ),
    GateCode.RELEASED_MONTHS: (
        mark("Earlier exports"),
        mark("No month that left before with other figures"),
    ),
    GateCode.READ_BACK: (
        mark("Read back"),
        mark("The finished file holds what was checked, nothing else"),
    ),
    GateCode.LEAKS: (
        mark("Traces of people"),
        mark("No handle, account, phone, mail address or sign-in name"),
    ),
    GateCode.FORMULAS: (
        mark("Harmless in spreadsheets"),
        mark("No cell that would run as a formula"),
    ),
}

_REMEDIES: Final[Mapping[Remedy, str]] = {
    Remedy.WIDEN: mark("Choose more months"),
    Remedy.LEAVE_OUT_RUNNING_MONTH: mark("Leave out the running month"),
    Remedy.LEAVE_OUT_RELEASED_MONTHS: mark("Leave out months exported before"),
    Remedy.NUMBERS_ONLY: mark("Show clauses by number alone"),
    Remedy.REPORT_DEFECT: mark("Tell those who maintain Gongdao"),
}


def gate_title(code: GateCode) -> str:
    """Return a check's name."""
    return tr(_GATES[code][0])


def gate_detail(result: GateResult) -> str:
    """Return what a check asks for."""
    return tr(_GATES[result.code][1], limit=result.limit)


def remedy_text(remedy: Remedy) -> str:
    """Return what helps, as words on a button."""
    return tr(_REMEDIES[remedy])


def tier_name(tier: Tier) -> str:
    """Return a tier's name."""
    return tr(_TIERS[tier])


def tier_readers(tier: Tier) -> str:
    """Return who will read what is released under a tier."""
    return tr(_READERS[tier])
