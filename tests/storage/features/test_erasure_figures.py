"""Erasing changes no figure: points, reports and what was released before."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cases.commands.intake import OpenCase
from app.cases.model import Channel
from app.cases.queries.sanctions import Standings
from app.erasure.commands import EraseMembers
from app.erasure.model import Because
from app.exports.queries import contributions
from app.ids import MemberId
from app.journal import clock
from app.members.commands import ImportMembers
from app.members.queries import MembersNamed
from tests.storage.features.setting import (
    LEAD,
    MODERATOR,
    PEOPLE,
    SECOND_LEAD,
    Stage,
    listed,
    row,
)

STRANGERS = tuple(f"wx_stranger{n}" for n in range(4))


@pytest.fixture
def lived(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A vault with decided cases about members, strangers, and both in one."""
    monkeypatch.setattr(clock, "jumped", lambda *_: False)
    chance = random.Random(11)
    for _ in range(24):
        at = chance.randrange(9)
        if at < len(STRANGERS):
            opened = OpenCase(
                member=None,
                subject_id=STRANGERS[at].upper(),
                channel=Channel.PATROL,
                quote="一句",
            )
            case = stage.do(MODERATOR, opened)
        else:
            case = stage.opened(at)
        stage.decided(case, clause=chance.choice(["1.1", "3.2", None]), wait=False)
        stage.clock.forward(days=chance.randrange(20))
    come = [row(account, "来了") for account in STRANGERS[:2]]
    stage.do(MODERATOR, ImportMembers(file=listed(come)))
    stage.clock.forward(days=900)
    return stage


def figures(stage: Stage, members: tuple[MemberId, ...]) -> tuple[object, ...]:
    """Return every figure that counts people or points."""
    workspace = stage.sign_in(LEAD)
    session = workspace._session
    with session.store.snapshot():
        counted = [*contributions(session.reader(stage.clock()))]
    return sorted(map(repr, counted)), workspace.query(Standings(members=members))


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(chosen=st.sets(st.integers(0, 12), min_size=1, max_size=4))
def test_no_figure_changes_whoever_is_erased(lived: Stage, chosen: set[int]):
    accounts = (*STRANGERS[:2], *(p.platform_id for p in PEOPLE[:11]))
    named = lived.ask(MembersNamed(platform_ids=accounts))
    # Whoever an earlier example erased is not on the list any more.
    members = tuple(
        named[a]
        for n, a in enumerate(accounts)
        if n in chosen & {*range(13)} and a in named
    )
    if not members:
        return
    before = figures(lived, members)
    command = EraseMembers(members=members, because=Because.RETENTION)
    lived.together(LEAD, command, SECOND_LEAD)
    assert figures(lived, members) == before
    workspace = lived.sign_in(LEAD)
    workspace.rebuild()
    assert figures(lived, members) == before
    assert workspace.verify().sound
