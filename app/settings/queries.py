"""Questions about the vault's settings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.settings.model import SETTINGS, Setting
from app.settings.tables import SettingChangeTable, SettingTable
from app.staff.queries import staff_names
from app.times import from_ms
from app.work import Answer, Query, Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRow:
    """A setting as it stands.

    Attributes:
        value: None is off.
        changed_at, changed_by: when and by whom; None while it is the default.
    """

    setting: Setting
    value: int | None
    changed_at: datetime | None = None
    changed_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultSettings(Query[Sequence[SettingRow]]):
    """Every setting, in the order of the table of settings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a setting became at a moment.

    Attributes:
        lot: sealed to leads; None where nothing is drawn.
    """

    at: datetime
    value: int | None
    lot: bytes | None


def vault_settings(_: VaultSettings, reader: Reader) -> Sequence[SettingRow]:
    """Answer `VaultSettings`."""
    chosen = SettingTable.select(
        SettingTable.id,
        SettingTable.value,
        SettingTable.changed_at,
        SettingTable.changed_by,
    )
    changed = {code: rest for code, *rest in reader.rows(chosen)}
    names = staff_names(reader)
    rows: list[SettingRow] = []
    for setting, definition in SETTINGS.items():
        value, at, person = changed.get(setting, (definition.default, None, None))
        # Another version may have had other bounds.
        known = definition.allows(value)
        rows.append(
            SettingRow(
                setting=setting,
                value=value if known else definition.default,
                changed_at=from_ms(at) if at is not None and known else None,
                changed_by=names.get(person or "") if known else None,
            )
        )
    return rows


def setting_value(reader: Reader, setting: Setting) -> int | None:
    """Return what a setting is now; None is off."""
    every = vault_settings(VaultSettings(), reader)
    return next(row.value for row in every if row.setting is setting)


def changes_of(reader: Reader, setting: Setting) -> Sequence[Change]:
    """Return every change of a setting, in the journal's order."""
    chosen = SettingChangeTable.select(
        SettingChangeTable.at, SettingChangeTable.value, SettingChangeTable.lot
    ).where(SettingChangeTable.setting == setting.value)
    return [
        Change(at=from_ms(at), value=value, lot=lot)
        for at, value, lot in reader.rows(chosen.order_by(SettingChangeTable.place))
    ]


ANSWERS: dict[type, Answer] = {VaultSettings: vault_settings}
