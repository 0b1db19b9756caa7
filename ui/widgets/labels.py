"""Text in its roles, icons and hairlines."""

import html

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import Role, Token, space, theme
from ui.widgets.paint import LEFT, TextStyle, draw_icon, draw_text, text_width


class Label(QLabel):
    """One line, or wrapped lines, of plain text in a type role and a token's colour.

    Text is always plain: what members wrote is never read as markup.
    """

    def __init__(
        self,
        text: str = "",
        role: Role = Role.BODY,
        token: Token = Token.TEXT,
        *,
        bold: bool | None = None,
        tabular: bool = False,
        wrap: bool = False,
        selectable: bool = False,
    ) -> None:
        super().__init__(text)
        self._role, self._token = role, token
        self._bold, self._tabular = bold, tabular
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self._dress()
        theme().changed.connect(self._dress)

    def set_token(self, token: Token) -> None:
        """Change the colour."""
        self._token = token
        self._dress()

    def _dress(self) -> None:
        look = theme()
        self.setFont(look.font(self._role, bold=self._bold, tabular=self._tabular))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, look.color(self._token))
        self.setPalette(palette)
        self.setMinimumHeight(look.line(self._role))


class Paragraph(QLabel):
    """Wrapped text with the line height of its role (reading text by default)."""

    def __init__(
        self,
        text: str = "",
        role: Role = Role.READING,
        token: Token = Token.TEXT,
        *,
        selectable: bool = False,
    ) -> None:
        super().__init__()
        self._text, self._role, self._token = text, role, token
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self._dress()
        theme().changed.connect(self._dress)

    def set_plain(self, text: str) -> None:
        """Show this plain text."""
        self._text = text
        self._dress()

    def plain(self) -> str:
        """Return the text shown, as plain text."""
        return self._text

    def _dress(self) -> None:
        look = theme()
        self.setFont(look.font(self._role))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, look.color(self._token))
        self.setPalette(palette)
        self.setMinimumHeight(look.line(self._role))
        self.setText(self._markup())
        self.setAccessibleName(self._text)

    def _markup(self) -> str:
        return lines(escaped(self._text), self._role)


def escaped(text: str) -> str:
    """Return a text as rich text that shows it as it is."""
    return html.escape(text).replace("\n", "<br>")


def lines(markup: str, role: Role, style: str = "") -> str:
    """Return rich text with the line height of a role; QLabel has none of its own."""
    height = theme().line(role)
    return (
        f'<p style="margin:0; line-height:{height}px; -qt-line-height-type:fixed;'
        f' {style}">{markup}</p>'
    )


class ElidedLabel(QWidget):
    """One line that gives way: elided on the right, whole in its tooltip."""

    def __init__(self, text: str = "", style: TextStyle | None = None) -> None:
        super().__init__()
        self._text = ""
        self._style = style or TextStyle()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show this text."""
        self._text = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def sizeHint(self) -> QSize:
        width = text_width(self._text, self._style) + 1
        return QSize(width, theme().line(self._style.role))

    def minimumSizeHint(self) -> QSize:
        return QSize(24, theme().line(self._style.role))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_text(painter, QRectF(self.rect()), self._text, self._style, LEFT)


class IconLabel(QWidget):
    """An icon that only shows; `name` is read out when it says something alone."""

    def __init__(
        self,
        icon: str,
        token: Token = Token.TEXT_2,
        size: int = space.ICON,
        *,
        name: str = "",
    ) -> None:
        super().__init__()
        self._icon, self._token, self._size = icon, token, size
        self.setFixedSize(size, size)
        self.setAccessibleName(name)

    def set_icon(self, icon: str, token: Token | None = None) -> None:
        """Show another icon, perhaps in another colour."""
        self._icon = icon
        self._token = token or self._token
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_icon(QPainter(self), self._icon, self._token, QPointF(), self._size)


class Hairline(QWidget):
    """A border line one pixel thick."""

    def __init__(self, *, vertical: bool = False, token: Token = Token.BORDER) -> None:
        super().__init__()
        self._token = token
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().color(self._token))
