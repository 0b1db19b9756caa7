"""Every shared part in its states, drawn to pictures for a person to look at.

python tests/screens/gallery.py FOLDER
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QWidget

from app.words import Language, use_language
from tests.screens.gallery_rows import ROWS, SEVERITY, CaseRows, Row
from ui.theme import Mode, Role, Token, Tone, install_theme, theme
from ui.widgets import (
    STRETCH,
    Avatar,
    Banner,
    Button,
    ButtonKind,
    Card,
    CheckRow,
    Chip,
    Choice,
    ChoiceCard,
    ChoiceList,
    ConfirmDialog,
    DataTable,
    EmptyState,
    FocusRing,
    IconButton,
    Label,
    LabelledSelect,
    MainAction,
    MultilineField,
    Pane,
    Paragraph,
    PassphraseField,
    PointsMeter,
    ProgressPanel,
    RecordList,
    RecordModel,
    Seal,
    SealedBlock,
    SearchBox,
    StepLadder,
    Tabs,
    TabSpec,
    TextField,
    TimelineItem,
    TintBox,
    Toast,
    Well,
    WizardSteps,
    column,
    proposed,
    row,
)

GUESSES = (
    ("谁在猜", "最高", "平均", "上限"),
    ("群内成员", "25%", "3.1%", "10%"),
    ("外部人员", "6%", "0.9%", "10%"),
    ("拿到旧版导出的人", "9%", "1.4%", "10%"),
)


def guesses() -> DataTable:
    table = DataTable("认出一个人的可能")
    model = QStandardItemModel(table)
    right = Qt.AlignmentFlag.AlignRight
    for line in GUESSES[1:]:
        items = [QStandardItem(cell) for cell in line]
        for item in items[1:]:
            item.setTextAlignment(right)
        model.appendRow(items)
    model.setHorizontalHeaderLabels(GUESSES[0])
    for place in (1, 2, 3):
        model.horizontalHeaderItem(place).setTextAlignment(right)
    table.setModel(model)
    table.set_stretch(0)
    table.fit_rows()
    return table


def heading(text: str) -> Label:
    return Label(text, Role.SECTION)


def controls() -> QWidget:
    wrong = TextField("理由", name="wrong")
    wrong.set_text("太短了")
    wrong.show_error("至少写 10 个字，说明依据的证据。")
    blank = TextField("Reason", placeholder="Name the evidence and the clause")
    off = TextField("停用", name="off")
    off.set_text("不能改")
    off.setEnabled(False)
    secret = PassphraseField("口令", hint="至少 12 个字符", name="secret")
    secret.set_text("correct horse battery")
    secret._on_letter_typed("A", False)
    long = MultilineField("理由", hint="成员可见", name="long")
    long.set_text(
        "评论以“手残”“丢人现眼”侮辱作者本人，属第 3.2 条所列对成员的侮辱；"
        "90 天内第 2 次。"
    )
    blocked = MainAction("下一步：签名")
    blocked.set_blocked("还有 2 项未过")
    pick = LabelledSelect("引用条款", icon="book-bookmark", name="pick")
    pick.select.set_choices([Choice(key="3.2", text="3.2 人身攻击", hint="第 4 版")])
    focus = Button("焦点", name="focus_here")
    plain = CheckRow("在这台电脑上记住登录名", hint="不记住口令")
    ticked = CheckRow("已读")
    ticked.setChecked(True)
    return holder(
        column(
            heading("按钮"),
            10,
            row(
                Button("作出决定", ButtonKind.PRIMARY, key="Ctrl+Enter", height=36),
                Button("退回补证", key="B", height=36),
                Button("添加", ButtonKind.GHOST, icon="plus", height=36),
                Button("查看记录", ButtonKind.LINK, height=36),
                STRETCH,
                spacing=10,
            ),
            12,
            row(
                focus,
                Button("销毁证据", ButtonKind.DANGER),
                Button("许知行", icon="user", caret=True),
                IconButton("funnel", "Filter"),
                STRETCH,
                spacing=12,
            ),
            12,
            blocked,
            20,
            heading("标签"),
            10,
            row(
                *(Chip(s.text, s.tone, s.icon) for s in SEVERITY.values()),
                Chip("待决定", Tone.INFO, "circle-half"),
                Chip("待裁决", Tone.APPEAL, "scales"),
                Chip("施行中", Tone.OK, "check"),
                STRETCH,
                spacing=6,
            ),
            20,
            heading("输入与行内错误"),
            10,
            wrong,
            10,
            blank,
            10,
            off,
            10,
            secret,
            10,
            long,
            10,
            pick,
            10,
            SearchBox("按昵称找", name="find"),
            10,
            plain,
            ticked,
            STRETCH,
        )
    )


def holder(layout) -> QWidget:
    widget = QWidget()
    widget.setLayout(layout)
    return widget


def messages() -> QWidget:
    work = ProgressPanel("shield-check", name="work")
    work._title.setText("正在核对 4,812 个文件的校验值")
    work.set_progress(2983, 4812, 38)
    work.show()
    banner = Banner(
        "现在还不能按“受控”导出",
        "8 项检查有 2 项未过。处理只影响这次导出。",
        Tone.DANGER,
    )
    banner.tools.addWidget(Button("按建议处理 2 项", icon="wrench"))
    empty = EmptyState("tray", "没有待决定的案件", "还有 5 件在等分诊。", "去分诊")
    box = Card(column(empty))
    box.setMinimumHeight(172)
    table = guesses()
    sealed = SealedBlock("真实身份已封存")
    sealed.set_fields(["微信号", "姓名", "手机号"])
    opened = SealedBlock("真实身份")
    opened.set_fields(["微信号", "姓名"])
    opened.reveal({"微信号": "yunshang_2024", "姓名": "示例"})
    return holder(
        column(
            heading("提示与撤销"),
            10,
            Toast("已把 GD-2611-0419 交给 许知行", undo=True),
            10,
            Toast("Assigned GD-2611-0419 to Xu Zhixing", undo=False),
            10,
            banner,
            10,
            Banner("原决定人不能裁决本申诉", "看不到裁决草稿。", Tone.OK),
            10,
            Banner("4 行没有昵称，未导入。", "", Tone.WARN),
            20,
            heading("长任务"),
            10,
            work,
            20,
            box,
            20,
            Card(column(table, margins=1)),
            20,
            sealed,
            10,
            opened,
            STRETCH,
        )
    )


def decisions() -> QWidget:
    ladder = StepLadder("处罚阶梯")
    ladder.set_steps(["提醒", "警告", "禁言 3 天", "禁言 30 天", "移出"], 2)
    wizard = WizardSteps("导出步骤")
    wizard.set_steps(["范围", "字段", "风险报告", "签名", "完成"], 2)
    choices = ChoiceList("处罚", name="sanction")
    choices.set_choices(
        [
            Choice(key="mute", text="禁言 3 天", chip=proposed("建议"), shortcut="1"),
            Choice(key="warn", text="警告", hint="减轻，需写理由", shortcut="2"),
            Choice(key="more", text="禁言 30 天", hint="加重，需写理由", shortcut="3"),
        ],
        "mute",
    )
    cards = [
        ChoiceCard(Choice(key=k, text=t, hint=h, icon=i, shortcut=s))
        for k, t, h, i, s in (
            ("a", "维持", "原决定不变", "equals", "1"),
            ("b", "减轻", "改为较轻处罚", "arrow-down", "2"),
        )
    ]
    cards[1].setChecked(True)
    tier = ChoiceCard(
        Choice(
            key="t", text="受控", hint="签了约定的研究者\n最小组 5 人", icon="handshake"
        ),
        disc=True,
    )
    tier.setChecked(True)
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
    model.set_rows(ROWS)
    records.setModel(model)
    records.setItemDelegate(CaseRows(records))
    records.setCurrentIndex(model.index(0, 0))
    records.setMinimumHeight(240)
    meter = PointsMeter("有效记分")
    meter.set_points(3, 8)
    why = TintBox(
        column(
            Label("建议：禁言 3 天", bold=True),
            Label(
                "10-03 已因第 3.2 条警告一次，无减轻情节。记 2 分，合计 5 / 8。",
                Role.CAPTION,
                Token.TEXT_2,
                wrap=True,
            ),
            margins=(10, 7, 10, 8),
        )
    )
    notice = Paragraph(
        "你 11 月 22 日的评论违反社群规则第 3.2 条（人身攻击）。"
        "这是 90 天内第 2 次，现禁言 3 天，至 11 月 25 日 13:05。",
        selectable=True,
    )
    people = row(
        Avatar("@云上小鱼", size=40), Avatar("许知行"), Avatar(""), STRETCH, spacing=8
    )
    return holder(
        column(
            tabs,
            records,
            16,
            ladder,
            8,
            why,
            8,
            choices,
            12,
            row(*((c, 1) for c in cards), spacing=10),
            10,
            tier,
            12,
            wizard,
            12,
            meter,
            12,
            Well(column(notice, margins=12)),
            12,
            people,
            12,
            TimelineItem("flag", "2 名成员举报，合并为本案", "11-22 09:14"),
            TimelineItem(
                "note-pencil",
                "周叙 的备注 · 仅团队可见",
                "11-22 09:42",
                tone=Tone.WARN,
                body="“手残”指向作者本人，不是对作品的评价，"
                "不适用第 3.2 条例外（一）。",
                last=True,
            ),
            STRETCH,
        )
    )


def page() -> QWidget:
    head = row(Seal(28), Label("公道 部件", Role.RECORD), STRETCH, spacing=12)
    body = row((controls(), 1), (messages(), 1), (decisions(), 1), spacing=32)
    whole = Pane(column(head, 20, (body, 1), margins=(40, 28, 40, 20)))
    whole.resize(1440, 1000)
    return whole


def main(folder: Path) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    use_language(Language.ZH_CN)
    install_theme(app)
    ring = FocusRing(app)
    for mode in (Mode.LIGHT, Mode.DARK):
        theme().set_mode(mode)
        shown = page()
        shown.show()
        shown.activateWindow()
        app.processEvents()
        for button in shown.findChildren(Button, "focus_here"):
            button.setFocus()
        app.processEvents()
        shown.grab().save(str(folder / f"ui-widgets-{mode}.png"))
        dialog = ConfirmDialog(
            shown,
            "销毁这个案件的 3 件证据？",
            "销毁后不能恢复，审计里只留校验值和这次操作。案件的决定不受影响。",
            "销毁证据",
            type_this="GD-2611-0402",
        )
        dialog.open()
        app.processEvents()
        dialog.grab().save(str(folder / f"ui-dialog-{mode}.png"))
        dialog.reject()
        shown.close()
    del ring


if __name__ == "__main__":
    main(Path(sys.argv[1]))
