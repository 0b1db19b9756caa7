"""The shell and the unlock screen, drawn to pictures for a person to look at.

python tests/screens/gallery_shell.py FOLDER
"""

import sys
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget

from app.words import Language, tr, use_language
from tests.screens.gallery_rows import ROWS, SEVERITY, CaseRows, Row
from ui.screens.unlock.shown import Field
from ui.screens.unlock.view import UnlockView
from ui.shell import AppWindow, Group, KeyHint, MainWindow, WindowMemory
from ui.theme import Mode, Role, Token, Tone, install_theme, theme
from ui.widgets import (
    STRETCH,
    Button,
    ButtonKind,
    Card,
    Chip,
    Choice,
    ChoiceList,
    FocusRing,
    Hairline,
    IconButton,
    Label,
    LabelledSelect,
    MainAction,
    MultilineField,
    PageHeader,
    Pane,
    Panes,
    RecordList,
    RecordModel,
    ScrollColumn,
    SealedBlock,
    StepLadder,
    Tabs,
    TabSpec,
    TimelineItem,
    TintBox,
    column,
    proposed,
    row,
)


def queue() -> QWidget:
    tabs = Tabs("队列", name="tabs")
    tabs.set_tabs(
        [
            TabSpec(key="triage", text="待分诊", count="5"),
            TabSpec(key="decide", text="待决定", count="12"),
            TabSpec(key="mine", text="我的", count="4"),
            TabSpec(key="all", text="全部", count="168"),
        ],
        "decide",
    )
    records = RecordList("案件", name="records")
    model: RecordModel[Row] = RecordModel(lambda r: r[0], lambda r: r[1])
    model.setParent(records)
    model.set_rows([ROWS[1], ROWS[0], *ROWS[2:], *(ROWS * 3)])
    records.setModel(model)
    records.setItemDelegate(CaseRows(records))
    records.setCurrentIndex(model.index(1, 0))
    head = row(
        Label("案件", Role.PAGE),
        STRETCH,
        IconButton("funnel", "Filter"),
        Button("新建", icon="plus", key="N"),
        spacing=8,
        margins=(20, 12, 14, 4),
    )
    pane = QWidget()
    pane.setLayout(
        column(
            head,
            row(tabs, margins=(12, 0, 12, 0)),
            Hairline(),
            4,
            (records, 1),
        )
    )
    return pane


def record() -> QWidget:
    scroll = ScrollColumn(margins=(24, 16, 24, 16), spacing=16, name="record")
    sealed = SealedBlock("真实身份已封存")
    sealed.set_fields(["微信号", "姓名", "手机号"])
    reveal = Button("揭示", icon="eye", key="V")
    top = row(Label("真实身份已封存", Role.SECTION), STRETCH, reveal)
    box = column(top, 10, sealed, margins=16)
    scroll.column.addWidget(Card(box))
    history = column(
        TimelineItem("flag", "2 名成员举报，合并为本案", "11-22 09:14"),
        TimelineItem(
            "note-pencil",
            "周叙 的备注 · 仅团队可见",
            "11-22 09:42",
            tone=Tone.WARN,
            body="“手残”指向作者本人，不是对作品的评价。",
            last=True,
        ),
    )
    scroll.column.addLayout(history)
    scroll.column.addStretch(1)
    return scroll


def decision() -> QWidget:
    ladder = StepLadder("处罚阶梯")
    ladder.set_steps(["提醒", "警告", "禁言 3 天", "禁言 30 天", "移出"], 2)
    pick = LabelledSelect("引用条款", icon="book-bookmark", name="pick")
    pick.select.set_choices([Choice(key="3.2", text="3.2 人身攻击", hint="第 4 版")])
    choices = ChoiceList("处罚", name="sanction")
    choices.set_choices(
        [
            Choice(key="a", text="禁言 3 天", chip=proposed("建议"), shortcut="1"),
            Choice(key="b", text="警告", hint="减轻，需写理由", shortcut="2"),
            Choice(key="c", text="禁言 30 天", hint="加重，需写理由", shortcut="3"),
        ],
        "a",
    )
    words = "10-03 已因第 3.2 条警告一次，无减轻情节。记 2 分，合计 5 / 8。"
    why = TintBox(
        column(
            Label("建议：禁言 3 天", bold=True),
            Label(words, Role.CAPTION, Token.TEXT_2, wrap=True),
            margins=(10, 7, 10, 8),
        )
    )
    reason = MultilineField("理由", hint="成员可见", name="reason")
    reason.set_text("评论以“手残”侮辱作者本人，属第 3.2 条所列对成员的侮辱。")
    scroll = ScrollColumn(margins=(20, 16, 20, 16), spacing=10, name="decision")
    for widget in (pick, ladder, why, choices, reason):
        scroll.column.addWidget(widget)
    scroll.column.addStretch(1)
    two = row(
        (Button("不成立", key="D"), 1), (Button("退回补证", key="B"), 1), spacing=8
    )
    acts = column(
        MainAction("作出决定并记录", wide=True), two, spacing=8, margins=(20, 8, 20, 16)
    )
    return Pane(column((scroll, 1), acts), Token.PANEL, name="decision_pane")


