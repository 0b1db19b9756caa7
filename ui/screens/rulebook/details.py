"""How a clause is classified: severity, class of offences, names, the DSA's terms."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.rulebook.model import DsaCategory, DsaGround, Severity
from app.rulebook.wording import severity_text
from app.words import tr
from ui.screens.rulebook.presenter.choosing import (
    Carried,
    carried,
    category_groups,
    keyword_groups,
    norm_groups,
)
from ui.screens.rulebook.presenter.clause import ClauseShown
from ui.screens.rulebook.presenter.dsa import category_text, ground_text
from ui.screens.rulebook.several import Several
from ui.theme import Role, Token
from ui.widgets import STRETCH, Choice, Label, LabelledSelect, TextField, column, row

_NONE = ""


class _Fact(QWidget):
    """A caption over words that are read."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self._words = Label("", wrap=True, selectable=True)
        self.setLayout(
            column(Label(caption, Role.CAPTION, Token.TEXT_3), self._words, spacing=2)
        )

    def set_words(self, text: str) -> None:
        """Show these words; without any it goes."""
        self._words.setText(text)
        self.setVisible(bool(text))


class Details(QWidget):
    """Read as facts, chosen and written in a draft.

    Attributes:
        several: what it carries several of.

    Signals:
        severity_chosen: number and `Severity`.
        kind_chosen: number and code of the class of offences.
        aliases_written: number and the names, as typed.
        ground_chosen: number and `DsaGround`.
        category_chosen: number and `DsaCategory`, or None.
        law_written: number and the law, where the ground is one.
    """

    severity_chosen = Signal(str, Severity)
    kind_chosen = Signal(str, str)
    aliases_written = Signal(str, str)
    ground_chosen = Signal(str, DsaGround)
    category_chosen = Signal(str, object)
    law_written = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._number = ""
        captions = (
            tr("Severity"),
            tr("Counts with"),
            tr("Also called"),
            tr("Ground in a statement of reasons"),
            tr("Category in a statement of reasons"),
            tr("The law"),
        )
        self._severity = LabelledSelect(captions[0], name="rulebook_severity")
        self._kind = LabelledSelect(captions[1], name="rulebook_class")
        self._kinds: list[Choice] = []
        self._aliases = TextField(
            captions[2],
            placeholder=tr("Words of complaints, with commas"),
            name="rulebook_aliases",
        )
        self._kind.select.setPlaceholderText(tr("Not chosen yet"))
        self._ground = LabelledSelect(captions[3], name="rulebook_ground")
        self._category = LabelledSelect(captions[4], name="rulebook_category")
        self._law = TextField(captions[5], name="rulebook_law")
        self._fields = (
            self._severity,
            self._kind,
            self._aliases,
            self._ground,
            self._category,
            self._law,
        )
        self._facts = tuple(_Fact(caption) for caption in captions)
        self.several = {
            Carried.ADDITIONS: Several(
                tr("Further categories in a statement of reasons"),
                tr("Add a category"),
                category_groups,
                name="rulebook_addition",
            ),
            Carried.KEYWORDS: Several(
                tr("Keywords in a statement of reasons"),
                tr("Add a keyword"),
                keyword_groups,
                name="rulebook_keyword",
            ),
            Carried.NORMS: Several(
                tr("Public norms"),
                tr("Add a public norm"),
                norm_groups,
                name="rulebook_norm",
            ),
        }
        self._fill()
        self._connect()

    def set_clause(self, clause: ClauseShown) -> None:
        """Show how a clause is classified."""
        self.flush()
        self._number = clause.number if clause.editable else ""
        rule, dsa = clause.clause, clause.clause.dsa
        aliases = tr(", ").join(rule.aliases)
        told = (
            severity_text(rule.severity),
            clause.counts_with,
            aliases,
            ground_text(dsa.ground) if dsa.category else "",
            category_text(dsa.category) if dsa.category else "",
            dsa.legal_ground,
        )
        for field, fact, words in zip(self._fields, self._facts, told, strict=True):
            field.setVisible(clause.editable)
            fact.set_words("" if clause.editable else words)
        self._law.setVisible(clause.editable and dsa.ground is DsaGround.ILLEGAL)
        for which, codes in self.several.items():
            codes.set_codes(
                clause.number, carried(rule, which), editable=clause.editable
            )
        self._severity.select.choose(rule.severity)
        self._ground.select.choose(dsa.ground)
        self._category.select.choose(dsa.category or _NONE)
        self._show_kinds(clause)
        for field, text in ((self._aliases, aliases), (self._law, dsa.legal_ground)):
            if field.text() != text:
                field.set_text(text)
        self._told = (aliases, dsa.legal_ground)

    def flush(self) -> None:
        """Tell now what was written."""
        if not self._number:
            return
        told = (self._aliases.text(), self._law.text())
        former, self._told = self._told, told
        signals = (self.aliases_written, self.law_written)
        for signal, was, now in zip(signals, former, told, strict=True):
            if was != now:
                signal.emit(self._number, now)

    def _show_kinds(self, clause: ClauseShown) -> None:
        """Offer the classes; none is chosen for a clause that does not say."""
        select = self._kind.select
        kinds = [Choice(key=each.code, text=each.text) for each in clause.classes]
        if kinds != self._kinds:
            self._kinds = kinds
            select.set_choices(kinds)
        select.setCurrentIndex(-1)
        select.choose(clause.clause.offence_class)

    def _fill(self) -> None:
        self._told = ("", "")
        self._severity.select.set_choices(
            [Choice(key=each, text=severity_text(each)) for each in Severity]
        )
        self._ground.select.set_choices(
            [Choice(key=each, text=ground_text(each)) for each in DsaGround]
        )
        self._category.select.set_choices(
            [
                Choice(key=each or _NONE, text=category_text(each))
                for each in (None, *DsaCategory)
            ]
        )
        cells = [
            column(field, fact, STRETCH)
            for field, fact in zip(self._fields, self._facts, strict=True)
        ]
        lines = [
            row((left, 1), (right, 1), spacing=12)
            for left, right in zip(cells[::2], cells[1::2], strict=True)
        ]
        self.setLayout(column(*lines, *self.several.values(), spacing=10))

    def _connect(self) -> None:
        self._severity.select.key_chosen.connect(self._on_severity)
        self._kind.select.key_chosen.connect(self._on_kind)
        self._ground.select.key_chosen.connect(self._on_ground)
        self._category.select.key_chosen.connect(self._on_category)
        for field in (self._aliases, self._law):
            field.edit.focus_moved.connect(self._on_focus_moved)
            field.submitted.connect(self.flush)

    def _on_focus_moved(self, focused: bool) -> None:  # noqa: FBT001 - Qt's signal
        if not focused:
            self.flush()

    def _on_severity(self, key: str) -> None:
        self.severity_chosen.emit(self._number, Severity(key))

    def _on_kind(self, code: str) -> None:
        self.kind_chosen.emit(self._number, code)

    def _on_ground(self, key: str) -> None:
        self.ground_chosen.emit(self._number, DsaGround(key))

    def _on_category(self, key: str) -> None:
        self.category_chosen.emit(self._number, DsaCategory(key) if key else None)
