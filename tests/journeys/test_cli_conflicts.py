"""The register of conflicts of interest and links to members, from the command line."""

from pathlib import Path

import pytest

from tests.builders import OWNER
from tests.journeys.typist import MODERATOR, Typist, at_work, numbers

WHY = "两人是表亲"


@pytest.fixture
def typist(tmp_path: Path) -> Typist:
    return at_work(tmp_path)


def test_a_case_is_entered_given_back_and_ended(typist: Typist):
    number = numbers(typist)[0]
    typist.does("cases", "take", number, by=MODERATOR)
    made = typist.does(
        *("conflicts", "declare", "--case", number), by=MODERATOR, typing=WHY
    )
    assert typist.fails("cases", "show", number, by=MODERATOR)[:2] == (
        1,
        "case_conflict",
    )
    assert len(numbers(typist)) == 30
    mine = typist.does("cases", "list", "--queue", "all", by=MODERATOR)["cases"]
    assert number not in {case["number"] for case in mine}
    (own,) = typist.does("conflicts", "list", by=MODERATOR)["conflicts"]
    assert (own["id"], own["label"], own["reason"]) == (made["conflict"], number, None)
    (kept,) = typist.does("conflicts", "list")["conflicts"]
    assert (kept["reason"], kept["name"]) == (WHY, MODERATOR)
    shown = typist.says("conflicts", "list", width=140).stdout
    assert all(words in shown for words in (MODERATOR, number, WHY))
    typist.does("conflicts", "end", "--case", number, by=MODERATOR)
    assert typist.does("cases", "show", number, by=MODERATOR)
    assert typist.does("conflicts", "list")["conflicts"] == []
    (ended,) = typist.does("conflicts", "list", "--ended")["conflicts"]
    assert ended["ended_by"] == MODERATOR


def test_what_others_entered_is_theirs_to_end(typist: Typist):
    member = typist.does("members", "list")["members"][0]["platform_id"]
    about = ("--member", member)
    declare = ("conflicts", "declare", "--person", MODERATOR, *about)
    typist.does(*declare, typing=WHY)
    end = ("conflicts", "end", *about)
    assert typist.fails(*end, by=MODERATOR)[1] == "conflict_entered_by_others"
    listed = typist.does("members", "list", "--limit", "500", by=MODERATOR)
    assert member not in {each["platform_id"] for each in listed["members"]}
    typist.does(*end, "--person", MODERATOR)
    assert typist.fails(*end, "--person", MODERATOR)[1] == "conflict_not_found"
    assert typist.fails(*declare, by=OWNER, typing=" ")[1] == (
        "conflict_reason_too_short"
    )


@pytest.mark.parametrize("both", [True, False])
@pytest.mark.parametrize("command", ["declare", "end"])
def test_it_is_about_a_member_or_a_case(typist: Typist, command: str, both: bool):
    about = ("--member", "a", "--case", "b") if both else ()
    code, why, words = typist.fails("conflicts", command, *about, typing=WHY)
    assert (code, why) == (2, "usage")
    assert "--member" in words


def test_a_link_is_made_and_taken_away(typist: Typist):
    member = typist.does("members", "list")["members"][0]["platform_id"]
    about = ("--person", MODERATOR, "--member", member)
    linked = typist.does("staff", "link", *about)
    assert typist.does("staff", "unlink", *about) == linked
    assert typist.fails("staff", "unlink", *about)[1] == "not_linked"
    staff = {each["name"]: each for each in typist.does("staff", "list")["staff"]}
    assert staff[MODERATOR]["members"] == []
