"""Which people of a file are on the list already."""

from pathlib import Path

from app.files.member_list import MemberFile, MemberMerge, MemberRow
from app.files.tables import TableFacts
from app.members.commands import ImportMembers
from app.members.queries import KnownCount
from tests.builders import Site


def listed(*platform_ids: str) -> MemberFile:
    merge = MemberMerge()
    merge.add(
        MemberRow(line, "甲", each, "", None, None, "", ())
        for line, each in enumerate(platform_ids, start=2)
    )
    return merge.finish(TableFacts("0" * 64, "utf-8", (), ()))


def test_ids_are_known_however_they_are_spelt_and_counted_once(tmp_path: Path):
    with Site(root=tmp_path).created() as workspace:
        assert workspace.query(KnownCount(platform_ids=("wx_a",))) == 0
        many = tuple(f"wx_{n}" for n in range(1100))
        workspace.execute(ImportMembers(file=listed("wx_a", *many)))
        spelt = ("wx_a", "WX_A ", "ｗx_a", "wx_new", "")
        assert workspace.query(KnownCount(platform_ids=spelt)) == 1
        assert workspace.query(KnownCount(platform_ids=(*many, *spelt))) == 1101
