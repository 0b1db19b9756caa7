"""What happens to a vault's settings; their subject is the vault."""

from typing import ClassVar

from app.journal.event import Event, Personal
from app.staff.roles import Capability


class SettingChanged(Event, frozen=True, kw_only=True):
    """A setting has another value from now on.

    Attributes:
        setting: its code.
        value: None is off.
        lot: a random value sealed to leads, for a share that is drawn by lot: who
            decides cannot tell what will be drawn.
    """

    kind: ClassVar[str] = "vault.setting_changed"
    requires: ClassVar[str | None] = Capability.CHANGE_SETTINGS

    setting: str
    value: int | None
    lot: Personal[bytes] = None


EVENTS: tuple[type[Event], ...] = (SettingChanged,)
