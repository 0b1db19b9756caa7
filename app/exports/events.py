"""What leaves the vault is entered in the journal: the release ledger."""

from typing import ClassVar

from app.exports.model import Tier
from app.journal.event import Event, Personal
from app.staff.roles import Capability


class ReportReleased(Event, frozen=True, kw_only=True):
    """A report passed its gates and was written; the subject is the release.

    Attributes:
        tier: whom it may go to.
        months: the months it tells of, `YYYY-MM`.
        sha256: of the file as it was written.
        figures: digest of the figures, to compare later releases with.
        cells: how many cells are published.
        suppressed: how many are not.
        purpose: what it is for.
    """

    kind: ClassVar[str] = "export.report_released"
    requires: ClassVar[str | None] = Capability.RELEASE_EXPORTS

    tier: Tier
    months: tuple[str, ...]
    sha256: str
    figures: str
    cells: int
    suppressed: int
    purpose: Personal[str] = None


EVENTS: tuple[type[Event], ...] = (ReportReleased,)
