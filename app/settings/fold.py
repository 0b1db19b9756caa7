"""How events change the settings' tables."""

from app.journal.fold import Feature, Stamp
from app.journal.rows import Rows
from app.settings.events import EVENTS, SettingChanged
from app.settings.tables import SettingChangeTable, SettingTable
from app.times import to_ms


def _changed(stamp: Stamp, event: SettingChanged, rows: Rows) -> None:
    former = rows.get(SettingTable, event.setting)
    if former is not None and former["vault"] != event.subject:
        return
    place = 1 + (former["changes"] if former else 0)
    at = to_ms(stamp.at)
    rows.put(
        SettingTable,
        {
            "id": event.setting,
            "vault": event.subject,
            "value": event.value,
            "changed_at": at,
            "changed_by": stamp.actor,
            "changes": place,
        },
    )
    rows.put(
        SettingChangeTable,
        {
            "id": stamp.ref,
            "vault": event.subject,
            "setting": event.setting,
            "place": place,
            "value": event.value,
            "at": at,
            "lot": event.lot,
        },
    )


FEATURE = Feature(
    events=EVENTS,
    folds={SettingChanged: _changed},
    tables=(SettingTable, SettingChangeTable),
    owned={SettingTable: "vault", SettingChangeTable: "vault"},
)
