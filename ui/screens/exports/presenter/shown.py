"""What the exports screen is given to show; words and figures, nothing to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from ui.theme import Tone

PreviewRow = tuple[str | int | None, ...]


class Step(IntEnum):
    """How far an export is; the last one means that all steps are done."""

    SCOPE = 0
    CHECKS = 1
    WRITING = 2
    WRITTEN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TierShown:
    """A tier to choose.

    Attributes:
        key: its code.
        readers: who will read the report.
        figures: what the tier asks for, in words.
        icon: a Phosphor name.
    """

    key: str
    name: str
    readers: str
    figures: str
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthShown:
    """A month to choose.

    Attributes:
        key: the month, `YYYY-MM`.
        hint: that it has not ended, that it left before.
        checked: whether it is wanted.
        able: whether a click can change that.
    """

    key: str
    hint: str
    checked: bool
    able: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicesShown:
    """What can be chosen, and what is.

    Attributes:
        tier: code of the chosen one.
        months: the newest first.
        every: what the button says that chooses all months or none; empty for none.
        numbers_only: whether clauses stand without their titles.
    """

    tiers: tuple[TierShown, ...]
    tier: str
    months: tuple[MonthShown, ...]
    every: str
    numbers_only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GateShown:
    """A check.

    Attributes:
        title: its name.
        detail: what it asks for; where nothing can be done here, what to do.
        measured: the figure found, in words.
        passed: whether it is passed.
        remedy: code of what helps, empty where nothing does.
        remedy_text: words on its button.
    """

    title: str
    detail: str
    measured: str
    passed: bool
    remedy: str = ""
    remedy_text: str = ""


class Deed(IntEnum):
    """What the button beside the verdict does."""

    NOTHING = 0
    HELP = 1
    CHECK_AGAIN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictShown:
    """Whether the file can be written.

    Attributes:
        tone: how it is said.
        deed: what the button does.
        deed_text: words on it.
    """

    tone: Tone
    title: str
    text: str
    deed: Deed = Deed.NOTHING
    deed_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarShown:
    """Figures behind which so many members stand.

    Attributes:
        label: how many members, as "3–4".
        shown: how many such figures the report shows.
        withheld: how many it withholds.
    """

    label: str
    shown: int
    withheld: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadShown:
    """How many members stand behind the figures.

    Attributes:
        threshold: the bar before which the tier's line stands.
        threshold_text: what the line means.
        note: about figures without any case.
        said: all of it as one sentence.
    """

    bars: tuple[BarShown, ...]
    threshold: int
    threshold_text: str
    note: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewShown:
    """The rows of the file.

    Attributes:
        header: titles of the columns.
        rows: as they will be written; None is an empty cell.
        withheld: the word in the last column of a row without its figure.
        summary: how many there are, in words.
    """

    header: tuple[str, ...]
    rows: tuple[PreviewRow, ...]
    withheld: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedShown:
    """A report as it was checked.

    Attributes:
        facts: label and figure of what is in it.
        summary: how many checks are passed.
        took: how long it took.
        preview: None where there is nothing to be written.
    """

    verdict: VerdictShown
    facts: tuple[tuple[str, str], ...] = ()
    gates: tuple[GateShown, ...] = ()
    summary: str = ""
    took: str = ""
    spread: SpreadShown | None = None
    preview: PreviewShown | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseShown:
    """A report that has left the vault.

    Attributes:
        at: when, in words; `exact` to the minute.
        fingerprint: the first signs of the file's SHA-256; `whole` is all of it.
    """

    id: str
    tier: str
    months: str
    at: str
    exact: str
    purpose: str
    actor: str
    figures: str
    fingerprint: str
    whole: str

    @property
    def said(self) -> str:
        """The row as one sentence, for a screen reader."""
        parts = (self.exact, self.tier, self.months, self.purpose, self.actor)
        return ", ".join((*parts, self.figures, self.fingerprint))


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenShown:
    """A file that has just been written.

    Attributes:
        notes: what its readers must know.
    """

    title: str
    text: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsentShown:
    """Why there is nothing to export here.

    Attributes:
        action: what the button says that leads to the cases; nothing hides it.
    """

    icon: str
    title: str
    text: str
    action: str = ""


class View(Protocol):
    """What the presenter asks of the widgets."""

    def in_front(self) -> bool:
        """Return whether the screen can be seen now."""
        ...

    def show_absent(self, why: AbsentShown | None) -> None:
        """Say why there is nothing to export; None shows the screen."""
        ...

    def show_choices(self, choices: ChoicesShown) -> None:
        """Show what can be chosen, telling nothing."""
        ...

    def show_purpose(self, text: str) -> None:
        """Put these words into the purpose, telling nothing."""
        ...

    def show_checking(self) -> None:
        """Say that the checks run; what is shown may be out of date."""
        ...

    def show_checked(self, checked: CheckedShown) -> None:
        """Show what the checks found."""
        ...

    def show_releases(self, rows: Sequence[ReleaseShown]) -> None:
        """List what has left the vault, the newest first."""
        ...

    def show_written(self, written: WrittenShown | None) -> None:
        """Show the file just written, or take that away."""
        ...

    def show_problem(self, text: str) -> None:
        """Say what went wrong; nothing takes it away."""
        ...

    def show_step(self, step: Step, blocked: str) -> None:
        """Show how far it is, and why the file cannot be written, if it cannot."""
        ...
