"""Giving the rules out from the screen, and clauses that are due for review."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.revision.commands.calendar import SetReviewDate
from app.times import local_day
from app.words import Language
from tests.builders import OWNER, Site
from tests.screens.drafter import Desk
from ui.screens.rulebook.presenter.giving import Form


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(root=tmp_path)
    with site.created():
        return site


@pytest.fixture
def desk(site: Site) -> Iterator[Desk]:
    """A first version is published."""
    with site.opened(OWNER) as workspace:
        desk = Desk(workspace, site)
        desk.presenter.open_template("reading_club")
        desk.presenter.publish()
        yield desk


def test_the_announcement_is_copied_part_by_part(desk: Desk) -> None:
    desk.presenter.choose_languages((Language.ZH_CN,))
    parts = len(desk.presenter.giving.parts)
    for part in range(1, parts + 1):
        desk.presenter.giving.copy(part)
    assert len(desk.host.copied) == parts
    assert "3.2 人身攻击" in "".join(desk.host.copied)
    assert all(len(text) <= 2_000 for text in desk.host.copied)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (Form.PAGE, "<!DOCTYPE html>"),
        (Form.PAPER, "Reading club rules"),
        (Form.MARKDOWN, "人身攻击"),
    ],
)
def test_what_is_shown_is_written(
    form: Form, words: str, desk: Desk, tmp_path: Path
) -> None:
    place = tmp_path / f"rules.{form}"
    desk.host.place = place
    desk.presenter.giving.write(form)
    assert words in place.read_text(encoding="utf-8")
    assert desk.host.toasts[-1] == f"Written: {place.name}"
    assert desk.host.suggested == f"Reading club rules version 1.{form}"


def test_nothing_is_written_without_a_place(desk: Desk) -> None:
    desk.host.place = None
    desk.presenter.giving.write(Form.PAGE)
    assert not any(told.startswith("Written") for told in desk.host.toasts)


def test_a_draft_that_is_given_out_says_so(desk: Desk, tmp_path: Path) -> None:
    desk.presenter.begin_draft()
    desk.host.place = tmp_path / "draft.html"
    desk.presenter.giving.write(Form.PAGE)
    assert desk.host.suggested == "Reading club rules draft.html"
    assert 'class="draft"' in desk.host.place.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.host.place = tmp_path / "nowhere" / "rules.html"
    desk.presenter.giving.write(Form.PAGE)
    assert desk.view.problem != ""


def test_clauses_due_for_review_are_marked(desk: Desk) -> None:
    assert desk.view.review is None
    day = local_day(desk.site.clock.now) + timedelta(days=12)
    command = SetReviewDate(clause="3.2", due_on=day)
    desk.workspace.execute(command)
    desk.presenter.refresh()
    desk.presenter.select("3.2")
    assert desk.view.review is not None
    assert desk.view.review.text == "Review: Due in 12 days"
    desk.presenter.open_review()
    assert desk.host.opened == [("revision", "calendar:3.2")]
    row = next(row for row in desk.view.rows if row.key == "3.2")
    assert row.chip is None
    desk.site.clock.forward(days=13)
    desk.presenter.activated()
    row = next(row for row in desk.view.rows if row.key == "3.2")
    assert row.chip is not None
    assert row.chip.text == "Review now"
    assert desk.view.summary.endswith("· 1 due")
