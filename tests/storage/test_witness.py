"""Anchors and the copy for strangers: what they prove, and that they name nobody."""

import base64
import json
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from app.errors import AppError
from app.journal import header as heads
from app.journal.anchor import SignedAnchor, read_anchor, sign_anchor
from app.journal.ingress import Fault
from app.journal.stranger import CopyReport, Flaw, check_copy
from app.staff.roles import Role
from app.vault.keys import new_personal_keys
from app.workspace import Workspace
from tests.builders import COMMUNITY, OWNER, Site, enrol
from tests.town import LEAD, MODERATOR, Life, begin

Line = dict[str, object]


@pytest.fixture
def site(quick: None, tmp_path: Path) -> Site:
    return Site(root=tmp_path)


@pytest.fixture
def copy(site: Site, tmp_path: Path) -> Path:
    """A copy of a vault in which something happened on two installations."""
    with site.created() as workspace:
        begin(workspace, members=40, complaints=20)
        Life(workspace, site.clock, random.Random(3)).steps(30)
    (next((site.root / "markers").iterdir())).unlink()  # goes on as a new feed
    with site.opened() as workspace:
        enrol(workspace, "白术", Role.OBSERVER)
        Life(workspace, site.clock, random.Random(4)).steps(10)
        path = tmp_path / "journal.copy"
        workspace.witness.write_copy(path)
    return path


def checked(path: Path, kept: SignedAnchor | None = None) -> CopyReport:
    with path.open("rb") as lines:
        return check_copy(lines, kept)


def lines_of(path: Path) -> list[Line]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def forged(path: Path, change: Callable[[list[Line]], None]) -> list[Flaw | Fault]:
    """Return what is found once somebody has changed the lines."""
    lines = lines_of(path)
    change(lines)
    text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8")
    return [found.flaw for found in checked(path).found]


def commit_lines(lines: list[Line]) -> list[int]:
    return [at for at, line in enumerate(lines) if "header" in line]


def test_a_copy_is_sound_and_says_what_it_holds(copy: Path, site: Site):
    report = checked(copy)
    assert report.found == ()
    assert report.sound
    with site.opened() as workspace:
        proved = workspace.verify()
        assert (report.commits, report.events) == (proved.commits, proved.events)
        assert report.vault == workspace._session.keyring.vault_id
    assert report.feeds == 2
    assert report.people == 4
    assert len(report.founder) == 32


def test_an_untouched_copy_passes_the_forgers_hands(copy: Path):
    assert forged(copy, lambda lines: None) == []


def test_a_changed_byte_of_any_line_is_found(copy: Path):
    whole = copy.read_bytes()
    chance = random.Random(9)
    lines = whole.splitlines(keepends=True)
    for at in range(0, len(lines), 3):
        line = lines[at]
        inside = [m.start() for m in re.finditer(rb"[A-Za-z0-9+/]{9}", line)]
        place = chance.choice(inside) + 4
        other = b"B" if line[place : place + 1] == b"A" else b"A"
        worse = [*lines]
        worse[at] = line[:place] + other + line[place + 1 :]
        copy.write_bytes(b"".join(worse))
        assert not checked(copy).sound, at


def test_a_removed_line_is_found(copy: Path):
    lines = copy.read_bytes().splitlines(keepends=True)
    for at in range(len(lines)):
        copy.write_bytes(b"".join(lines[:at] + lines[at + 1 :]))
        assert not checked(copy).sound, at


def test_two_lines_in_each_others_place_are_found(copy: Path):
    lines = copy.read_bytes().splitlines(keepends=True)
    for at in range(len(lines) - 1):
        worse = [*lines]
        worse[at], worse[at + 1] = worse[at + 1], worse[at]
        copy.write_bytes(b"".join(worse))
        assert not checked(copy).sound, at


def test_a_repeated_or_added_line_is_found(copy: Path):
    lines = copy.read_bytes().splitlines(keepends=True)
    for at in range(len(lines)):
        copy.write_bytes(b"".join([*lines[: at + 1], *lines[at:]]))
        assert not checked(copy).sound, at


