"""How events change the rulebook's table."""

import msgspec

from app.journal.fold import Feature, Stamp
from app.journal.rows import Rows
from app.rulebook.events import EVENTS, RulebookPublished
from app.rulebook.tables import RulebookTable
from app.times import to_ms


def _published(stamp: Stamp, event: RulebookPublished, rows: Rows) -> None:
    rows.put(
        RulebookTable,
        {
            "id": event.subject,
            "version": event.version,
            "effective_on": event.effective_on.isoformat(),
            "published_at": to_ms(stamp.at),
            "publisher": stamp.actor,
            "book": msgspec.msgpack.encode(event.book),
        },
    )


FEATURE = Feature(
    events=EVENTS, folds={RulebookPublished: _published}, tables=(RulebookTable,)
)
