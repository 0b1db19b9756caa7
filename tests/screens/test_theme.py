"""The tokens are the style guide's, legible on every ground, and all icons exist."""

import ast
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontMetrics

from app.words import Language
from ui.theme import AVATAR_HUES, DARK, FACES, LIGHT, Mode, Role, Token, Tone, theme
from ui.theme.palette import ROLES
from ui.theme.sheet import SHEET
from ui.theme.typography import families

ROOT = Path(__file__).resolve().parents[2]

TABLE = {
    Token.CANVAS: ("#F4F4F1", "#151614"),
    Token.SURFACE: ("#FFFFFF", "#1D1E1C"),
    Token.PANEL: ("#F7F7F4", "#232522"),
    Token.HOVER: ("#ECECE7", "#2A2C29"),
    Token.NEUTRAL_BG: ("#ECECE7", "#2D2F2B"),
    Token.SELECTED: ("#E6EEF9", "#23324A"),
    Token.ACCENT_BG: ("#E6EEF9", "#22304A"),
    Token.BORDER: ("#E4E4DE", "#32342F"),
    Token.CONTROL: ("#8A8B83", "#7C7F75"),
    Token.TEXT: ("#1C1D1A", "#EBECE7"),
    Token.TEXT_2: ("#51534C", "#B9BBB2"),
    Token.TEXT_3: ("#676960", "#9D9F96"),
    Token.ACCENT: ("#2A5AA6", "#3D6DBE"),
    Token.ACCENT_HOVER: ("#234C8D", "#3562AC"),
    Token.ACCENT_TEXT: ("#2A5AA6", "#93B6F2"),
    Token.DANGER: ("#AE2A1E", "#F39A8F"),
    Token.DANGER_BG: ("#FBEAE7", "#36211E"),
    Token.WARN: ("#855000", "#EBB866"),
    Token.WARN_BG: ("#FBF0DA", "#372A13"),
    Token.OK: ("#1D6B3E", "#80CC99"),
    Token.OK_BG: ("#E5F3E9", "#193222"),
    Token.APPEAL: ("#69409C", "#C7A9F1"),
    Token.APPEAL_BG: ("#F1EBFA", "#2E2442"),
    Token.DANGER_FILL: ("#B3261E", "#C0392B"),
}
FLAT = (Token.CANVAS, Token.SURFACE, Token.PANEL)
TINTS = (Token.HOVER, Token.NEUTRAL_BG, Token.SELECTED, Token.ACCENT_BG)
ROWS = (Token.SELECTED, Token.ACCENT_BG)

# What stands on which grounds, and the least ratio the guide measured, light and dark.
LEAST = [
    (Token.TEXT, (*FLAT, *TINTS), (14.3, 10.9)),
    (Token.TEXT_2, (*FLAT, *TINTS), (6.6, 6.6)),
    (Token.TEXT_3, (*FLAT, *TINTS), (4.7, 4.8)),
    (Token.ACCENT_TEXT, (*FLAT, *TINTS), (5.7, 6.3)),
    (Token.DANGER, (*FLAT, *ROWS, Token.DANGER_BG), (5.7, 6.0)),
    (Token.WARN, (*FLAT, *ROWS, Token.WARN_BG), (5.7, 7.1)),
    (Token.OK, (*FLAT, *ROWS, Token.OK_BG), (5.6, 6.8)),
    (Token.APPEAL, (*FLAT, Token.APPEAL_BG), (6.4, 7.2)),
    (Token.CONTROL, FLAT, (3.1, 3.8)),
    (Token.BORDER, (Token.SURFACE,), (1.3, 1.3)),
    (Token.ON_ACCENT, (Token.ACCENT,), (6.7, 5.1)),
    (Token.ON_ACCENT, (Token.ACCENT_HOVER,), (8.4, 6.0)),
    (Token.ON_ACCENT, (Token.DANGER_FILL, Token.DANGER_FILL_HOVER), (6.5, 5.4)),
    (Token.ON_ACCENT, (Token.SEAL,), (4.5, 4.5)),
    (Token.TOAST_TEXT, (Token.TOAST_BG,), (7.0, 7.0)),
    (Token.TOAST_ACTION, (Token.TOAST_BG,), (7.0, 7.0)),
    (Token.TOAST_OK, (Token.TOAST_BG,), (4.5, 4.5)),
]


def luminance(color: str) -> float:
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("token", TABLE)
def test_colours_are_the_guides(token: Token):
    assert (LIGHT[token], DARK[token]) == TABLE[token]


def test_every_token_has_both_colours():
    assert set(LIGHT) == set(DARK) == set(Token)


@pytest.mark.parametrize(("token", "grounds", "least"), LEAST)
def test_contrast_is_what_the_guide_measured(token, grounds, least):
    for table, wanted in zip((LIGHT, DARK), least, strict=True):
        lowest = min(contrast(table[token], table[ground]) for ground in grounds)
        assert round(lowest, 1) >= wanted


