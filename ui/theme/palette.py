"""The tokens as a Qt palette, for the parts Qt paints itself."""

from collections.abc import Callable

from PySide6.QtGui import QColor, QPalette

from ui.theme.tokens import Token

Role = QPalette.ColorRole
Group = QPalette.ColorGroup

ROLES: dict[QPalette.ColorRole, Token] = {
    Role.Window: Token.CANVAS,
    Role.WindowText: Token.TEXT,
    Role.Base: Token.SURFACE,
    Role.AlternateBase: Token.PANEL,
    Role.Text: Token.TEXT,
    Role.PlaceholderText: Token.TEXT_3,
    Role.Button: Token.SURFACE,
    Role.ButtonText: Token.TEXT,
    Role.BrightText: Token.DANGER,
    Role.Light: Token.SURFACE,
    Role.Midlight: Token.HOVER,
    Role.Mid: Token.BORDER,
    Role.Dark: Token.CONTROL,
    Role.Shadow: Token.EDGE,
    Role.Highlight: Token.ACCENT,
    Role.HighlightedText: Token.ON_ACCENT,
    Role.Accent: Token.ACCENT,
    Role.Link: Token.ACCENT_TEXT,
    Role.LinkVisited: Token.ACCENT_TEXT,
    Role.ToolTipBase: Token.TOAST_BG,
    Role.ToolTipText: Token.TOAST_TEXT,
}
_DISABLED = (Role.WindowText, Role.Text, Role.ButtonText)


def build_palette(color: Callable[[Token], QColor]) -> QPalette:
    """Return the palette of a theme; disabled text falls to the smallest tone."""
    palette = QPalette()
    for role, token in ROLES.items():
        palette.setColor(role, color(token))
    for role in _DISABLED:
        palette.setColor(Group.Disabled, role, color(Token.TEXT_3))
    return palette
