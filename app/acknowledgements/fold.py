"""How events change the log; what was said first stands."""

from app.acknowledgements.events import (
    EVENTS,
    AcknowledgementWithdrawn,
    RulesAcknowledged,
)
from app.acknowledgements.tables import AcknowledgementTable, row_id
from app.journal.fold import Feature, Stamp
from app.journal.rows import Rows
from app.times import to_ms


def _recorded(stamp: Stamp, event: RulesAcknowledged, rows: Rows) -> None:
    key = row_id(event.subject, event.version)
    if rows.get(AcknowledgementTable, key) is not None:
        return
    rows.put(
        AcknowledgementTable,
        {
            "id": key,
            "member": event.subject,
            "version": event.version,
            "way": event.where.value,
            "day": event.on.isoformat(),
            "at": to_ms(stamp.at),
            "actor": stamp.actor,
        },
    )


def _withdrawn(_: Stamp, event: AcknowledgementWithdrawn, rows: Rows) -> None:
    rows.drop(AcknowledgementTable, row_id(event.subject, event.version))


FEATURE = Feature(
    events=EVENTS,
    folds={
        RulesAcknowledged: _recorded,
        AcknowledgementWithdrawn: _withdrawn,
    },
    tables=(AcknowledgementTable,),
    owned={AcknowledgementTable: "member"},
)
