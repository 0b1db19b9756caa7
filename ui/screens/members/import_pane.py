"""Taking in a member list: what is new, what was damaged, what will be sealed."""

from typing import Final

from app.words import tr
from ui.screens.import_frame import Findings, FirstRows, ImportFrame
from ui.screens.members.presenter.preview import PreviewShown, people_text
from ui.theme import Token
from ui.widgets import IconLabel, Label, Well, row

_TAGS_COLUMN: Final = 6


class ImportPane(ImportFrame):
    """Shows where the import of a member list stands."""

    def __init__(self) -> None:
        super().__init__(
            tr("Import a member list"),
            finish=tr("Go to the list"),
            name="member_import",
        )
        self._sealing = Label("", wrap=True)
        self._findings = Findings()
        self._rows = FirstRows(stretch=_TAGS_COLUMN, name="import_rows")
        sealed = Well(
            row(
                IconLabel("lock-simple-fill", Token.TEXT_2),
                (self._sealing, 1),
                spacing=10,
                margins=(16, 10, 16, 10),
            )
        )
        for item in (sealed, self._findings, self._rows):
            self.preview.addWidget(item)

    def show_preview(self, preview: PreviewShown) -> None:
        """Show what an import would do."""
        meta = f"{preview.name} · {preview.about}"
        self._turn_to_preview(meta, preview.notice, preview.figures)
        self._findings.set_findings(preview.findings)
        self._sealing.setText(preview.sealing)
        self._offer(preview.action, preview.blocked)
        self.focus_first()
        self._rows.set_rows(preview.table_title, preview.columns, preview.rows)

    def show_writing(self, count: int) -> None:
        """Say that so many people are being taken in."""
        self._start_writing(tr("Taking in {people}", people=people_text(count)))
