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
from tests.builders import OWNER, Site
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
SAID = "\n".join(
    [
        "序号,时间,发送者昵称,发送者微信ID,消息类型,内容",
        "1,2026-11-02 09:00:00,绣娘阿珍,wxid_0001,文本消息,已读，谢谢",
        "2,2026-11-02 09:01:00,北门老陈,wxid_0002,文本消息,收到",
        "3,2026-11-02 09:02:00,老巷口,wxid_0003,文本消息,收到[OK]",
        "4,2026-11-02 09:03:00,半山木作,wxid_0004,文本消息,大家都收到了没",
        "5,2026-11-02 09:04:00,云上小鱼,wxid_0005,文本消息,同意",
        "6,2026-11-02 09:05:00,路过的人,wxid_0999,文本消息,同意",
        "7,2026-11-02 09:06:00,没有号的人,,文本消息,收到",
        "8,2026-10-01 09:06:00,老巷口,wxid_0003,文本消息,收到",
    ]
)
CHAT = Path(tempfile.gettempdir()) / "群聊 2026-11.csv"
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
            self._page("draft", _draft, workspace, tag)
            self._page("trial", _trial, workspace, tag)
            self._page("stale", _stale, workspace, tag)
            self._page("import", _import, workspace, tag)
            self._page("acknowledged", _acknowledged, workspace, tag)
            self._page("gather", _gather, workspace, tag)

    def draw_start(self, site: Site, tag: str) -> None:
        """Draw the screen before the first version."""
        with site.opened(OWNER) as workspace:
            self._page("start", _nothing, workspace, tag)

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


def _nothing(_: RulebookScreen) -> None:
    """The screen as it is."""


def _draft(screen: RulebookScreen) -> None:
    screen.open_record("draft")


def _stale(screen: RulebookScreen) -> None:
    _draft(screen)
    _trial(screen)
    screen.widget.pages.trial.show_stale(stale=True)


def _trial(screen: RulebookScreen) -> None:
    screen.widget.trial_wanted.emit()
    screen.widget.pages.turn_to(screen.widget.pages.trial)


def _import(screen: RulebookScreen) -> None:
    host = screen._presenter.room.host
    assert isinstance(host, SeenHost)
    host.file = FILE
    FILE.write_text(FOREIGN, encoding="utf-8")
    screen.widget.import_wanted.emit()
    if screen.widget.findChild(Dialog) is not None:
        screen._pages.taking_in.commit()


def _acknowledged(screen: RulebookScreen) -> None:
    page, people = screen.widget.pages.acknowledged, screen._pages.acknowledging
    screen.widget.pages.turn_to(page)
    people.begin()
    people.choose_list(missing=False)
    people.choose_all()
    if people._chosen:
        people.submit("", "")
    people.choose_list(missing=True)
    for row in people._rows[:2]:
        people.toggle(row.member)
    people.submit("group", "2026-11-02")
    for row in people._rows[:2]:
        people.toggle(row.member)
    people.submit("group", "昨天")
    page.focus()


def _gather(screen: RulebookScreen) -> None:
    _acknowledged(screen)
    host = screen._presenter.room.host
    assert isinstance(host, SeenHost)
    host.file = CHAT
    CHAT.write_text(SAID, encoding="utf-8")
    screen.widget.pages.acknowledged.file_wanted.emit()


def main(folder: Path) -> None:
    """Draw all in both languages and both looks."""
    app = QApplication(sys.argv[:1])
    install_theme(app, mode=Mode.LIGHT)
    ring = FocusRing(app)
    with tempfile.TemporaryDirectory() as place, tempfile.TemporaryDirectory() as new:
        gallery = Gallery(app, folder, tried(Path(place)))
        bare = Site(root=Path(new))
        with bare.created():
            pass
        for language in Language:
            use_language(language)
            theme().set_language(language)
            for mode in (Mode.LIGHT, Mode.DARK):
                theme().set_mode(mode)
                tag = f"{language.value[:2]}-{mode.value}"
                gallery.draw(tag)
                gallery.draw_start(bare, tag)
    ring.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
