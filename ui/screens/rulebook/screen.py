"""The rulebook section: its widgets and its presenter, as the shell knows a screen."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from app.times import Clock, system_clock
from app.words import tr
from ui.running import Runner
from ui.screens.host import Host
from ui.screens.rulebook.gathering_view import GatheringPart
from ui.screens.rulebook.import_rules import ImportingRules
from ui.screens.rulebook.paper import painted
from ui.screens.rulebook.presenter.acknowledging import Acknowledging
from ui.screens.rulebook.presenter.drafting import Drafting
from ui.screens.rulebook.presenter.gathering import Gathering
from ui.screens.rulebook.presenter.laddering import Laddering
from ui.screens.rulebook.presenter.taking_in import TakingIn
from ui.screens.rulebook.presenter.trying import Trying
from ui.screens.rulebook.presenter.whole import RulebookPresenter
from ui.screens.rulebook.view import RulebookView
from ui.shell import Group, KeyHint

KEY: Final = "rulebook"


class RulebookScreen:
    """The rules in the rail.

    Attributes:
        widget: tree, clause and versions.
    """

    key: str = KEY
    group: Group = Group.REVIEW
    icon: str = "book-bookmark"

    def __init__(self, runner: Runner, host: Host, clock: Clock = system_clock) -> None:
        self.widget = RulebookView()
        self._presenter = RulebookPresenter(self.widget, runner, host, painted, clock)
        self._trying = Trying(self.widget.pages.trial, self._presenter.room, clock)
        self._taking_in = self._build_import()
        acknowledged, room = self.widget.pages.acknowledged, self._presenter.room
        self._acknowledging = Acknowledging(acknowledged, room, clock)
        self._gathering = self._build_gathering(clock)
        self._connect()
        self._connect_pages()
        self._connect_acknowledged()

    @property
    def title(self) -> str:
        """The section's name."""
        return tr("Rules")

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth showing under the tree."""
        return (KeyHint(keys=("J", "K"), label=tr("Move")),)

    def activated(self) -> None:
        """Ask again for what is shown, and take the focus."""
        self._presenter.activated()
        self._trying.activated()
        self.widget.focus_list()

    def open_record(self, record: str) -> None:
        """Show a version by its id, or a clause in force by its number."""
        self.widget.pages.leave()
        self._presenter.open_record(record)
        self.widget.show_record()

    def _offer_giving(self) -> None:
        self.widget.clause.header.offer_giving(len(self._presenter.giving.parts))

    def _connect(self) -> None:
        widget, presenter = self.widget, self._presenter
        drafting, publishing = presenter.drafting, presenter.publishing
        widget.template_chosen.connect(presenter.open_template)
        widget.clause_chosen.connect(presenter.select)
        widget.searched.connect(presenter.find)
        widget.languages_chosen.connect(presenter.choose_languages)
        widget.cell_opened.connect(presenter.open_step)
        widget.date_written.connect(publishing.write_date)
        widget.changes_written.connect(publishing.write_changes)
        widget.published.connect(presenter.publish)
        widget.discarded.connect(presenter.discard)
        widget.withdraw_wanted.connect(publishing.withdraw)
        widget.draft_wanted.connect(presenter.begin_draft)
        widget.version_chosen.connect(presenter.show_version)
        widget.compare_wanted.connect(presenter.comparing.begin)
        widget.compare_closed.connect(presenter.comparing.end)
        widget.compared_with.connect(presenter.comparing.choose)
        widget.clause.usage.use_opened.connect(presenter.using.open)
        widget.clause.usage.case_opened.connect(presenter.open_case)
        widget.clause.header.giving_wanted.connect(self._offer_giving)
        widget.clause.header.copy_wanted.connect(presenter.giving.copy)
        widget.clause.header.write_wanted.connect(presenter.giving.write)
        self._connect_clauses(drafting)
        self._connect_ladder(presenter.laddering)

    def _build_import(self) -> TakingIn:
        dialog, presenter = ImportingRules(self.widget), self._presenter
        problem = self.widget.show_problem
        taking_in = TakingIn(dialog, presenter.room, presenter.await_draft, problem)
        dialog.committed.connect(taking_in.commit)
        dialog.replaced.connect(taking_in.replace)
        dialog.other_wanted.connect(taking_in.other)
        dialog.stopped.connect(taking_in.stop)
        return taking_in

    def _build_gathering(self, clock: Clock) -> Gathering:
        dialog = GatheringPart(self.widget)
        problem = self.widget.show_problem
        gathering = Gathering(dialog, self._presenter.room, clock, problem)
        dialog.column_chosen.connect(gathering.choose_column)
        dialog.words_written.connect(gathering.write_words)
        dialog.since_written.connect(gathering.write_since)
        dialog.day_written.connect(gathering.write_day)
        dialog.ticked.connect(gathering.toggle)
        dialog.committed.connect(gathering.commit)
        dialog.stopped.connect(gathering.stop)
        return gathering

    def _connect_acknowledged(self) -> None:
        page, people = self.widget.pages.acknowledged, self._acknowledging
        self.widget.acknowledged_wanted.connect(people.begin)
        self.widget.pages.left.connect(people.left)
        page.version_chosen.connect(people.choose_version)
        page.missing_wanted.connect(partial(people.choose_list, missing=True))
        page.done_wanted.connect(partial(people.choose_list, missing=False))
        page.searched.connect(people.find)
        page.more_wanted.connect(people.more)
        page.ticked.connect(people.toggle)
        page.all_wanted.connect(people.choose_all)
        page.submitted.connect(people.submit)
        page.copy_wanted.connect(people.copy)
        page.save_wanted.connect(people.save)
        page.file_wanted.connect(lambda: self._gathering.start(people.version))

    def _connect_pages(self) -> None:
        pages, trying = self.widget.pages, self._trying
        self.widget.trial_wanted.connect(trying.begin)
        self.widget.import_wanted.connect(self._taking_in.start)
        pages.left.connect(trying.left)
        pages.trial.again_wanted.connect(trying.begin)
        pages.trial.span_chosen.connect(trying.choose_span)
        pages.trial.stopped.connect(trying.stop)
        pages.trial.opened.connect(trying.open)

    def _connect_clauses(self, drafting: Drafting) -> None:
        widget, details = self.widget, self.widget.clause.details
        widget.typed.connect(drafting.type)
        widget.written.connect(drafting.write)
        widget.renumbered.connect(drafting.renumber)
        widget.clause_wanted.connect(drafting.add_clause)
        widget.article_wanted.connect(drafting.add_article)
        widget.removed.connect(drafting.remove)
        widget.restored.connect(drafting.restore)
        widget.moved.connect(drafting.move)
        widget.article_moved.connect(drafting.move_article)
        widget.example_wanted.connect(drafting.add_example)
        widget.example_removed.connect(drafting.remove_example)
        widget.example_moved.connect(drafting.move_example)
        details.severity_chosen.connect(drafting.choose_severity)
        details.kind_chosen.connect(drafting.choose_kind)
        details.aliases_written.connect(drafting.name_aliases)
        details.ground_chosen.connect(drafting.choose_ground)
        details.category_chosen.connect(drafting.choose_category)
        for which, codes in details.several.items():
            codes.added.connect(partial(drafting.add_code, which))
            codes.removed.connect(partial(drafting.remove_code, which))
        details.law_written.connect(drafting.name_law)

    def _connect_ladder(self, laddering: Laddering) -> None:
        part = self.widget.clause.ladder
        self.widget.step_submitted.connect(laddering.change_step)
        part.row_wanted.connect(laddering.add_row)
        part.row_removed.connect(laddering.remove_row)
        part.figures_written.connect(laddering.change_figures)
        part.rules.add_wanted.connect(laddering.add_rule)
        part.rules.written.connect(laddering.change_rule)
        part.rules.remove_wanted.connect(laddering.remove_rule)


def build(runner: Runner, host: Host, clock: Clock = system_clock) -> RulebookScreen:
    """Return the rulebook section of an open vault."""
    return RulebookScreen(runner, host, clock)
