"""A failure is told without a word of what was being worked on, wherever it happens."""

import gc
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject, QTimer, qWarning
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.errors import NotFound
from tests.journeys.reading import texts_under
from ui.crash import CrashDialog
from ui.failing import Failures, report
from ui.worker import Crash

SECRET = "林晚的电话 13800001111"


class Failed(Exception):
    """What a screen might raise, with words of a case in it."""


def fail(_secret: str = SECRET) -> None:
    local = f"{SECRET} in a local"
    raise Failed(local) from KeyError(SECRET)


class Broken(QWidget):
    """A widget that cannot be painted."""

    def paintEvent(self, event: QPaintEvent) -> None:
        fail()


class Fragile:
    """Something that fails while it is being deleted."""

    def __del__(self) -> None:
        fail()


@pytest.fixture
def failures(qapp: QApplication) -> Iterator[Failures]:
    made = Failures(qapp)
    made.install()
    yield made
    made.remove()
    made.deleteLater()


def in_a_slot(qtbot: QtBot) -> None:
    QTimer.singleShot(0, fail)


def while_painting(qtbot: QtBot) -> QWidget:
    widget = Broken()
    qtbot.addWidget(widget)
    widget.resize(200, 100)
    # From the event loop; a call from here would raise it here.
    QTimer.singleShot(0, widget, widget.show)
    return widget


def in_a_thread(qtbot: QtBot) -> None:
    thread = threading.Thread(target=fail, name=SECRET)
    thread.start()
    thread.join()


def while_deleting(qtbot: QtBot) -> None:
    Fragile()
    gc.collect()


@pytest.mark.parametrize(
    "somewhere", [in_a_slot, while_painting, in_a_thread, while_deleting]
)
def test_nothing_personal_leaves_whatever_fails(
    failures: Failures, qtbot: QtBot, shown, capfd, somewhere: Any
) -> None:
    crashes: list[Crash] = []
    failures.failed.connect(crashes.append)
    kept = somewhere(qtbot)
    qtbot.waitUntil(lambda: bool(crashes))
    del kept
    written = "".join(capfd.readouterr())
    assert "Failed < KeyError" in written
    assert "test_failing" in written
    over = shown(QWidget())
    copied: list[str] = []
    dialog = CrashDialog(over, crashes[0], copied.append)
    dialog.open()
    dialog.findChild(QWidget, "crash_copy").click()  # pyright: ignore[reportAttributeAccessIssue, reportOptionalMemberAccess]
    shown_words = "\n".join(texts_under(dialog))
    assert "Failed < KeyError" in shown_words
    assert copied == [report(crashes[0])]
    for place in (written, shown_words, copied[0], repr(crashes)):
        assert "林晚" not in place
        assert "1380000" not in place
    assert not hasattr(sys, "last_exc")
    assert not hasattr(sys, "last_value")
    dialog.accept()


def test_without_the_hooks_the_words_would_be_out(qtbot: QtBot, capfd) -> None:
    """The control: what the hooks keep back is really there."""
    thread = threading.Thread(target=_fail_openly)
    thread.start()
    thread.join()
    assert "林晚" in "".join(capfd.readouterr())


def _fail_openly() -> None:
    try:
        fail()
    except Failed:
        sys.__excepthook__(*sys.exc_info())  # pyright: ignore[reportArgumentType]


def test_qt_quotes_nothing(failures: Failures, capfd) -> None:
    qWarning(SECRET)
    QObject().startTimer(-1)
    written = "".join(capfd.readouterr())
    assert "QtWarningMsg" in written
    assert "林晚" not in written


def test_a_code_is_told_its_context_is_not() -> None:
    crash = Crash.of(NotFound("case_not_found", number=SECRET))
    assert crash.kind == "NotFound(case_not_found)"
    assert "林晚" not in repr(crash)


def test_the_hooks_are_given_back(qapp: QApplication) -> None:
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    failures = Failures(qapp)
    failures.install()
    assert sys.excepthook is not before[0]
    failures.remove()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before
    failures.deleteLater()
