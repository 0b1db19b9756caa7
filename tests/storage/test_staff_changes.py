"""Who is on the staff, and what they can open: on real vaults, whatever happens."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from app.approvals.commands import Approve, Propose
from app.errors import AppError, Conflict, DiskFull, InputError, NotPermitted
from app.ids import PersonId
from app.journal.authority import State
from app.journal.bundle import Travelling, commits_beyond
from app.journal.ingress import Fault
from app.notes.commands import AddNote
from app.staff.commands import (
    AdmitHeld,
    ChangePerson,
    ChangeRoles,
    MakeRecoverySheet,
    ReinstatePerson,
    ReissueSlot,
    RemovePerson,
    SuspendPerson,
)
from app.staff.queries import HeldCommits, WhoAmI, WhoCanOpen
from app.staff.roles import SHIPPED_DUTIES, SHIPPED_ROLES, Capability, Duty, Role
from app.vault.keyring import ring as keyrings
from app.workspace import Workspace
from tests.builders import OWNER, Site, credentials
from tests.storage.crew import (
    LEAD,
    MODERATOR,
    SECOND,
    crewed,
    do,
    opens,
    refused,
    row,
    sealed,
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(root=tmp_path)


@pytest.fixture
def people(site: Site) -> dict[str, PersonId]:
    return crewed(site)


def removal(site: Site, person: PersonId) -> Approve:
    """Have the second owner propose it; return the approval, for the first."""
    propose = Propose(command=RemovePerson(person=person))
    with site.opened(SECOND) as workspace:
        return Approve(proposal=workspace.execute(propose).value)


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
    approve = removal(site, people[LEAD])
    with site.opened() as workspace:
        sealed(workspace)
        old_key = workspace._session.vault_key
        workspace.execute(approve)
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
    approve = removal(site, people[MODERATOR])
    with site.opened() as workspace:
        workspace.execute(approve)

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
    do(site, removal(site, people[MODERATOR]))
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


def test_a_backup_is_made_before_the_vault_is_re_keyed(site: Site, people: object):
    with site.opened() as workspace:
        assert workspace.custody.backups() == ()
        workspace.rekey()
        (before,) = workspace.custody.backups()
        assert workspace.custody.renew_backups() != before
        assert before not in workspace.custody.backups()


def test_only_who_decides_about_people_gives_the_vault_a_new_key(
    site: Site, people: object
):
    keyring = (site.place / "keyring").read_bytes()
    for name in (LEAD, MODERATOR):
        with site.opened(name) as workspace:
            with pytest.raises(NotPermitted, match="not_permitted"):
                workspace.rekey()
            assert workspace.custody.backups() == ()
            workspace.execute(AddNote(subject="m" * 32, text="照常"))
    assert (site.place / "keyring").read_bytes() == keyring
    for may in (Capability.ADMIT_STAFF, Capability.REMOVE_STAFF):
        do(site, _letting(Role.MODERATOR, may))
        with site.opened(MODERATOR) as workspace:
            workspace.rekey()


def _letting(role: Role, capability: Capability) -> ChangeRoles:
    """Return the table as shipped, with one capability more."""
    roles = {**SHIPPED_ROLES, role: (*SHIPPED_ROLES[role], capability)}
    return ChangeRoles(roles=roles, duties=SHIPPED_DUTIES)


def test_a_new_key_is_owed_until_somebody_could_seal_everything_anew(
    site: Site, people: dict[str, PersonId]
):
    with site.opened() as workspace:
        sealed(workspace)
    do(site, ChangePerson(person=people[SECOND], role=Role.MODERATOR))
    do(site, RemovePerson(person=people[LEAD]))
    do(site, _letting(Role.MODERATOR, Capability.REMOVE_STAFF))
    with site.opened(MODERATOR) as workspace:
        workspace.rekey()
        assert workspace.query(WhoCanOpen()).rekey_owed
    with site.opened() as workspace:
        workspace.rekey()
        assert not workspace.query(WhoCanOpen()).rekey_owed
