"""The rules screen's pages, drawn for a person to look at.

python tests/screens/gallery_rules.py FOLDER
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from app.words import Language, use_language
from app.workspace import Workspace
from tests.builders import OWNER
from tests.screens.hearing import Hearing
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from tests.screens.tried import tried
from ui.screens.rulebook.screen import RulebookScreen, build
from ui.shell import AppWindow, MainWindow, WindowMemory
from ui.theme import Mode, install_theme, theme
from ui.widgets import Dialog, FocusRing

FOREIGN = """城西手作群规（2025 年 3 月版）
欢迎各位手艺人，进群先改群名片。
第一章 秩序
第一条 刷屏：同一内容一天不超过三次。
第二条 偏题
聊手作以外的话题请去闲聊群。
允许：
- 分享正在做的活计
禁止：
- 连续发无关链接
第二章 交易
第三条 私下交易：不在群里谈价，也不代收款。
理由：出了纠纷群里帮不上忙。
第三条 转介：不把成员拉到别的卖货群。
"""
FILE = Path(tempfile.gettempdir()) / "城西手作群规.txt"
SIZES = ((1440, 900), (1280, 800))


class Gallery:
    """Draws pages of the screen in a window."""

    def __init__(self, app: QApplication, folder: Path, hearing: Hearing) -> None:
        self._app, self._folder, self._hearing = app, folder, hearing
        settings = QSettings(str(folder / "gallery.ini"), QSettings.Format.IniFormat)
        self._window = AppWindow(WindowMemory(settings))
        self._window.show()

    def draw(self, tag: str) -> None:
        """Draw every page in the language and the look of the moment."""
        with self._hearing.site.opened(OWNER) as workspace:
            self._page("trial", _trial, workspace, tag)
            self._page("import", _import, workspace, tag)

    def _page(
        self,
        name: str,
        open_page: Callable[[RulebookScreen], None],
        workspace: Workspace,
        tag: str,
    ) -> None:
        runner, host = ImmediateRunner(workspace), SeenHost()
        window = MainWindow()
        screen = build(runner, host, self._hearing.site.clock)
        window.add_screen(screen)
        window.set_person(OWNER, "雨林读书会")
        self._window.show_page(window)
        window.show_screen("rulebook")
        for size in SIZES:
            self._window.resize(*size)
            self._app.processEvents()
            open_page(screen)
            for _ in range(5):
                self._app.processEvents()
            place = self._folder / f"{name}-{size[0]}-{tag}.png"
            self._window.grab().save(str(place))
        for dialog in screen.widget.findChildren(Dialog):
            dialog.grab().save(str(self._folder / f"{name}-dialog-{tag}.png"))
            dialog.reject()


def _trial(screen: RulebookScreen) -> None:
    screen.widget.trial_wanted.emit()
    screen.widget.pages.turn_to(screen.widget.pages.trial)


def _import(screen: RulebookScreen) -> None:
    host = screen._presenter.room.host
    assert isinstance(host, SeenHost)
    host.file = FILE
    FILE.write_text(FOREIGN, encoding="utf-8")
    screen.widget.import_wanted.emit()


def main(folder: Path) -> None:
    """Draw all in both languages and both looks."""
    app = QApplication(sys.argv[:1])
    install_theme(app, mode=Mode.LIGHT)
    ring = FocusRing(app)
    with tempfile.TemporaryDirectory() as place:
        gallery = Gallery(app, folder, tried(Path(place)))
        for language in Language:
            use_language(language)
            theme().set_language(language)
            for mode in (Mode.LIGHT, Mode.DARK):
                theme().set_mode(mode)
                gallery.draw(f"{language.value[:2]}-{mode.value}")
    ring.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
