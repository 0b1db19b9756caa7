"""Phosphor icons, drawn once per name, colour, size and pixel ratio."""

from typing import Any, Final, cast

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPixmap
from qtawesome.iconic_font import IconicFont

_FONT: Final = ("ph", "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json")
# The package leaves an eighth free for fonts without bearings; Phosphor has its own.
_SCALE: Final = 1.1
_KEPT: Final = 2000


class IconFont:
    """The icon font and its cache; loads this one font, not all that are packaged."""

    def __init__(self) -> None:
        # The package has no type information; this is its only door.
        self._font = cast("Any", IconicFont(_FONT))
        self._names: set[str] = set(self._font.charmap["ph"])
        self._cache: dict[tuple[str, int, int, float], QPixmap] = {}

    def has(self, name: str) -> bool:
        """Return whether there is an icon of this name."""
        return name in self._names

    def pixmap(self, name: str, color: QColor, size: int, ratio: float) -> QPixmap:
        """Return the icon in one colour.

        Raises:
            KeyError: there is no such icon. Without this check an unknown name
                would raise later, inside painting.
        """
        if name not in self._names:
            raise KeyError(name)
        key = (name, color.rgba(), size, ratio)
        if key not in self._cache:
            if len(self._cache) >= _KEPT:
                self._cache.clear()
            icon = cast(
                "QIcon",
                self._font.icon(
                    f"ph.{name}", color=color, scale_factor=_SCALE, draw="path"
                ),
            )
            self._cache[key] = icon.pixmap(QSize(size, size), ratio)
        return self._cache[key]
