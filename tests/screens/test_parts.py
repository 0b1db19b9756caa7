"""Buttons, marks, notices, dialogs, toasts, the focus ring, the folding panes."""

from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.words import Language, use_language
from ui.theme import Mode, space, theme
from ui.widgets import (
    STRETCH,
    Avatar,
    Button,
    ButtonKind,
    Chip,
    ChipSpec,
    ConfirmDialog,
    EmptyState,
    FocusRing,
    KeyCap,
    Label,
    MainAction,
    PageHeader,
    Panes,
    Paragraph,
    ProgressPanel,
    ScrollColumn,
    SealedBlock,
    StepLadder,
    Tabs,
    TabSpec,
    ToastHost,
    clear,
    column,
)
from ui.widgets.notices import time_left
from ui.widgets.paint import avatar_hue, cap_text, chip_width, initial


def test_a_disabled_button_shows_no_key(shown):
    button = shown(Button("Decide", ButtonKind.PRIMARY, key="Ctrl+Enter"))
    wide = button.sizeHint().width()
    button.setEnabled(False)
    assert button.sizeHint().width() < wide


def test_a_blocked_main_action_says_why(shown):
    act = shown(MainAction("Next", name="next"))
    act.set_blocked("2 checks failed")
    assert not act.button.isEnabled()
    assert act.reason() == "2 checks failed"
    assert act.button.accessibleDescription() == "2 checks failed"
    act.set_blocked("")
    assert act.button.isEnabled()


@pytest.mark.parametrize("kind", ButtonKind)
def test_buttons_are_tall_enough_to_hit(qtbot, kind):
    button = Button("Go", kind, height=space.BUTTON_SMALL)
    qtbot.addWidget(button)
    assert button.sizeHint().height() >= 28


@pytest.mark.parametrize(
    ("name", "letter"), [("@云上小鱼", "云"), ("lin", "L"), ("", "·"), ("@", "·")]
)
def test_initials(name, letter):
    assert initial(name) == letter


def test_a_hue_stays_with_its_key():
    assert avatar_hue("7f") == avatar_hue("7f")


def test_control_is_command_on_a_mac():
    assert cap_text("Ctrl+K", "darwin") == "⌘K"
    assert cap_text("Ctrl+K", "linux") == "Ctrl+K"


def test_a_chip_is_read_and_never_clicked(qtbot):
    chip = Chip("Medium", icon="caret-up")
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "Medium"
    assert chip.focusPolicy() is Qt.FocusPolicy.NoFocus
    spec = ChipSpec(text="High severity", icon="caret-double-up")
    chip.set_spec(spec)
    assert chip.sizeHint().width() == chip_width(spec)


def test_members_words_are_never_markup(qtbot):
    words = "<b>bold</b> & <img src=x>"
    label, paragraph = Label(words), Paragraph(words)
    for widget in (label, paragraph):
        qtbot.addWidget(widget)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert "<b>" not in paragraph.text()
    assert paragraph.plain() == words


def test_labels_follow_the_theme(qtbot):
    label = Label("words")
    qtbot.addWidget(label)
    before = label.palette().color(label.foregroundRole())
    theme().set_mode(Mode.DARK)
    assert label.palette().color(label.foregroundRole()) != before


def test_clearing_a_layout_leaves_nothing(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    box = column(Label("a"), 4, column(Label("b")), STRETCH)
    holder.setLayout(box)
    clear(box)
    assert box.count() == 0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "About 5 seconds left"),
        (38, "About 40 seconds left"),
        (60, "About 1 minute left"),
        (61, "About 2 minutes left"),
    ],
)
def test_time_left_is_rough(seconds, words):
    assert time_left(seconds) == words


def test_long_work_appears_late_and_can_be_stopped(qtbot, shown):
    holder = QWidget()
    panel = ProgressPanel(name="work")
    holder.setLayout(column(panel))
    shown(holder)
    panel.start("Checking 4,812 files")
    assert not panel.isVisible()
    qtbot.waitUntil(panel.isVisible)
    panel.set_progress(100, 400, 12)
    with qtbot.waitSignal(panel.stopped):
        qtbot.mouseClick(panel._stop, Qt.MouseButton.LeftButton)
    panel.finish()
    assert not panel.isVisible()


@pytest.mark.parametrize(
    ("blocks", "left", "words"),
    [
        (False, None, "You can go on with other work"),
        (False, 60, "About 1 minute left; you can go on with other work"),
        (True, None, ""),
        (True, 60, "About 1 minute left"),
    ],
)
def test_long_work_says_whether_other_work_goes_on(
    qtbot, blocks: bool, left: int | None, words: str
):
    panel = ProgressPanel(blocks=blocks)
    qtbot.addWidget(panel)
    panel.set_progress(1, 2, left)
    assert panel._left.text() == words


def test_an_empty_state_without_a_step_has_no_button(shown):
    state = shown(EmptyState("tray", "No cases"))
    assert not state.button.isVisible()
    state.set_words("No cases", "5 wait for triage.", "Go to triage")
    assert state.button.isVisible()


def test_confirming_begins_on_cancel_and_may_ask_for_typing(qtbot, shown):
    window = shown(QWidget())
    dialog = ConfirmDialog(window, "Destroy?", "Gone.", "Destroy", type_this="GD-1")
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert QApplication.focusWidget() is dialog.cancel
    assert not dialog.confirm.isEnabled()
    field = dialog.findChild(QWidget, "confirm_typed")
    qtbot.keyClicks(field, "GD-1")
    assert dialog.confirm.isEnabled()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)


