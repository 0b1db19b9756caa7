"""Which clauses are due to be looked at again."""

from collections.abc import Callable, Mapping, Sequence

from app.errors import AppError
from app.revision.model.calendar import Due
from app.revision.queries.calendar import CalendarLine, ReviewCalendar
from app.revision.wording import due_text
from app.words import tr, trn
from ui.running import Failed, Runner
from ui.theme import Tone
from ui.widgets import ChipSpec

Reviews = Mapping[str, CalendarLine]
"""Lines of the calendar, by number of their clauses."""


class Reviewing:
    """Asks for the calendar of the rules in force.

    Attributes:
        lines: what it says of each clause.
    """

    def __init__(
        self, runner: Runner, shown: Callable[[], None], failed: Failed
    ) -> None:
        """Begin without a calendar.

        Args:
            runner: asks the vault.
            shown: called when the calendar was asked for, with or without an answer.
            failed: told why there is no answer.
        """
        self._runner, self._shown, self._failed = runner, shown, failed
        self.lines: Reviews = {}

    def ask(self, *, published: bool) -> None:
        """Ask again; before the first version there is no calendar."""

        def on_lines(lines: Sequence[CalendarLine]) -> None:
            self.lines = {line.clause: line for line in lines}
            self._shown()

        def on_failed(error: AppError) -> None:
            self._failed(error)
            self._shown()

        if published:
            self._runner.query(ReviewCalendar(), on_lines, on_failed)
        else:
            self._shown()

    def chip(self, number: str) -> ChipSpec | None:
        """Return the chip of a clause that is due, or nearly; None of another."""
        line = self.lines.get(number)
        if line is None or line.due is Due.LATER:
            return None
        text = tr("Review: {when}", when=due_text(line.due, line.days))
        return ChipSpec(text=text, tone=Tone.WARN, icon="clock")

    def added_to(self, summary: str) -> str:
        """Return a summary with how many clauses are to be reviewed."""
        late = sum(line.due is Due.OVERDUE for line in self.lines.values())
        if not late:
            return summary
        told = trn("{count} due", "{count} due", late)
        return f"{summary} · {told}"
