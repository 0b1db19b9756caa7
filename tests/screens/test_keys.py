"""What a window offers about the vault's keys, and to whom."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from app.staff.commands import RemovePerson
from app.staff.queries import WhoAmI
from app.staff.roles import Role
from app.workspace import Workspace
from tests.builders import BEGINNING, OWNER, Site, enrol
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from ui.keys import VaultKeys
from ui.screens.passphrase.part import PassphrasePart
from ui.screens.recovery.view import RecoveryDialog, RecoveryRow

MODERATOR = "周叙"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(root=tmp_path)


@pytest.fixture
def over(shown) -> QWidget:
    page = QWidget()
    page.resize(900, 700)
    return shown(page)


def keys_of(workspace: Workspace, over: QWidget) -> VaultKeys:
    runner = ImmediateRunner(workspace)
    keys = VaultKeys(over, runner, SeenHost(), lambda: BEGINNING)
    assert keys.commands() == ()
    keys.know(workspace.query(WhoAmI()))
    return keys


def test_an_owner_is_offered_sheet_and_new_key(over: QWidget, site: Site):
    with site.created() as workspace:
        person = enrol(workspace, MODERATOR, Role.MODERATOR)
        workspace.execute(RemovePerson(person=person))
        keys = keys_of(workspace, over)
        offered = {command.key: command for command in keys.commands()}
        assert offered.keys() == {"keys.recovery", "keys.rekey"}
        assert not keys.notice.isHidden()
        offered["keys.rekey"].run()
        offered["keys.recovery"].run()
        dialog = over.findChild(RecoveryDialog)
        assert dialog is not None
        form, recovery = keys.settings()
        assert isinstance(form, PassphrasePart)
        assert isinstance(recovery, RecoveryRow)
        dialog.close()
    with site.opened(OWNER):
        pass


def test_a_moderator_is_offered_the_own_passphrase_alone(over: QWidget, site: Site):
    with site.created() as workspace:
        enrol(workspace, MODERATOR, Role.MODERATOR)
    with site.opened(MODERATOR) as workspace:
        keys = keys_of(workspace, over)
        assert keys.commands() == []
        assert keys.notice.isHidden()
        (form,) = keys.settings()
        assert isinstance(form, PassphrasePart)
