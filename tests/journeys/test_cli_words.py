"""What the command line is given: secrets, words, decisions."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup, TyperOption

from app.cli.program import build
from tests.builders import OWNER, Site, passphrase
from tests.generator import write_members
from tests.journeys.typist import MODERATOR, Typist, at_work, numbers, written

REASON = "内容属于人身攻击，请就事论事，不要骂人。"


@pytest.fixture(scope="module")
def typist(tmp_path_factory: pytest.TempPathFactory) -> Typist:
    return at_work(tmp_path_factory.mktemp("site"))


@pytest.fixture
def fresh(tmp_path: Path) -> Typist:
    """Somebody with an empty vault of their own."""
    typist = Typist(site=Site(root=tmp_path))
    typist.site.create().close()
    return typist


# --- secrets -------------------------------------------------------------------


def options() -> Iterator[str]:
    """Yield the name of every option of every command."""
    waiting = [typer.main.get_command(build())]
    for command in waiting:
        for parameter in command.params:
            yield from parameter.opts if isinstance(parameter, TyperOption) else ()
        if isinstance(command, TyperGroup):
            waiting.extend(command.commands.values())


def test_no_option_takes_a_secret_or_the_words_of_a_case():
    secret = {
        name
        for name in options()
        if any(word in name for word in ("pass", "secret", "reason", "text", "reply"))
        or any(word in name for word in ("statement", "purpose", "note"))
    }
    assert secret
    assert all(name.endswith("-file") for name in secret)


def test_a_passphrase_others_can_read_is_warned_of(typist: Typist):
    secret = Path(typist.secret(OWNER))
    secret.chmod(0o644)
    words = ("vault", "info", "--as", OWNER, "--passphrase-file", str(secret))
    result = typist.types(*words)
    assert result.exit_code == 0
    # Other systems have other permissions than bits of a mode.
    assert ("chmod 600" in result.stderr) is (os.name == "posix")
    secret.chmod(0o600)
    assert "chmod 600" not in typist.types(*words).stderr


def test_secrets_are_asked_for_where_somebody_is_there(tmp_path: Path):
    typist = Typist(site=Site(root=tmp_path), there=True)
    secret = passphrase(OWNER)
    create = ("vault", "create", str(typist.site.place))
    create = (*create, "--community", "读书会", "--name", OWNER)
    typist.keyboard.typed = [secret, "something else entirely"]
    differ = typist.types(*create)
    assert differ.exit_code == 1
    assert "The two passphrases differ" in differ.stderr
    typist.keyboard.typed = [secret, secret]
    assert typist.types(*create).exit_code == 0
    typist.keyboard.typed = [secret]
    info = typist.types("vault", "info", "--json", typing=f"{OWNER}\n")
    assert json.loads(info.stdout)["me"]["name"] == OWNER
    assert "Sign-in name: " in info.stderr
    assert typist.keyboard.asked[-1] == "Passphrase: "
    assert secret not in info.output


def test_a_short_passphrase_makes_no_vault(tmp_path: Path):
    typist = Typist(site=Site(root=tmp_path))
    words = ("vault", "create", str(typist.site.place), "--community", "c")
    short = ("--name", OWNER, "--new-passphrase-file", "-")
    result = typist.types(*words, *short, typing="short")
    assert result.exit_code == 1
    assert "at least 15 characters" in result.stderr
    assert typist.types(*words, *short, typing="").exit_code == 1
    assert not typist.site.place.exists()


# --- words from files, standard input and the keyboard ---------------------------


def test_one_stream_carries_passphrase_and_words(typist: Typist):
    number = numbers(typist)[0]
    words = ("cases", "note", number, "--json")
    signed_in = ("--as", OWNER, "--passphrase-file", "-")
    for typing in ("第一行\n第二行\n".encode(), "第一行\n第二行\n".encode("gb18030")):
        secret = (passphrase(OWNER) + "\r\n").encode()
        result = typist.types(*words, *signed_in, typing=secret + typing)
        assert result.exit_code == 0, result.output
    notes = typist.does("cases", "show", number)["notes"]
    assert [note["text"] for note in notes] == ["第一行\n第二行"] * 2


def test_words_are_typed_until_an_empty_line(typist: Typist):
    typist = Typist(site=typist.site, there=True)
    number = numbers(typist)[1]
    result = typist.says("cases", "note", number, typing="一\n二\n\nnot this\n")
    assert result.exit_code == 0, result.output
    assert "An empty line ends it." in result.stderr
    notes = typist.does("cases", "show", number)["notes"]
    assert [note["text"] for note in notes] == ["一\n二"]


def test_words_too_long_or_of_no_encoding_are_refused(typist: Typist):
    number = numbers(typist)[0]
    note = ("cases", "note", number, "--text-file")
    long = written(typist.site.root / "long", "长" * 100_001)
    assert typist.fails(*note, long)[:2] == (1, "text_too_long")
    odd = typist.site.root / "odd"
    odd.write_bytes(b"\xff\xfe\xff")
    assert typist.fails(*note, str(odd))[:2] == (1, "text_unreadable")
    code, why, words = typist.fails(*note, str(typist.site.root / "nowhere"))
    assert (code, why) == (2, "usage")
    assert (
        words == "--text-file: nowhere cannot be read. Check its path and permissions."
    )


def test_a_preview_asks_before_it_goes_on(fresh: Typist):
    members = write_members(fresh.site.root / "m.csv", people=20, repeats=2)
    alone = fresh.says("members", "import", str(members.path))
    assert alone.exit_code == 2
    somebody = Typist(site=fresh.site, there=True)
    refused = somebody.says("members", "import", str(members.path), typing="no\n")
    assert refused.exit_code == 0
    assert "Nothing was changed." in refused.stderr
    first, second = members.repeats[0]
    assert f"{first} = {second}" in refused.stdout
    assert f"Line {members.damaged_phones[0]}: phone" in refused.stdout
    agreed = somebody.says("members", "import", str(members.path), typing="是\n")
    assert "Added" in agreed.stdout
    again = somebody.says("members", "import", str(members.path), typing="n\n")
    assert "This very file was taken in on" in again.stderr


# --- decisions -------------------------------------------------------------------


def test_a_departure_from_the_ladder_needs_its_reason(typist: Typist):
    number = numbers(typist)[2]
    mute = ("cases", "decide", number, "--clause", "3.2", "--sanction", "mute:3:2")
    reason = ("--reason-file", written(typist.site.root / "reason", REASON))
    bare = typist.fails(*mute, *reason)
    assert bare[:2] == (1, "decision_deviation_reason_too_short")
    why = written(typist.site.root / "why", "同一天内反复辱骂多人，影响很大。")
    decided = typist.does(*mute, *reason, "--deviation-reason-file", why)
    assert decided["decision"]["step"] == {"kind": "mute", "days": 3, "points": 2}
    assert decided["decision"]["proposed"]["kind"] == "warning"
    assert typist.does("cases", "undo", number) == {"case": number, "undone": True}
    assert typist.does("cases", "show", number)["case"]["state"] == "deciding"
    assert typist.fails("cases", "undo", number)[1] == "undo_no_longer_possible"


def test_no_violation_needs_its_reason_too(typist: Typist):
    number = numbers(typist)[3]
    none = ("cases", "decide", number, "--no-violation")
    assert typist.fails(*none, typing="短")[1] == "decision_reason_too_short"
    decided = typist.does(*none, typing=REASON)["decision"]
    assert decided["sanction"] is None
    assert decided["notice"] == {}
    listed = typist.does("cases", "list", "--queue", "decided")["cases"]
    assert number in {case["number"] for case in listed}


def test_a_taken_case_is_ones_own_until_it_is_given_back(typist: Typist):
    number = numbers(typist)[4]
    typist.does("cases", "take", number.lower())
    assert typist.fails("cases", "take", number, by=MODERATOR)[1] == "case_taken"
    mine = typist.does("cases", "list", "--queue", "mine")["cases"]
    assert number in [case["number"] for case in mine]
    assert typist.does("cases", "release", number) == {"case": number, "taken": False}
