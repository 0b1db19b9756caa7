"""The rulebook screen's widgets put together."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.rulebook.model import Severity
from app.words import Language, tr
from ui.screens.rulebook.clause_pane import ClausePane
from ui.screens.rulebook.compare_page import ComparePage
from ui.screens.rulebook.listing import Listing
from ui.screens.rulebook.pages import Pages
from ui.screens.rulebook.presenter.clause import ClauseShown
from ui.screens.rulebook.presenter.differing import ComparedShown, Near
from ui.screens.rulebook.presenter.editing import Examples, Spot
from ui.screens.rulebook.presenter.ladder import LadderShown, StepShown
from ui.screens.rulebook.presenter.publishing import PublishShown
from ui.screens.rulebook.presenter.tree import TemplateCard, TreeRow, VersionRow
from ui.screens.rulebook.presenter.using import CaseShown, FigureShown
from ui.screens.rulebook.side import Side
from ui.screens.rulebook.start import Start
from ui.screens.rulebook.step_form import StepForm
from ui.theme import Tone
from ui.widgets import Banner, ChipSpec, Panes, column, row

_TREE_WIDTH: Final = 272


class RulebookView(Panes):
    """The tree at the left, a clause in the middle, versions at the right.

    Signals:
        template_chosen: the key of a shipped rulebook.
        clause_chosen: the number of a clause.
        searched: words that clauses must have.
        languages_chosen: the `Language`s clauses are to be shown in, a tuple.
        typed: `Spot`, `Language` and text of what is being typed.
        written: the same, when the field is left.
        renumbered: a clause's number, and the new one as typed.
        clause_wanted: add a clause to the article of this one.
        article_wanted: add an article.
        removed, restored: take a clause out, put it back.
        moved, article_moved: a clause, or its article, up (-1) or down (1).
        example_wanted: number and `Examples`.
        example_removed: number, `Examples`, and which from 0.
        example_moved: number, `Examples`, which from 0, up (-1) or down (1).
        compare_wanted: show all that differs between two books.
        compare_closed: go back to the clause.
        compared_with: the key of what is to be compared with.
        cell_opened: which time, and the `Severity`, of a cell to change.
        step_submitted: which time, the `Severity`, kind, days and points as typed.
        date_written: the draft's first day as typed.
        changes_written: `Language` and text of the change log as typed.
        trial_wanted: try the draft on decided cases.
        import_wanted: take rules in from a file.
        acknowledged_wanted: see who said that they read a version.
        published: publish the draft.
        discarded: let the draft go.
        withdraw_wanted: take back what waits for a second person.
        draft_wanted: begin a draft of the next version.
        version_chosen: the key of a version or of the draft.
    """

    template_chosen = Signal(str)
    clause_chosen = Signal(str)
    searched = Signal(str)
    languages_chosen = Signal(tuple)
    typed = Signal(Spot, Language, str)
    written = Signal(Spot, Language, str)
    renumbered = Signal(str, str)
    clause_wanted = Signal(str)
    article_wanted = Signal()
    removed = Signal(str)
    restored = Signal(str)
    moved = Signal(str, int)
    article_moved = Signal(str, int)
    example_wanted = Signal(str, Examples)
    example_removed = Signal(str, Examples, int)
    example_moved = Signal(str, Examples, int, int)
    compare_wanted = Signal()
    compare_closed = Signal()
    compared_with = Signal(str)
    cell_opened = Signal(int, Severity)
    step_submitted = Signal(int, Severity, str, str, str)
    date_written = Signal(str)
    changes_written = Signal(Language, str)
    trial_wanted = Signal()
    import_wanted = Signal()
    acknowledged_wanted = Signal()
    published = Signal()
    discarded = Signal()
    withdraw_wanted = Signal()
    draft_wanted = Signal()
    version_chosen = Signal(str)

    def __init__(self) -> None:
        self._listing, self._clause, self._rules = Listing(), ClausePane(), Side()
        self._start = Start()
        self._problem = Banner(tone=Tone.DANGER, name="rulebook_problem")
        self._problem_row = QWidget()
        self._problem_row.setLayout(row((self._problem, 1), margins=(24, 12, 24, 0)))
        self._problem_row.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._start)
        self._stack.addWidget(self._clause)
        self._compare = ComparePage()
        self._stack.addWidget(self._compare)
        self.pages = Pages(self._stack)
        middle = QWidget()
        middle.setLayout(column(self._problem_row, (self.pages, 1)))
        super().__init__(
            self._listing,
            middle,
            self._rules,
            decision_label=tr("Versions"),
            decision_icon="book-bookmark",
            list_width=_TREE_WIDTH,
        )
        self.setObjectName("rulebook")
        self._number = ""
        self._step: StepForm | None = None
        self._listing.records.set_key_map(frozenset("N"))
        self._clause.set_key_map(frozenset("N"))
        self._connect()

    def is_in_front(self) -> bool:
        """Tell whether a person sees the screen now."""
        return self.isVisible()

    def show_start(self, cards: Sequence[TemplateCard], hint: str) -> None:
        """Say that nothing is published, and offer these to begin with.

        Args:
            cards: what to begin with; none where the person may not.
            hint: why they may not.
        """
        self._start.set_cards(cards, hint)
        self._stack.setCurrentWidget(self._start)
        if self._listing.records.hasFocus():
            # There is no tree to walk yet.
            self.focus_list()

    def show_book(self) -> None:
        """Turn from the start to clauses."""
        self._stack.setCurrentWidget(self._clause)

    def show_summary(self, text: str) -> None:
        """Say what is shown, in a line."""
        self._listing.set_summary(text)

    def show_tree(self, rows: Sequence[TreeRow], current: str) -> None:
        """Show these clauses; without a current one there is no rulebook."""
        self._listing.set_rows(rows, current, empty=not current)

    def show_compared(self, compared: ComparedShown) -> None:
        """Show all that differs between two books, instead of a clause."""
        begins = self._stack.currentWidget() is not self._compare
        self._compare.show_compared(compared)
        self._stack.setCurrentWidget(self._compare)
        if begins:
            self._compare.focus()

    def show_review(self, chip: ChipSpec | None) -> None:
        """Show when the clause is to be looked at again; None where that is far."""
        self._clause.header.show_review(chip)

    def show_near(self, near: Near | None) -> None:
        """Show what differs in the clause shown; None where nothing is compared."""
        self._clause.header.offer_compare(offered=near is not None)
        self._rules.set_near(near)

    def offer_edits(self, article: str) -> None:
        """Offer to add, move and take out; `article` is where a new clause goes."""
        self._listing.offer_edits(article)

    def show_clause(self, clause: ClauseShown) -> None:
        """Show this clause."""
        self._number = clause.number
        self._clause.set_clause(clause)

    def show_ladder(self, ladder: LadderShown) -> None:
        """Show this ladder."""
        self._clause.set_ladder(ladder)

    def show_usage(self, figures: Sequence[FigureShown]) -> None:
        """Show how the clause fared."""
        self._clause.usage.set_figures(figures)

    def show_usage_cases(self, title: str, cases: Sequence[CaseShown]) -> None:
        """List the cases behind a figure."""
        self._clause.usage.set_cases(title, cases)

    def show_publish(self, form: PublishShown | None) -> None:
        """Show the form that publishes, or none."""
        self._rules.set_form(form)

    def show_versions(self, rows: Sequence[VersionRow]) -> None:
        """Show these versions."""
        self._rules.set_versions(rows)

    def offer_draft(self, label: str) -> None:
        """Offer to begin a draft; without words, do not."""
        self._rules.offer_draft(label)

    def show_date_error(self, text: str) -> None:
        """Say under the first day what is wrong with it."""
        self.open_drawer()
        self._rules.form.show_date_error(text)

    def show_changes_error(self, text: str) -> None:
        """Say under the change log what is wrong with it."""
        self.open_drawer()
        self._rules.form.show_changes_error(text)

    def show_number_error(self, text: str) -> None:
        """Say beside the clause's number what is wrong with it."""
        self._clause.body.naming.show_number_error(text)

    def show_ladder_error(self, text: str) -> None:
        """Say under the ladder what was refused."""
        self._clause.ladder.show_refused(text)

    def show_problem(self, text: str) -> None:
        """Say over the clause what went wrong; nothing takes it away."""
        self._problem.set_words(text)
        self._problem_row.setVisible(bool(text))

    def ask_step(self, cell: StepShown) -> None:
        """Ask under the current cell what it is to be."""
        form = StepForm(self, cell)
        form.submitted.connect(self.step_submitted)
        form.closed.connect(self._on_step_closed)
        self._step = form
        corner = self._clause.ladder.table.below_current()
        form.open_at(self.mapFromGlobal(corner))

    def show_step_error(self, text: str) -> None:
        """Say in the little form what is wrong."""
        if self._step is not None:
            self._step.show_error(text)

    def close_step(self) -> None:
        """The cell is changed."""
        if self._step is not None:
            self._step.close()

    @property
    def clause(self) -> ClausePane:
        """The middle pane."""
        return self._clause

    def write_title(self) -> None:
        """Put the cursor into the title of the clause that is shown."""
        self.show_record()
        self._clause.focus_title()

    def focus_list(self) -> None:
        """Give the tree the focus, or before the first version the first card."""
        self.show_list()
        first = self._start.first()
        if self._stack.currentWidget() is self._start and first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._listing.focus_tree()

    def _connect(self) -> None:
        listing, clause, side = self._listing, self._clause, self._rules
        clause.header.compare_wanted.connect(self._on_compare)
        self._compare.closed.connect(self.compare_closed)
        self._compare.other_chosen.connect(self.compared_with)
        self._compare.clause_chosen.connect(self._on_compared_clause)
        listing.searched.connect(self.searched)
        listing.records.moved.connect(self._on_moved)
        listing.records.opened.connect(self._on_opened)
        listing.records.letter_pressed.connect(self.draft_wanted)
        clause.letter_pressed.connect(self.draft_wanted)
        clause.back_wanted.connect(self.focus_list)
        clause.body.languages_chosen.connect(self.languages_chosen)
        for part in (clause.body, side.form):
            part.typed.connect(self.typed)
            part.written.connect(self.written)
        clause.ladder.table.cell_opened.connect(self.cell_opened)
        self.pages.back.connect(self.focus_list)
        self._start.template_chosen.connect(self._on_template)
        for part in (self._start, side.more):
            part.import_wanted.connect(self.import_wanted)
        side.more.acknowledged_wanted.connect(self._on_acknowledged)
        side.draft_wanted.connect(self.draft_wanted)
        side.records.moved.connect(self._on_version)
        side.form.date_written.connect(self.date_written)
        side.form.changes_written.connect(self.changes_written)
        side.form.trial_wanted.connect(self._on_trial)
        side.form.published.connect(self._on_published)
        side.form.discarded.connect(self.discarded)
        side.form.withdraw_wanted.connect(self.withdraw_wanted)
        self._connect_edits()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._act)

    def _connect_edits(self) -> None:
        listing, clause, header = self._listing, self._clause, self._clause.header
        clause.body.naming.renumbered.connect(self.renumbered)
        listing.article_wanted.connect(self._on_article_wanted)
        listing.clause_wanted.connect(self._on_clause_wanted)
        for part in (listing, header):
            part.remove_wanted.connect(partial(self._tell_of, self.removed))
        for part in (listing, header, clause):
            part.move_wanted.connect(partial(self._tell_of, self.moved))
        article_moved = partial(self._tell_of, self.article_moved)
        header.article_move_wanted.connect(article_moved)
        header.restore_wanted.connect(partial(self._tell_of, self.restored))
        for told, signal in (
            (clause.body.example_wanted, self.example_wanted),
            (clause.body.example_removed, self.example_removed),
            (clause.body.example_moved, self.example_moved),
        ):
            told.connect(partial(self._tell_of, signal))

    def _tell_of(self, signal: SignalInstance, *values: object) -> None:
        """Tell something about the clause that is shown."""
        self._clause.flush()
        signal.emit(self._number, *values)

    def _on_clause_wanted(self) -> None:
        self._tell_of(self.clause_wanted)
        self.write_title()

    def _on_article_wanted(self) -> None:
        self._clause.flush()
        self.article_wanted.emit()
        self.write_title()

    def _on_moved(self, number: str) -> None:
        self._clause.flush()
        self.pages.leave()
        if number:
            self.clause_chosen.emit(number)

    def _on_compare(self) -> None:
        self._clause.flush()
        self.compare_wanted.emit()

    def _on_compared_clause(self, number: str) -> None:
        self.compare_closed.emit()
        self.clause_chosen.emit(number)
        self._listing.focus_tree()

    def _on_opened(self, _number: str) -> None:
        self.pages.leave()
        self.show_record()
        self._clause.focus_record()

    def _on_template(self, key: str) -> None:
        self.template_chosen.emit(key)
        self.show_record()
        self._listing.focus_tree()

    def _on_version(self, key: str) -> None:
        self._clause.flush()
        self.pages.leave()
        if key:
            self.version_chosen.emit(key)

    def _on_trial(self) -> None:
        self._clause.flush()
        self.pages.turn_to(self.pages.trial)
        self.close_drawer()
        self.show_record()
        self.trial_wanted.emit()

    def _act(self) -> None:
        if not self.pages.act():
            self._rules.form.publish()

    def _on_acknowledged(self) -> None:
        self._clause.flush()
        self.pages.turn_to(self.pages.acknowledged)
        self.close_drawer()
        self.show_record()
        self.pages.acknowledged.arrive()
        self.acknowledged_wanted.emit()

    def _on_published(self) -> None:
        self._clause.flush()
        self.published.emit()

    def _on_step_closed(self, had_focus: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._step = None
        if had_focus:
            self._clause.ladder.table.setFocus(Qt.FocusReason.OtherFocusReason)
