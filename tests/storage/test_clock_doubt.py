"""A clock that is hardly right stops commands until a person vouches for it."""

from pathlib import Path

import pytest

from app.errors import Conflict
from app.notes.commands import AddNote
from tests.builders import Site


@pytest.mark.parametrize("days", [-2, 3650])
def test_a_doubted_clock_waits_for_a_word(tmp_path: Path, days: int):
    site = Site(root=tmp_path)
    with site.created():
        pass
    site.clock.forward(days=days)
    note = AddNote(subject="s", text="一句备注")
    with site.opened() as workspace:
        assert workspace.doubts_clock()
        with pytest.raises(Conflict) as problem:
            workspace.execute(note)
        assert problem.value.code == "clock_jumped"
        workspace.confirm_clock()
        assert not workspace.doubts_clock()
        workspace.execute(note)
        workspace.execute(note)
        assert workspace.verify().sound


def test_a_clock_that_goes_on_is_believed(tmp_path: Path):
    site = Site(root=tmp_path)
    with site.created() as workspace:
        site.clock.forward(days=30)
        assert not workspace.doubts_clock()
