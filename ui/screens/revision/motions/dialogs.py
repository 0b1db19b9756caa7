"""What opens over the tab: deciding about an amendment, naming a motion."""

from collections.abc import Sequence
from typing import Final

from app.words import tr
from ui.screens.revision.reasoning import Asked, Asking, WordsDialog
from ui.widgets import Compared, Comparison, ScrollColumn, Well, column

_HIGH: Final = 280
_WIDE: Final = 440
"""Longer words scroll, so that the dialog stays on a small screen."""


class Amending(Asking):
    """Satisfies `AmendingView`."""

    def open_deciding(self, why: str, parts: Sequence[Compared]) -> None:
        """Ask whether an amendment is accepted, and why."""
        asked = Asked(
            title=tr("Accept the amendment?"),
            text=why,
            confirm=tr("Accept"),
            other=tr("Reject"),
            icon="git-branch",
        )
        words = Comparison(parts)
        scroll = ScrollColumn(name="amendment_decide_shown")
        scroll.column.addWidget(words)
        scroll.column.addStretch(1)
        scroll.setFixedHeight(min(_HIGH, words.heightForWidth(_WIDE)))
        shown = Well(column(scroll, margins=(12, 8, 8, 9)))
        dialog = WordsDialog(self._over, asked, name="amendment_decide", shown=shown)
        self.open_dialog(dialog)

    def open_promoting(self) -> None:
        """Ask what a motion is called that is made of a rejected amendment."""
        asked = Asked(
            title=tr("Make it a motion of its own"),
            text=tr("It begins as a draft with the amendment's words and reasons."),
            confirm=tr("Write it down"),
            label=tr("Title"),
            icon="git-branch",
        )
        self.open_dialog(WordsDialog(self._over, asked, name="amendment_promote"))