def test_a_copy_that_stops_early_is_found_at_every_length(copy: Path):
    whole = copy.read_bytes()
    for end in range(0, len(whole), 997):
        copy.write_bytes(whole[:end])
        assert not checked(copy).sound, end


def test_a_commit_signed_with_anothers_key_is_found(copy: Path):
    def resign(lines: list[Line]) -> None:
        at = commit_lines(lines)[-1]
        raw = base64.b64decode(str(lines[at]["header"]))
        signature = heads.sign(raw, new_personal_keys().signing)
        lines[at]["signature"] = base64.b64encode(signature).decode()

    assert forged(copy, resign) == [Fault.SIGNATURE]


def test_a_person_who_was_never_admitted_is_found(copy: Path):
    def admit(lines: list[Line]) -> None:
        for line in lines:
            for event in line.get("staff", []):  # pyright: ignore[reportGeneralTypeIssues]
                facts = msgspec.msgpack.decode(base64.b64decode(event["facts"]))
                if facts.get("role") == Role.OBSERVER:
                    facts["role"] = Role.OWNER
                    raw = msgspec.msgpack.encode(facts)
                    event["facts"] = base64.b64encode(raw).decode()

    assert Fault.BODY in forged(copy, admit)


def test_an_accepted_commit_cannot_be_set_aside(copy: Path):
    def hold(lines: list[Line]) -> None:
        lines[commit_lines(lines)[-1]]["held"] = "clock"

    assert forged(copy, hold) == [Flaw.ANCHOR]


def test_an_end_that_another_signed_is_found(copy: Path):
    def resign(lines: list[Line]) -> None:
        packed = base64.b64decode(str(lines[-1]["anchor"]))
        signed = msgspec.msgpack.decode(packed, type=SignedAnchor)
        again = sign_anchor(signed.anchor, new_personal_keys().signing)
        lines[-1]["anchor"] = base64.b64encode(msgspec.msgpack.encode(again)).decode()

    assert forged(copy, resign) == [Flaw.ANCHOR]


def test_rubbish_is_told_and_stops_nothing(tmp_path: Path):
    path = tmp_path / "rubbish"
    chance = random.Random(1)
    for text in (b"", b"\n", b"{}\n", b"[1]\n" * 500, b"\xff\xfe\n", b'{"header":"'):
        path.write_bytes(text)
        assert not checked(path).sound
    for _ in range(50):
        path.write_bytes(chance.randbytes(chance.randrange(400)) + b"\n")
        assert len(checked(path).found) <= 100


def test_a_copy_names_nobody(copy: Path, site: Site):
    """No name, handle, account or word of the vault is in it, opened or not."""
    raw = copy.read_bytes()
    packed = re.findall(rb'"((?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2,3}=+)?)"', raw)
    haystack = b"\0".join([raw, *map(base64.b64decode, packed)])
    with site.opened() as workspace:
        words = canaries(workspace)
    assert len(words) > 80
    assert [word for word in words if word.encode() in haystack] == []
    # The search itself finds what is there.
    assert b"capabilities" not in haystack
    assert b"staff.admit" in haystack


def canaries(workspace: Workspace) -> set[str]:
    store = workspace._session.store
    found = {COMMUNITY, OWNER, LEAD, MODERATOR, "白术", "人身攻击"}
    for table, column in (
        ("members_member", "handle"),
        ("members_member", "platform_id"),
        ("cases_case", "quote"),
        ("cases_case", "complaint"),
        ("cases_case", "number"),
        ("notes_note", "text"),
        ("staff_person", "name"),
    ):
        found |= {row[0] for row in store.sql(f"SELECT {column} FROM {table}")}  # noqa: S608 - our own names
    return {word for word in found if len(word) > 1}


