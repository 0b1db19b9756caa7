"""How events change the staff's tables."""

import unicodedata

from app.journal.authority import KERNEL, PersonAdmitted, VaultFounded
from app.journal.fold import Feature, Stamp
from app.journal.rows import Rows
from app.staff.events import StaffLinked
from app.staff.tables import CommunityTable, StaffLinkTable, StaffTable
from app.times import to_ms


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
            "admitted_at": to_ms(stamp.at),
        },
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


FEATURE = Feature(
    events=(*KERNEL, StaffLinked),
    folds={VaultFounded: _founded, PersonAdmitted: _admitted, StaffLinked: _linked},
    tables=(StaffTable, StaffLinkTable, CommunityTable),
    owned={StaffLinkTable: "person"},
)
