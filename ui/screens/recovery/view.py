"""The dialog of the recovery sheet: what it is, then the sheet, covered until asked."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.recovery import GROUPS
from app.words import tr
from ui.screens.recovery.sheet import Sheet
from ui.screens.recovery.square import SquareCode
from ui.theme import Role, Token, Tone, space, theme
from ui.widgets import (
    STRETCH,
    Banner,
    Button,
    ButtonKind,
    Dialog,
    IconLabel,
    Label,
    Paragraph,
    Well,
    column,
    row,
)
from ui.widgets.paint import LEFT, TextStyle, draw_text, fill_round, outline

SHOWN_SECONDS: Final = 60
_SQUARE: Final = 152
_CODE_SIZE: Final = 15
_BAR: Final = (82, 10)


class _Group(QWidget):
    """One group with its number; a bar while it is covered."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self._number, self._text = place + 1, ""
        self.setObjectName(f"recovery_group_{self._number}")
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Fixed)
        self.set_text("")

    def set_text(self, text: str) -> None:
        """Show a group, or with nothing cover it."""
        self._text = text
        said = text or tr("covered")
        self.setAccessibleName(tr("Group {n}: {text}", n=self._number, text=said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(142, theme().height(34, Role.BODY, padding=10))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, rect = QPainter(self), theme(), QRectF(self.rect())
        inner = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        fill_round(painter, inner, space.RADIUS_CONTROL, look.color(Token.SURFACE))
        outline(painter, rect, space.RADIUS_CONTROL, look.color(Token.BORDER))
        quiet = TextStyle(role=Role.CAPTION, token=Token.TEXT_3, tabular=True)
        draw_text(painter, rect.adjusted(10, 0, 0, 0), str(self._number), quiet)
        if not self._text:
            width, height = _BAR
            top = rect.center().y() - height / 2
            bar = QRectF(32, top, width, height)
            fill_round(painter, bar, 2, look.color(Token.TEXT_2))
            return
        painter.setFont(look.code_font(_CODE_SIZE))
        painter.setPen(look.color(Token.TEXT))
        painter.drawText(rect.adjusted(32, 0, 0, 0), int(LEFT), self._text)


class RecoveryDialog(Dialog):
    """Explains, makes, shows, prints and saves.

    Signals:
        make_wanted, save_wanted, print_wanted: the buttons.
        left: the dialog is gone, and with it the key.
    """

    make_wanted = Signal()
    save_wanted = Signal()
    print_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget, *, after_use: bool = False) -> None:
        """Build the dialog.

        Args:
            parent: the window.
            after_use: whether a sheet has just been used up.
        """
        super().__init__(
            parent, tr("Recovery sheet"), icon="key", width=560, name="recovery"
        )
        self._sheet: Sheet | None = None
        self._kept_at_all = self._warned = False
        self._used = Banner(
            tr("The sheet you used is used up"),
            tr("Destroy it. Make a new one now, or you cannot come in this way again."),
            Tone.INFO,
            name="recovery_used",
        )
        self._used.setVisible(after_use)
        self._replaces = Banner(
            tr("You have a sheet already"),
            tr("A new one takes its place: the earlier one opens nothing any more."),
            Tone.WARN,
            name="recovery_replaces",
        )
        self._problem = Banner("", "", Tone.DANGER, name="recovery_problem")
        self._told = Label("", Role.CAPTION, Token.TEXT_2, wrap=True)
        self._told.setObjectName("recovery_told")
        self._page = self._build_page()
        words = tr(
            "With a recovery sheet you can sign in when you have forgotten your"
            " passphrase. It is a key on paper: whoever holds it can come in as you, so"
            " print it, lock it away, and keep no copy on a computer."
        )
        self.body.setSpacing(space.S3)
        for part in (
            Paragraph(words, Role.BODY, Token.TEXT_2),
            self._used,
            self._replaces,
            self._problem,
            self._page,
            self._told,
        ):
            self.body.addWidget(part)
        for hidden in (self._replaces, self._problem, self._page, self._told):
            hidden.hide()
        self._build_buttons()
        self._cover = QTimer(self)
        self._cover.setSingleShot(True)
        self._cover.setInterval(SHOWN_SECONDS * 1000)
        self._cover.timeout.connect(self.cover)
        self.finished.connect(self._on_finished)

    # --- what the presenter says ------------------------------------------------

    def show_offer(self, *, replaces: bool) -> None:
        """Offer to make one."""
        self._replaces.setVisible(replaces)
        self._make.setEnabled(True)
        self._make.setFocus()
        self.fit()

    def show_busy(self, text: str) -> None:
        """Say what takes a moment; with nothing, that it is over."""
        self._problem.hide()
        for button in (self._make, self._save, self._print):
            button.setEnabled(not text)
        self._tell(text)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show the sheet, covered."""
        self._sheet = sheet
        for gone in (self._used, self._replaces, self._make, self._cancel):
            gone.hide()
        for come in (self._page, self._save, self._print, self._done):
            come.show()
        self.cover()
        self._print.setFocus()
        self._tell(
            tr(
                "It cannot be shown again once this is closed. Print at a printer of"
                " your own: others may keep a copy."
            )
        )
        self.fit()

    def show_kept(self, text: str) -> None:
        """Say where it is now."""
        self._kept_at_all = True
        self._tell(text)

    def show_error(self, text: str) -> None:
        """Say what went wrong and what to do."""
        self._problem.set_words(text)
        self._problem.show()
        self.fit()

    # --- covering ---------------------------------------------------------------

    def reveal(self) -> None:
        """Show the key for a minute, for whoever copies it by hand."""
        if self._sheet is None:
            return
        self._kept_at_all = True
        for group, text in zip(self._groups, self._sheet.groups, strict=True):
            group.set_text(text)
        self._square.set_text(self._sheet.text)
        self._show.set_label(tr("Cover"), "eye-slash")
        self._cover.start()

    def cover(self) -> None:
        """Cover the key."""
        self._cover.stop()
        for group in self._groups:
            group.set_text("")
        self._square.set_text("")
        self._show.set_label(tr("Show"), "eye")

    def reject(self) -> None:
        """Leave; who kept nothing of a sheet is told so once."""
        if self._sheet is not None and not self._kept_at_all and not self._warned:
            self._warned = True
            self._told.set_token(Token.DANGER)
            self._tell(
                tr(
                    "Nothing of it is kept yet. Print or save it, or leave once more to"
                    " throw it away."
                )
            )
            return
        super().reject()

    def _build_page(self) -> Well:
        grid = QGridLayout()
        grid.setSpacing(space.S2)
        self._groups = [_Group(place) for place in range(GROUPS)]
        for place, group in enumerate(self._groups):
            grid.addWidget(group, place // 2, place % 2)
        self._square = SquareCode(_SQUARE, name="recovery_square")
        self._show = Button(tr("Show"), icon="eye", height=28, name="recovery_show")
        self._show.clicked.connect(self._on_show)
        caption = Label(tr("Recovery key"), Role.SECTION)
        alone = IconLabel("eye-slash", Token.TEXT_3, 14)
        hint = Label(tr("Look around before you show it"), Role.CAPTION, Token.TEXT_3)
        return Well(
            column(
                row(caption, STRETCH, alone, 6, hint, space.S3, self._show),
                space.S3,
                row((grid, 1), space.S4, self._square),
                margins=(16, 12, 16, 16),
            ),
            name="recovery_page",
        )

    def _build_buttons(self) -> None:
        height = 34
        self._cancel = Button(tr("Not now"), height=height, name="recovery_cancel")
        primary = ButtonKind.PRIMARY
        self._make = Button(
            tr("Make the sheet"), primary, height=height, name="recovery_make"
        )
        self._save = Button(
            tr("Save as PDF"), icon="file-pdf", height=height, name="recovery_save"
        )
        self._print = Button(
            tr("Print"), primary, icon="printer", height=height, name="recovery_print"
        )
        self._done = Button(tr("Done"), height=height, name="recovery_done")
        self._make.setEnabled(False)
        for button in (
            self._cancel,
            self._make,
            self._done,
            self._save,
            self._print,
        ):
            button.setAutoDefault(False)
            self.buttons.addWidget(button)
        for button in (self._done, self._save, self._print):
            button.hide()
        self._cancel.clicked.connect(self.reject)
        self._done.clicked.connect(self.reject)
        self._make.clicked.connect(self.make_wanted)
        self._save.clicked.connect(self.save_wanted)
        self._print.clicked.connect(self.print_wanted)

    def _tell(self, text: str) -> None:
        self._told.setText(text)
        self._told.setVisible(bool(text))
        self.fit()

    def _on_show(self) -> None:
        if self._cover.isActive():
            self.cover()
        else:
            self.reveal()

    def _on_finished(self) -> None:
        self.cover()
        self._sheet = None
        self.left.emit()


class RecoveryRow(QWidget):
    """A line that leads to the dialog, for whichever screen shows it.

    Signals:
        wanted: open the dialog.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._open = Button(
            tr("Make a recovery sheet"), icon="key", name="recovery_open"
        )
        self._open.setAutoDefault(False)
        words = tr("A key on paper, for the day you have forgotten your passphrase.")
        self.setLayout(
            column(
                Label(tr("Recovery sheet"), Role.SECTION),
                row(
                    (Label(words, Role.CAPTION, Token.TEXT_3, wrap=True), 1),
                    space.S3,
                    self._open,
                ),
                spacing=space.S1,
            )
        )
        self._open.clicked.connect(self.wanted)
