"""Anchors, copies and the list of what was done, from the command line."""

import json
from pathlib import Path

import pytest

from app.words import Language
from tests.builders import COMMUNITY, OWNER, Site
from tests.journeys.typist import MODERATOR, Typist, at_work


@pytest.fixture(scope="module")
def typist(tmp_path_factory: pytest.TempPathFactory) -> Typist:
    return at_work(tmp_path_factory.mktemp("site"))


def test_an_anchor_is_written_kept_and_compared(typist: Typist, tmp_path: Path):
    place = tmp_path / "anchor.txt"
    written = typist.does("journal", "anchor", str(place))
    text = place.read_text(encoding="utf-8")
    assert "审计锚点" in text
    assert "audit anchor" in text
    assert COMMUNITY not in text
    assert OWNER not in text
    assert str(written["anchor"]["commits"]) in text
    compared = typist.does("journal", "verify", "--anchor", str(place))
    assert (compared["sound"], compared["since"], compared["gaps"]) == (True, 0, [])
    again = typist.fails("journal", "anchor", str(place))
    assert again[:2] == (1, "export_file_exists")


def test_an_anchor_that_is_not_met_ends_with_its_own_code(
    typist: Typist, tmp_path: Path
):
    other = Typist(site=Site(root=tmp_path))
    other.site.create().close()
    place = tmp_path / "foreign.txt"
    other.does("journal", "anchor", str(place))
    told = typist.says("journal", "verify", "--anchor", str(place))
    assert told.exit_code == 4
    assert "another vault" in told.stdout
    place.write_text("nothing of the kind", encoding="utf-8")
    assert typist.fails("journal", "verify", "--anchor", str(place))[:2] == (
        1,
        "anchor_unreadable",
    )
    assert typist.says("journal", "verify").exit_code == 2
    missing = str(tmp_path / "nowhere")
    assert typist.fails("journal", "verify", "--anchor", missing)[0] == 1


def test_a_copy_is_checked_without_a_vault(typist: Typist, tmp_path: Path):
    place, anchor = tmp_path / "copy", tmp_path / "anchor.txt"
    typist.does("journal", "export", str(place))
    typist.does("journal", "anchor", str(anchor))
    stranger = typist.types("journal", "check", str(place), "--json")
    assert stranger.exit_code == 0, stranger.output
    told = json.loads(stranger.stdout)
    assert told["sound"]
    assert told["anchor"] is None
    both = typist.types(
        *("journal", "check", str(place), "--anchor", str(anchor), "--json")
    )
    assert json.loads(both.stdout)["anchor"]["sound"]
    lines = place.read_bytes().splitlines(keepends=True)
    place.write_bytes(b"".join(lines[:-2] + lines[-1:]))
    worse = typist.types("journal", "check", str(place))
    assert worse.exit_code == 4
    assert "Events are missing" in worse.stdout


def test_what_was_done_is_listed_newest_first(typist: Typist):
    entries = typist.does("journal", "list", "--limit", "5")["entries"]
    moments = [each["at"] for each in entries]
    assert moments == sorted(moments, reverse=True)
    assert all(each["what"] and each["actor_name"] for each in entries)
    own = typist.does("journal", "list", by=MODERATOR)["entries"]
    assert {each["actor_name"] for each in own} <= {MODERATOR}
    typist.language = Language.ZH_CN.value
    assert "已接受" in typist.says("journal", "list").stdout
    typist.language = Language.EN.value
