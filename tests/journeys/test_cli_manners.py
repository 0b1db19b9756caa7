"""How the command line behaves: failures, secrets, terminals, languages."""

import json
from datetime import datetime
from pathlib import Path

import pytest
import typer
from rich.cells import cell_len
from typer.core import TyperGroup
from typer.testing import CliRunner

from app.cli.help import hoisted
from app.cli.output import plain
from app.cli.program import build
from app.words import Language, use_language
from tests.builders import OWNER, HandClock, Site
from tests.journeys.typist import MODERATOR, Typist, at_work, leaves, numbers

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


# --- failures ------------------------------------------------------------------


def test_three_closed_doors_say_three_things(fresh: Typist):
    wrong = fresh.types(
        *("vault", "info", "--as", OWNER, "--passphrase-file", "-"),
        typing="not the right passphrase",
    )
    with fresh.site.opened():
        elsewhere = fresh.says("vault", "info")
    keyring = fresh.site.place / "keyring"
    keyring.write_bytes(keyring.read_bytes()[:-900][200:])
    damaged = fresh.says("vault", "info")
    assert (wrong.exit_code, elsewhere.exit_code, damaged.exit_code) == (1, 3, 3)
    assert len({wrong.stderr, elsewhere.stderr, damaged.stderr}) == 3
    assert "name or the passphrase is wrong" in wrong.stderr
    assert "open in another window" in elsewhere.stderr
    assert "damaged" in damaged.stderr
    assert wrong.stdout == elsewhere.stdout == damaged.stdout == ""


def test_closed_doors_have_codes_for_machines(fresh: Typist):
    with fresh.site.opened():
        assert fresh.fails("vault", "info")[:2] == (3, "vault_open_elsewhere")
    (fresh.site.place / "keyring").write_bytes(b"")
    assert fresh.fails("vault", "info")[:2] == (3, "vault_damaged")
    fresh.site.place.rename(fresh.site.root / "gone")
    assert fresh.fails("vault", "info")[:2] == (1, "vault_not_found")


