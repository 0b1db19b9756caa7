"""The presenters of pages and dialogs, each made when it is first wanted.

Building every page with the screen would hold up whoever signs in.
"""

from functools import cached_property, partial

from app.times import Clock
from ui.screens.rulebook.gathering_view import GatheringPart
from ui.screens.rulebook.import_rules import ImportingRules
from ui.screens.rulebook.presenter.acknowledging import Acknowledging
from ui.screens.rulebook.presenter.gathering import Gathering
from ui.screens.rulebook.presenter.taking_in import TakingIn
from ui.screens.rulebook.presenter.trying import Trying
from ui.screens.rulebook.presenter.whole import RulebookPresenter
from ui.screens.rulebook.view import RulebookView


class PageDesk:
    """Wires what stands over the clauses.

    Attributes:
        trying: tries the draft on the past.
        acknowledging: knows who said that they read a version.
        gathering: enters them from a file.
        taking_in: takes rules in from a file.
    """

    def __init__(
        self, widget: RulebookView, presenter: RulebookPresenter, clock: Clock
    ) -> None:
        """Listen to what is wanted.

        Args:
            widget: the screen's widgets.
            presenter: the screen's.
            clock: tells the moment.
        """
        self._widget, self._presenter, self._clock = widget, presenter, clock
        self._made: list[Trying | Acknowledging] = []
        widget.trial_wanted.connect(self._on_trial)
        widget.acknowledged_wanted.connect(self._on_acknowledged)
        widget.import_wanted.connect(self._on_import)
        widget.pages.left.connect(self._on_left)

    def activated(self) -> None:
        """The screen comes to the front."""
        for each in self._made:
            if isinstance(each, Trying):
                each.activated()

    @cached_property
    def trying(self) -> Trying:
        """The trial's presenter."""
        page = self._widget.pages.trial
        trying = Trying(page, self._presenter.room, self._clock)
        page.again_wanted.connect(trying.begin)
        page.span_chosen.connect(trying.choose_span)
        page.stopped.connect(trying.stop)
        page.opened.connect(trying.open)
        self._made.append(trying)
        return trying

    @cached_property
    def acknowledging(self) -> Acknowledging:
        """The presenter of the acknowledgements' page."""
        page = self._widget.pages.acknowledged
        people = Acknowledging(page, self._presenter.room, self._clock)
        page.version_chosen.connect(people.choose_version)
        page.missing_wanted.connect(partial(people.choose_list, missing=True))
        page.done_wanted.connect(partial(people.choose_list, missing=False))
        page.searched.connect(people.find)
        page.more_wanted.connect(people.more)
        page.ticked.connect(people.toggle)
        page.all_wanted.connect(people.choose_all)
        page.submitted.connect(people.submit)
        page.copy_wanted.connect(people.copy)
        page.file_wanted.connect(self._on_file)
        self._made.append(people)
        return people

    @cached_property
    def gathering(self) -> Gathering:
        """The presenter of the file's dialog."""
        dialog, problem = GatheringPart(self._widget), self._widget.show_problem
        gathering = Gathering(dialog, self._presenter.room, self._clock, problem)
        dialog.column_chosen.connect(gathering.choose_column)
        dialog.words_written.connect(gathering.write_words)
        dialog.since_written.connect(gathering.write_since)
        dialog.day_written.connect(gathering.write_day)
        dialog.ticked.connect(gathering.toggle)
        dialog.committed.connect(gathering.commit)
        dialog.stopped.connect(gathering.stop)
        return gathering

    @cached_property
    def taking_in(self) -> TakingIn:
        """The presenter of the import's dialog."""
        dialog, presenter = ImportingRules(self._widget), self._presenter
        problem = self._widget.show_problem
        taking_in = TakingIn(dialog, presenter.room, presenter.await_draft, problem)
        dialog.committed.connect(taking_in.commit)
        dialog.replaced.connect(taking_in.replace)
        dialog.other_wanted.connect(taking_in.other)
        dialog.stopped.connect(taking_in.stop)
        return taking_in

    def _on_trial(self) -> None:
        self.trying.begin()

    def _on_acknowledged(self) -> None:
        self.acknowledging.begin()

    def _on_import(self) -> None:
        self.taking_in.start()

    def _on_file(self) -> None:
        self.gathering.start(self.acknowledging.version)

    def _on_left(self) -> None:
        for each in self._made:
            each.left()
