"""Anchors as people keep them, and words for what checking them found."""

from pathlib import Path

from app.journal.anchor import Anchor, AnchorReport, Gap, SignedAnchor
from app.journal.ingress import Fault
from app.journal.stranger import CopyReport, Flaw
from app.times import DEFAULT_ZONE, from_ms
from app.verification import fault_text
from app.words import mark, tr, trn

__all__ = [
    "Anchor",
    "AnchorReport",
    "CopyReport",
    "Gap",
    "SignedAnchor",
    "anchor_faults",
    "anchor_text",
    "flaw_text",
    "gap_text",
]

_TEMPLATE = Path(__file__).resolve().parents[2] / "resources/anchors/anchor.txt"
_SHORT = 8

_FLAWS = {
    Flaw.LINE: mark("A line cannot be read, or stands where none such may"),
    Flaw.ORDER: mark("An entry stands before an earlier one"),
    Flaw.ANCHOR: mark("The signed end is missing, or does not fit the entries"),
}


def anchor_text(signed: SignedAnchor) -> str:
    """Return an anchor for keeping: in both languages, with its block.

    It is read by whoever finds it, so it does not follow the interface's language.
    """
    anchor = signed.anchor
    at = from_ms(anchor.at).astimezone(DEFAULT_ZONE)
    heads = "\n".join(
        f"  {head.feed[:_SHORT]}  #{head.seq}  {head.commit.hex()}"
        for head in anchor.heads
    )
    return _TEMPLATE.read_text(encoding="utf-8").format(
        moment=f"{at:%Y-%m-%d %H:%M:%S}",
        zone=DEFAULT_ZONE.key,
        vault=anchor.vault,
        commits=anchor.commits,
        events=anchor.events,
        staff_head=anchor.staff_head.hex(),
        actor=anchor.actor,
        sign_key=anchor.sign_key.hex(),
        heads=heads,
        block=signed.block(),
    )


def anchor_faults(report: AnchorReport) -> list[str]:
    """Return in sentences why a journal does not extend an anchor; empty if it does."""
    if not report.same_vault:
        return [tr("The anchor belongs to another vault.")]
    told = [gap_text(gap) for gap in report.gaps]
    if not report.signed:
        told.append(tr("The anchor is not signed with a key of whom it names."))
    if not report.staff_head:
        told.append(tr("The team's chain is not what it was."))
    if not report.counted and not report.gaps:
        told.append(tr("The numbers of entries and events are not what they were."))
    return told


def gap_text(gap: Gap) -> str:
    """Return in a sentence which entries are missing or were replaced."""
    feed = gap.feed[:_SHORT]
    if gap.replaced:
        return tr(
            "Entry {first} of installation {feed} is another one than it was.",
            first=gap.first,
            feed=feed,
        )
    count = gap.last - gap.first + 1
    return trn(
        "Entry {first} of installation {feed} is missing.",
        "Entries {first} to {last} of installation {feed} are missing: {count}.",
        count,
        first=gap.first,
        last=gap.last,
        feed=feed,
    )


def flaw_text(flaw: Flaw | Fault) -> str:
    """Return in a phrase what is wrong in a copy of the journal."""
    return fault_text(flaw) if isinstance(flaw, Fault) else tr(_FLAWS[flaw])
