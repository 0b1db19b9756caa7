"""Putting a vault under a new key, and what was sealed under the audiences' newest."""

from app.journal.fold import Progress
from app.journal.history import set_state
from app.journal.rewrapping import rewrap
from app.session import REKEYED, Session
from app.vault.keyring import Opened
from app.vault.rekey import rekey
from app.vault.store import Store


def rekeyed(session: Session, progress: Progress | None) -> Session:
    """Return the session over the new file; the old one is shut.

    Everybody who is on the staff gets the new key, suspended people as well: they
    may come back, and have no way in until then.

    Raises:
        DiskFull, StorageBusy, Corrupt: from the storage; all is as before.
    """
    session.store.connect()
    authority = session.journal.position.authority

    def change(store: Store) -> None:
        opener = session.opener()
        opener.store = store
        with store.transaction():
            # Where something is left for somebody else, the new key is still owed.
            if rewrap(store, authority, opener):
                set_state(store, REKEYED, authority.exposed.hex())

    key = rekey(
        session.place,
        session.keyring,
        session.store,
        vault_key=session.vault_key,
        receivers={p.id: p.receive_key for p in authority.staying()},
        transform=change,
        progress=progress,
    )
    opened = Opened(person_id=session.person, keys=session.keys, vault_key=key)
    fresh = Session(session.place, session.keyring, opened, session.surroundings)
    fresh.load(None)
    return fresh
