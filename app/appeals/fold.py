"""How events change the appeals' table."""

from app.appeals.events import EVENTS, AppealFiled, AppealRuled
from app.appeals.model import AppealState
from app.appeals.tables import AppealTable
from app.journal.fold import Feature, Stamp
from app.journal.rows import Rows
from app.times import to_ms


def _filed(stamp: Stamp, event: AppealFiled, rows: Rows) -> None:
    there = rows.get(AppealTable, event.appeal)
    if there is not None and there["case"] != event.subject:
        return
    rows.put(
        AppealTable,
        {
            "id": event.appeal,
            "number": event.number,
            "case": event.subject,
            "decision": event.decision,
            "sanction": event.sanction,
            "state": AppealState.OPEN.value,
            "channel": event.channel.value,
            "received_at": to_ms(event.received_at),
            "filed_at": to_ms(stamp.at),
            "filed_by": stamp.actor,
            "due_at": to_ms(event.due_at),
            "statement": event.statement or "",
            "ruling": None,
            "ruled_at": None,
            "ruled_by": None,
            "replacement": None,
            "reply": "",
        },
    )


def _ruled(stamp: Stamp, event: AppealRuled, rows: Rows) -> None:
    appeal = rows.get(AppealTable, event.appeal)
    if appeal is None or appeal["case"] != event.subject:
        return
    ruled = {
        "state": AppealState.RULED.value,
        "ruling": event.ruling.value,
        "ruled_at": to_ms(stamp.at),
        "ruled_by": stamp.actor,
        "replacement": event.replacement,
        "reply": event.reply or "",
    }
    rows.put(AppealTable, appeal | ruled)


FEATURE = Feature(
    events=EVENTS,
    folds={AppealFiled: _filed, AppealRuled: _ruled},
    tables=(AppealTable,),
    owned={AppealTable: "case"},
)
