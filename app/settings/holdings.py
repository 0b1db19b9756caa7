"""Settings are about nobody."""

from app.holdings import Holding
from app.settings.events import SettingChanged

HOLDING = Holding(
    feature="settings", apart={SettingChanged: "a random value decisions are drawn by"}
)
