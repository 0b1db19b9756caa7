"""Which platform ids are whose."""

from pathlib import Path

from app.files.profiles import read_members
from app.members.commands import ImportMembers
from app.members.queries import MemberDetail, MembersNamed
from tests.builders import Site
from tests.generator import write_members


def test_a_platform_id_names_its_member_however_it_is_spelt(tmp_path: Path):
    truth = write_members(tmp_path / "members.csv", people=20, repeats=2)
    first = truth.people[0].platform_id
    with Site(root=tmp_path).created() as workspace:
        workspace.execute(ImportMembers(file=read_members(truth.path)))
        asked = (first, f" {first.upper()}", "nobody", "")
        named = workspace.query(MembersNamed(platform_ids=asked))
        assert set(named) == {first, f" {first.upper()}"}
        assert len(set(named.values())) == 1
        found = workspace.query(MemberDetail(member=named[first]))
    assert found.platform_id == first