def test_an_anchor_holds_while_the_journal_grows(site: Site):
    with site.created() as workspace:
        begin(workspace, members=5, complaints=3)
        anchor = workspace.witness.anchor()
        report = workspace.witness.compare(anchor)
        assert report.sound
        assert report.since == 0
        Life(workspace, site.clock, random.Random(3)).steps(20)
        later = workspace.witness.compare(anchor)
        assert later.sound
        assert later.since > 0


def test_an_anchor_comes_back_from_its_text(site: Site):
    with site.created() as workspace:
        anchor = workspace.witness.anchor()
        text = f"前面的话\n{anchor.block()}\n后面的话"
        assert read_anchor(text) == anchor
        assert read_anchor(text.replace("\n", "\r\n")) == anchor
        for worse in ("", "no anchor", anchor.block()[:-30], anchor.block()[30:]):
            with pytest.raises(AppError, match="anchor_unreadable"):
                read_anchor(worse)


def test_an_anchor_of_a_vault_set_back_names_what_is_missing(
    site: Site, tmp_path: Path
):
    with site.created() as workspace:
        begin(workspace, members=5, complaints=3)
    shutil.copytree(site.place, tmp_path / "earlier")
    with site.opened() as workspace:
        held = workspace._session.journal.position.previous.seq
        Life(workspace, site.clock, random.Random(3)).steps(20)
        reached = workspace._session.journal.position.previous.seq
        anchor = workspace.witness.anchor()
    shutil.rmtree(site.place)
    shutil.move(tmp_path / "earlier", site.place)
    with site.opened() as workspace:
        report = workspace.witness.compare(anchor)
    assert not report.sound
    (gap,) = report.gaps
    assert (gap.first, gap.last, gap.replaced) == (held + 1, reached, False)


def test_an_anchor_finds_a_rewritten_commit(site: Site):
    with site.created() as workspace:
        begin(workspace, members=5, complaints=3)
        anchor = workspace.witness.anchor()
        store = workspace._session.store
        raw = store.sql("SELECT header FROM journal_commit WHERE seq=3")[0][0]
        header = msgspec.structs.replace(heads.decode(raw), wall=1)  # pyright: ignore[reportArgumentType]
        store.sql(
            "UPDATE journal_commit SET header=? WHERE seq=3", (heads.encode(header),)
        )
        report = workspace.witness.compare(anchor)
    assert [(g.first, g.last, g.replaced) for g in report.gaps] == [(3, 3, True)]


def test_an_anchor_of_another_vault_or_signer_does_not_hold(site: Site, tmp_path: Path):
    other = Site(root=tmp_path / "other")
    other.root.mkdir()
    with other.created() as workspace:
        foreign = workspace.witness.anchor()
    with site.created() as workspace:
        report = workspace.witness.compare(foreign)
        assert not report.same_vault
        assert not report.sound
        own = workspace.witness.anchor()
        stolen = sign_anchor(own.anchor, new_personal_keys().signing)
        assert not workspace.witness.compare(stolen).signed


def test_an_anchor_is_checked_against_a_copy(copy: Path, site: Site):
    with site.opened() as workspace:
        now = workspace.witness.anchor()
        Life(workspace, site.clock, random.Random(8)).steps(10)
        later = workspace.witness.anchor()
    report = checked(copy, now)
    assert report.sound
    assert report.kept is not None
    assert report.kept.since == 0
    ahead = checked(copy, later)
    assert not ahead.sound
    assert ahead.kept is not None
    assert ahead.kept.gaps


def test_who_does_not_read_the_history_takes_no_anchor_and_no_copy(site: Site):
    with site.created() as workspace:
        enrol(workspace, MODERATOR, Role.MODERATOR)
    with site.opened(MODERATOR) as workspace:
        with pytest.raises(AppError, match="not_permitted"):
            workspace.witness.anchor()
        with pytest.raises(AppError, match="not_permitted"):
            workspace.witness.write_copy(site.root / "copy")
        assert not (site.root / "copy").exists()
