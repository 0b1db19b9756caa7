"""The ladder of a file of ours: three numbers and two tables."""

import re
from typing import Final

import msgspec

from app.publication.markdown.escapes import split, trimmed, unescaped
from app.publication.markdown.labels import (
    CLASS,
    FIELD_OF,
    KIND_OF,
    TIME,
    YES,
    Label,
)
from app.publication.markdown.outline import EMPTY_LADDER
from app.rulebook.model import ClassRule, Ladder, Step

_NUMBER: Final = re.compile(r"(-?[0-9]{1,10}) ?(天|分|days?|points?)?")
_CELL: Final = re.compile(
    r"(?P<kind>[^0-9，,-]+?)"
    r"(?: ?(?P<days>-?[0-9]{1,10}) ?(?:天|days?))?"
    r"(?:[，,] ?(?:记 ?)?(?P<points>-?[0-9]{1,10}) ?(?:分|points?))?"
)
_LEAST: Final = -(2**31)
_MOST: Final = 2**31 - 1
_ROW_CELLS: Final = 4
_RULE_CELLS: Final = 3
_FIELDS: Final = {
    Label.WINDOW: "window_days",
    Label.EXPIRY: "points_expire_days",
    Label.REVIEW: "review_at_points",
}


class LadderReader:
    """Takes the lines below the ladder's heading, one after the other."""

    def __init__(self) -> None:
        """Begin with an empty ladder."""
        self._rows: list[tuple[Step, Step, Step]] = []
        self._rules: list[ClassRule] = []
        self._numbers: dict[str, int] = {}
        self._table = ""
        self._under_titles = False

    @property
    def ladder(self) -> Ladder:
        """What the lines so far say."""
        return msgspec.structs.replace(
            EMPTY_LADDER,
            **self._numbers,
            rows=tuple(self._rows),
            classes=tuple(self._rules),
        )

    def take(self, line: str) -> bool:
        """Take a line; False where it is not understood."""
        said = line.strip()
        if said.startswith("|"):
            return self._cells([trimmed(c) for c in split(said, "|")[1:-1]])
        return self._number(said)

    def _number(self, said: str) -> bool:
        name, _, value = said.removeprefix("- ").replace("：", ":", 1).partition(":")
        label, _ = FIELD_OF.get(name.strip().casefold(), (None, ""))
        field = _FIELDS.get(label) if label else None
        number = _whole(value.strip())
        if field is None or number is None:
            return False
        self._numbers[field] = number
        return True

    def _cells(self, cells: list[str]) -> bool:
        first = cells[0] if cells else ""
        if first in (TIME, CLASS) and not self._under_titles and self._table != first:
            self._table, self._under_titles = first, True
            return True
        if self._under_titles:
            self._under_titles = False
            return True
        return self._rule(cells) if self._table == CLASS else self._row(cells)

    def _row(self, cells: list[str]) -> bool:
        if len(cells) != _ROW_CELLS:
            return False
        low, medium, high = map(_step, cells[1:])
        if low is None or medium is None or high is None:
            return False
        self._rows.append((low, medium, high))
        return True

    def _rule(self, cells: list[str]) -> bool:
        if len(cells) != _RULE_CELLS:
            return False
        name, days, to_end = cells
        window = _whole(days) if days else 0
        if window is None:
            return False
        self._rules.append(
            ClassRule(
                offence_class=unescaped(name),
                window_days=window,
                to_end=to_end.casefold() in (YES, "yes"),
            )
        )
        return True


def _step(cell: str) -> Step | None:
    found = _CELL.fullmatch(cell)
    kind = KIND_OF.get(found["kind"].strip().casefold()) if found else None
    if found is None or kind is None:
        return None
    days, points = int(found["days"] or 0), int(found["points"] or 0)
    if not all(_LEAST <= number <= _MOST for number in (days, points)):
        return None
    return Step(kind=kind, days=days, points=points)


def _whole(words: str) -> int | None:
    found = _NUMBER.fullmatch(words)
    number = int(found[1]) if found else None
    return number if number is not None and _LEAST <= number <= _MOST else None
