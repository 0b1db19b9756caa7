"""Sealing data keys anew to the newest key of their audience.

Wraps lie outside what is signed, so no body, leaf or signature changes. Whoever
lost an audience keeps what they had opened, but no later copy opens to them.
"""

from app.errors import Corrupt, NotPermitted
from app.journal.authority import Authority
from app.journal.sealing import Opener, sealed_to
from app.journal.tables import WrapTable
from app.vault.store import Store


def rewrap(store: Store, authority: Authority, opener: Opener) -> bool:
    """Seal every data key that is under an older key, or a fallen one, to the newest.

    Within the caller's transaction. What the person cannot open stays as it is, for
    somebody who can.

    Returns:
        Whether nothing is left for somebody else.
    """
    fallen: dict[str, list[int]] = {}
    for audience, generation in opener.fallen.keys:
        fallen.setdefault(audience, []).append(generation)
    newest = {key.audience: key for key in authority.audiences.values()}
    whole = True
    for key in newest.values():
        query = WrapTable.select(WrapTable.id).where(
            WrapTable.audience == key.audience,
            (WrapTable.generation < key.generation)
            | WrapTable.generation.in_(fallen.get(key.audience, ())),
        )
        for (wrap_id,) in store.rows(query):
            try:
                data_key = opener.data_key(bytes(wrap_id))
            except NotPermitted:
                whole = False
                continue
            except Corrupt:
                # One that somebody spoilt must not keep the others from it.
                continue
            store.run(
                WrapTable.update(
                    {
                        WrapTable.generation: key.generation,
                        WrapTable.sealed: sealed_to(key, data_key),
                    }
                ).where(WrapTable.id == wrap_id, WrapTable.audience == key.audience)
            )
    return whole
