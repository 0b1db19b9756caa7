"""Passphrases, personal keys and recovery sheets, on real vaults."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from app.errors import DiskFull, InputError
from app.ids import PersonId
from app.journal.ingress import Fault
from app.notes.commands import AddNote
from app.staff.commands import (
    ChangePassphrase,
    MakeRecoverySheet,
    ReissueSlot,
)
from app.staff.queries import WhoAmI, WhoCanOpen
from app.vault.keyring import Credentials, Keyring
from app.workspace import Workspace
from tests.builders import OWNER, Site, passphrase
from tests.storage.crew import (
    LEAD,
    NEW,
    RECOVERED,
    crewed,
    do,
    opens,
    sealed,
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(root=tmp_path)


@pytest.fixture
def people(site: Site) -> dict[str, PersonId]:
    return crewed(site)


@pytest.mark.parametrize("rotate", [False, True])
def test_another_passphrase_opens_and_the_old_one_does_not(
    rotate: bool, site: Site, people: object
):
    with site.opened(LEAD) as workspace:
        workspace.desk.put("draft", "写到一半", site.clock())
        sealed(workspace)
        old = passphrase(LEAD)
        workspace.execute(ChangePassphrase(old=old, new=NEW, rotate=rotate))
        assert workspace.desk.get("draft") == "写到一半"
        workspace.execute(AddNote(subject="m" * 32, text="签得上名"))
        assert opens(workspace)
        assert workspace.query(WhoCanOpen()).rekey_owed is rotate
    with pytest.raises(InputError, match="wrong_name_or_passphrase"):
        site.open(LEAD)
    again = Credentials(name=LEAD, passphrase=NEW)
    with closing(
        Workspace.open(site.place, again, surroundings=site.surroundings)
    ) as workspace:
        assert workspace.desk.get("draft") == "写到一半"
        assert opens(workspace)
        workspace.execute(AddNote(subject="m" * 32, text="再来一次"))
        assert {p.fault for p in workspace.verify().problems} <= {Fault.WRAP}


def test_a_wrong_old_passphrase_changes_nothing(site: Site, people: object):
    with site.opened(LEAD) as workspace, pytest.raises(InputError):
        workspace.execute(
            ChangePassphrase(old="不是这一句不是这一句不是", new="x" * 40)
        )
    with site.opened(LEAD):
        pass


def test_rotating_that_stopped_halfway_leaves_a_way_in(
    site: Site, people: object, monkeypatch: pytest.MonkeyPatch
):
    """The new slot is written, the commit is not: the old passphrase still opens."""
    with site.opened(LEAD) as workspace:
        store = workspace._session.store
        real = store.sql

        def stop(statement: str, *rest: object) -> Sequence[object]:
            if statement == "COMMIT":
                raise DiskFull("disk_full")
            return real(statement, *rest)  # pyright: ignore[reportArgumentType]

        command = ChangePassphrase(old=passphrase(LEAD), new=NEW, rotate=True)
        with monkeypatch.context() as patch:
            patch.setattr(store, "sql", stop)
            with pytest.raises(DiskFull):
                workspace.execute(command)
    with site.opened(LEAD) as workspace:
        assert workspace.verify().sound
    # The half-written slot is gone with that sign-in.
    with pytest.raises(InputError, match="wrong_name_or_passphrase"):
        Workspace.open(
            site.place,
            Credentials(name=LEAD, passphrase=NEW),
            surroundings=site.surroundings,
        )


def test_a_stale_slot_says_that_there_is_a_newer_passphrase(
    site: Site, people: object, monkeypatch: pytest.MonkeyPatch
):
    """The commit is stored, the old slot was not dropped."""
    with site.opened(LEAD) as workspace:
        command = ChangePassphrase(old=passphrase(LEAD), new=NEW, rotate=True)

        def full(*_: object, **__: object) -> None:
            raise DiskFull("disk_full")

        with monkeypatch.context() as patch:
            patch.setattr(Keyring, "change", full)
            workspace.execute(command)
        workspace.execute(AddNote(subject="m" * 32, text="签得上名"))
    with pytest.raises(InputError, match="passphrase_superseded"):
        site.open(LEAD)
    fresh = Credentials(name=LEAD, passphrase=NEW)
    Workspace.open(site.place, fresh, surroundings=site.surroundings).close()
    with pytest.raises(InputError, match="wrong_name_or_passphrase"):
        site.open(LEAD)


def test_a_slot_is_given_anew_to_somebody_who_forgot_theirs(
    site: Site, people: dict[str, PersonId]
):
    with site.opened() as workspace:
        sealed(workspace)
    do(site, ReissueSlot(person=people[LEAD], passphrase=NEW))
    with pytest.raises(InputError, match="wrong_name_or_passphrase"):
        site.open(LEAD)
    fresh = Credentials(name=LEAD, passphrase=NEW)
    with closing(
        Workspace.open(site.place, fresh, surroundings=site.surroundings)
    ) as workspace:
        assert opens(workspace)
        workspace.execute(AddNote(subject="m" * 32, text="回来了"))


def test_a_recovery_sheet_opens_once(site: Site, people: object):
    key = do(site, MakeRecoverySheet())
    assert isinstance(key, bytes)
    with site.opened() as workspace:
        state = workspace.query(WhoCanOpen())
        assert state.recoverable == {workspace.person}
    with closing(
        Workspace.recover(site.place, key, NEW, surroundings=site.surroundings)
    ) as workspace:
        assert workspace.query(WhoAmI()).me.name == OWNER
        assert not workspace.query(WhoCanOpen()).recoverable
        assert workspace.verify().sound
    with pytest.raises(InputError, match="recovery_key_unknown"):
        Workspace.recover(site.place, key, NEW, surroundings=site.surroundings)
    with pytest.raises(InputError, match="wrong_name_or_passphrase"):
        site.open()


def test_a_recovery_sheet_survives_a_re_keying_and_a_new_passphrase(
    site: Site, people: object
):
    key = do(site, MakeRecoverySheet())
    assert isinstance(key, bytes)
    with site.opened() as workspace:
        workspace.execute(ChangePassphrase(old=passphrase(OWNER), new=NEW))
        workspace.rekey()
    Workspace.recover(
        site.place, key, RECOVERED, surroundings=site.surroundings
    ).close()


def test_a_sheet_of_keys_that_were_rotated_opens_nothing(site: Site, people: object):
    key = do(site, MakeRecoverySheet())
    assert isinstance(key, bytes)
    do(site, ChangePassphrase(old=passphrase(OWNER), new=NEW, rotate=True))
    with pytest.raises(InputError, match="recovery_key_unknown"):
        Workspace.recover(site.place, key, NEW, surroundings=site.surroundings)
