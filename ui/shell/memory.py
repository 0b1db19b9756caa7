"""What this computer remembers of the window; nothing of what a vault holds.

Geometry, language and theme. For the unlock screen the vault's folder, and a
sign-in name where the person asked for it.
"""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from app.words import Language, system_language
from ui.theme import Mode


class WindowMemory:
    """Settings of the window on this computer."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def language(self) -> Language:
        """Return the chosen language, or the system's."""
        found = str(self._settings.value("window/language", "") or "")
        return Language(found) if found in set(Language) else system_language()

    def set_language(self, language: Language) -> None:
        """Remember a language."""
        self._settings.setValue("window/language", language.value)

    def mode(self) -> Mode:
        """Return the chosen theme; the system's unless one was chosen."""
        found = str(self._settings.value("window/theme", "") or "")
        return Mode(found) if found in set(Mode) else Mode.SYSTEM

    def set_mode(self, mode: Mode) -> None:
        """Remember a theme."""
        self._settings.setValue("window/theme", mode.value)

    def geometry(self) -> QByteArray:
        """Return the window's place and size as Qt saved it, or nothing."""
        found = self._settings.value("window/geometry")
        return found if isinstance(found, QByteArray) else QByteArray()

    def set_geometry(self, geometry: QByteArray) -> None:
        """Remember the window's place and size."""
        self._settings.setValue("window/geometry", geometry)

    def vault(self) -> Path | None:
        """Return the folder of the vault last opened here."""
        found = str(self._settings.value("unlock/vault", "") or "")
        return Path(found) if found else None

    def set_vault(self, path: Path) -> None:
        """Remember a vault's folder; a name kept for another one goes."""
        if path != self.vault():
            self.forget_name()
        self._settings.setValue("unlock/vault", str(path))

    def name(self) -> str:
        """Return the sign-in name a person asked to keep, or nothing."""
        return str(self._settings.value("unlock/name", "") or "")

    def keep_name(self, name: str) -> None:
        """Remember a sign-in name, on a person's request only."""
        self._settings.setValue("unlock/name", name)

    def forget_name(self) -> None:
        """Remember no sign-in name."""
        self._settings.remove("unlock/name")
