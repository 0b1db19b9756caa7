"""Who complained: read by the machine alone, to keep people out of their own cases."""

from collections.abc import Iterator

from app.cases.fold import LIST_MARK
from app.cases.tables import CaseTable
from app.files.cells import id_key
from app.ids import CaseId, PersonId
from app.work import Reader


def complained_in(
    reader: Reader, platform_id: str, person: PersonId
) -> Iterator[CaseId]:
    """Yield the cases in which this account complained.

    Cases in which the person stands aside already are left out. Every sealed
    reporter is opened and compared; none is shown.

    Raises:
        NotPermitted: reporters are not sealed to the person asking.
        Corrupt: a sealed reporter was changed.
    """
    wanted = id_key(platform_id)
    query = CaseTable.select(CaseTable.id, CaseTable.reporter, CaseTable.recused).where(
        CaseTable.reporter.is_null(False)
    )
    for case, sealed, recused in reader.rows(query.order_by(CaseTable.number)):
        if person in recused.split(LIST_MARK):
            continue
        if id_key(reader.open(bytes(sealed), "reporter", subject=case)) == wanted:
            yield CaseId(case)
