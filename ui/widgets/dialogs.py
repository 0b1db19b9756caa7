"""Dialogs: only for what cannot be undone, and for short forms."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.words import tr
from ui.theme import Role, Token, space, theme
from ui.widgets.buttons import Button, ButtonKind
from ui.widgets.fields import TextField
from ui.widgets.labels import IconLabel, Label, Paragraph
from ui.widgets.layout import STRETCH, Item, column, row
from ui.widgets.paint import fill_round, outline
from ui.widgets.see_through import can_be_see_through

_SHADOW = 24


class Dialog(QDialog):
    """A rounded card over its window, with a soft shadow and a title.

    Use `open()`, never `exec()`, so that work behind it goes on.

    Attributes:
        body: the column under the title.
        buttons: the row at the bottom right.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        *,
        icon: str = "",
        token: Token = Token.TEXT_2,
        width: int = 420,
        name: str = "",
    ) -> None:
        super().__init__(parent, Qt.WindowType.FramelessWindowHint)
        self._lifted = can_be_see_through()
        see_through = Qt.WidgetAttribute.WA_TranslucentBackground
        self.setAttribute(see_through, self._lifted)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setObjectName(name)
        self._grabbed: QPoint | None = None
        self.body: QVBoxLayout = column()
        self.buttons = row(STRETCH, spacing=space.S2)
        heading: list[Item] = [IconLabel(icon, token, 20), 10] if icon else []
        head = row(*heading, (Label(title, Role.PAGE, wrap=True), 1))
        around = _SHADOW if self._lifted else 0
        self.setLayout(
            column(
                head,
                8,
                self.body,
                16,
                self.buttons,
                margins=(20 + around, 18 + around, 20 + around, 18 + around),
            )
        )
        self.setFixedWidth(width + 2 * around)

    def fit(self) -> None:
        """Take the height that what it holds asks for now."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.resize(self.width(), self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        if not self._lifted:
            painter.fillRect(self.rect(), look.color(Token.SURFACE))
            outline(painter, QRectF(self.rect()), 0, look.color(Token.EDGE))
            return
        card = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        draw_shadow(painter, card, space.RADIUS_DIALOG, _SHADOW)
        fill_round(painter, card, space.RADIUS_DIALOG, look.color(Token.SURFACE))
        outline(painter, card, space.RADIUS_DIALOG, look.color(Token.BORDER))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grabbed = event.globalPosition().toPoint() - self.pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        # Without a title bar the card itself is what one drags.
        if self._grabbed is not None:
            self.move(event.globalPosition().toPoint() - self._grabbed)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None


def draw_shadow(painter: QPainter, card: QRectF, radius: int, reach: int) -> None:
    """Paint a soft shadow that falls a little below a card."""
    strength = 0.8 if theme().is_dark else 0.16
    for ring in range(reach, 0, -2):
        veil = QColor(0, 0, 0, int(255 * strength * (1 - ring / reach) ** 2 * 0.12))
        spread = card.adjusted(-ring, -ring + 6, ring, ring).intersected(
            card.adjusted(-reach, -reach, reach, reach)
        )
        fill_round(painter, spread, radius + ring, veil)


class ConfirmDialog(Dialog):
    """Asks before what cannot be undone: names it, says what is lost.

    Focus is on Cancel. With `type_this`, the red button waits until those
    characters are typed. `accepted` is emitted when the person goes on.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        text: str,
        confirm: str,
        *,
        icon: str = "trash",
        type_this: str = "",
        name: str = "confirm",
    ) -> None:
        super().__init__(parent, title, icon=icon, token=Token.DANGER, name=name)
        self.body.addWidget(Paragraph(text, Role.BODY, Token.TEXT_2))
        self._wanted = type_this
        self.cancel = Button(tr("Cancel"), height=34, name=f"{name}_cancel")
        self.confirm = Button(
            confirm, ButtonKind.DANGER, height=34, name=f"{name}_confirm"
        )
        self.cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self.accept)
        self.confirm.setAutoDefault(False)
        self.cancel.setDefault(True)
        if type_this:
            asked = tr("Type {word} to confirm", word=type_this)
            field = TextField(asked, name=f"{name}_typed")
            field.changed.connect(self._on_typed)
            self.body.addSpacing(10)
            self.body.addWidget(field)
            self.confirm.setEnabled(False)
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.confirm)
        self.cancel.setFocus()

    def _on_typed(self, text: str) -> None:
        self.confirm.setEnabled(text.strip() == self._wanted)
