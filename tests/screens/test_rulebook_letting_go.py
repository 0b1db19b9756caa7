"""A draft that is let go says which passed motions wait for another."""

from pathlib import Path

import pytest

from app.revision.commands.takeover import TakeOver
from app.rulebook.commands import BeginDraft
from app.rulebook.templates import load_template
from tests.screens.drafter import Desk
from tests.screens.hearing import LEAD, Hearing, assemble
from tests.screens.motion_room import balloted, proposed


@pytest.fixture
def hearing(tmp_path: Path) -> Hearing:
    return assemble(tmp_path)


def test_what_the_draft_had_waits_again(hearing: Hearing) -> None:
    motion = proposed(hearing)
    balloted(hearing, motion, voters=4)
    with hearing.site.opened(LEAD) as workspace:
        book = load_template("reading_club")
        draft = workspace.execute(BeginDraft(book=book)).value
        workspace.execute(TakeOver(motion=motion, draft=draft))
        desk = Desk(workspace, hearing.site)
        desk.presenter.discard()
        assert desk.host.toasts == ["Draft let go; 1 passed motion waits again"]
        desk.host.undo()
        desk.presenter.discard()
        assert len(desk.host.toasts) == 2


def test_a_draft_without_motions_is_let_go_quietly(hearing: Hearing) -> None:
    with hearing.site.opened(LEAD) as workspace:
        workspace.execute(BeginDraft(book=load_template("reading_club")))
        desk = Desk(workspace, hearing.site)
        desk.presenter.discard()
        assert desk.host.toasts == ["Draft let go"]
