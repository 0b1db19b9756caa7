"""A vault that the first version wrote: it opens, says the same, and goes on."""

import shutil
from pathlib import Path

import pytest

from app.cases.queries.cases import CaseDetail
from app.errors import NotPermitted
from app.ids import CaseId
from app.members.queries import MembersNamed
from app.notes.queries import Notes
from app.staff.commands import ChangeRoles, SuspendPerson
from app.staff.queries import StaffList
from app.staff.roles import SHIPPED_DUTIES, SHIPPED_ROLES
from tests.builders import OWNER, Site

EXAMPLE = Path(__file__).parent / "examples" / "vault-1"
CASE = CaseId("6415ff98fb8993ca71357a45bcc786f6")
MODERATOR = "周慎"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(root=tmp_path)
    shutil.copytree(EXAMPLE, site.place)
    site.clock.forward(days=1)
    return site


@pytest.mark.parametrize("name", [OWNER, MODERATOR])
def test_it_opens_and_is_sound(name: str, site: Site):
    with site.opened(name) as workspace:
        assert workspace.verify().problems == ()
        assert workspace.query(CaseDetail(case=CASE)).quote == "一句旧话"
        (note,) = workspace.query(Notes(subject=CASE))
        assert note.text == "旧的备注"
        # What this version made of it can be undone as a whole.
        assert len(workspace.custody.backups()) == 1
        assert workspace.query(MembersNamed(platform_ids=("wx_old",)))
    with site.opened(OWNER) as workspace:
        assert workspace.verify().problems == ()


def test_its_owner_takes_on_the_capabilities_of_this_version(site: Site):
    with site.opened() as workspace:
        person = next(p.id for p in workspace.query(StaffList()) if p.name == MODERATOR)
        with pytest.raises(NotPermitted):
            workspace.execute(SuspendPerson(person=person))
        workspace.execute(ChangeRoles(roles=SHIPPED_ROLES, duties=SHIPPED_DUTIES))
        workspace.execute(SuspendPerson(person=person))
        assert workspace.verify().problems == ()
        workspace.rekey()
        assert workspace.verify().problems == ()


def test_its_moderator_cannot(site: Site):
    with site.opened(MODERATOR) as workspace:
        command = ChangeRoles(roles=SHIPPED_ROLES, duties=SHIPPED_DUTIES)
        with pytest.raises(NotPermitted):
            workspace.execute(command)
