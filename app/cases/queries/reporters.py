"""Who complained: read by the machine alone, to keep people out of their own cases."""

from collections.abc import Iterator

from app.cases.tables import AsideTable, CaseTable
from app.files.cells import id_key
from app.ids import CaseId, PersonId
from app.work import Reader


def complained_in(
    reader: Reader, platform_id: str, person: PersonId, *, aside: bool
) -> Iterator[CaseId]:
    """Yield the cases in which this account complained.

    Every sealed reporter is opened and compared; none is shown.

    Args:
        reader: where to look; reporters must be sealed to who asks.
        platform_id: the account.
        person: who stands aside, or may have to.
        aside: the cases in which the person stands aside already, or the others.

    Raises:
        NotPermitted: reporters are not sealed to the person asking.
        Corrupt: a sealed reporter was changed.
    """
    wanted = id_key(platform_id)
    theirs = AsideTable.select(AsideTable.case).where(AsideTable.person == person)
    query = CaseTable.select(CaseTable.id, CaseTable.reporter).where(
        CaseTable.reporter.is_null(False),
        CaseTable.id.in_(theirs) if aside else CaseTable.id.not_in(theirs),
    )
    for case, sealed in reader.rows(query.order_by(CaseTable.number)):
        if id_key(reader.open(bytes(sealed), "reporter", subject=case)) == wanted:
            yield CaseId(case)
