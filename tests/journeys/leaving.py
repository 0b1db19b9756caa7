"""Languages, looks, and what is left when the vault is locked."""

import gc
import threading
from collections.abc import Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget

from app.words import Language
from tests.journeys.doors import lock
from tests.journeys.hands import Hands
from tests.journeys.reading import texts_of
from ui.screens.appeals.presenter.rows import AppealRow
from ui.screens.cases.presenter.rows import CaseRow
from ui.screens.members.presenter.listing import MemberRow
from ui.sections import SCREENS
from ui.theme import Mode, Token, theme

THREADS: Final = {"vault-writer", "vault-reader", "vault-checker", "file-reader"}


def speak(hands: Hands, language: Language) -> None:
    """Choose a language in the settings; the window speaks it, on the same screen."""
    hands.step = "changing the language"
    main = hands.application.main
    front = main.current_key() if main else ""
    hands.click("rail_settings")
    hands.choose("settings_language", language.value)
    hands.until(lambda: hands.application.main not in (None, main))
    hands.until(lambda: len(hands.application.screens) == len(SCREENS))
    hands.settle()
    words = {
        Language.ZH_CN: ("公道", "案件"),
        Language.EN: ("Gongdao", "Cases"),
    }
    title = hands.application.window.windowTitle()
    assert (title, hands.find("rail_cases").text()) == words[language]
    assert hands.application.main is not None
    assert hands.application.main.current_key() == front


def wear(hands: Hands, mode: Mode) -> None:
    """Choose light or dark in the settings; the window follows at once."""
    hands.step = "changing the look"
    hands.click("rail_settings")
    hands.click(f"settings_mode_{mode.value}")
    hands.click("settings_done")
    hands.until(lambda: not hands.sees("settings"))
    ground = theme().color(Token.CANVAS)
    assert (ground.lightness() < 128) == (mode is Mode.DARK)
    assert _ground_of(hands) == ground


def _ground_of(hands: Hands) -> QColor:
    rail = hands.find("rail")
    return rail.grab().toImage().pixelColor(rail.width() // 2, rail.height() // 2)


def lock_and_look(hands: Hands, names: Iterable[str]) -> None:
    """Lock; every widget of the vault goes, and every row, and no name can be read."""
    main = hands.application.main
    assert main is not None
    gone: list[bool] = []
    # No widget is held here: only what the window lets go is gone.
    count = sum(map(partial(_listen, gone), [main, *main.findChildren(QWidget)]))
    del main
    assert _rows()
    lock(hands)
    hands.until(lambda: len(gone) == count)
    hands.until(lambda: not _rows())
    everything = {text for w in QApplication.allWidgets() for text in texts_of(w)}
    assert not [name for name in names if any(name in text for text in everything)]


def _listen(gone: list[bool], widget: QWidget) -> int:
    widget.destroyed.connect(lambda *_: gone.append(True))
    return 1


def _rows() -> list[object]:
    kinds = (AppealRow, CaseRow, MemberRow)
    return [each for each in gc.get_objects() if isinstance(each, kinds)]


def close(hands: Hands) -> None:
    """Close the window; the application ends, and its threads with it."""
    hands.step = "closing"
    alive = {thread.name for thread in threading.enumerate()}
    assert alive >= THREADS
    QTimer.singleShot(0, hands.application.window.close)
    QApplication.exec()
    alive = {thread.name for thread in threading.enumerate()}
    assert not alive & THREADS
