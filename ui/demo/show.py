"""The demonstration without a screen: the job, then a picture of each screen."""

import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Final

from PySide6.QtCore import (
    QEventLoop,
    QMessageLogContext,
    QSettings,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QWidget

from app.words import Language, tr, use_language
from app.workspace import Surroundings
from ui.application import Application
from ui.demo.glyphs import missing, texts_of
from ui.demo.job import LEAD, MODERATOR, Story, tell
from ui.shell import WindowMemory
from ui.theme import Mode
from ui.widgets import CheckRow

WIDTH, HEIGHT = 1440, 900
_SETTLE_MS: Final = 40
_PATIENCE: Final = 250
_AS: Final = {"cases": MODERATOR}
"""Who is pictured at a screen; everybody else's pictures show the lead."""


def demonstrate(out: Path) -> int:
    """Do the whole job on made-up data; leave vault, report and pictures.

    Args:
        out: the folder to leave them in.

    Returns:
        The exit code: 0 if every picture has every glyph and the vault verifies.
    """
    qInstallMessageHandler(_pass_on)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("the demonstration needs a windowed application")
    settings = QSettings(str(out / "window.ini"), QSettings.Format.IniFormat)
    memory = WindowMemory(settings)
    use_language(memory.language())
    _say(tr("No display here: doing the whole job once, on made-up people."))
    story = tell(out, _say)
    _leave_note(story, out)
    gaps = _Pictures(app, memory, story, out).take()
    if gaps:
        _say(tr("No font here has these: {characters}", characters="".join(gaps)))
    sound = story.check is not None and story.check.sound and story.rebuilt_equal
    _say(tr("Everything is in {folder}", folder=str(out)))
    return 0 if sound and not gaps else 1


def _pass_on(_kind: QtMsgType, _place: QMessageLogContext, text: str) -> None:
    # Without a screen Qt says this once a window, and it is of no consequence.
    if "propagateSizeHints" not in text:
        sys.stderr.write(text + "\n")


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def _leave_note(story: Story, out: Path) -> None:
    people = [f"{name}: {words}" for name, words in story.passphrases.items()]
    head = tr("Nobody in this vault exists. Sign in with one of these:")
    (out / "README.txt").write_text("\n".join([head, *people, ""]), encoding="utf-8")


class _Pictures:
    """Opens the vault in the real window and takes a picture of each screen."""

    def __init__(
        self, app: QApplication, memory: WindowMemory, story: Story, out: Path
    ) -> None:
        self._app, self._memory, self._story, self._out = app, memory, story, out
        around = Surroundings(clock=story.clock, markers=out / "markers")
        self._application = Application(app, memory, around)
        self._gaps: set[str] = set()

    def take(self) -> list[str]:
        """Take them all; return characters without a glyph."""
        application = self._application
        application.window.resize(WIDTH, HEIGHT)
        application.start(self._story.vault)
        before = self._memory.language(), self._memory.mode()
        for language, mode in product(Language, (Mode.LIGHT, Mode.DARK)):
            application.dress(language, mode)
            self._settle()
            self._picture("unlock", language, mode)
            for person in (MODERATOR, LEAD):
                self._sign_in(person)
                for key in list(application.screens):
                    if _AS.get(key, LEAD) == person:
                        self._screen(key, language, mode)
                application.lock()
                self._settle()
        application.dress(*before)
        application.window.close()
        application.runner.stop()
        return sorted(self._gaps)

    def _sign_in(self, name: str) -> None:
        opened: list[bool] = []
        self._application.runner.open_vault(
            self._story.vault,
            name,
            self._story.passphrases[name],
            lambda: opened.append(True),
            lambda _error: opened.append(False),
        )
        for _ in self._turns():
            if opened:
                break
        if opened != [True]:
            raise RuntimeError("the demonstration's vault did not open")
        self._application.opened()
        self._settle()

    def _screen(self, key: str, language: Language, mode: Mode) -> None:
        main, host = self._application.main, self._application.host
        if main is None or host is None:
            return
        main.show_screen(key)
        self._settle()
        if key in self._story.highlights:
            host.open_record(key, self._story.highlights[key])
            self._settle()
        if key == "exports":
            self._choose_months()
        self._picture(key, language, mode)
        for name, record in self._story.highlights.items():
            if name.startswith(f"{key}-"):
                host.open_record(key, record)
                self._settle()
                self._picture(name, language, mode)

    def _choose_months(self) -> None:
        screen = self._application.screens["exports"].widget
        for box in screen.findChildren(CheckRow):
            if box.text().startswith("2026") and not box.isChecked():
                box.click()
                self._settle()

    def _picture(self, name: str, language: Language, mode: Mode) -> None:
        window: QWidget = self._application.window
        self._gaps |= missing(texts_of(window))
        place = self._out / f"{name}-{mode.value}-{language.value}.png"
        if not window.grab().save(str(place)):
            raise OSError(f"no picture could be written: {place.name}")

    def _settle(self) -> None:
        """Let answers arrive and the screens show them."""
        quiet = 0
        for _ in self._turns():
            quiet = 0 if self._application.runner.busy else quiet + 1
            if quiet > 3:  # noqa: PLR2004 - answers may ask further questions
                return

    def _turns(self) -> Iterator[None]:
        for _ in range(_PATIENCE):
            loop = QEventLoop()
            QTimer.singleShot(_SETTLE_MS, loop.quit)
            loop.exec()
            yield
