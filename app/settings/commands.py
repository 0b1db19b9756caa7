"""What a person may do about the vault's settings."""

from dataclasses import dataclass

from app.errors import InputError
from app.ids import new_id
from app.settings.events import SettingChanged
from app.settings.model import LOT, SETTINGS, Setting
from app.settings.queries import setting_value
from app.staff.queries import vault_id
from app.staff.roles import Audience, Capability
from app.work import Act, Command, Handler, Intent


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSetting(Command[None]):
    """Give a setting another value; None is off."""

    setting: Setting
    value: int | None


def change_setting(command: ChangeSetting, act: Act) -> Intent[None]:
    """Handle `ChangeSetting`; the value it has already is no change.

    Raises:
        InputError: the setting cannot have this value.
        NotPermitted: the role does not allow it.
    """
    act.require(Capability.CHANGE_SETTINGS)
    definition = SETTINGS[command.setting]
    if not definition.allows(command.value):
        code = "setting_not_off" if command.value is None else "setting_out_of_bounds"
        raise InputError(code, least=definition.least, most=definition.most)
    former = setting_value(act, command.setting)
    if command.value == former:
        return Intent(value=None, events=[])
    vault = vault_id(act)
    drawn = command.setting is Setting.REVIEW_SHARE
    event = SettingChanged(
        subject=vault,
        setting=command.setting.value,
        value=command.value,
        lot=act.seal(Audience.LEADS, LOT, new_id(), subject=vault) if drawn else None,
    )
    undo = ChangeSetting(setting=command.setting, value=former)
    return Intent(value=None, events=[event], undo=undo)


HANDLERS: dict[type, Handler] = {ChangeSetting: change_setting}
