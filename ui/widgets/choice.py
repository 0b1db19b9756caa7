"""What a person can choose among: one value, shown by rows, cards and combos."""

from dataclasses import dataclass

from ui.theme import Tone
from ui.widgets.paint import ChipSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing that can be chosen.

    Attributes:
        key: what is told back when it is chosen.
        text: what a person reads.
        hint: a few words behind it ("lighter, needs a reason").
        chip: "Proposed" and the like, at the right.
        shortcut: a key-cap ("1"), shown only.
        icon: for cards.
    """

    key: str
    text: str
    hint: str = ""
    chip: ChipSpec | None = None
    shortcut: str = ""
    icon: str = ""


def proposed(text: str) -> ChipSpec:
    """Return the chip of the choice the ladder proposes."""
    return ChipSpec(text=text, tone=Tone.INFO)
