"""Lists through the child process, against the truth of generated files."""

import threading
from pathlib import Path

import pytest

from app.errors import InputError
from app.files.cells import id_key
from app.files.profiles import read_complaints, read_members
from app.words import ERRORS
from tests.generator import MembersTruth, write_group_chat, write_members, write_reports


@pytest.fixture(scope="module")
def members(tmp_path_factory: pytest.TempPathFactory) -> MembersTruth:
    return write_members(tmp_path_factory.mktemp("lists") / "成员.csv")


def test_a_hand_kept_member_list_is_read_whole(members: MembersTruth):
    told: list[tuple[int, int]] = []
    read = read_members(members.path, progress=lambda *how: told.append(how))

    assert read.sha256 == members.sha256
    assert read.facts.encoding == "gb18030"
    assert read.facts.titles == ("雨林读书会 成员名单（2026年11月整理）",)
    assert [
        (row.handle, row.platform_id, row.remark, row.phone or "", row.role)
        for row in read.rows
    ] == [(p.handle, p.platform_id, p.remark, p.phone, p.role) for p in members.people]
    days = [members.joined_on(at) for at in range(len(members.people))]
    assert [row.joined_on for row in read.rows] == days
    assert tuple(each.lines for each in read.repeats) == members.repeats
    damaged = {p.line for p in read.problems if p.code == "damaged"}
    assert damaged == set(members.damaged_phones)
    assert len(members.damaged_phones) == len(read.problems) == 13
    assert told[-1][0] <= members.rows <= told[-1][1] + 1


def test_the_preview_counts_what_an_import_would_do(members: MembersTruth):
    known = {id_key(person.platform_id.upper()) for person in members.people[:100]}
    preview = read_members(members.path).preview(known)
    assert preview.rows == members.rows == 1212
    assert (preview.people, preview.merged_rows) == (1200, 12)
    assert (preview.new_people, preview.known_people) == (1100, 100)
    assert preview.damaged_phones == len(members.damaged_phones)
    assert preview.odd_phones == preview.unreadable_dates == 0
    assert preview.without_platform_id == 0


def test_a_list_of_complaints_is_read_whole(members: MembersTruth, tmp_path: Path):
    truth = write_reports(tmp_path / "举报.csv", members)
    read = read_complaints(truth.path)
    assert read.sha256 == truth.sha256
    assert read.facts.encoding == "utf-8-sig"
    assert [
        (
            c.reported_at,
            c.channel,
            c.reporter,
            c.subject,
            c.quote,
            c.occurred_at,
            c.reason,
        )
        for c in truth.complaints
    ] == [
        (
            r.reported_at,
            r.channel,
            r.reporter,
            r.subject,
            r.quote,
            r.occurred_at,
            r.reason,
        )
        for r in read.rows
    ]
    assert read.problems == read.repeats == ()
    assert read.preview().complaints == 400
    assert truth.unknown_subjects == 16


def test_equal_complaints_count_once(members: MembersTruth, tmp_path: Path):
    truth = write_reports(tmp_path / "reports.csv", members, count=30)
    content = truth.path.read_text("utf-8-sig")
    truth.path.write_text(content + content.partition("\n")[2], "utf-8")
    preview = read_complaints(truth.path).preview()
    assert (preview.rows, preview.complaints) == (60, 30)
    assert preview.repeats[0].lines == (2, 32)


def test_a_chat_is_no_member_list(members: MembersTruth, tmp_path: Path):
    chat = write_group_chat(tmp_path / "chat.xlsx", members, count=20)
    with pytest.raises(InputError) as caught:
        read_members(chat.path)
    assert caught.value.code == "header_not_found"
    assert "微信号" in ERRORS["header_not_found"].format(**caught.value.context)


def test_reading_can_be_stopped(members: MembersTruth):
    stop = threading.Event()
    with pytest.raises(InputError, match="reading_stopped"):
        read_members(members.path, cancel=stop, progress=lambda *_: stop.set())


def test_the_same_seed_gives_the_same_files(tmp_path: Path):
    first = write_members(tmp_path / "a.csv", people=40, repeats=3, seed=7)
    second = write_members(tmp_path / "b.csv", people=40, repeats=3, seed=7)
    other = write_members(tmp_path / "c.csv", people=40, repeats=3, seed=8)
    assert first.sha256 == second.sha256 != other.sha256
