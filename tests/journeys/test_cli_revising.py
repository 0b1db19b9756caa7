"""Revising the rules with the members, at a terminal."""

from pathlib import Path

import pytest

from tests.journeys.typist import MODERATOR, Typist, at_work

SEEN = "两个月没有争议，例子也还合适。"


@pytest.fixture
def typist(tmp_path: Path) -> Typist:
    return at_work(tmp_path)


def test_the_calendar_is_kept(typist: Typist):
    listed = typist.does("calendar", "list")
    assert listed["counts"]["overdue"] == len(listed["clauses"])
    typist.does("calendar", "set", "3.2", "2026-11-20")
    assert "Due in 18 days" in typist.says("calendar", "list").stdout
    done = typist.does("calendar", "review", "3.2", "--verdict", "keep", typing=SEEN)
    assert done["due_on"] == "2027-05-01"
    told = typist.says("calendar", "show", "3.2").stdout
    assert "Kept as it is" in told
    assert SEEN in told
    words = ("calendar", "set", "3.2", "2026-11-20")
    assert typist.fails(*words, by=MODERATOR)[1] == "not_permitted"
