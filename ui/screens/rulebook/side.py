"""The right pane: publishing the draft, and every version there was."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.words import tr
from ui.screens.rulebook.delegates import VersionDelegate
from ui.screens.rulebook.presenter.differing import Near
from ui.screens.rulebook.presenter.publishing import PublishShown
from ui.screens.rulebook.presenter.tree import DRAFT_KEY, VersionRow
from ui.screens.rulebook.publish_form import PublishForm
from ui.screens.rulebook.versions_menu import VersionsMenu
from ui.theme import Role, Token
from ui.widgets import (
    STRETCH,
    Button,
    ButtonKind,
    Comparison,
    Hairline,
    Label,
    Pane,
    RecordList,
    RecordModel,
    ScrollColumn,
    clear,
    column,
    row,
)

_MOST = 5
"""How many versions stand there before the list scrolls."""


class Side(QWidget):
    """The form that publishes, over the list of versions.

    Attributes:
        form: the form.
        records: the versions' rows.
        more: opens what else can be done with versions.

    Signals:
        draft_wanted: begin a draft of the next version.
    """

    draft_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.form = PublishForm()
        self.form.hide()
        self._line = Hairline()
        self._line.hide()
        self._model: RecordModel[VersionRow] = RecordModel(
            lambda row: row.said, lambda row: row.key
        )
        self.records = RecordList(tr("Versions"), name="rulebook_versions")
        self.records.setModel(self._model)
        self.records.setItemDelegate(VersionDelegate(self.records))
        self._draft = Button(
            "", ButtonKind.GHOST, icon="plus", height=28, name="rulebook_draft"
        )
        self._draft.clicked.connect(self.draft_wanted)
        self.more = VersionsMenu()
        self._none = Label(
            tr("Nothing is published yet"), Role.CAPTION, Token.TEXT_3, wrap=True
        )
        head = row(
            Label(tr("Versions"), Role.SECTION),
            STRETCH,
            self._draft,
            self.more,
            margins=(20, 10, 10, 4),
        )
        self._compared = Label("", Role.SECTION)
        self._changes = column()
        self._near = QWidget()
        self._near.setObjectName("rulebook_near")
        self._near.setLayout(
            column(
                row(self._compared, STRETCH),
                6,
                self._changes,
                margins=(20, 12, 20, 16),
            )
        )
        self._near.hide()
        self._shown: Near | None = None
        scroll = ScrollColumn(name="rulebook_side")
        versions = Pane(
            column(head, row(self._none, margins=(20, 0, 20, 0)), self.records)
        )
        for part in (self.form, self._line, versions, self._near):
            scroll.column.addWidget(part)
        scroll.column.addStretch(1)
        self.setLayout(column((Pane(column((scroll, 1))), 1)))

    def set_near(self, near: Near | None) -> None:
        """Show what differs in the clause that is shown, and in the ladder."""
        self._near.setVisible(near is not None and bool(near.parts))
        if near is None or near == self._shown:
            return
        self._shown = near
        self._compared.setText(near.title)
        clear(self._changes)
        if near.parts:
            self._changes.addWidget(Comparison(near.parts))

    def set_form(self, form: PublishShown | None) -> None:
        """Show the form that publishes, or none."""
        self.form.setVisible(form is not None)
        self._line.setVisible(form is not None)
        if form is not None:
            self.form.set_form(form)

    def set_versions(self, rows: Sequence[VersionRow]) -> None:
        """Show these versions; the one that is shown is current."""
        told = self.records.blockSignals(True)
        self.records.show_rows(rows)
        shown = next((row.key for row in rows if row.is_shown), "")
        if shown and self.records.current_key() != shown:
            self.records.select_key(shown)
        self.records.blockSignals(told)
        self._none.setVisible(not rows)
        self.more.published = any(row.key != DRAFT_KEY for row in rows)
        height = sum(
            self.records.sizeHintForRow(place) for place in range(min(len(rows), _MOST))
        )
        self.records.setFixedHeight(height + 2 * self.records.frameWidth() + 4)

    def offer_draft(self, label: str) -> None:
        """Offer to begin a draft; without words, do not."""
        self._draft.set_label(label)
        self._draft.setVisible(bool(label))
