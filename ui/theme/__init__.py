"""Design tokens, type roles, spacing and icons; knows no widget and no screen."""

from ui.theme import space
from ui.theme.theme import Mode, Theme, install_theme, theme
from ui.theme.tokens import AVATAR_HUES, DARK, LIGHT, Token, Tone
from ui.theme.typography import FACES, Role

__all__ = [
    "AVATAR_HUES",
    "DARK",
    "FACES",
    "LIGHT",
    "Mode",
    "Role",
    "Theme",
    "Token",
    "Tone",
    "install_theme",
    "space",
    "theme",
]
