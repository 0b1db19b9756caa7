"""What a member list holds, before and after it is taken in; pure but for reading."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.files.cells import Problem
from app.files.member_list import MemberRow
from app.files.profiles import MemberFile, read_members
from app.members.commands import ImportResult
from app.words import tr, trn
from ui.running import Progress, Stop
from ui.screens.importing import Finding, PreviewRow, ResultShown
from ui.screens.lines import lines_text
from ui.theme import Tone
from ui.widgets import Figure

FIRST_ROWS: Final = 12
_COVER: Final = "■■■■"
"""In place of a value, and no longer for a longer one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A file that was read, with what a preview tells; made beside the screen.

    Attributes:
        repeats: lines of rows that are one and the same.
        damaged_phones, odd_phones, unread_dates, without_id: lines.
        ids: platform ids, one a person.
        phones, remarks: how many values would be sealed.
    """

    path: Path
    file: MemberFile
    repeats: tuple[tuple[int, ...], ...]
    damaged_phones: tuple[int, ...]
    odd_phones: tuple[int, ...]
    unread_dates: tuple[int, ...]
    without_id: tuple[int, ...]
    ids: tuple[str, ...]
    phones: int
    remarks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewShown:
    """What an import would do.

    Attributes:
        notice: that this very file was taken in before; empty if not.
        sealing: what will be sealed, and to whom.
        action: what the button says.
        blocked: why it cannot act.
    """

    name: str
    about: str
    notice: str
    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...]
    sealing: str
    columns: tuple[str, ...]
    rows: tuple[PreviewRow, ...]
    table_title: str
    action: str
    blocked: str


def read_list(
    path: Path, *, cancel: Stop | None = None, progress: Progress | None = None
) -> Reading:
    """Read a member list and sort out what a preview tells.

    It can take a while; the screen's thread has no part in it.

    Raises:
        AppError: from `read_members`.
    """
    file = read_members(path, cancel, progress)
    return Reading(
        path=path,
        file=file,
        repeats=tuple(repeat.lines for repeat in file.repeats),
        damaged_phones=_lines(file, "phone", Problem.DAMAGED),
        odd_phones=_lines(file, "phone", Problem.ODD),
        unread_dates=_lines(file, "joined_on", Problem.UNREADABLE),
        without_id=tuple(row.line for row in file.rows if not row.platform_id),
        ids=tuple(row.platform_id for row in file.rows if row.platform_id),
        phones=sum(bool(row.platform_id and row.phone) for row in file.rows),
        remarks=sum(bool(row.platform_id and row.remark) for row in file.rows),
    )


def _lines(file: MemberFile, field: str, code: Problem) -> tuple[int, ...]:
    return tuple(p.line for p in file.problems if p.field == field and p.code is code)


def preview_shown(
    reading: Reading, *, known: int, before: str, clear: bool
) -> PreviewShown:
    """Return what an import would do.

    Args:
        reading: the file.
        known: how many of its people are on the list already.
        before: when this very file was taken in, in words.
        clear: whether the person may read sealed values.
    """
    people = len(reading.ids)
    merged = sum(len(lines) - 1 for lines in reading.repeats)
    shown = reading.file.rows[:FIRST_ROWS]
    return PreviewShown(
        name=reading.path.name,
        about=_about(reading, merged),
        notice=_notice(before),
        figures=(
            Figure(count=people - known, text=tr("new members")),
            Figure(count=known, text=tr("on the list already")),
            Figure(count=merged, text=tr("repeated rows merged")),
            Figure(count=len(reading.without_id), text=tr("rows left out")),
        ),
        findings=_findings(reading),
        sealing=_sealing(reading, clear=clear),
        columns=_columns(),
        rows=tuple(_row(row, clear=clear) for row in shown),
        table_title=trn("First row", "First {count} rows", len(shown)),
        action=_action(people, known),
        blocked="" if people else tr("No row names a platform id"),
    )


def _action(people: int, known: int) -> str:
    if people and known == people:
        return tr("Bring {people} up to date", people=people_text(people))
    return tr("Take in {people}", people=people_text(people))


def people_text(count: int) -> str:
    """Return how many people there are."""
    return trn("{number} person", "{number} people", count, number=f"{count:,}")


def _about(reading: Reading, merged: int) -> str:
    facts = reading.file.facts
    rows = len(reading.file.rows) + merged
    is_text = facts.encoding not in ("zip", "ole")
    parts = (
        trn("{number} row", "{number} rows", rows, number=f"{rows:,}"),
        facts.encoding.upper() if is_text else "",
        tr("Title: {title}", title=facts.titles[0]) if facts.titles else "",
    )
    return " · ".join(part for part in parts if part)


def _notice(before: str) -> str:
    if not before:
        return ""
    return tr(
        "This very file was taken in on {moment}. Only what is new would be added.",
        moment=before,
    )


def _findings(reading: Reading) -> tuple[Finding, ...]:
    merged = [" = ".join(str(n) for n in lines) for lines in reading.repeats]
    found = (
        _finding(
            "users",
            Tone.INFO,
            trn(
                "{count} person stands there more than once; merged, the first row"
                " stands and later ones fill its gaps.",
                "{count} people stand there more than once; merged, the first row"
                " stands and later ones fill its gaps.",
                len(merged),
            ),
            merged,
        ),
        _finding(
            "warning",
            Tone.WARN,
            trn(
                "{count} phone was damaged by a spreadsheet (1.38E+10); left out.",
                "{count} phones were damaged by a spreadsheet (1.38E+10); left out.",
                len(reading.damaged_phones),
            ),
            reading.damaged_phones,
        ),
        _finding(
            "info",
            Tone.NEUTRAL,
            trn(
                "{count} phone is of an unusual form; sealed as it is.",
                "{count} phones are of an unusual form; sealed as they are.",
                len(reading.odd_phones),
            ),
            reading.odd_phones,
        ),
        _finding(
            "warning",
            Tone.WARN,
            trn(
                "{count} joining date cannot be read; left empty.",
                "{count} joining dates cannot be read; left empty.",
                len(reading.unread_dates),
            ),
            reading.unread_dates,
        ),
        _finding(
            "warning",
            Tone.WARN,
            trn(
                "{count} row has no usable platform id; left out, because nobody"
                " can be told apart by it.",
                "{count} rows have no usable platform id; left out, because nobody"
                " can be told apart by them.",
                len(reading.without_id),
            ),
            reading.without_id,
        ),
    )
    return tuple(each for each in found if each is not None)


def _finding(
    icon: str, tone: Tone, title: str, lines: Sequence[object]
) -> Finding | None:
    if not lines:
        return None
    return Finding(icon=icon, tone=tone, title=title, lines=lines_text(lines))


def _sealing(reading: Reading, *, clear: bool) -> str:
    if not (reading.phones or reading.remarks):
        return tr("Nothing in this file needs sealing.")
    words = tr(
        "{phones} phones and {remarks} remarks will be sealed to leads and owners.",
        phones=reading.phones,
        remarks=reading.remarks,
    )
    if clear:
        return words
    return tr("{words} Your own keys do not open them afterwards.", words=words)


def _columns() -> tuple[str, ...]:
    return (
        tr("Line"),
        tr("Nickname"),
        tr("Platform id"),
        tr("Phone"),
        tr("Remark"),
        tr("Joined"),
        tr("Role and tags"),
    )


def _row(row: MemberRow, *, clear: bool) -> PreviewRow:
    def sealed(text: str | None) -> str:
        if not text:
            return ""
        return text if clear else _COVER

    damaged = any(
        p.field == "phone" and p.code is Problem.DAMAGED for p in row.problems
    )
    return PreviewRow(
        line=str(row.line),
        cells=(
            row.handle,
            row.platform_id or tr("none"),
            tr("damaged") if damaged else sealed(row.phone),
            sealed(row.remark),
            row.joined_on.isoformat() if row.joined_on else "",
            " · ".join(part for part in (row.role, *row.tags) if part),
        ),
    )


def result_shown(result: ImportResult) -> ResultShown:
    """Return what an import did."""
    figures = (
        Figure(count=result.added, text=tr("new members")),
        Figure(count=result.updated, text=tr("brought up to date")),
        Figure(count=result.unchanged, text=tr("unchanged")),
        Figure(count=result.repeats, text=tr("repeated rows merged")),
    )
    return ResultShown(
        title=tr(
            "The list is taken in: {people}",
            people=people_text(result.added + result.updated + result.unchanged),
        ),
        figures=figures,
        text=" ".join(_left_out(result)),
    )


def _left_out(result: ImportResult) -> Iterable[str]:
    if result.damaged_phones:
        yield trn(
            "{count} damaged phone was left out; the member's record says so.",
            "{count} damaged phones were left out; the members' records say so.",
            result.damaged_phones,
        )
    if result.skipped:
        yield trn(
            "{count} row without a platform id was left out.",
            "{count} rows without a platform id were left out.",
            result.skipped,
        )
