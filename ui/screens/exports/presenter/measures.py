"""The figures of a report that was checked, and the rows of its file."""

from collections.abc import Iterable
from typing import Final

from app.exports.preparation import Prepared
from app.exports.rules import DraftReport
from app.words import tr, trn
from ui.screens.exports.presenter.shown import BarShown, PreviewShown, SpreadShown
from ui.screens.exports.presenter.wording import months_text

BUCKETS: Final = ((1, 1), (2, 2), (3, 4), (5, 10), (11, 19), (20, None))
"""Least and most members of a bar; every tier's least is the beginning of one."""


def facts(prepared: Prepared) -> tuple[tuple[str, str], ...]:
    """Return label and figure of what is in a report."""
    draft = prepared.draft
    table = draft.table
    withheld = len(draft.suppressed)
    return (
        (tr("Decided cases"), _figure(table.cases[-1])),
        (tr("Members concerned"), _figure(table.members[-1])),
        (tr("Months"), months_text(draft.months)),
        (tr("Figures shown"), _figure(len(table.grid) - withheld)),
        (tr("Figures withheld"), _figure(withheld)),
    )


def _figure(number: int) -> str:
    return f"{number:,}"


def spread(draft: DraftReport) -> SpreadShown:
    """Return how many members stand behind the figures, as bars."""
    members, least = draft.table.members, draft.policy.least_members
    cells = range(len(members))
    shown = _counted(members[cell] for cell in cells if cell not in draft.suppressed)
    withheld = _counted(members[cell] for cell in draft.suppressed)
    bars = tuple(
        BarShown(label=_label(low, high), shown=open_, withheld=shut)
        for (low, high), open_, shut in zip(BUCKETS, shown, withheld, strict=True)
    )
    empty = sum(members[cell] == 0 for cell in draft.suppressed)
    line = tr("under {least}", least=least)
    words = [
        tr(
            "{label} members: {shown} shown, {withheld} withheld",
            label=bar.label,
            shown=bar.shown,
            withheld=bar.withheld,
        )
        for bar in bars
    ]
    return SpreadShown(
        bars=bars,
        threshold=next(n for n, (low, _) in enumerate(BUCKETS) if low >= least),
        threshold_text=line,
        note=trn(
            "{count} more figure stands for no case and is withheld too.",
            "{count} more figures stand for no case and are withheld too.",
            empty,
        )
        if empty
        else "",
        said="; ".join((*words, line)),
    )


def _counted(members: Iterable[int]) -> list[int]:
    counts = [0] * len(BUCKETS)
    lows = [low for low, _ in BUCKETS]
    for number in members:
        if number:
            counts[sum(low <= number for low in lows) - 1] += 1
    return counts


def _label(low: int, high: int | None) -> str:
    if high is None:
        return f"{low}+"
    return str(low) if low == high else f"{low}–{high}"


def preview(prepared: Prepared) -> PreviewShown | None:
    """Return the rows of the file, None where no report can be made at all."""
    if prepared.draft.audit is None:
        return None
    header, *rows = prepared.layout.rows
    return PreviewShown(
        header=tuple(str(title) for title in header),
        rows=tuple(rows),
        withheld=tr("Withheld"),
        summary=tr(
            "{rows} rows, {columns} columns", rows=len(rows), columns=len(header)
        ),
    )
