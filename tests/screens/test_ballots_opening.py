from collections.abc import Iterator
from pathlib import Path

import pytest

from app.ids import BallotId
from app.revision.model.ballots import Entitlement
from app.revision.model.feedback import Way
from app.revision.queries.ballots import BallotDetail
from tests.polled import csv_of
from tests.screens.ballot_room import QUESTION, Desk, chat, form_of, opened
from tests.screens.hearing import LEAD, Hearing, assemble
from ui.screens.revision.ballots.presenter.opening import Field as OpeningField


@pytest.fixture
def hearing(tmp_path: Path) -> Hearing:
    return assemble(tmp_path)


@pytest.fixture
def desk(hearing: Hearing) -> Iterator[Desk]:
    with hearing.site.opened(LEAD) as workspace:
        opened(workspace, hearing)
        yield Desk(workspace, hearing)


def test_a_ballot_is_opened_by_a_form(desk: Desk) -> None:
    opening, seen = desk.presenter.opening, desk.view.opening
    opening.start()
    assert seen.roll == "5 members may vote"
    opening.submit(form_of(desk))
    assert seen.errors == {OpeningField.QUESTION: "Write what is voted on."}
    opening.submit(
        form_of(desk, quorum="many", closes_on="soon", who=Entitlement.JOINED_BEFORE)
    )
    assert seen.errors[OpeningField.QUORUM] == "Write a whole number."
    assert seen.errors[OpeningField.CLOSES_ON] == "Write the day like 2026-11-29."
    assert seen.errors[OpeningField.JOINED] == "Write the day like 2026-11-29."
    for field, wrong in (
        (OpeningField.QUORUM, {"quorum": "101"}),
        (OpeningField.THRESHOLD, {"threshold": "49"}),
        (OpeningField.BLOCKS, {"blocks": "5000"}),
        (OpeningField.CLOSES_ON, {"closes_on": "2026-10-01"}),
        (OpeningField.LISTED, {"who": Entitlement.LISTED}),
        (
            OpeningField.FORM,
            {"who": Entitlement.JOINED_BEFORE, "joined": "2020-01-01"},
        ),
    ):
        seen.errors = {}
        opening.submit(form_of(desk, question=QUESTION, **wrong))
        assert list(seen.errors) == [field]
    assert desk.runner.commands == []
    opening.submit(form_of(desk, question=QUESTION, quorum="30 %"))
    assert (seen.closed, desk.host.toasts) == (1, ["Ballot opened"])
    (_, record) = desk.host.opened[-1]
    made = BallotId(record.removeprefix("ballots:"))
    terms = desk.workspace.query(BallotDetail(ballot=made)).line.terms
    assert (terms.quorum, terms.threshold) == (30, 60)


def test_who_may_vote_is_shown_before_it_is_opened(desk: Desk, tmp_path: Path) -> None:
    opening, seen = desk.presenter.opening, desk.view.opening
    opening.start()
    opening.look(form_of(desk, who=Entitlement.JOINED_BEFORE))
    assert "Name the day" in seen.roll
    opening.look(form_of(desk, who=Entitlement.JOINED_BEFORE, joined="2026-01-03"))
    assert seen.roll == "2 members may vote"
    opening.look(form_of(desk, who=Entitlement.LISTED, listed="wxid_0001\nnobody"))
    assert seen.roll == "1 member may vote; 1 is nobody on the member list: nobody"
    opening.look(form_of(desk, who=Entitlement.LISTED))
    assert seen.roll_empty
    file = tmp_path / "名单.csv"
    rows = [("绣娘阿珍", "wxid_0001"), ("北门老陈", "wxid_0002")]
    file.write_bytes(csv_of(("昵称", "微信号"), rows).encode())
    desk.host.file = file
    opening.read_list()
    assert seen.listed == "wxid_0001\nwxid_0002"


def test_a_form_half_written_comes_back(desk: Desk) -> None:
    desk.presenter.opening.start()
    desk.presenter.opening.written({"question": "改时间", "quorum": "40"})
    again = Desk(desk.workspace, desk.hearing)
    again.presenter.opening.start()
    texts = again.view.opening.texts
    assert (texts["question"], texts["quorum"]) == ("改时间", "40")
    again.presenter.opening.given_up()
    last = Desk(desk.workspace, desk.hearing)
    last.presenter.opening.start()
    assert last.view.opening.texts == {}


def test_votes_come_from_a_file_once(desk: Desk, tmp_path: Path) -> None:
    desk.hearing.site.clock.forward(minutes=10)
    desk.host.file = chat(
        tmp_path,
        ("wxid_0001", "赞成"),
        ("wxid_0002", "反对：太晚"),
        ("wxid_0002", "今晚读什么"),
        ("nobody", "赞成"),
        ("wxid_0003", "阻止"),
    )
    importing, seen = desk.presenter.importing, desk.view.importing
    desk.presenter.bring_in()
    assert seen.shown is not None
    assert [figure.count for figure in seen.shown.figures] == [2, 0, 0, 3]
    assert seen.shown.problems == (
        "Line 4: states no choice",
        "Line 5: by nobody on the member list",
        "Line 6: a block without a reason",
    )
    assert seen.shown.action == "Take in 2 votes"
    assert (seen.shown.who, seen.shown.choice) == ("Sender", "StrContent")
    assert desk.ballot.votes == ()
    importing.commit(Way.DISCUSSION.value)
    assert seen.told == "2 votes taken in"
    assert len(desk.ballot.votes) == 2
    importing.stop()
    desk.presenter.bring_in()
    assert [figure.count for figure in seen.shown.figures] == [0, 2, 0, 3]
    assert seen.shown.action == ""


def test_other_columns_can_be_chosen(desk: Desk, tmp_path: Path) -> None:
    desk.hearing.site.clock.forward(minutes=10)
    desk.host.file = chat(tmp_path, ("wxid_0001", "赞成"))
    importing, seen = desk.presenter.importing, desk.view.importing
    desk.presenter.bring_in()
    importing.choose_columns("Sender", "", "StrTime")
    assert seen.shown is not None
    assert seen.shown.action == ""
    assert len(seen.shown.problems) == 1
    importing.choose_columns("Sender", "StrContent", "StrTime")
    assert seen.shown.action == "Take in 1 vote"
