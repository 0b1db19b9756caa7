"""What stands on a recovery sheet: plain words, in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from app.recovery import as_groups, as_text
from app.words import Language, in_language, mark

BOTH: Final = (Language.ZH_CN, Language.EN)

TITLE: Final = mark("Recovery sheet")
FACTS: Final = (mark("Vault"), mark("Belongs to"), mark("Made on"))
KEY: Final = mark("Recovery key")
SCAN: Final = mark("The same key")
USE: Final = mark("How to use it")
WARNING: Final = mark(
    "Whoever holds this sheet can open the vault as {person}. Lock it away like a key."
    " Take no photo of it and leave no copy on a computer."
)
STEPS: Final = (
    mark('Open Gongdao, choose this vault, and choose "Use a recovery sheet".'),
    mark(
        "Type the eight groups in their order, or scan the square code and paste what"
        " it says. A group that is miscopied is named at once."
    ),
    mark(
        "Choose a new passphrase. With that this sheet is used up: destroy it and make"
        " a new one."
    ),
)
LETTERS: Final = mark(
    "There is no I, L, O or U in it: what looks like one is the digit 1 or 0."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet; it lives as long as it is shown.

    Attributes:
        vault: the community's name.
        person: whose it is.
        made_on: the day.
        groups: the key, group by group.
        text: the key in one line, as the square code has it.
    """

    vault: str
    person: str
    made_on: date
    groups: tuple[str, ...] = field(repr=False)
    text: str = field(repr=False)

    @classmethod
    def of(cls, key: bytes, *, vault: str, person: str, made_on: date) -> "Sheet":
        """Return the sheet of a key."""
        return cls(
            vault=vault,
            person=person,
            made_on=made_on,
            groups=as_groups(key),
            text=as_text(key),
        )

    def facts(self) -> Sequence[tuple[str, str]]:
        """Return whose it is and of which vault: title in both languages, value."""
        values = (self.vault, self.person, self.made_on.isoformat())
        return [
            (both(title), value) for title, value in zip(FACTS, values, strict=True)
        ]

    def file_name(self) -> str:
        """Return a name for the file; it says what it is, so nobody loses it."""
        title = in_language(Language.ZH_CN, TITLE)
        return f"{title}-{self.person}-{self.made_on.isoformat()}.pdf"


def both(message: str) -> str:
    """Return a short word in both languages, one after the other."""
    return "  ".join(in_language(language, message) for language in BOTH)
