"""The question whether this computer's clock is right."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from app.times import DEFAULT_ZONE
from app.words import tr
from ui.theme import Role, Token
from ui.widgets import Button, ButtonKind, Dialog, Paragraph


class ClockDialog(Dialog):
    """Asks before anything is written under a clock that is hardly right.

    `accepted` is emitted where the person vouches for it, `rejected` to lock.
    """

    def __init__(self, parent: QWidget, now: datetime) -> None:
        super().__init__(
            parent,
            tr(
                "Is it {moment} now?",
                moment=f"{now.astimezone(DEFAULT_ZONE):%Y-%m-%d %H:%M}",
            ),
            icon="clock",
            token=Token.WARN,
            width=460,
            name="clock",
        )
        words = tr(
            "This computer's clock is far from the time of the last entry. Deadlines"
            " and sanctions go by it. Lock the vault and set the clock if it is wrong."
        )
        self.body.addWidget(Paragraph(words, Role.BODY, Token.TEXT_2))
        lock = Button(tr("Lock"), height=34, name="clock_lock")
        right = Button(
            tr("The clock is right"), ButtonKind.PRIMARY, height=34, name="clock_right"
        )
        lock.clicked.connect(self.reject)
        right.clicked.connect(self.accept)
        lock.setDefault(True)
        self.buttons.addWidget(lock)
        self.buttons.addWidget(right)
