"""Check rows for the duties somebody may have besides the role."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import Role, Token, space
from ui.widgets import CheckRow, Label, clear, column, row


class DutyBoxes(QWidget):
    """One check row a duty.

    Signals:
        changed: somebody ticked, or took a tick away.
    """

    changed = Signal()

    def __init__(self, label: str, *, name: str) -> None:
        super().__init__()
        self._name = name
        self._boxes: dict[str, CheckRow] = {}
        self._line = row(spacing=space.S4)
        self._label = label
        self.setAccessibleName(label)
        caption = Label(label, Role.CAPTION, Token.TEXT_2)
        self.setLayout(column(caption, self._line, spacing=2))

    def offer(self, duties: Sequence[tuple[str, str]], chosen: Sequence[str]) -> None:
        """Offer these (code, word); those chosen are ticked."""
        clear(self._line)
        self._boxes = {}
        for code, word in duties:
            box = CheckRow(word, name=f"{self._name}_{code}")
            box.setAccessibleName(f"{self._label}: {word}")
            box.setChecked(code in chosen)
            box.toggled.connect(self._on_toggled)
            self._line.addWidget(box)
            self._boxes[code] = box
        self._line.addStretch(1)
        self.setVisible(bool(duties))

    def chosen(self) -> tuple[str, ...]:
        """Return the codes of those that are ticked."""
        return tuple(code for code, box in self._boxes.items() if box.isChecked())

    def tick(self, codes: Sequence[str]) -> None:
        """Tick these as well; what is not offered is left out."""
        for code, box in self._boxes.items():
            if code in codes:
                box.setChecked(True)

    def empty(self) -> None:
        """Take every tick away."""
        for box in self._boxes.values():
            box.setChecked(False)

    def _on_toggled(self, _on: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.changed.emit()
