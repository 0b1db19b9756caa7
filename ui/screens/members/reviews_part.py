"""Under the points: that a review is due, its form, and the reviews there were."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.members.presenter.reviewing import ReviewingShown, ReviewShown
from ui.theme import Role, Token, Tone, space
from ui.widgets import (
    KEEP_MS,
    STRETCH,
    Avatar,
    Banner,
    Button,
    ButtonKind,
    Label,
    MultilineField,
    Paragraph,
    Quiet,
    clear,
    column,
    row,
)


class ReviewsPart(QWidget):
    """Whether the member's points call for a review, and what earlier ones found.

    Signals:
        typed: the note so far, after a short pause.
        submitted: the note of a review.
    """

    typed = Signal(str)
    submitted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._may = self._wanted = False
        self._banner = Banner(
            tone=Tone.WARN, icon="eye", name="member_review_due", narrow=True
        )
        self.open_button = Button(
            tr("Record review…"), height=space.BUTTON_SMALL, name="member_review"
        )
        self._banner.tools.addWidget(self.open_button)
        self._form = self._build_form()
        self._head = Label(tr("Reviews"), Role.CAPTION, Token.TEXT_2, bold=True)
        self._rows = column(spacing=6)
        self.setLayout(
            column(
                self._banner,
                self._form,
                self._head,
                self._rows,
                spacing=space.S2,
                margins=(0, space.S3, 0, 0),
            )
        )
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(KEEP_MS)
        self._pause.timeout.connect(self._tell)
        self.open_button.clicked.connect(self._on_open)

    def _build_form(self) -> QWidget:
        self._field = MultilineField(
            tr("What the review found"),
            hint=tr("kept while you write"),
            placeholder=tr("How the cases hang together, and what follows"),
            name="member_review_note",
            lines=(3, 8),
        )
        save = Button(
            tr("Record review"),
            ButtonKind.PRIMARY,
            key="Ctrl+Enter",
            name="review_save",
        )
        cancel = Button(tr("Put away"), ButtonKind.GHOST, name="review_cancel")
        form = QWidget()
        form.setLayout(
            column(
                self._field,
                row(STRETCH, cancel, save, spacing=space.S2),
                spacing=space.S2,
            )
        )
        form.hide()
        save.clicked.connect(self._on_saved)
        cancel.clicked.connect(self._on_put_away)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), form)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._on_saved)
        self._field.changed.connect(self._on_changed)
        return form

    def show_reviewing(self, shown: ReviewingShown) -> None:
        """Show whether a review is due, and those there were."""
        self._may = shown.may_record
        self._banner.set_words(shown.due, shown.about)
        self._banner.setVisible(bool(shown.due))
        self._show_form()
        clear(self._rows)
        self._fill(shown.reviews)
        self.setVisible(bool(shown.due or shown.reviews) or not self._form.isHidden())

    def show_review_draft(self, text: str) -> None:
        """Put half-written text into the form; with some it opens."""
        self._field.blockSignals(True)
        self._field.set_text(text)
        self._field.blockSignals(False)
        self._field.clear_error()
        self._want(form=bool(text))

    def show_review_error(self, text: str) -> None:
        """Say under the note what is wrong; the text stays."""
        self._field.show_error(text)
        self._field.focus()

    def close_review(self) -> None:
        """Empty the form and put it away."""
        self._pause.stop()
        self.show_review_draft("")

    def flush(self) -> None:
        """Tell what was typed without waiting."""
        if self._pause.isActive():
            self._tell()

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    def _want(self, *, form: bool) -> None:
        self._wanted = form
        self._show_form()

    def _show_form(self) -> None:
        # Somebody else may have recorded one meanwhile; what is written stays.
        stays = not self._form.isHidden() and bool(self._field.text())
        is_open = self._wanted and (self._may or stays)
        self._form.setVisible(is_open)
        self.open_button.setVisible(self._may and not is_open)

    def _fill(self, reviews: Sequence[ReviewShown]) -> None:
        self._head.setVisible(bool(reviews))
        for review in reviews:
            self._rows.addWidget(_review(review))

    def _on_open(self) -> None:
        self._want(form=True)
        self._field.focus()

    def _on_changed(self, _text: str) -> None:
        self._pause.start()

    def _tell(self) -> None:
        self._pause.stop()
        self.typed.emit(self._field.text())

    def _on_saved(self) -> None:
        self._pause.stop()
        self.submitted.emit(self._field.text())

    def _on_put_away(self) -> None:
        # The text stays on the desk; with none there is nothing to come back to.
        self.flush()
        self._want(form=False)
        self.open_button.setFocus()


def _review(shown: ReviewShown) -> QWidget:
    when = Label(shown.when, Role.CAPTION, Token.TEXT_3, tabular=True)
    when.setToolTip(shown.exact)
    reviewer = Label(shown.reviewer, Role.CAPTION, Token.TEXT_2)
    points = Label(shown.points, Role.CAPTION, Token.TEXT_3)
    head = row(
        *(Avatar(shown.reviewer, size=20), 6, reviewer, 6, points, STRETCH, when)
    )
    text = Paragraph(shown.note, Role.BODY, selectable=True)
    return Quiet(column(head, 2, text, margins=(12, 8, 12, 8)))