def test_sealed_values_go_again(qtbot, shown):
    block = shown(SealedBlock("Sealed identity"))
    block.set_fields(["Phone", "Name"])
    block.reveal({"Phone": "0100"})
    labels = [label.text() for label in block.findChildren(Label)]
    assert block.is_open
    assert "0100" in labels
    block._timer.setInterval(1)
    with qtbot.waitSignal(block.covered):
        block._timer.start()
    qtbot.waitUntil(lambda: "0100" not in [x.text() for x in block.findChildren(Label)])
    assert not block.is_open


def test_bars_do_not_match_what_they_hide(qtbot):
    widths = []
    for label in ("Phone", "A much longer field"):
        block = SealedBlock("Sealed")
        qtbot.addWidget(block)
        block.set_fields([label])
        bar = cast("Any", block._grid.itemAtPosition(0, 1))
        widths.append(bar.widget().width())
    assert widths[0] == widths[1]


def test_a_toast_waits_under_the_pointer_and_with_focus(qtbot, shown):
    window = shown(QWidget())
    window.resize(800, 600)
    host = ToastHost(window)
    toast = host.show_toast("Done", undo=True)
    assert toast.is_running
    undo = cast("QWidget", toast.findChild(QWidget, "toast_undo"))
    undo.setFocus()
    assert not toast.is_running
    window.setFocus()
    undo.clearFocus()
    assert toast.is_running
    with qtbot.waitSignal(toast.undo_pressed):
        qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert host.toasts() == ()


def test_three_toasts_at_most_at_the_bottom_left(shown):
    window = shown(QWidget())
    window.resize(800, 600)
    host = ToastHost(window)
    for number in range(5):
        host.show_toast(f"Done {number}")
    assert len(host.toasts()) == 3
    newest = host.toasts()[-1]
    assert newest.geometry().left() == 16
    assert newest.geometry().bottom() < 600
    host.clear()
    assert host.toasts() == ()


def test_tabs_keep_their_place(qtbot, shown):
    tabs = shown(Tabs("Queues", name="tabs"))
    specs = [TabSpec(key="a", text="Open"), TabSpec(key="b", text="Mine", count="4")]
    tabs.set_tabs(specs)
    assert tabs.current() == "a"
    second = tabs.findChild(QWidget, "tabs_b")
    with qtbot.waitSignal(tabs.chosen) as told:
        qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert told.args == ["b"]
    tabs.set_tabs([specs[1], TabSpec(key="c", text="All")])
    assert tabs.current() == "b"
    tabs.set_tabs([])
    assert tabs.current() == ""


def test_a_ladder_says_where_it_stands(shown):
    ladder = shown(StepLadder("Ladder"))
    ladder.set_steps(["Warning", "Mute", "Removal"], 1)
    assert ladder.accessibleName() == "Ladder: Mute"
    ladder.set_steps(["Warning"], -1)
    assert ladder.accessibleName() == "Ladder"


def test_a_long_title_gives_way(shown):
    header = shown(PageHeader("Short"))
    header.set_title("An extraordinarily long title " * 8, "GD-1")
    assert header.minimumSizeHint().width() < 400


def test_the_ring_follows_the_focus_even_in_a_scrolled_column(qtbot, shown, qapp):
    ring = FocusRing(qapp)
    scroll = ScrollColumn(margins=8)
    buttons = [Button(f"Button {n}") for n in range(30)]
    for button in buttons:
        scroll.column.addWidget(button)
    shown(scroll)
    scroll.resize(300, 200)
    buttons[0].setFocus()
    origin = buttons[0].mapTo(scroll, QPoint())
    found = ring.ring_rect()
    assert found is not None
    assert found.topLeft() == origin - QPoint(4, 4)
    assert found.width() == buttons[0].width() + 8
    before = found.top()
    scroll.verticalScrollBar().setValue(20)
    moved = ring.ring_rect()
    assert moved is not None
    assert moved.top() == before - 20
    buttons[0].clearFocus()
    assert ring.ring_rect() is None
    qapp.focusChanged.disconnect(ring._on_focus_changed)


@pytest.mark.parametrize(
    ("width", "drawer", "narrow"),
    [(1440, False, False), (1200, True, False), (1000, True, True)],
)
def test_panes_fold_with_the_window(qtbot, shown, width, drawer, narrow):
    listing, record, decision = QWidget(), QWidget(), QWidget()
    panes = Panes(listing, record, decision, decision_label="Decide")
    shown(panes)
    panes.resize(width, 800)
    assert panes.is_drawer is drawer
    assert decision.isVisible() is not drawer
    assert record.isVisible() is not narrow
    panes.show_record()
    assert record.isVisible()
    assert listing.isVisible() is not narrow
    panes.open_drawer()
    assert decision.isVisible()
    panes.resize(1440, 800)
    assert decision.isVisible()
    assert panes.stops()[-1] is decision


def test_the_chinese_of_a_key_cap_fits(qtbot):
    use_language(Language.ZH_CN)
    theme().set_language(Language.ZH_CN)
    cap, disc = KeyCap("Ctrl+Enter"), Avatar("许知行")
    for widget in (cap, disc):
        qtbot.addWidget(widget)
    assert cap.sizeHint().height() >= 18
    assert disc.accessibleName() == "许知行"
