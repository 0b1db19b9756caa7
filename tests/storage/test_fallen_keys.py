"""Values sealed to keys of an audience that a staff commit brought which then fell."""

import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from app.errors import InputError
from app.files.sample import make_people
from app.ids import PersonId
from app.journal.bundle import Travelling, commits_beyond
from app.members.commands import ImportMembers, RevealIdentity
from app.members.queries import MemberPage
from app.staff.commands import ChangePerson
from app.staff.queries import HeldCommits
from app.staff.roles import Role
from app.workspace import Workspace
from tests.builders import OWNER, Site, enrol
from tests.storage.crew import LEAD, SECOND, crewed, do
from tests.town import member_file

EARLIER, MEANWHILE = (make_people(6, seed) for seed in (1, 2))


@pytest.fixture
def site(quick: None, tmp_path: Path) -> Site:
    return Site(root=tmp_path)


@pytest.fixture
def people(site: Site) -> dict[str, PersonId]:
    found = crewed(site)
    do(site, ImportMembers(file=member_file(EARLIER, "a")))
    return found


def gone_senior(site: Site, root: Path) -> list[Travelling]:
    """Return what the senior owner did in a copy: it wins over what is done here."""
    away = Site(root=root / "away", clock=site.clock)
    shutil.copytree(site.place, away.place)
    with away.opened(OWNER) as workspace:
        enrol(workspace, "新来的", Role.MODERATOR)
        return [*commits_beyond(workspace._session.store)]


def reveals(workspace: Workspace) -> int:
    """Reveal everybody; return how many values were read."""
    read = 0
    for row in workspace.query(MemberPage(limit=50)).rows:
        with suppress(InputError):  # not every member has sealed values
            found = workspace.execute(RevealIdentity(member=row.id, reason="核对身份"))
            read += len(found.value)
    return read


@pytest.mark.parametrize("rekeyed", [False, True])
def test_what_was_sealed_meanwhile_stays_readable(
    rekeyed: bool, site: Site, people: dict[str, PersonId], tmp_path: Path
):
    elsewhere = gone_senior(site, tmp_path)
    with site.opened(SECOND) as workspace:
        workspace.execute(ChangePerson(person=people[LEAD], role=Role.OBSERVER))
        workspace.execute(ImportMembers(file=member_file(MEANWHILE, "b")))
        if rekeyed:
            workspace.rekey()
        expected = reveals(workspace)
    assert expected > len(MEANWHILE)
    with site.opened(OWNER) as workspace:
        workspace.merge(elsewhere)
        assert workspace.query(HeldCommits())  # the change of role fell
        assert workspace.verify().sound
        readable = reveals(workspace)
    assert 0 < readable <= expected
    # Whoever keeps the role reads all that counts, though nothing was granted to them.
    with site.opened(LEAD) as workspace:
        assert reveals(workspace) == readable
        assert workspace.verify().sound
