"""Who said in a file that they read a version, as the screen shows it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.acknowledgements.queries import Standing
from app.acknowledgements.said import Said, SaidColumns, SaidFile
from app.files.problems import describe
from app.files.profiles import Sheet
from app.words import tr, trn
from ui.screens.lines import lines_text
from ui.theme import Tone
from ui.widgets import ChipSpec, Choice, Figure

MOST_ROWS: Final = 2_000
_MOST_PROBLEMS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A file that was read, and what is known of the people in it."""

    file: SaidFile
    standings: Mapping[str, Standing]

    @property
    def fit(self) -> tuple[Said, ...]:
        """Who can be entered, those of unclear words last."""
        people = (*self.file.said, *self.file.unclear)
        return tuple(s for s in people if self.standings[s.who] is Standing.NEW)

    def count(self, standing: Standing) -> int:
        """Return how many who clearly said so are so."""
        return sum(self.standings[s.who] is standing for s in self.file.said)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidRow:
    """A person of the file.

    Attributes:
        key: the line.
        name: nickname and platform id, as the file has them.
        fit: whether they can be entered at all.
        chosen: whether they will be.
        chip: why not, or that the words are unclear.
    """

    key: str
    day: str
    name: str
    who: str
    words: str
    fit: bool
    chosen: bool
    chip: ChipSpec | None

    @property
    def said(self) -> str:
        """The row as one sentence, for a screen reader."""
        parts = (
            tr("chosen") if self.chosen else "",
            self.name,
            self.who,
            self.words,
            self.day,
            self.chip.text if self.chip else "",
        )
        return ", ".join(filter(None, parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheredShown:
    """What a file would bring.

    Attributes:
        figures: new, known already, not on the list, unclear.
        notes: what was left out, a sentence each.
        rows: the people.
        action: what the button says.
        blocked: why it cannot act.
    """

    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    rows: tuple[SaidRow, ...]
    action: str
    blocked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingShown:
    """How a file is read.

    Attributes:
        columns: what can be chosen for a field; the first is none.
        chosen: which column each field has.
    """

    columns: tuple[Choice, ...]
    chosen: SaidColumns


def mapping_shown(sheet: Sheet, columns: SaidColumns) -> MappingShown:
    """Return what the columns of a file can be taken for."""
    titles = dict.fromkeys(title for title in sheet.facts.header if title)
    none = Choice(key="", text=tr("None"))
    return MappingShown(
        columns=(none, *(Choice(key=title, text=title) for title in titles)),
        chosen=columns,
    )


def gathered_shown(gathered: Gathered, chosen: Collection[int]) -> GatheredShown:
    """Return what a file would bring.

    Args:
        gathered: the file.
        chosen: lines of the people who are to be entered.
    """
    file, count = gathered.file, len(chosen)
    unknown = gathered.count(Standing.UNKNOWN)
    people = (*file.said, *file.unclear)[:MOST_ROWS]
    unclear = {each.line for each in file.unclear}
    return GatheredShown(
        figures=(
            Figure(count=count, text=tr("to be entered")),
            Figure(count=gathered.count(Standing.KNOWN), text=tr("known already")),
            Figure(count=unknown, text=tr("not among the members"), notable=True),
            Figure(count=len(file.unclear), text=tr("unclear"), notable=True),
        ),
        notes=tuple(_notes(gathered)),
        rows=tuple(
            _row(
                each,
                gathered.standings[each.who],
                chosen=each.line in chosen,
                unclear=each.line in unclear,
            )
            for each in people
        ),
        action=trn("Enter {count} member", "Enter {count} members", count),
        blocked="" if count else tr("Nobody in this file is to be entered"),
    )


def _row(said: Said, standing: Standing, *, chosen: bool, unclear: bool) -> SaidRow:
    return SaidRow(
        key=str(said.line),
        day=f"{said.on:%m-%d}" if said.on else "",
        name=said.name,
        who=said.who,
        words=" ".join(said.words.split()),
        fit=standing is Standing.NEW,
        chosen=chosen,
        chip=_chip(standing, unclear=unclear),
    )


def _chip(standing: Standing, *, unclear: bool) -> ChipSpec | None:
    match standing:
        case Standing.KNOWN:
            return ChipSpec(text=tr("Known"), tone=Tone.OK, icon="check")
        case Standing.UNKNOWN:
            return ChipSpec(text=tr("Not on the list"), tone=Tone.WARN, icon="warning")
        case Standing.INVOLVED:
            return ChipSpec(text=tr("You are involved"), icon="prohibit")
        case Standing.NEW:
            icon = "warning-circle"
            told = ChipSpec(text=tr("Unclear"), tone=Tone.WARN, icon=icon)
            return told if unclear else None


def _notes(gathered: Gathered) -> Iterator[str]:
    file = gathered.file
    if file.nameless:
        told = trn(
            "{count} row without a usable platform id, left out.",
            "{count} rows without a usable platform id, left out.",
            len(file.nameless),
        )
        yield f"{told} {lines_text(file.nameless)}"
    if file.outside:
        yield trn(
            "{count} row of another day, left out.",
            "{count} rows of other days, left out.",
            file.outside,
        )
    for problem in file.problems[:_MOST_PROBLEMS]:
        yield tr("Line {line}: {problem}", line=problem.line, problem=describe(problem))
    beyond = len(file.problems) - _MOST_PROBLEMS
    if beyond > 0:
        yield trn("and {count} more", "and {count} more", beyond)
    if len(file.said) + len(file.unclear) > MOST_ROWS:
        yield tr("Only the first {count} people are listed.", count=MOST_ROWS)
