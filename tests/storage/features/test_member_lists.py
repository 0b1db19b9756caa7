"""Member lists: what an import adds, changes and leaves alone."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from app.errors import NotPermitted
from app.files.cells import Problem
from app.files.problems import RowProblem
from app.files.profiles import read_members
from app.ids import MemberId
from app.members.commands import ImportMembers, ImportResult, RevealIdentity
from app.members.queries import (
    FileKnown,
    MemberCount,
    MemberDetail,
    MemberPage,
    MemberProfile,
    MembersNamed,
    sealed_fields,
)
from tests.builders import Site
from tests.generator import MembersTruth, write_members
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    PEOPLE,
    Stage,
    copied,
    listed,
    row,
)


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> MembersTruth:
    return write_members(tmp_path_factory.mktemp("lists") / "members.csv", 300, 9)


@pytest.fixture(scope="module")
def taken_in(
    founded_site: Site, truth: MembersTruth, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Stage, ImportResult]]:
    """A moderator took the list in; nothing is written to this vault."""
    stage = Stage(copied(founded_site, tmp_path_factory.mktemp("taken")))
    result = stage.do(MODERATOR, ImportMembers(file=read_members(truth.path)))
    yield stage, result
    stage.leave()


@pytest.fixture
def seen(taken_in: tuple[Stage, ImportResult]) -> Stage:
    return taken_in[0]


def profile(stage: Stage, platform_id: str) -> MemberProfile:
    named = stage.ask(MembersNamed(platform_ids=(platform_id,)))
    return stage.ask(MemberDetail(member=named[platform_id]))


def pages(stage: Stage, limit: int) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    after: tuple[str, str] | None = None
    while True:
        page = stage.ask(MemberPage(after=after, limit=limit))
        assert len(page.rows) <= limit
        found += [(line.handle, line.id) for line in page.rows]
        if page.after is None:
            return found
        after = page.after


def test_every_person_is_added_once(
    taken_in: tuple[Stage, ImportResult], truth: MembersTruth
):
    stage, result = taken_in
    assert (result.added, result.updated, result.unchanged) == (300, 0, 0)
    assert (result.skipped, result.repeats) == (0, 9)
    assert result.damaged_phones == len(truth.damaged_phones)
    assert stage.ask(MemberCount()) == len(PEOPLE) + 300
    assert stage.ask(FileKnown(sha256=truth.sha256)) == stage.clock()
    assert stage.ask(FileKnown(sha256="0" * 64)) is None


def test_what_is_not_sealed_is_as_the_list_has_it(seen: Stage, truth: MembersTruth):
    for at, person in enumerate(truth.people):
        found = profile(seen, person.platform_id)
        assert found.handle == person.handle
        assert (found.role, found.joined_on) == (person.role, truth.joined_on(at))
        assert set(found.tags) == set(
            person.tags.replace("；", ";").strip(";").split(";")
        ) - {""}
        hidden = {"remark": person.remark, "phone": person.phone}
        assert set(found.sealed) == {name for name, text in hidden.items() if text}
        assert (found.revealed_by, found.revealed_at) == (None, None)


def test_a_nickname_that_looks_like_a_formula_is_a_nickname(
    seen: Stage, truth: MembersTruth
):
    formulas = [p for p in truth.people if p.handle.startswith("=")]
    assert len(formulas) == 2
    for person in formulas:
        assert profile(seen, person.platform_id).handle == person.handle


def test_a_damaged_phone_is_flagged_and_never_becomes_a_number(
    seen: Stage, truth: MembersTruth
):
    damaged = [p for p in truth.people if "E+" in p.listed_phone]
    assert len(damaged) == len(truth.damaged_phones) > 2
    for person in damaged:
        found = profile(seen, person.platform_id)
        assert "phone" in found.doubtful
        assert "phone" not in found.sealed
    sound = next(p for p in truth.people if p.phone)
    assert profile(seen, sound.platform_id).doubtful == ()


def test_whoever_imports_cannot_open_what_they_sealed(seen: Stage, truth: MembersTruth):
    person = next(p for p in truth.people if p.phone and p.remark)
    workspace = seen.sign_in(MODERATOR)
    member = profile(seen, person.platform_id).id
    reader = workspace._session.reader(seen.clock())
    with workspace._session.store.snapshot():
        sealed = sealed_fields(reader, member)
        assert set(sealed) == {"phone", "remark"}
        for name, value in sealed.items():
            assert person.phone.encode() not in value
            with pytest.raises(NotPermitted) as caught:
                reader.open(value, name, subject=member)
            assert caught.value.code == "sealed_to_others"


def test_what_a_lead_reveals_is_what_the_list_said(
    taken_in: tuple[Stage, ImportResult], truth: MembersTruth, tmp_path: Path
):
    taken_in[0].leave()
    stage = Stage(copied(taken_in[0].site, tmp_path))
    odd = [p for p in truth.people if not p.listed_phone.isascii()]
    assert len(odd) == len(truth.full_width_phones) > 1
    for person in (*odd, *truth.people[:40]):
        member = profile(stage, person.platform_id).id
        hidden = {"phone": person.phone, "remark": person.remark}
        hidden = {name: text for name, text in hidden.items() if text}
        if hidden:
            command = RevealIdentity(member=member, reason="核对名单")
            assert stage.do(LEAD, command) == hidden
    stage.leave()


def test_any_part_of_a_nickname_finds_it(seen: Stage, truth: MembersTruth):
    for person in truth.people[::9]:
        member = profile(seen, person.platform_id).id
        pairs = [*map("".join, pairwise(person.handle))]
        han = [pair for pair in pairs if all("\u4e00" <= c <= "\u9fff" for c in pair)]
        for part in (person.handle, *han, *(pair[0] for pair in han)):
            found = [line.id for line in seen.ask(MemberPage(words=part)).rows]
            assert member in found or len(found) == 200, part


def test_platform_ids_and_tags_find_their_members(seen: Stage, truth: MembersTruth):
    for person in truth.people[:20]:
        for words in (person.platform_id, person.platform_id[:-2].upper()):
            found = seen.ask(MemberPage(words=words)).rows
            assert person.platform_id in [line.platform_id for line in found]
    volunteers = {p.platform_id for p in truth.people if "志愿者" in p.tags}
    found = {each.platform_id for each in seen.ask(MemberPage(words="志愿者")).rows}
    assert volunteers <= found


def test_nothing_sealed_is_ever_found(seen: Stage, truth: MembersTruth):
    person = next(p for p in truth.people if p.phone and p.legal_name)
    for words in (person.phone, person.phone[:7], person.remark):
        found = [line.platform_id for line in seen.ask(MemberPage(words=words)).rows]
        assert person.platform_id not in found


@pytest.mark.parametrize("words", ["", "  ", '"', "*", "%"])
def test_words_that_say_nothing_harm_nothing(seen: Stage, words: str):
    assert len(seen.ask(MemberPage(words=words, limit=5)).rows) in {0, 5}


@pytest.mark.parametrize("limit", [1, 7, 17, 340, 1000])
def test_pages_hold_everybody_once_and_in_order(seen: Stage, limit: int):
    found = pages(seen, limit) if limit > 1 else pages(seen, 2)
    assert len(set(found)) == len(found) == len(PEOPLE) + 300
    assert found == sorted(found)


def test_the_same_list_again_changes_nobody(stage: Stage, truth: MembersTruth):
    file = read_members(truth.path)
    stage.do(MODERATOR, ImportMembers(file=file))
    before = stage.sign_in(MODERATOR).digests()["members_member"]
    for name in (MODERATOR, LEAD):
        result = stage.do(name, ImportMembers(file=file))
        assert (result.added, result.updated, result.unchanged) == (0, 0, 300)
        assert stage.sign_in(name).digests()["members_member"] == before


def test_what_is_new_is_updated_and_what_is_sealed_stays(stage: Stage):
    first = row("wx_a", "甲", phone="13800000001", role="成员", tags=("新人",))
    stage.do(MODERATOR, ImportMembers(file=listed([first, row("wx_b", "乙")])))
    later = row("WX_A", "甲（改）", phone="13900000002", remark="已实名 某某")
    result = stage.do(MODERATOR, ImportMembers(file=listed([later, row("wx_b", "乙")])))
    assert (result.added, result.updated, result.unchanged) == (0, 1, 1)
    found = profile(stage, "wx_a")
    assert (found.handle, set(found.sealed)) == ("甲（改）", {"phone", "remark"})
    reveal = RevealIdentity(member=found.id, reason="核对两份名单")
    assert stage.do(LEAD, reveal) == {"phone": "13800000001", "remark": "已实名 某某"}
    found_by = [line.id for line in stage.ask(MemberPage(words="甲（改）")).rows]
    assert found_by == [found.id]


def test_a_list_that_leaves_something_empty_says_nothing_about_it(stage: Stage):
    full = row("wx_a", "甲", joined_on=date(2026, 4, 1), role="群主", tags=("讲师",))
    stage.do(MODERATOR, ImportMembers(file=listed([full])))
    before = profile(stage, "wx_a")
    unreadable = (RowProblem("joined_on", Problem.UNREADABLE),)
    for bare in (row("wx_a"), row("wx_a", problems=unreadable)):
        result = stage.do(MODERATOR, ImportMembers(file=listed([bare])))
        assert (result.updated, result.unchanged) == (0, 1)
        assert profile(stage, "wx_a") == before
    renamed = row("wx_a", "甲二", problems=unreadable)
    assert stage.do(MODERATOR, ImportMembers(file=listed([renamed]))).updated == 1
    after = profile(stage, "wx_a")
    assert (after.handle, after.joined_on) == ("甲二", date(2026, 4, 1))
    assert (after.role, after.tags, after.doubtful) == ("群主", ("讲师",), ())


def test_a_phone_that_was_damaged_is_taken_once_it_can_be_read(stage: Stage):
    damaged = (RowProblem("phone", Problem.DAMAGED),)
    stage.do(MODERATOR, ImportMembers(file=listed([row("wx_a", problems=damaged)])))
    assert profile(stage, "wx_a").doubtful == ("phone",)
    whole = row("wx_a", phone="13800000001")
    assert stage.do(MODERATOR, ImportMembers(file=listed([whole]))).updated == 1
    found = profile(stage, "wx_a")
    assert (found.doubtful, found.sealed) == ((), ("phone",))


def test_rows_that_name_nobody_are_counted_and_left_out(stage: Stage):
    rows = [row("wx_a", "甲"), row(None, "没有微信号"), row(None, "也没有")]
    result = stage.do(MODERATOR, ImportMembers(file=listed(rows)))
    assert (result.added, result.skipped) == (1, 2)
    assert stage.ask(MemberCount()) == len(PEOPLE) + 1
    assert stage.ask(MemberPage(words="没有微信号")).rows == []


def test_a_list_that_names_nobody_is_refused(stage: Stage):
    for rows in ([], [row(None, "甲")]):
        command = ImportMembers(file=listed(rows))
        assert stage.refusal(MODERATOR, command) == "members_none_in_file"


def test_a_member_who_is_not_there_is_not_found(stage: Stage):
    with pytest.raises(Exception, match="member_not_found"):
        stage.ask(MemberDetail(member=MemberId("0" * 32)))
