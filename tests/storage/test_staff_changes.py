"""Who is on the staff, and what they can open: on real vaults, whatever happens."""

import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.errors import AppError, Conflict, DiskFull, InputError, NotPermitted
from app.ids import PersonId
from app.journal.authority import State
from app.journal.bundle import Travelling, commits_beyond
from app.journal.ingress import Fault
from app.notes.commands import AddNote
from app.staff.commands import (
    AdmitHeld,
    ChangePassphrase,
    ChangePerson,
    ChangeRoles,
    MakeRecoverySheet,
    ReinstatePerson,
    ReissueSlot,
    RemovePerson,
    SuspendPerson,
)
from app.staff.queries import HeldCommits, StaffList, StaffRow, WhoAmI, WhoCanOpen
from app.staff.roles import SHIPPED_DUTIES, SHIPPED_ROLES, Capability, Duty, Role
from app.vault.keyring import Credentials, Keyring
from app.vault.keyring import ring as keyrings
from app.work import Command
from app.workspace import Workspace
from tests.builders import OWNER, Site, credentials, enrol, passphrase

NEW = "完全不同的另外一句登录话：窗外有一只灰喜鹊"
RECOVERED = "从恢复单回来以后：楼下的面馆今天换了招牌"
LEAD, MODERATOR, SECOND = "何澄", "周慎", "叶青"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(root=tmp_path)


@pytest.fixture
def people(site: Site) -> dict[str, PersonId]:
    """Make a vault with a lead, a moderator and a second owner; it is closed."""
    with site.created() as workspace:
        return {
            LEAD: enrol(workspace, LEAD, Role.LEAD),
            MODERATOR: enrol(workspace, MODERATOR, Role.MODERATOR),
            SECOND: enrol(workspace, SECOND, Role.OWNER),
            OWNER: PersonId(workspace.person),
        }


def do(site: Site, command: Command[Any], name: str = OWNER) -> Any:
    with site.opened(name) as workspace:
        return workspace.execute(command).value


def refused(site: Site, command: Command[Any], name: str = OWNER) -> str:
    with site.opened(name) as workspace, pytest.raises(AppError) as caught:
        workspace.execute(command)
    return caught.value.code


def row(site: Site, person: PersonId) -> StaffRow:
    with site.opened() as workspace:
        return next(r for r in workspace.query(StaffList()) if r.id == person)


def sealed(workspace: Workspace, audience: str = "leads") -> str:
    """Seal something through a note's commit; return where it can be found."""
    act = workspace._session.act(workspace._session.surroundings.clock())
    value = act.seal(audience, "text", "机密的话", subject="s" * 32)
    with workspace._session.store.transaction():
        workspace._session.store.sql(
            "CREATE TABLE IF NOT EXISTS probe(value BLOB, wrap BLOB)"
        )
        for wrap in act.sealer.wraps:
            workspace._session.store.sql(
                "INSERT INTO journal_wrap VALUES(?, 1, ?, ?, ?)",
                (wrap.id, wrap.audience, wrap.generation, wrap.sealed),
            )
        workspace._session.store.sql("INSERT INTO probe VALUES(?, '')", (value,))
    return audience


def opens(workspace: Workspace) -> bool:
    ((value,),) = workspace._session.store.sql("SELECT value FROM probe")
    try:
        told = workspace._session.opener().open(bytes(value), "s" * 32, "text")
    except NotPermitted:
        return False
    return told == "机密的话"


def test_a_role_is_changed_and_duties_are_given(
    site: Site, people: dict[str, PersonId]
):
    person = people[MODERATOR]
    do(site, ChangePerson(person=person, role=Role.OBSERVER, duties=(Duty.MEMBERS,)))
    changed = row(site, person)
    assert (changed.role, changed.duties) == (Role.OBSERVER, (Duty.MEMBERS,))
    assert changed.capabilities == {
        *SHIPPED_ROLES[Role.OBSERVER],
        *SHIPPED_DUTIES[Duty.MEMBERS],
    }
    assert (
        refused(
            site,
            ChangePerson(person=person, role=Role.OBSERVER, duties=(Duty.MEMBERS,)),
        )
        == "nothing_changes"
    )


