"""How events change the staff's tables."""

import unicodedata

from app.journal.authority import State
from app.journal.fold import Feature, Stamp
from app.journal.rows import Rows
from app.journal.staff_events import (
    KERNEL,
    PersonAdmitted,
    PersonChanged,
    PersonReinstated,
    PersonRemoved,
    PersonSuspended,
    VaultFounded,
)
from app.staff.events import EVENTS, StaffLinked, StaffUnlinked
from app.staff.tables import CommunityTable, StaffLinkTable, StaffTable
from app.times import to_ms

DUTY_MARK = " "
"""Stands between duties in their column."""


def name_key(name: str) -> str:
    """Return the form under which two sign-in names are the same."""
    return unicodedata.normalize("NFKC", name.strip()).casefold()


def _founded(_: Stamp, event: VaultFounded, rows: Rows) -> None:
    rows.put(CommunityTable, {"id": event.subject, "name": event.community or ""})


def _admitted(stamp: Stamp, event: PersonAdmitted, rows: Rows) -> None:
    name = event.name or ""
    rows.put(
        StaffTable,
        {
            "id": event.subject,
            "name": name,
            "name_key": name_key(name),
            "role": event.role,
            "duties": DUTY_MARK.join(sorted(event.duties)),
            "state": State.ACTIVE.value,
            "admitted_at": to_ms(stamp.at),
            "left_at": None,
        },
    )


def _changed(_: Stamp, event: PersonChanged, rows: Rows) -> None:
    duties = DUTY_MARK.join(sorted(event.duties))
    rows.change(StaffTable, event.subject, role=event.role, duties=duties)


def _suspended(_: Stamp, event: PersonSuspended, rows: Rows) -> None:
    rows.change(StaffTable, event.subject, state=State.SUSPENDED.value)


def _reinstated(_: Stamp, event: PersonReinstated, rows: Rows) -> None:
    rows.change(StaffTable, event.subject, state=State.ACTIVE.value)


def _removed(stamp: Stamp, event: PersonRemoved, rows: Rows) -> None:
    rows.change(
        StaffTable,
        event.subject,
        state=State.REMOVED.value,
        left_at=to_ms(stamp.at),
    )


def _linked(_: Stamp, event: StaffLinked, rows: Rows) -> None:
    rows.put(
        StaffLinkTable,
        {
            "id": f"{event.subject}:{event.member}",
            "person": event.subject,
            "member": event.member,
        },
    )


def _unlinked(_: Stamp, event: StaffUnlinked, rows: Rows) -> None:
    row_id = f"{event.subject}:{event.member}"
    row = rows.get(StaffLinkTable, row_id)
    if row is not None and row["person"] == event.subject:
        rows.drop(StaffLinkTable, row_id)


FEATURE = Feature(
    events=(*KERNEL, *EVENTS),
    folds={
        VaultFounded: _founded,
        PersonAdmitted: _admitted,
        PersonChanged: _changed,
        PersonSuspended: _suspended,
        PersonReinstated: _reinstated,
        PersonRemoved: _removed,
        StaffLinked: _linked,
        StaffUnlinked: _unlinked,
    },
    tables=(StaffTable, StaffLinkTable, CommunityTable),
    owned={StaffLinkTable: "person"},
)
