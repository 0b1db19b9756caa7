"""The look in use: mode, colours, fonts and icons of the running application."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from app.words import Language
from app.words import language as current_language
from ui.theme.icons import IconFont
from ui.theme.palette import build_palette
from ui.theme.sheet import REFRESHED, SHEET
from ui.theme.tokens import DARK, LIGHT, Token
from ui.theme.typography import CODE_FAMILIES, FACES, Role, families, seal_families

_TABULAR: Final = "tnum"
_LOCAL_FORMS: Final = "locl"


class Mode(StrEnum):
    """What a person chose; `SYSTEM` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Colours, fonts and icons; painters ask it while they paint.

    Make one per application, after the `QApplication`, with `install_theme`.

    Signals:
        changed: light became dark or back, or the language's fonts changed.
    """

    changed = Signal()

    def __init__(self, app: QApplication, *, mode: Mode = Mode.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._mode = mode
        self._language = current_language()
        self._fonts: dict[tuple[Role, bool, bool], QFont] = {}
        self._lines: dict[Role, int] = {}
        self._colors: dict[Token, QColor] = {}
        self._icons = IconFont()
        self._installed_families = set(QFontDatabase.families())
        app.setStyle("Fusion")
        app.setStyleSheet(SHEET)
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._apply()

    @property
    def mode(self) -> Mode:
        """Return what was chosen: light, dark, or the system's."""
        return self._mode

    @property
    def is_dark(self) -> bool:
        """Return whether dark colours are in use now."""
        if self._mode is Mode.SYSTEM:
            return self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._mode is Mode.DARK

    def set_mode(self, mode: Mode) -> None:
        """Use this mode from now on; every window follows at once."""
        if mode is self._mode:
            return
        self._mode = mode
        self._apply()

    def set_language(self, language: Language) -> None:
        """Order the font families for this language."""
        if language is self._language:
            return
        self._language = language
        self._fonts.clear()
        self._lines.clear()
        self._apply()

    def color(self, token: Token) -> QColor:
        """Return a token's colour; never keep it across a theme change."""
        return QColor(self._colors[token])

    def font(
        self, role: Role, *, bold: bool | None = None, tabular: bool = False
    ) -> QFont:
        """Return the font of a role.

        Args:
            role: what the text is.
            bold: weight 700 or 400; None takes the role's usual weight.
            tabular: figures of one width, for clocks, counts and numbers.
        """
        heavy = FACES[role].bold if bold is None else bold
        key = (role, heavy, tabular)
        if key not in self._fonts:
            self._fonts[key] = self._make_font(
                FACES[role].size, heavy=heavy, tabular=tabular
            )
        return QFont(self._fonts[key])

    def mark_font(self, pixels: int) -> QFont:
        """Return a bold font for a letter drawn as a mark (avatars)."""
        return self._make_font(pixels, heavy=True, tabular=False)

    def paper_font(self, size: int, *, heavy: bool = False) -> QFont:
        """Return a font for what is printed in both languages; size in its units."""
        font = QFont()
        font.setFamilies(self._present(families(Language.ZH_CN)))
        font.setPixelSize(size)
        font.setBold(heavy)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        # Local forms of digits have no character: a PDF could not be searched for them.
        font.setFeature(QFont.Tag(_LOCAL_FORMS), 0)
        return font

    def code_font(self, size: int) -> QFont:
        """Return a font in which every letter is as wide as the others, and itself."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        found = [name for name in CODE_FAMILIES if name in self._installed_families]
        if found:
            font.setFamilies(found)
        font.setPixelSize(size)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def seal_font(self, pixels: int) -> QFont:
        """Return the serif font of the seal."""
        font = QFont()
        font.setFamilies(self._present(seal_families()))
        font.setPixelSize(pixels)
        font.setBold(True)
        return font

    def line(self, role: Role) -> int:
        """Return a role's line height, never below what its font needs."""
        if role not in self._lines:
            font = QFontMetrics(self.font(role)).height()
            self._lines[role] = max(FACES[role].line, font)
        return self._lines[role]

    def height(self, minimum: int, *roles: Role, padding: int = 0) -> int:
        """Return a height of at least `minimum` that holds these lines of text."""
        return max(minimum, sum(self.line(role) for role in roles) + padding)

    def icon(self, name: str, token: Token = Token.TEXT_2, size: int = 16) -> QIcon:
        """Return an icon for a menu or an action.

        Raises:
            KeyError: there is no such icon.
        """
        ratio = self._app.devicePixelRatio()
        return QIcon(self._icons.pixmap(name, self.color(token), size, ratio))

    def pixmap(
        self,
        name: str,
        token: Token = Token.TEXT_2,
        size: int = 16,
        ratio: float | None = None,
    ) -> QPixmap:
        """Return an icon as a pixmap for a screen of this pixel ratio.

        Raises:
            KeyError: there is no such icon.
        """
        dots = self._app.devicePixelRatio() if ratio is None else ratio
        return self._icons.pixmap(name, self.color(token), size, dots)

    def knows_icon(self, name: str) -> bool:
        """Return whether the icon font has this name."""
        return self._icons.has(name)

    def _make_font(self, pixels: int, *, heavy: bool, tabular: bool) -> QFont:
        font = QFont()
        font.setFamilies(self._present(families(self._language)))
        font.setPixelSize(pixels)
        font.setWeight(QFont.Weight.Bold if heavy else QFont.Weight.Normal)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if tabular:
            font.setFeature(QFont.Tag(_TABULAR), 1)
        return font

    def _present(self, names: tuple[str, ...]) -> list[str]:
        # An absent first family would be replaced by whatever the system likes.
        # Names with a dot are macOS aliases that are never listed.
        found = [n for n in names if n in self._installed_families or n.startswith(".")]
        return found or [self._app.font().family()]

    def _on_scheme_changed(self) -> None:
        if self._mode is Mode.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        table = DARK if self.is_dark else LIGHT
        self._colors = {token: QColor(value) for token, value in table.items()}
        self._app.setPalette(build_palette(self.color))
        self._app.setFont(self.font(Role.BODY))
        for widget in self._app.allWidgets():
            if isinstance(widget, REFRESHED):
                widget.style().unpolish(widget)
                widget.style().polish(widget)
            widget.update()
        self.changed.emit()


class _Installed:
    """The theme of this process's one application, like its style and palette."""

    theme: Theme | None = None


def install_theme(app: QApplication, *, mode: Mode = Mode.SYSTEM) -> Theme:
    """Give the application its look, and return it; there is one, ever."""
    if _Installed.theme is None:
        _Installed.theme = Theme(app, mode=mode)
    _Installed.theme.set_language(current_language())
    _Installed.theme.set_mode(mode)
    return _Installed.theme


def theme() -> Theme:
    """Return the running application's theme.

    Raises:
        RuntimeError: `install_theme` has not been called.
    """
    if _Installed.theme is None:
        message = "install_theme(app) comes before the first widget"
        raise RuntimeError(message)
    return _Installed.theme
