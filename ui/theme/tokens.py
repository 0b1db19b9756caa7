"""The colours, by name, in light and dark."""

from enum import StrEnum


class Token(StrEnum):
    """Every colour the interface uses; nothing is painted in another."""

    CANVAS = "canvas"
    SURFACE = "surface"
    PANEL = "panel"
    HOVER = "hover"
    NEUTRAL_BG = "neutral-bg"
    SELECTED = "selected"
    BORDER = "border"
    EDGE = "edge"
    CONTROL = "control"
    TEXT = "text"
    TEXT_2 = "text-2"
    TEXT_3 = "text-3"
    ACCENT = "accent"
    ACCENT_HOVER = "accent-hover"
    ON_ACCENT = "on-accent"
    ACCENT_TEXT = "accent-text"
    ACCENT_BG = "accent-bg"
    DANGER = "danger"
    DANGER_BG = "danger-bg"
    DANGER_FILL = "danger-fill"
    DANGER_FILL_HOVER = "danger-fill-hover"
    WARN = "warn"
    WARN_BG = "warn-bg"
    OK = "ok"
    OK_BG = "ok-bg"
    APPEAL = "appeal"
    APPEAL_BG = "appeal-bg"
    BAR = "bar"
    SEAL = "seal"
    TOAST_BG = "toast-bg"
    TOAST_TEXT = "toast-text"
    TOAST_ACTION = "toast-action"
    TOAST_EDGE = "toast-edge"
    TOAST_OK = "toast-ok"


class Tone(StrEnum):
    """What a chip, banner or icon says; each is a text and a ground colour."""

    NEUTRAL = "neutral"
    INFO = "info"
    OK = "ok"
    WARN = "warn"
    DANGER = "danger"
    APPEAL = "appeal"

    @property
    def text(self) -> Token:
        """Return the colour of words and icons in this tone."""
        return _TONES[self][0]

    @property
    def ground(self) -> Token:
        """Return the colour behind them."""
        return _TONES[self][1]


_TONES: dict[Tone, tuple[Token, Token]] = {
    Tone.NEUTRAL: (Token.TEXT_2, Token.NEUTRAL_BG),
    Tone.INFO: (Token.ACCENT_TEXT, Token.ACCENT_BG),
    Tone.OK: (Token.OK, Token.OK_BG),
    Tone.WARN: (Token.WARN, Token.WARN_BG),
    Tone.DANGER: (Token.DANGER, Token.DANGER_BG),
    Tone.APPEAL: (Token.APPEAL, Token.APPEAL_BG),
}

LIGHT: dict[Token, str] = {
    Token.CANVAS: "#F4F4F1",
    Token.SURFACE: "#FFFFFF",
    Token.PANEL: "#F7F7F4",
    Token.HOVER: "#ECECE7",
    Token.NEUTRAL_BG: "#ECECE7",
    Token.SELECTED: "#E6EEF9",
    Token.BORDER: "#E4E4DE",
    Token.EDGE: "#CBCBC5",
    Token.CONTROL: "#8A8B83",
    Token.TEXT: "#1C1D1A",
    Token.TEXT_2: "#51534C",
    Token.TEXT_3: "#676960",
    Token.ACCENT: "#2A5AA6",
    Token.ACCENT_HOVER: "#234C8D",
    Token.ON_ACCENT: "#FFFFFF",
    Token.ACCENT_TEXT: "#2A5AA6",
    Token.ACCENT_BG: "#E6EEF9",
    Token.DANGER: "#AE2A1E",
    Token.DANGER_BG: "#FBEAE7",
    Token.DANGER_FILL: "#B3261E",
    Token.DANGER_FILL_HOVER: "#961F18",
    Token.WARN: "#855000",
    Token.WARN_BG: "#FBF0DA",
    Token.OK: "#1D6B3E",
    Token.OK_BG: "#E5F3E9",
    Token.APPEAL: "#69409C",
    Token.APPEAL_BG: "#F1EBFA",
    Token.BAR: "#B9CAE6",
    Token.SEAL: "#B23A26",
    Token.TOAST_BG: "#2A2C28",
    Token.TOAST_TEXT: "#F2F3EE",
    Token.TOAST_ACTION: "#A9C6F7",
    Token.TOAST_EDGE: "#5C5F57",
    Token.TOAST_OK: "#80CC99",
}

DARK: dict[Token, str] = {
    Token.CANVAS: "#151614",
    Token.SURFACE: "#1D1E1C",
    Token.PANEL: "#232522",
    Token.HOVER: "#2A2C29",
    Token.NEUTRAL_BG: "#2D2F2B",
    Token.SELECTED: "#23324A",
    Token.BORDER: "#32342F",
    Token.EDGE: "#43463F",
    Token.CONTROL: "#7C7F75",
    Token.TEXT: "#EBECE7",
    Token.TEXT_2: "#B9BBB2",
    Token.TEXT_3: "#9D9F96",
    Token.ACCENT: "#3D6DBE",
    Token.ACCENT_HOVER: "#3562AC",
    Token.ON_ACCENT: "#FFFFFF",
    Token.ACCENT_TEXT: "#93B6F2",
    Token.ACCENT_BG: "#22304A",
    Token.DANGER: "#F39A8F",
    Token.DANGER_BG: "#36211E",
    Token.DANGER_FILL: "#C0392B",
    Token.DANGER_FILL_HOVER: "#A83024",
    Token.WARN: "#EBB866",
    Token.WARN_BG: "#372A13",
    Token.OK: "#80CC99",
    Token.OK_BG: "#193222",
    Token.APPEAL: "#C7A9F1",
    Token.APPEAL_BG: "#2E2442",
    Token.BAR: "#3A5078",
    Token.SEAL: "#C24A34",
    Token.TOAST_BG: "#2A2C28",
    Token.TOAST_TEXT: "#F2F3EE",
    Token.TOAST_ACTION: "#A9C6F7",
    Token.TOAST_EDGE: "#5C5F57",
    Token.TOAST_OK: "#80CC99",
}

# White letters on each of these keep at least 4.5:1.
AVATAR_HUES: tuple[str, ...] = (
    "#5B6FA8",
    "#8A5A83",
    "#3F7F74",
    "#9A6A35",
    "#6A7A3A",
    "#7A5A9C",
    "#A0524A",
)
