"""How events change the members' tables."""

from app.files.cells import id_key
from app.journal.fold import Feature, Stamp
from app.journal.rows import Row, Rows
from app.members.events import (
    EVENTS,
    IdentityRevealed,
    MemberAdded,
    MembersImported,
    MemberUpdated,
)
from app.members.tables import MemberImportTable, MemberTable
from app.times import to_ms

AREA = "members"
"""Where members are found in the search index."""

TAG_MARK = "\n"
"""Stands between tags in their column; no tag has a line break."""


def _open_columns(event: MemberAdded) -> Row:
    platform_id = event.platform_id or ""
    return {
        "handle": event.handle or "",
        "platform_id": platform_id,
        "platform_key": id_key(platform_id),
        "role": event.role or "",
        "joined_on": event.joined_on.isoformat() if event.joined_on else None,
        "tags": TAG_MARK.join(event.tags or ()),
        "doubtful": TAG_MARK.join(event.doubtful),
    }


def _index(event: MemberAdded, rows: Rows) -> None:
    words = (event.handle or "", event.platform_id or "", *(event.tags or ()))
    rows.index(AREA, event.subject, " ".join(words))


def _added(stamp: Stamp, event: MemberAdded, rows: Rows) -> None:
    rows.put(
        MemberTable,
        {
            "id": event.subject,
            **_open_columns(event),
            "phone": event.phone,
            "remark": event.remark,
            "revealed_by": None,
            "revealed_at": None,
            "listed_at": to_ms(stamp.at),
        },
    )
    _index(event, rows)


def _updated(stamp: Stamp, event: MemberUpdated, rows: Rows) -> None:
    row = rows.get(MemberTable, event.subject)
    if row is None:
        return
    sealed = {"phone": event.phone, "remark": event.remark}
    given = {name: value for name, value in sealed.items() if value is not None}
    listed = {"listed_at": to_ms(stamp.at)}
    rows.put(MemberTable, row | _open_columns(event) | given | listed)
    _index(event, rows)


def _imported(stamp: Stamp, event: MembersImported, rows: Rows) -> None:
    rows.put(
        MemberImportTable,
        {
            "id": event.subject,
            "sha256": event.sha256,
            "at": to_ms(stamp.at),
            "actor": stamp.actor,
            "added": event.added,
            "updated": event.updated,
            "unchanged": event.unchanged,
            "repeats": event.repeats,
        },
    )


def _revealed(stamp: Stamp, event: IdentityRevealed, rows: Rows) -> None:
    rows.change(
        MemberTable,
        event.subject,
        revealed_by=stamp.actor,
        revealed_at=to_ms(stamp.at),
    )


FEATURE = Feature(
    events=EVENTS,
    folds={
        MemberAdded: _added,
        MemberUpdated: _updated,
        MembersImported: _imported,
        IdentityRevealed: _revealed,
    },
    tables=(MemberTable, MemberImportTable),
)
