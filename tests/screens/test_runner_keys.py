"""The vault's keys on the runner's threads: a sheet, and a new key."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pytestqt.qtbot import QtBot

from app.errors import InputError
from app.staff.commands import MakeRecoverySheet, RemovePerson
from app.staff.queries import StaffList, WhoCanOpen
from app.staff.roles import Role
from tests.builders import OWNER, Site, enrol, passphrase
from ui.runner import VaultRunner

if TYPE_CHECKING:
    from ui.worker import Crash

MODERATOR = "周叙"
NEW = "a lantern crosses the frozen lake at six"


class Desk:
    """A runner whose vault owes a new key."""

    def __init__(self, qtbot: QtBot, site: Site) -> None:
        self.qtbot, self.site = qtbot, site
        self.runner = VaultRunner(site.surroundings)
        self.crashes: list[Crash] = []
        self.runner.crashed.connect(self.crashes.append)

    def result(self, begin: Callable[[Callable[[Any], None]], object]) -> Any:
        came: list[Any] = []
        begin(came.append)
        self.qtbot.waitUntil(lambda: bool(came), timeout=60_000)
        return came[0]

    def sign_in(self) -> None:
        self.result(
            lambda done: self.runner.open_vault(
                self.site.place,
                OWNER,
                passphrase(OWNER),
                lambda: done(True),
                unexpected,
            )
        )

    def ask(self, query: Any) -> Any:
        return self.result(lambda done: self.runner.query(query, done, unexpected))


def unexpected(what: object) -> None:
    pytest.fail(f"called back with {what!r}")


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    site = Site(root=tmp_path)
    with site.created() as workspace:
        person = enrol(workspace, MODERATOR, Role.MODERATOR)
        workspace.execute(RemovePerson(person=person))
    desk = Desk(qtbot, site)
    desk.sign_in()
    yield desk
    desk.runner.stop()
    assert desk.crashes == []


def files(desk: Desk) -> list[str]:
    return sorted(each.name for each in desk.site.place.glob("vault-*.db"))


def test_a_new_key_is_made_while_queries_are_answered(desk: Desk):
    before, told = files(desk), []
    assert desk.ask(WhoCanOpen()).rekey_owed
    answered: list[Any] = []
    done: list[bool] = []
    desk.runner.rekey(
        lambda: done.append(True), unexpected, lambda *far: told.append(far)
    )
    desk.runner.query(StaffList(), answered.append, unexpected)
    desk.qtbot.waitUntil(lambda: bool(done and answered), timeout=60_000)
    assert told
    assert len(files(desk)) == 1
    assert files(desk) != before
    assert not desk.ask(WhoCanOpen()).rekey_owed
    assert len(desk.ask(StaffList())) == 2


def test_a_new_key_that_is_stopped_leaves_all_as_it_was(desk: Desk):
    before = files(desk)
    job = desk.runner.rekey(lambda: unexpected(1), unexpected, lambda *_: None)
    job.cancel()
    desk.qtbot.waitUntil(lambda: not desk.runner.busy, timeout=60_000)
    assert files(desk) == before
    assert desk.ask(WhoCanOpen()).rekey_owed


def test_a_sheet_opens_the_vault_once(desk: Desk):
    made = desk.result(
        lambda done: desk.runner.execute(MakeRecoverySheet(), done, unexpected)
    )

    def recover(done: Callable[[Any], None]) -> None:
        desk.runner.recover_vault(
            desk.site.place, made.value, NEW, lambda: done(True), done, lambda *_: None
        )

    assert desk.result(recover) is True
    assert desk.runner.is_open
    error = desk.result(recover)
    assert isinstance(error, InputError)
    assert error.code == "recovery_key_unknown"
    assert not desk.runner.is_open