class Demo:
    def __init__(
        self, key: str, group: Group, icon: str, title: str, widget: QWidget
    ) -> None:
        self.key, self.group, self.icon = key, group, icon
        self.title, self.widget = title, widget

    def hints(self) -> list[KeyHint]:
        return [
            KeyHint(keys=("J", "K"), label="上下"),
            KeyHint(keys=("A",), label="指派"),
            KeyHint(keys=("S",), label="分诊"),
        ]

    def activated(self) -> None:
        pass


def shell() -> MainWindow:
    header = PageHeader("人身攻击：对教学视频作者的侮辱", Role.RECORD)
    header.set_title(
        "人身攻击：对教学视频作者的侮辱", "GD-2611-0417 · 视频号评论 · 2 人举报"
    )
    medium = SEVERITY["medium"]
    header.chips.addWidget(Chip("待决定", Tone.INFO, "circle-half"))
    header.chips.addWidget(Chip(medium.text, medium.tone, medium.icon))
    header.tools.addWidget(Button("移交", ButtonKind.GHOST, icon="swap"))
    panes = Panes(queue(), record(), decision(), header=header, decision_label="去决定")
    window = MainWindow()
    window.add_screen(Demo("cases", Group.REVIEW, "clipboard-text", "案件", panes))
    for key, group, icon, title in (
        ("appeals", Group.REVIEW, "scales", "申诉"),
        ("members", Group.REVIEW, "users", "成员"),
        ("rulebook", Group.REVIEW, "book-bookmark", "规则"),
        ("exports", Group.TEAM, "export", "导出"),
        ("staff", Group.TEAM, "shield-check", "团队与审计"),
    ):
        window.add_screen(Demo(key, group, icon, title, QWidget()))
    window.set_count("cases", "12")
    window.set_count("appeals", "3")
    window.set_person("许知行", "审核员 · 城西手作")
    window.show_screen("cases")
    return window


def draw(app: QApplication, window: AppWindow, folder: Path, name: str) -> None:
    for _ in range(4):
        app.processEvents()
    window.grab().save(str(folder / f"ui-{name}.png"))


def unlocks(app: QApplication, window: AppWindow, folder: Path, tag: str) -> None:
    view = UnlockView(version="0.1.0")
    window.show_page(view)
    window.activateWindow()
    view.show_sign_in("城西手作审核库", "许知行", remembered=True)
    view.show_note(tr("locks after {count} idle minutes", count=5))
    draw(app, window, folder, f"unlock-{tag}")
    view.show_error(Field.PASSPHRASE, tr("Enter your passphrase."))
    view.sign_in_form._passphrase.set_text("correct horse")
    view.sign_in_form._passphrase._show_caps(shown=True)
    draw(app, window, folder, f"unlock-caps-{tag}")
    view.show_busy(tr("Unlocking. This takes about a second."))
    draw(app, window, folder, f"unlock-busy-{tag}")
    view.show_create()
    draw(app, window, folder, f"create-{tag}")
    view.show_welcome()
    draw(app, window, folder, f"welcome-{tag}")


def main(folder: Path) -> None:
    app = QApplication([])
    install_theme(app)
    ring = FocusRing(app)
    memory = WindowMemory(
        QSettings(str(folder / "gallery.ini"), QSettings.Format.IniFormat)
    )
    for language in Language:
        use_language(language)
        theme().set_language(language)
        for mode in (Mode.LIGHT, Mode.DARK):
            theme().set_mode(mode)
            window = AppWindow(memory)
            window.resize(1440, 900)
            window.show()
            window.activateWindow()
            app.processEvents()
            tag = f"{language}-{mode}"
            unlocks(app, window, folder, tag)
            shown = shell()
            window.show_page(shown)
            draw(app, window, folder, f"shell-{tag}-1440")
            window.resize(1280, 800)
            shown.show_toast("已把 GD-2611-0419 交给 林岚", undo=lambda: None)
            draw(app, window, folder, f"shell-{tag}-1280")
            shown.open_palette()
            draw(app, window, folder, f"palette-{tag}")
            shown.palette_overlay.close_overlay()
            shown.open_keys()
            draw(app, window, folder, f"keys-{tag}")
            shown.keys_overlay.close_overlay()
            dialog = shown.open_settings()
            app.processEvents()
            dialog.grab().save(str(folder / f"ui-settings-{tag}.png"))
            dialog.reject()
            window.resize(1100, 760)
            draw(app, window, folder, f"shell-{tag}-1100")
            panes = shown.findChildren(Panes)[0]
            panes.open_drawer()
            draw(app, window, folder, f"drawer-{tag}")
            panes.close_drawer()
            window.resize(960, 700)
            draw(app, window, folder, f"shell-{tag}-960")
            panes.show_record()
            draw(app, window, folder, f"record-{tag}-960")
            window.close()
    del ring


if __name__ == "__main__":
    main(Path(sys.argv[1]))
