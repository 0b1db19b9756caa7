"""Words for settings and their values, in the language of the interface."""

from app.settings.model import SETTINGS, Setting, Unit
from app.words import tr, trn


def setting_text(setting: Setting) -> str:
    """Return a setting's short name."""
    return tr(SETTINGS[setting].name)


def about_text(setting: Setting) -> str:
    """Return in a sentence what a setting does."""
    return tr(SETTINGS[setting].about)


def value_text(setting: Setting, value: int | None) -> str:
    """Return a setting's value with its unit."""
    if value is None:
        return tr("Off")
    if SETTINGS[setting].unit is Unit.PERCENT:
        return tr("{count} %", count=value)
    return trn("{count} day", "{count} days", value)
