"""Where the window starts: `python -m ui`, or `python -m ui demo` without a screen."""

import argparse
import multiprocessing
import os
import sys
from pathlib import Path

from app.hardening import harden


def main(arguments: list[str] | None = None) -> int:
    """Open the window, or carry out the demonstration.

    Returns:
        The exit code.
    """
    # First of all: in a frozen application the file reader's child starts here too.
    multiprocessing.freeze_support()
    harden(window=True)
    parser = argparse.ArgumentParser(prog="gongdao")
    parser.add_argument("vault", nargs="?", type=Path, help="a vault's folder")
    parser.add_argument("--out", type=Path, default=Path("demo-output"))
    given = parser.parse_args(arguments)
    if given.vault == Path("demo"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from ui.demo import demonstrate

        return demonstrate(given.out)
    return _open_window(given.vault)


def _open_window(vault: Path | None) -> int:
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from app.workspace import Surroundings
    from ui.application import Application
    from ui.failing import Failures
    from ui.shell import WindowMemory

    app = QApplication(sys.argv[:1])
    app.setApplicationName("gongdao")
    app.setOrganizationName("gongdao")
    settings = QSettings(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, "gongdao", "window"
    )
    # Held until the event loop has ended; Qt itself does not own it.
    application = Application(app, WindowMemory(settings), Surroundings())
    failures = Failures(app)
    failures.failed.connect(application.fail)
    failures.install()
    application.start(vault)
    try:
        return app.exec()
    finally:
        failures.remove()


if __name__ == "__main__":
    sys.exit(main())