def test_letters_stand_out_on_every_avatar():
    assert all(contrast(hue, "#FFFFFF") >= 4.5 for hue in AVATAR_HUES)


def test_a_tone_is_a_text_and_a_ground():
    for tone in Tone:
        for table in (LIGHT, DARK):
            assert contrast(table[tone.text], table[tone.ground]) >= 4.5


def test_sheet_names_no_colour():
    assert "#" not in SHEET
    assert "rgb" not in SHEET


def test_modes_change_palette_and_colours(qapp):
    look = theme()
    light = look.color(Token.SURFACE)
    look.set_mode(Mode.DARK)
    assert look.is_dark
    assert look.color(Token.SURFACE) != light
    for role, token in ROLES.items():
        assert qapp.palette().color(role) == look.color(token)


def test_a_colour_handed_out_can_be_changed_without_harm(qapp):
    veil = theme().color(Token.TEXT)
    veil.setAlpha(10)
    assert theme().color(Token.TEXT) == QColor(LIGHT[Token.TEXT])


def test_change_is_told_once(qtbot):
    with qtbot.waitSignal(theme().changed):
        theme().set_mode(Mode.DARK)
    with qtbot.assertNotEmitted(theme().changed):
        theme().set_mode(Mode.DARK)


@pytest.mark.parametrize("role", Role)
def test_fonts_have_the_guides_sizes(qapp, role: Role):
    font = theme().font(role)
    assert font.pixelSize() == FACES[role].size
    assert font.weight() in (400, 700)
    assert theme().line(role) >= FACES[role].line
    assert theme().line(role) >= QFontMetrics(font).height()


def test_heights_follow_the_font(qapp):
    look = theme()
    assert look.height(76, Role.CAPTION) == 76
    lines = look.line(Role.BODY) + look.line(Role.CAPTION)
    assert look.height(10, Role.BODY, Role.CAPTION, padding=4) == lines + 4


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_family_order_goes_by_language(platform: str):
    chinese = families(Language.ZH_CN, platform)
    english = families(Language.EN, platform)
    assert set(chinese) == set(english)
    assert chinese[0] in english[1:]
    assert "SC" in chinese[0] or "YaHei" in chinese[0]


def icon_names() -> set[str]:
    """Return every literal the interface hands to something that shows an icon."""
    found: set[str] = set()
    callers = {"IconLabel", "IconButton", "set_icon", "set_meaning", "EmptyState"}
    callers |= {"RailButton", "ProgressPanel", "TimelineItem", "show_toast"}
    for path in sorted((ROOT / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            given = [k.value for k in node.keywords if k.arg == "icon"]
            if name in callers and node.args:
                given.append(node.args[0])
            if name in {"draw_icon", "draw_noted"}:
                given.append(node.args[1 if name == "draw_icon" else 2])
            for value in given:
                found |= set(_literals(value))
    return {name for name in found if name}


def _literals(value: ast.expr) -> list[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return [value.value]
    if isinstance(value, ast.IfExp):
        return _literals(value.body) + _literals(value.orelse)
    if isinstance(value, ast.BoolOp):
        return [name for part in value.values for name in _literals(part)]
    return []


GUIDE = [
    "squares-four",
    "clipboard-text",
    "scales",
    "users",
    "book-bookmark",
    "calendar-blank",
    "film-strip",
    "medal",
    "ticket",
    "chat-circle-dots",
    "folder-simple",
    "arrows-counter-clockwise",
    "warning-octagon",
    "handshake",
    "export",
    "shield-check",
    "magnifying-glass",
    "lock-key-open",
    "cloud-slash",
    "lock-simple",
    "eye",
    "paperclip",
    "clock",
    "warning",
    "hourglass",
    "note-pencil",
    "paper-plane-tilt",
    "microphone-slash",
    "prohibit",
    "caret-double-up",
    "caret-up",
    "minus",
    "check-circle-fill",
    "x-circle-fill",
    "user",
    "caret-down",
    "check-bold",
    "info",
    "hand-palm",
]
RAIL = GUIDE[:16]


def test_every_icon_exists(qapp):
    used = icon_names()
    assert len(used) > 15
    wanted = used | set(GUIDE) | {f"{name}-fill" for name in RAIL}
    assert [n for n in sorted(wanted) if not theme().knows_icon(n)] == []


def test_an_unknown_icon_raises_at_once(qapp):
    with pytest.raises(KeyError):
        theme().pixmap("gavel")


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_icons_are_drawn_for_their_screen(qapp, ratio: float):
    pixmap = theme().pixmap("users", Token.TEXT, 16, ratio)
    assert pixmap.width() == 16 * ratio
    assert pixmap.devicePixelRatio() == ratio
    assert theme().pixmap("users", Token.TEXT, 16, ratio).cacheKey() == (
        pixmap.cacheKey()
    )
