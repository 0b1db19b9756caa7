"""Tiers, months, the ledger and what is written, as words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from app.exports.commands import Released
from app.exports.model import POLICIES, Tier, TierPolicy
from app.exports.notes import report_notes
from app.exports.preparation import Prepared
from app.exports.queries import Release
from app.exports.wording import tier_name, tier_readers
from app.words import tr, trn
from ui.screens.exports.presenter.choices import Choices, Months
from ui.screens.exports.presenter.shown import (
    AbsentShown,
    ChoicesShown,
    MonthShown,
    ReleaseShown,
    TierShown,
    WrittenShown,
)
from ui.screens.moments import exact, moment_text

JOINT: Final = " · "
_ICONS: Final = {
    Tier.PUBLIC: "globe",
    Tier.CONTROLLED: "handshake",
    Tier.INTERNAL: "lock-key",
}
_FINGERPRINT: Final = 8
_YEAR: Final = 5
_SHORT: Final = 0.1
"""Seconds; shorter times are not told apart."""


def choices_shown(choices: Choices, months: Months) -> ChoicesShown:
    """Return what can be chosen, and what is."""
    chosen = choices.months or frozenset[str]()
    selectable = months.selectable(choices.tier)
    every = ""
    if len(selectable) > 1:
        every = tr("No month") if selectable <= chosen else tr("Every month")
    return ChoicesShown(
        tiers=tuple(_tier(policy) for policy in POLICIES.values()),
        tier=choices.tier.value,
        months=tuple(
            MonthShown(
                key=month,
                hint=_month_hint(month, choices.tier, months),
                checked=month in chosen,
                # What is chosen can always be left out again.
                able=month in selectable or month in chosen,
            )
            for month in reversed(months.available)
        ),
        every=every,
        numbers_only=choices.numbers_only,
    )


def _tier(policy: TierPolicy) -> TierShown:
    figures = [tr("At least {count} members a figure", count=policy.least_members)]
    if policy.largest_share is not None:
        share = tr("one of them at most {share}%", share=policy.largest_share)
        figures.append(share)
    lines = [JOINT.join(figures)]
    if not policy.running_month:
        lines.append(tr("Closed months alone"))
    return TierShown(
        key=policy.tier.value,
        name=tier_name(policy.tier),
        readers=tier_readers(policy.tier),
        figures="\n".join(lines),
        icon=_ICONS[policy.tier],
    )


def _month_hint(month: str, tier: Tier, months: Months) -> str:
    hints: list[str] = []
    if month in months.begun:
        takes = POLICIES[tier].running_month
        hints.append(tr("not ended") if takes else tr("not ended, not for this tier"))
    if month in months.released:
        hints.append(tr("left before"))
    return JOINT.join(hints)


def months_text(months: Sequence[str]) -> str:
    """Return months as a span where none is missing between, else as a list."""
    if not months:
        return ""
    first, last = months[0], months[-1]
    if len(months) == 1:
        return first
    if len(months) == _distance(first, last) + 1:
        short = last[_YEAR:] if last[:_YEAR] == first[:_YEAR] else last
        return f"{first} – {short}"
    return ", ".join(months)


def _distance(first: str, last: str) -> int:
    from_year, from_month = map(int, first.split("-"))
    to_year, to_month = map(int, last.split("-"))
    return (to_year - from_year) * 12 + to_month - from_month


def file_name(tier: Tier, months: Sequence[str]) -> str:
    """Return a neutral name for the file: what it is, its tier, its months."""
    span = "_".join(dict.fromkeys((months[0], months[-1]))) if months else ""
    name = tr("Enforcement-{tier}", tier=tier_name(tier))
    return "-".join(part for part in (name, span) if part) + ".csv"


def release_shown(release: Release, now: datetime) -> ReleaseShown:
    """Return an entry of the ledger as the list shows it."""
    return ReleaseShown(
        id=release.id,
        tier=tier_name(release.tier),
        months=months_text(release.months),
        at=moment_text(release.at, now),
        exact=exact(release.at),
        purpose=release.purpose,
        actor=release.actor,
        figures=tr(
            "{shown} shown, {withheld} withheld",
            shown=release.cells,
            withheld=release.suppressed,
        ),
        fingerprint=release.sha256[:_FINGERPRINT],
        whole=release.sha256,
    )


def written_shown(released: Released, prepared: Prepared) -> WrittenShown:
    """Return what is said of a file that has just been written."""
    draft = prepared.draft
    figures = tr(
        "{shown} shown, {withheld} withheld",
        shown=released.shown,
        withheld=released.withheld,
    )
    fingerprint = tr("fingerprint {signs}", signs=released.sha256[:_FINGERPRINT])
    return WrittenShown(
        title=tr("Written: {name}", name=released.place.name),
        text=JOINT.join((figures, fingerprint, tr("entered in the ledger"))),
        notes=tuple(report_notes(draft.policy, draft.running_months)),
    )


def took(seconds: float) -> str:
    """Return how long the checks took."""
    if seconds < _SHORT:
        return tr("Took under {seconds} s", seconds=f"{_SHORT:.1f}")
    return tr("Took {seconds} s", seconds=f"{seconds:.1f}")


def not_entitled() -> AbsentShown:
    """Return why somebody without the capability sees no figures."""
    return AbsentShown(
        icon="lock-key",
        title=tr("Exports are made by leads and owners"),
        text=tr(
            "What leaves the vault cannot be called back, so your role does not release"
            " reports. Ask a lead if one is needed."
        ),
    )


def nothing_decided() -> AbsentShown:
    """Return why there is nothing to export yet."""
    return AbsentShown(
        icon="export",
        title=tr("No case has been decided yet"),
        text=tr("Reports count decided cases. Decide some under “Cases” first."),
        action=tr("Go to the cases"),
    )


def missing_text(count: int) -> str:
    """Return how many checks are not passed."""
    return trn("{count} check is not passed", "{count} checks are not passed", count)
