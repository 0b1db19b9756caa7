"""The rulebook section: its widgets and its presenter, as the shell knows a screen."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from app.times import Clock, system_clock
from app.words import tr
from ui.running import Runner
from ui.screens.host import Host
from ui.screens.rulebook.page_desk import PageDesk
from ui.screens.rulebook.paper import painted
from ui.screens.rulebook.presenter.drafting import Drafting
from ui.screens.rulebook.presenter.laddering import Laddering
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
        self._pages = PageDesk(self.widget, self._presenter, clock)
        self._connect()

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
        self._pages.activated()
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
        widget.clause.header.review_wanted.connect(presenter.open_review)
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
