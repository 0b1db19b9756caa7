"""The tab of motions: its widgets and its presenter, as the section knows a part."""

from collections.abc import Sequence

from app.times import Clock
from app.words import tr
from ui.running import Runner
from ui.screens.host import Host
from ui.screens.revision.motions.presenter.whole import MotionsPresenter
from ui.screens.revision.motions.view import MotionsView
from ui.screens.revision.part import Counted
from ui.shell import Command, KeyHint


class MotionsPart:
    """What is proposed for the rules.

    Attributes:
        widget: list and record.
    """

    key: str = "motions"

    def __init__(
        self, runner: Runner, host: Host, clock: Clock, counted: Counted
    ) -> None:
        self.widget = MotionsView()
        self._presenter = MotionsPresenter(self.widget, runner, host, clock, counted)
        self._connect()
        self._connect_page()

    @property
    def title(self) -> str:
        """The tab's name."""
        return tr("Motions")

    def hints(self) -> Sequence[KeyHint]:
        """Return the keys worth showing under the list."""
        return (
            KeyHint(keys=("J", "K"), label=tr("Move")),
            KeyHint(keys=("E",), label=tr("Amend")),
            KeyHint(keys=("N",), label=tr("New")),
        )

    def commands(self) -> Sequence[Command]:
        """Return what the palette can do here."""
        return (
            Command(
                key="motions.new",
                text=tr("Write a motion"),
                run=self._presenter.begin,
                icon="file-text",
                words="提案 修订 motion proposal",
            ),
        )

    def activated(self) -> None:
        """Ask again for what is shown, and take the focus."""
        self._presenter.activated()
        self.widget.enter()

    def open_record(self, record: str) -> None:
        """Show the motion with this id."""
        self.widget.reset_filter()
        self._presenter.open_record(record)
        self.widget.show_record()

    def _connect(self) -> None:
        widget, does, record = self.widget, self._presenter, self.widget.record
        widget.tab_chosen.connect(does.choose_tab)
        widget.searched.connect(does.search)
        widget.row_chosen.connect(does.select)
        widget.writing_wanted.connect(does.begin)
        widget.nth_wanted.connect(does.act_on_nth)
        widget.amending_wanted.connect(does.amend)
        record.acts.wanted.connect(does.act)
        record.step_wanted.connect(does.act_on)
        record.why.member_wanted.connect(does.open_member)
        record.feedback.wanted.connect(does.open_feedback)
        record.ballots.wanted.connect(does.open_ballot)
        amending = widget.amending
        amending.submitted.connect(does.amending.confirm)
        amending.refused.connect(does.amending.refuse)
        amending.written.connect(does.amending.written)
        amending.given_up.connect(does.amending.given_up)

    def _connect_page(self) -> None:
        page, writing = self.widget.record.page, self._presenter.writing
        page.added.connect(writing.add)
        page.removed.connect(writing.remove)
        page.done_to.connect(writing.do_to)
        page.block_written.connect(writing.write_clause)
        page.written.connect(writing.write)
        page.author_searched.connect(writing.find_author)
        page.author_chosen.connect(writing.choose_author)
        page.submitted.connect(writing.submit)
        page.put_away.connect(writing.leave)
        page.given_up.connect(writing.give_up)


def build(runner: Runner, host: Host, clock: Clock, counted: Counted) -> MotionsPart:
    """Return the tab of motions of an open vault."""
    return MotionsPart(runner, host, clock, counted)
