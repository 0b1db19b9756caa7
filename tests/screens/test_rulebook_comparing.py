"""What differs between versions, at the screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.rulebook.model import Severity
from app.words import Language
from tests.builders import OWNER, Site
from tests.screens.drafter import Desk
from ui.screens.rulebook.presenter.differing import ComparedShown
from ui.screens.rulebook.presenter.editing import Spot, Words
from ui.screens.rulebook.presenter.tree import DRAFT_KEY

TEXT = Spot(words=Words.TEXT, number="3.2")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(root=tmp_path)
    with site.created():
        return site


@pytest.fixture
def desk(site: Site) -> Iterator[Desk]:
    """The draft of a second version has a clause and a cell changed."""
    with site.opened(OWNER) as workspace:
        desk = Desk(workspace, site)
        desk.begin_second()
        desk.drafting.write(TEXT, Language.EN, "Attack nobody in person.")
        desk.change(2, Severity.MEDIUM, "mute", "5", "2")
        yield desk


def compared(desk: Desk) -> ComparedShown:
    assert desk.view.is_comparing
    assert desk.view.compared is not None
    return desk.view.compared


def near(desk: Desk) -> list[str]:
    assert desk.view.near is not None
    return [part.label for part in desk.view.near.parts]


def test_what_differs_stands_beside_its_clause(desk: Desk) -> None:
    desk.presenter.select("3.2")
    assert near(desk) == ["Text · English", "Ladder · Time 2, Medium"]
    desk.presenter.select("1.1")
    assert near(desk) == ["Ladder · Time 2, Medium"]
    assert desk.view.near is not None
    assert desk.view.near.title == "Version 2 against version 1"


def test_a_first_version_has_nothing_to_compare_with(site: Site) -> None:
    with site.opened(OWNER) as workspace:
        desk = Desk(workspace, site)
        desk.presenter.open_template("reading_club")
        assert desk.view.near is None
        desk.presenter.comparing.begin()
        assert not desk.view.is_comparing


def test_all_that_differs_is_shown_and_left(desk: Desk) -> None:
    desk.presenter.comparing.begin()
    titles = [each.title for each in compared(desk).differences]
    assert titles == ["3.2 Personal attack", "Ladder"]
    assert [each.number for each in compared(desk).differences] == ["3.2", ""]
    assert [choice.text for choice in compared(desk).others] == ["Version 1"]
    desk.presenter.comparing.end()
    assert not desk.view.is_comparing


def test_any_earlier_version_can_be_compared_with(desk: Desk) -> None:
    desk.write_changes()
    desk.presenter.publish()
    desk.site.clock.forward(days=10)
    desk.presenter.begin_draft()
    desk.presenter.comparing.begin()
    assert compared(desk).differences == ()
    second, first = compared(desk).others
    assert (second.text, first.text) == ("Version 2", "Version 1")
    desk.presenter.comparing.choose(first.key)
    assert compared(desk).title == "Version 3 against version 1"
    assert len(compared(desk).differences) == 2
    desk.presenter.show_version(first.key)
    assert not desk.view.is_comparing
    desk.presenter.show_version(DRAFT_KEY)
    assert desk.view.near is not None


def test_a_changed_text_knows_what_it_was(desk: Desk) -> None:
    desk.presenter.select("3.2")
    shown = desk.clause.words[Words.TEXT]
    assert shown.text == "Attack nobody in person."
    assert shown.was is not None
    assert shown.was.startswith("Do not attack")
