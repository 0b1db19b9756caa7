"""Roles as a new vault has them, and names that stand for one person."""

from app.errors import AppError
from app.staff.commands import AdmitPerson
from app.staff.queries import StaffList
from app.staff.roles import AUDIENCE_ROLES, SHIPPED_ROLES, Capability, Role
from tests.builders import OWNER, passphrase
from tests.storage.features.setting import LEAD, MODERATOR, OBSERVER, Stage


def test_a_vault_carries_the_shipped_roles_as_its_own(stage: Stage):
    authority = stage.sign_in(OBSERVER)._session.journal.position.authority
    shipped = {role: frozenset(held) for role, held in SHIPPED_ROLES.items()}
    assert authority.roles == shipped
    assert {a: frozenset(r) for a, r in AUDIENCE_ROLES.items()} == (
        authority.audience_roles
    )
    held = {row.name: row.capabilities for row in stage.ask(StaffList())}
    assert held[MODERATOR] < held[LEAD] < held[OWNER]
    assert held[OBSERVER] == {Capability.READ_AUDIT}


def test_names_are_taken_however_they_are_written(stage: Stage):
    for name in (MODERATOR, f" {MODERATOR} "):
        command = AdmitPerson(name=name, passphrase=passphrase("x"), role=Role.LEAD)
        assert stage.refusal(OWNER, command) == "name_taken"
    stage.do(
        OWNER, AdmitPerson(name="Ada", passphrase=passphrase("a"), role=Role.OBSERVER)
    )
    for name in ("ADA", "Ａｄａ"):
        command = AdmitPerson(name=name, passphrase=passphrase("b"), role=Role.LEAD)
        assert stage.refusal(OWNER, command) == "name_taken"


def test_what_nobody_may_do_is_an_error_and_no_crash(stage: Stage):
    short = AdmitPerson(name="方远", passphrase="短", role=Role.LEAD)
    nameless = AdmitPerson(name=" ", passphrase=passphrase("x"), role=Role.LEAD)
    for command, code in ((short, "passphrase_too_short"), (nameless, "name_missing")):
        problem = stage.refused(OWNER, command)
        assert isinstance(problem, AppError)
        assert problem.code == code