def test_a_changed_table_is_found_and_put_right(fresh: Typist):
    with fresh.site.opened() as workspace:
        workspace._session.store.sql("UPDATE staff_community SET name='another'")
    checked = fresh.says("vault", "verify")
    assert checked.exit_code == 4
    assert "staff_community" in checked.stdout
    assert "A table is not what the journal gives" in checked.stdout
    told = json.loads(fresh.says("vault", "verify", "--json").stdout)
    assert told["problems"] == [{"fault": "table", "where": "staff_community"}]
    rebuilt = fresh.says("vault", "rebuild", "--json")
    assert rebuilt.exit_code == 4
    assert json.loads(rebuilt.stdout)["changed_tables"] == ["staff_community"]
    assert fresh.says("vault", "rebuild").exit_code == 0
    assert fresh.says("vault", "verify").exit_code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["frob"], "There is no command frob."),
        (["case", "list"], "Do you mean cases?"),
        (["cases", "list", "--frob"], "There is no option --frob."),
        (["cases", "list", "--queue", "mien"], "--queue must be: triage | "),
        (["cases", "list", "--limit", "many"], "--limit must be: a whole number."),
        (["cases", "list", "--limit"], "--limit needs a value."),
        (["cases", "show"], "CASE is missing."),
        (["cases", "show", "a", "b"], "There is a word too many"),
        (["staff", "add", "--name", "x"], "--role is missing."),
        (["cases", "decide", "x"], "Name either --clause or --no-violation."),
        (
            ["cases", "decide", "x", "--clause", "3.2", "--sanction", "mute:three"],
            "Write a sanction as KIND:DAYS:POINTS",
        ),
        (
            ["appeals", "decide", "x", "--ruling", "reduced"],
            "--sanction goes with --ruling reduced",
        ),
        (
            ["rules", "publish", "--template", "a", "--effective-on", "soon"],
            "--effective-on must be: 2026-11-05.",
        ),
        (["cases", "list"], "Nobody is there to ask. Add --as."),
        (["cases", "list", "--as", "x"], "Add --passphrase-file."),
        (["export", "cases", "a.csv", "--tier", "open"], "--tier must be: public"),
    ],
)
def test_what_cannot_be_understood_is_code_2(
    typist: Typist, words: list[str], told: str
):
    result = typist.types(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    for_machines = typist.types(*words, "--json")
    assert for_machines.exit_code == 2
    error = json.loads(for_machines.stdout)["error"]
    assert error["code"] == "usage"
    assert told in error["message"]


def test_a_bug_tells_its_place_and_nothing_else(typist: Typist):
    class Broken(HandClock):
        def __call__(self) -> datetime:
            raise ValueError("鹿鸣的手机号是 13800000000")

    broken = Typist(site=Site(root=typist.site.root, clock=Broken()))
    result = broken.says("cases", "list")
    assert result.exit_code == 70
    assert "ValueError at app/session.py:" in result.stderr
    assert "1380" not in result.output
    assert "鹿鸣" not in result.output
    code, why, words = broken.fails("cases", "list")
    assert (code, why) == (70, "bug")
    assert "1380" not in words


def test_a_name_that_is_not_there(typist: Typist):
    assert typist.fails("cases", "show", "GD-1-1")[:2] == (1, "case_not_found")
    assert typist.fails("cases", "take", "GD-1-1")[:2] == (1, "case_not_found")
    assert typist.fails("appeals", "show", "AP-1-1")[:2] == (1, "appeal_not_found")
    assert typist.fails("approvals", "show", "x")[:2] == (1, "proposal_not_found")
    link = ("staff", "link", "--person", OWNER, "--member", "nobody")
    assert typist.fails(*link)[:2] == (1, "member_not_found")
    shown = ("rules", "show", "--version", "9")
    assert typist.fails(*shown)[:2] == (1, "rules_version_not_found")
    missing = typist.fails("members", "import", "nothing.csv")
    assert missing[:2] == (1, "file_not_found")


def test_a_moderator_may_not_publish(typist: Typist):
    publish = (
        *("rules", "publish", "--template", "reading_club"),
        *("--effective-on", "2026-12-01"),
    )
    assert typist.fails(*publish, by=MODERATOR)[:2] == (1, "not_permitted")


# --- what is shown -----------------------------------------------------------------


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_tables_fit_the_terminal(typist: Typist, width: int, language: str):
    reader = Typist(site=typist.site, language=language)
    for words in (
        ("cases", "list"),
        ("cases", "list", "--queue", "all"),
        ("members", "list"),
        ("staff", "list"),
        ("rules", "templates"),
        ("settings", "list"),
        ("approvals", "list", "--queue", "done"),
    ):
        lines = reader.says(*words, width=width).stdout.splitlines()
        assert len(lines) > 2
        assert max(map(cell_len, lines)) <= width, words


def test_what_members_write_cannot_move_the_cursor(typist: Typist):
    number = numbers(typist)[5]
    typist.does("cases", "note", number, typing="一\x1b[2J二\u202e三\x07")
    shown = typist.says("cases", "show", number).stdout
    assert "一\ufffd[2J二\ufffd三\ufffd" in shown
    assert "\x1b" not in shown
    assert plain("a\r\nb\tc[red]:smile:") == "a\nb\tc[red]:smile:"


def test_everything_is_said_in_chinese_too(typist: Typist):
    reader = Typist(site=typist.site, language="zh_CN")
    page = reader.types("cases", "decide", "--help").stdout
    assert page.startswith("用法：gongdao-cli cases decide 案件 [选项]")
    assert "看得到参数" in page
    wrong = reader.types("vault", "info", "--as", "x", "--passphrase-file", "-")
    assert "口令" in wrong.stderr
    assert "没有 frob 这个命令" in reader.types("frob").stderr
    number = numbers(typist)[0]
    assert "处罚阶梯建议" in reader.says("cases", "show", number).stdout


def test_the_system_s_language_is_the_default(
    typist: Typist, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    host_language = typist.types("--help")
    assert host_language.stdout.startswith("Usage: ")
    assert CliRunner().invoke(build(), ["--help"]).stdout.startswith("用法：")
    use_language(Language.EN)


def test_every_help_page_shows(typist: Typist):
    program = typer.main.get_command(build())
    assert isinstance(program, TyperGroup)
    assert typist.types().exit_code == 2
    assert typist.types().stdout.startswith("Usage: gongdao-cli COMMAND")
    for name, group in program.commands.items():
        assert isinstance(group, TyperGroup)
        assert typist.types(name).exit_code == 2
        for command in group.commands:
            page = typist.types(name, command, "--help")
            assert page.exit_code == 0
            assert page.stdout.startswith(f"Usage: gongdao-cli {name} {command}")


def test_documents_hold_plain_values_and_plain_keys(typist: Typist):
    number = numbers(typist)[0]
    documents = [
        typist.does("vault", "info"),
        typist.does("staff", "list"),
        typist.does("members", "list", "--limit", "3"),
        typist.does("rules", "show"),
        typist.does("cases", "list", "--find", number),
        typist.does("cases", "show", number),
    ]
    for document in documents:
        for leaf in leaves(document):
            assert leaf is None or isinstance(leaf, (str, int, bool))
    assert documents[0]["cases"].keys() == {
        *("triage", "deciding", "mine", "decided", "all")
    }
    assert documents[2]["more"] is True
    assert [case["number"] for case in documents[4]["cases"]] == [number]
    shown = documents[5]
    assert shown.keys() == {
        *("case", "record", "proposal", "decision", "waiting", "appeals", "notes")
    }
    assert shown["case"]["opened_at"].endswith("+00:00")


def test_options_for_all_stand_anywhere():
    typed = ["cases", "list", "--json", "--as", "x", "--find", "y", "--vault=z"]
    assert hoisted(typed) == [
        *("--json", "--as", "x", "--vault=z"),
        *("cases", "list", "--find", "y"),
    ]
    assert hoisted(["a", "--", "--json"]) == ["a", "--", "--json"]
    assert hoisted(["a", "--as"]) == ["--as", "a"]


def test_a_failed_check_writes_nothing(typist: Typist):
    place = typist.site.root / "none.csv"
    words = ("export", "cases", str(place), "--tier", "public")
    checked = typist.says(*words, "--check")
    assert checked.exit_code == 1
    assert "not passed" in checked.stdout
    assert typist.fails(*words, typing="给社群看")[:2] == (1, "export_gates_failed")
    assert typist.fails(*words, "--month", "x")[:2] == (2, "usage")
    assert not place.exists()