def test_a_moderator_made_lead_opens_what_is_sealed_to_leads(
    site: Site, people: dict[str, PersonId]
):
    with site.opened() as workspace:
        sealed(workspace)
    with site.opened(MODERATOR) as workspace:
        assert not opens(workspace)
    do(site, ChangePerson(person=people[MODERATOR], role=Role.LEAD))
    with site.opened(MODERATOR) as workspace:
        assert opens(workspace)


def test_a_lead_made_moderator_opens_nothing_sealed_later(
    site: Site, people: dict[str, PersonId]
):
    do(site, ChangePerson(person=people[LEAD], role=Role.MODERATOR))
    with site.opened() as workspace:
        sealed(workspace)
        assert opens(workspace)
    with site.opened(LEAD) as workspace:
        assert not opens(workspace)


def test_a_suspended_person_cannot_sign_in_until_reinstated(
    site: Site, people: dict[str, PersonId]
):
    do(site, SuspendPerson(person=people[MODERATOR]))
    assert row(site, people[MODERATOR]).state is State.SUSPENDED
    with pytest.raises(NotPermitted, match="person_suspended"):
        site.open(MODERATOR)
    do(site, ReinstatePerson(person=people[MODERATOR]))
    with site.opened(MODERATOR) as workspace:
        assert workspace.query(WhoAmI()).me.state is State.ACTIVE


def test_a_removed_person_opens_nothing_and_the_vault_has_another_key(
    site: Site, people: dict[str, PersonId]
):
    old_keyring = (site.place / "keyring").read_bytes()
    with site.opened() as workspace:
        sealed(workspace)
        old_key = workspace._session.vault_key
        workspace.execute(RemovePerson(person=people[LEAD]))
        assert workspace.query(WhoCanOpen()).rekey_owed
        assert people[LEAD] not in workspace.query(WhoCanOpen()).holders
        before = workspace.digests()
        workspace.rekey()
        assert not workspace.query(WhoCanOpen()).rekey_owed
        assert workspace._session.vault_key != old_key
        assert workspace.digests() == before
        assert opens(workspace)
        workspace.execute(AddNote(subject="m" * 32, text="换钥之后"))
        report = workspace.verify()
        # The probe's wrap belongs to no event; nothing else is wrong.
        assert {p.fault for p in report.problems} <= {Fault.WRAP}
    with pytest.raises(InputError, match="wrong_name_or_passphrase"):
        site.open(LEAD)
    with site.opened(SECOND) as workspace:
        assert opens(workspace)
    # An old keyring put back names a database file that is no more.
    (site.place / "keyring").write_bytes(old_keyring)
    with pytest.raises(AppError):
        site.open(LEAD)
    assert len([*site.place.glob("vault-*.db")]) == 1


def test_re_keying_that_failed_leaves_the_vault_as_it_was_and_is_owed(
    site: Site, people: dict[str, PersonId], monkeypatch: pytest.MonkeyPatch
):
    with site.opened() as workspace:
        workspace.execute(RemovePerson(person=people[MODERATOR]))

        def full(*_: object, **__: object) -> None:
            raise DiskFull("disk_full")

        with monkeypatch.context() as patch:
            patch.setattr(keyrings, "write_atomically", full)
            with pytest.raises(DiskFull):
                workspace.rekey()
        workspace.execute(AddNote(subject="m" * 32, text="还能写"))
    with site.opened() as workspace:
        assert workspace.query(WhoCanOpen()).rekey_owed
        workspace.rekey()
        assert not workspace.query(WhoCanOpen()).rekey_owed
        assert workspace.verify().sound


