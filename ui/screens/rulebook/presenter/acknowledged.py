"""Who said that they read a version, as the screen shows it."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from app.acknowledgements.model import Way
from app.acknowledgements.queries import (
    COUNT_CAP,
    Acknowledged,
    AcknowledgementRow,
)
from app.acknowledgements.wording import way_text
from app.rulebook.queries import VersionLine
from app.words import tr, trn
from ui.widgets import Choice, Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A member in the list.

    Attributes:
        chosen: whether what is done next is done about them.
        detail: where and when they said so, and who entered it; empty if they did not.
    """

    key: str
    handle: str
    platform_id: str
    chosen: bool
    detail: str

    @property
    def said(self) -> str:
        """The row as one sentence, for a screen reader."""
        chosen = tr("chosen") if self.chosen else ""
        parts = (self.handle, self.platform_id, self.detail, chosen)
        return ", ".join(filter(None, parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class CountsShown:
    """How many members did, and did not.

    Attributes:
        done, missing: as tabs show them.
        shares: how many each.
    """

    figures: tuple[Figure, ...]
    done: str
    missing: str
    shares: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class BarShown:
    """What can be done about the members chosen.

    Attributes:
        missing: whether they are to be entered, or taken back.
        told: how many are chosen, in words.
        action: what the button says.
        blocked: why it cannot act.
    """

    missing: bool
    told: str
    action: str
    blocked: str


def version_choices(lines: Sequence[VersionLine]) -> list[Choice]:
    """Return the versions that somebody can have read."""
    return [
        Choice(
            key=line.id,
            text=tr("Version {version}", version=line.version),
            hint=tr("Applies now") if line.in_force else "",
        )
        for line in lines
    ]


def way_choices() -> list[Choice]:
    """Return where somebody can have said so."""
    return [Choice(key=way.value, text=way_text(way)) for way in Way]


def counts_shown(counts: Acknowledged) -> CountsShown:
    """Return how many members did, and did not."""
    return CountsShown(
        figures=(
            _figure(counts.done, tr("have acknowledged")),
            _figure(counts.missing, tr("have not"), notable=True),
        ),
        done=_capped(counts.done),
        missing=_capped(counts.missing),
        shares=(counts.done, counts.missing),
    )


def person_rows(
    rows: Iterable[AcknowledgementRow], chosen: Container[str]
) -> list[PersonRow]:
    """Return members as rows."""
    return [
        PersonRow(
            key=row.member,
            handle=row.handle,
            platform_id=row.platform_id,
            chosen=row.member in chosen,
            detail=_detail(row),
        )
        for row in rows
    ]


def bar_shown(count: int, refusal: str, *, missing: bool) -> BarShown:
    """Return what can be done about so many members."""
    told = trn("{count} member chosen", "{count} members chosen", count)
    blocked = refusal or ("" if count else tr("Choose members with X"))
    return BarShown(
        missing=missing,
        told=told if count else tr("Nobody chosen"),
        action=_action(count, missing=missing),
        blocked=blocked,
    )


def _action(count: int, *, missing: bool) -> str:
    if not count:
        return tr("Enter as acknowledged") if missing else tr("Take back")
    if missing:
        return trn(
            "Enter {count} as acknowledged", "Enter {count} as acknowledged", count
        )
    return trn("Take back {count}", "Take back {count}", count)


def _figure(count: int, text: str, *, notable: bool = False) -> Figure:
    capped = count >= COUNT_CAP
    return Figure(count=count, text=text, notable=notable, capped=capped)


def _capped(count: int) -> str:
    return f"{count}+" if count >= COUNT_CAP else str(count)


def _detail(row: AcknowledgementRow) -> str:
    if row.way is None or row.on is None:
        return ""
    parts = (way_text(row.way), row.on.isoformat(), row.recorded_by)
    return " · ".join(filter(None, parts))
