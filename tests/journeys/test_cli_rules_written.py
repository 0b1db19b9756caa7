"""The rules at a terminal: written for members, taken in again, acknowledged."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from app.publication.markdown.reading import read_rulebook
from app.rulebook.templates import load_template
from tests.builders import OWNER
from tests.journeys.typist import Typist, at_work, written

ROOT: Final = Path(__file__).resolve().parents[2]


@pytest.fixture
def typist(tmp_path: Path) -> Typist:
    return at_work(tmp_path)


def test_rules_are_written_in_every_form(typist: Typist, tmp_path: Path):
    forms = {"text": "群公告.txt", "html": "规则.html", "markdown": "规则.md"}
    for form, name in forms.items():
        place = tmp_path / name
        done = typist.does("rules", "export", str(place), "--form", form)
        assert done["form"] == form
        assert done["version"] == 1
        assert "人身攻击" in place.read_text(encoding="utf-8")
    book = read_rulebook((tmp_path / "规则.md").read_text(encoding="utf-8")).book
    assert book == load_template("reading_club")
    short = tmp_path / "分段.txt"
    typed = ("rules", "export", str(short), "--form", "text", "--limit", "300")
    assert typist.does(*typed)["parts"] > 4
    again = typist.says(*typed)
    assert again.exit_code == 1
    assert "群公告" not in again.stdout


def test_a_pdf_is_written_by_the_program_that_can_paint(typist: Typist, tmp_path: Path):
    place = tmp_path / "规则.pdf"
    typed = ("rules", "export", str(place), "--form", "pdf", "--in", "zh")
    code, kind, told = typist.fails(*typed)
    assert (code, kind) == (2, "usage")
    assert "python -m ui.cli" in told
    assert not place.exists()
    typist.paper = lambda sheets: f"%PDF {sheets[0].heading}".encode()
    assert typist.does(*typed)["form"] == "pdf"
    title = load_template("reading_club").title.zh
    assert place.read_text(encoding="utf-8").startswith(f"%PDF {title}")


def test_the_real_program_writes_a_real_pdf(typist: Typist, tmp_path: Path):
    place = tmp_path / "规则.pdf"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "ui.cli", "--vault", str(typist.site.place)),
            *("--as", OWNER, "--passphrase-file", typist.secret(OWNER), "--json"),
            *("--clock-is-right", "rules", "export", str(place), "--form", "pdf"),
        ],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["form"] == "pdf"
    written_bytes = place.read_bytes()
    assert written_bytes.startswith(b"%PDF-")
    assert len(written_bytes) > 10_000


def test_rules_of_others_begin_a_draft(typist: Typist, tmp_path: Path):
    text = "群规\n第一条 刷屏：不刷屏。\n第二条 广告：不发广告。\n"
    file = written(tmp_path / "群规.txt", text)
    shown = typist.does("rules", "import", file)
    assert shown["draft"] is None
    assert [line["became"] for line in shown["lines"]] == [
        "book_title",
        "clause",
        "clause",
    ]
    assert shown["problems"] > 0
    assert typist.does("rules", "import", file, "--yes")["draft"]
    place = tmp_path / "草案.txt"
    done = typist.does("rules", "export", str(place), "--form", "text", "--draft")
    assert done["draft"]
    assert "草案" in place.read_text(encoding="utf-8").split("\n")[0]


def test_members_acknowledge_and_the_others_are_listed(typist: Typist):
    before = typist.does("rules", "unacknowledged", "--limit", "500")
    assert before["done"] == 0
    some = [row["platform_id"] for row in before["members"][:3]]
    typed = ("rules", "acknowledge", *some, "--way", "group")
    assert typist.does(*typed)["added"] == 3
    assert typist.does(*typed)["added"] == 0
    after = typist.does("rules", "unacknowledged", "--limit", "500")
    assert (after["done"], after["missing"]) == (3, before["missing"] - 3)
    done = typist.does("rules", "unacknowledged", "--done")["members"]
    assert {row["platform_id"] for row in done} == set(some)
    assert {row["way"] for row in done} == {"group"}
    names = {row["platform_id"] for row in after["members"]}
    assert names.isdisjoint(some)
    table = "\n".join(["昵称,微信号", *(f"随便,{name}" for name in sorted(names)[:2])])
    file = written(typist.site.root / "已读.csv", f"{table}\n没有,wx_nobody_at_all\n")
    typed = ("rules", "acknowledge-file", file, "--way", "survey")
    assert typist.does(*typed)["entered"] is None
    done = typist.does(*typed, "--yes")["entered"]
    assert (done["added"], done["known"], done["unknown_lines"]) == (2, 0, [4])
    assert typist.does(*typed, "--yes")["entered"]["added"] == 0


def test_a_chat_tells_who_wrote_words_of_agreement(typist: Typist, tmp_path: Path):
    names = [
        row["platform_id"] for row in typist.does("rules", "unacknowledged")["members"]
    ]
    lines = [
        "序号,时间,发送者昵称,发送者微信ID,消息类型,内容",
        f"1,2026-11-02 09:00:00,甲,{names[0]},文本消息,已读，谢谢",
        f"2,2026-11-02 09:01:00,乙,{names[1]},文本消息,大家都收到了没有",
        f"3,2026-10-01 09:01:00,丙,{names[2]},文本消息,收到",
        "4,2026-11-02 09:02:00,丁,,文本消息,收到",
        f"5,2026-11-02 09:03:00,戊,{names[3]},文本消息,已阅",
        f"6,2027-01-01 09:03:00,己,{names[4]},文本消息,收到",
    ]
    file = written(tmp_path / "群聊.csv", "\n".join(lines) + "\n")
    typed = ("rules", "acknowledge-file", file, "--way", "group")
    shown = typist.does(*typed, "--from", "2026-11-01")
    assert [(each["line"], each["on"]) for each in shown["said"]] == [(2, "2026-11-02")]
    assert shown["unclear_lines"] == [3]
    assert (shown["nameless_lines"], shown["outside"]) == ([5], 2)
    further = typist.does(*typed, "--word", "已阅", "--from", "2026-11-01", "--yes")
    assert further["entered"]["added"] == 1
    every = typist.does(*typed, "--column", "words=", "--yes")
    assert every["entered"]["added"] == 3
    told = typist.says(*typed, "--from", "2026-11-01", "--yes").stdout
    assert "Line 3: 大家都收到了没有" in told
    assert typist.fails(*typed, "--column", "who=没有")[1] == "survey_column_unknown"
    assert typist.fails(*typed, "--column", "nobody=甲")[1] == "usage"


def test_norms_are_listed_with_their_source(typist: Typist):
    families = typist.does("rules", "norms")["families"]
    assert [family["code"] for family in families] == ["illegal", "harmful", "channels"]
    assert all(family["checked_on"] for family in families)
    assert "illegal.8" in typist.says("rules", "norms").stdout