def test_threads_that_ask_go_on_after_a_re_keying(site: Site, people: object):
    def name() -> str:
        return workspace.query(WhoAmI()).me.name

    def write() -> None:
        workspace._session.store.sql("CREATE TABLE t(x)")

    with site.opened() as workspace, ThreadPoolExecutor(1) as reader:
        reader.submit(workspace.open_reader_thread).result()
        assert reader.submit(name).result() == OWNER
        workspace.rekey()
        assert reader.submit(name).result() == OWNER
        with pytest.raises(AppError):
            reader.submit(write).result()  # it only reads
        reader.submit(workspace.release_thread).result()


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


def test_nobody_is_left_without_an_owner(site: Site, people: dict[str, PersonId]):
    do(site, RemovePerson(person=people[SECOND]))
    for command, code in (
        (ChangePerson(person=people[OWNER], role=Role.LEAD), "last_owner"),
        (SuspendPerson(person=people[OWNER]), "not_oneself"),
        (RemovePerson(person=people[OWNER]), "not_oneself"),
    ):
        assert refused(site, command) == code


def test_what_a_lead_may_not(site: Site, people: dict[str, PersonId]):
    for command in (
        ChangePerson(person=people[LEAD], role=Role.OWNER),
        SuspendPerson(person=people[MODERATOR]),
        RemovePerson(person=people[OWNER]),
        ReissueSlot(person=people[OWNER], passphrase="x" * 40),
        MakeRecoverySheet(),
        ChangeRoles(roles=SHIPPED_ROLES, duties={}),
    ):
        assert refused(site, command, LEAD) == "not_permitted"


def test_the_table_of_capabilities_is_changed_by_the_chain_alone(
    site: Site, people: dict[str, PersonId]
):
    roles = {
        **SHIPPED_ROLES,
        Role.MODERATOR: (*SHIPPED_ROLES[Role.MODERATOR], Capability.READ_AUDIT),
    }
    do(site, ChangeRoles(roles=roles, duties=SHIPPED_DUTIES))
    assert Capability.READ_AUDIT in row(site, people[MODERATOR]).capabilities
    with site.opened(MODERATOR) as workspace:
        assert workspace.query(HeldCommits()) == []
    without_owner = {**roles, Role.OWNER: ()}
    command = ChangeRoles(roles=without_owner, duties=SHIPPED_DUTIES)
    assert refused(site, command) == "last_owner"
    incomplete = ChangeRoles(roles={Role.OWNER: roles[Role.OWNER]}, duties={})
    assert refused(site, incomplete) == "roles_incomplete"


def test_what_a_removed_person_did_on_another_copy_can_be_admitted(
    tmp_path: Path, site: Site, people: dict[str, PersonId]
):
    away = Site(root=tmp_path / "away", clock=site.clock)
    away.root.mkdir()
    shutil.copytree(site.place, away.place)
    with away.opened(MODERATOR) as workspace:
        workspace.execute(AddNote(subject="m" * 32, text="出门在外"))
        elsewhere = _commits(workspace)
    do(site, RemovePerson(person=people[MODERATOR]))
    with site.opened() as workspace:
        merged = workspace.merge(elsewhere)
        assert (merged.taken, merged.accepted) == (1, 0)
        (held,) = workspace.query(HeldCommits())
        assert (held.person, held.admissible) == (people[MODERATOR], True)
        assert workspace.verify().sound
        workspace.execute(AdmitHeld(commits=(held.commit,)))
        assert workspace.query(HeldCommits()) == []
        assert workspace.verify().sound
        with pytest.raises(Conflict, match="not_admissible"):
            workspace.execute(AdmitHeld(commits=(held.commit,)))


def _commits(workspace: Workspace) -> list[Travelling]:
    return [*commits_beyond(workspace._session.store)]


def test_credentials_are_those_of_the_test(site: Site, people: object):
    """A control for the rest: everybody signs in."""
    for name in (OWNER, LEAD, MODERATOR, SECOND):
        with closing(
            Workspace.open(
                site.place, credentials(name), surroundings=site.surroundings
            )
        ):
            pass
