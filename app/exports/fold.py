"""How events change the release ledger."""

from app.exports.events import EVENTS, ReportReleased
from app.exports.tables import ReleaseTable
from app.journal.fold import Feature, Stamp
from app.journal.rows import Rows
from app.times import to_ms

MONTH_MARK = " "
"""Stands between months in their column."""


def _released(stamp: Stamp, event: ReportReleased, rows: Rows) -> None:
    rows.put(
        ReleaseTable,
        {
            "id": event.subject,
            "at": to_ms(stamp.at),
            "actor": stamp.actor,
            "tier": event.tier.value,
            "months": MONTH_MARK.join(event.months),
            "sha256": event.sha256,
            "figures": event.figures,
            "cells": event.cells,
            "suppressed": event.suppressed,
            "purpose": event.purpose or "",
        },
    )


FEATURE = Feature(
    events=EVENTS, folds={ReportReleased: _released}, tables=(ReleaseTable,)
)
