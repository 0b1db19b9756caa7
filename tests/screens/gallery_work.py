"""The workbench, and what waits for a second person, drawn for a person to look at.

python tests/screens/gallery_work.py FOLDER
"""

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from app.words import Language, use_language
from app.workspace import Workspace
from tests.builders import OWNER
from tests.screens.hearing import LEAD, MODERATOR
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from tests.screens.waiting import Waiting, wait
from ui.screens.cases.screen import build as cases
from ui.screens.rulebook.presenter.tree import DRAFT_KEY
from ui.screens.rulebook.screen import build as rulebook
from ui.screens.workbench.presenter.rows import Kind, key_of
from ui.screens.workbench.screen import build as workbench
from ui.shell import AppWindow, MainWindow, WindowMemory
from ui.theme import Mode, install_theme, theme
from ui.widgets import FocusRing

SIZES = ((1440, 900), (1280, 800), (1000, 760))


class Gallery:
    """Draws what one person sees."""

    def __init__(self, app: QApplication, folder: Path, waiting: Waiting) -> None:
        self._app, self._folder, self._waiting = app, folder, waiting
        settings = QSettings(str(folder / "gallery.ini"), QSettings.Format.IniFormat)
        self._window = AppWindow(WindowMemory(settings))
        self._window.show()

    def draw(self, tag: str) -> None:
        """Draw everything in the language and the look of the moment."""
        for who in (OWNER, LEAD, MODERATOR):
            with self._waiting.site.opened(who) as workspace:
                self._draw_for(who, workspace, tag)

    def _draw_for(self, who: str, workspace: Workspace, tag: str) -> None:
        runner, host = ImmediateRunner(workspace), SeenHost()
        clock = self._waiting.site.clock
        window = MainWindow()
        bench = workbench(runner, host, clock)
        case_screen, rule_screen = (
            cases(runner, host, clock),
            rulebook(runner, host, clock),
        )
        for screen in (bench, case_screen, rule_screen):
            window.add_screen(screen)
        window.set_person(who, "雨林读书会")
        window.set_count("workbench", "3")
        self._window.show_page(window)
        window.show_screen("workbench")
        for size in SIZES:
            self._picture(f"workbench-{who}", size, tag)
        for row in [*bench._presenter._rows]:
            if not row.is_heading:
                bench._presenter.select(row.key)
                bench.widget.select_row(row.key)
                kind = row.key.split(":")[0]
                self._picture(f"workbench-{who}-{kind}", SIZES[0], tag)
        key = key_of(Kind.APPROVE, self._waiting.removal)
        if key in {row.key for row in bench._presenter._rows}:
            bench._presenter.select(key)
            bench.widget._task.form._reason.set_text("先看例外（一）。")
            bench.widget.show_reason_error("请写明理由，至少 10 个字。")
            self._picture(f"workbench-{who}-reason", SIZES[1], tag)
            bench.widget._task.form.set_reason("")
        window.show_screen("rulebook")
        rule_screen._presenter.begin_draft()
        rule_screen._presenter.show_version(DRAFT_KEY)
        self._picture(f"rules-{who}", SIZES[0], tag)
        window.show_screen("cases")
        case_screen.open_record(self._waiting.accused)
        self._picture(f"case-{who}", SIZES[0], tag)
        self._picture(f"case-{who}", SIZES[1], tag)

    def _picture(self, name: str, size: tuple[int, int], tag: str) -> None:
        self._window.resize(*size)
        for _ in range(4):
            self._app.processEvents()
        place = self._folder / f"ui-{name}-{tag}-{size[0]}.png"
        self._window.grab().save(str(place))


def main(folder: Path) -> None:
    app = QApplication([])
    install_theme(app)
    ring = FocusRing(app)
    with tempfile.TemporaryDirectory() as root:
        waiting = wait(Path(root))
        for language in Language:
            use_language(language)
            theme().set_language(language)
            for mode in (Mode.LIGHT, Mode.DARK):
                theme().set_mode(mode)
                Gallery(app, folder, waiting).draw(f"{language}-{mode}")
    del ring


if __name__ == "__main__":
    main(Path(sys.argv[1]))
