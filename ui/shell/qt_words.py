"""Qt's own words (menus of text fields, file dialogs) in the window's language."""

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from app.words import Language


class QtWords(QTranslator):
    """The translator of Qt's own sentences; English is what Qt speaks without it."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app

    def speak(self, language: Language) -> None:
        """Let Qt speak this language from now on."""
        self._app.removeTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self.load(f"qtbase_{language.value}", folder):
            self._app.installTranslator(self)
