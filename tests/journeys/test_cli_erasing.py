"""Erasing members by the command line."""

from pathlib import Path

import pytest

from app.cases.commands.intake import OpenCase
from app.cases.model import Channel
from app.members.queries import MemberPage
from tests.journeys.typist import Typist, at_work


@pytest.fixture
def typist(tmp_path: Path) -> Typist:
    return at_work(tmp_path)


def accounts(typist: Typist) -> list[str]:
    with typist.site.opened() as workspace:
        rows = workspace.query(MemberPage(limit=200)).rows
    return [row.platform_id for row in rows]


def test_a_member_is_shown_what_is_lost_and_then_erased(typist: Typist):
    one = accounts(typist)[0]
    shown = typist.does("members", "erase", one)
    assert shown["erased"] is None
    assert shown["plans"][0]["texts"]["member.added"] == 1
    done = typist.does("members", "erase", one, "--yes")
    assert done["erased"]["members"] == 1
    assert one not in accounts(typist)
    code, error, _ = typist.fails("members", "erase", one, "--yes")
    assert (code, error) == (1, "member_not_found")


def test_a_hold_keeps_a_member_until_it_is_lifted(typist: Typist):
    one = accounts(typist)[0]
    assert typist.fails("members", "lift", one)[1] == "hold_not_found"
    reason = typist.site.root / "why.txt"
    reason.write_text("警方来函", encoding="utf-8")
    typist.does("members", "hold", one, "--reason-file", str(reason))
    refused = typist.fails("members", "erase", one, "--yes")
    assert refused[:2] == (1, "erasure_waits_hold")
    typist.does("members", "lift", one)
    assert typist.does("members", "erase", one, "--yes")["erased"]


def test_who_must_wait_is_told_in_words(typist: Typist):
    with typist.site.opened() as workspace:
        member = workspace.query(MemberPage(limit=1)).rows[0]
        opened = OpenCase(
            member=member.id, subject_id="", channel=Channel.PATROL, quote="一句"
        )
        workspace.execute(opened)
    said = typist.says("members", "erase", member.platform_id, "--yes")
    assert said.exit_code == 1
    assert "is open. Decide it first." in said.stderr


def test_nobody_is_due_in_a_young_vault(typist: Typist):
    assert typist.does("members", "due", "--days", "365")["due"] == []
    few = typist.fails("members", "due", "--days", "3")
    assert few[:2] == (1, "retention_too_short")
