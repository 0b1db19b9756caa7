"""The whole job from the command line, on files as people have them."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.cases.commands.deciding import DecideCase
from app.cases.queries.queues import CasePage, Queue
from tests.architecture.tree import ROOT
from tests.builders import COMMUNITY, OWNER, Site, passphrase
from tests.generator import MembersTruth, ReportsTruth, write_members, write_reports
from tests.journeys.typist import Typist, written

LEAD = "林岚"
MODERATOR = "周叙"
REASON = "内容属于人身攻击，请就事论事，不要骂人。"
REPLY = "申诉有理，原决定予以撤销，抱歉打扰。"


@pytest.fixture
def typist(tmp_path: Path) -> Typist:
    return Typist(site=Site(root=tmp_path))


@pytest.fixture
def members(tmp_path: Path) -> MembersTruth:
    return write_members(tmp_path / "members.csv", people=150, repeats=12)


@pytest.fixture
def reports(tmp_path: Path, members: MembersTruth) -> ReportsTruth:
    return write_reports(tmp_path / "reports.csv", members, count=330)


def found_a_vault(typist: Typist) -> None:
    made = typist.types(
        *("vault", "create", str(typist.site.place), "--json"),
        *("--community", COMMUNITY, "--name", OWNER),
        *("--new-passphrase-file", typist.secret(OWNER)),
    )
    assert made.exit_code == 0, made.output
    for name, role in ((LEAD, "lead"), (MODERATOR, "moderator")):
        secret = ("--new-passphrase-file", typist.secret(name))
        person = typist.does("staff", "add", "--name", name, "--role", role, *secret)
        assert person["person"]["role"] == role


def take_members_in(typist: Typist, truth: MembersTruth) -> None:
    file = str(truth.path)
    shown = typist.does("members", "import", file, by=MODERATOR)
    assert shown["imported"] is None
    assert shown["file"] == {"sha256": truth.sha256, "encoding": "gb18030"}
    preview = shown["preview"]
    assert preview["people"] == preview["new_people"] == len(truth.people)
    assert preview["repeats"] == [list(lines) for lines in truth.repeats]
    damaged = [p["line"] for p in preview["problems"] if p["problem"] == "damaged"]
    assert damaged == list(truth.damaged_phones)
    assert typist.does("members", "list", by=MODERATOR)["members"] == []

    taken = typist.does("members", "import", file, "--yes", by=MODERATOR)["imported"]
    assert (taken["added"], taken["repeats"]) == (len(truth.people), 12)
    again = typist.does("members", "import", file, by=MODERATOR)["preview"]
    assert (again["new_people"], again["known_people"]) == (0, len(truth.people))
    listed = typist.does("members", "list", "--limit", "500", by=MODERATOR)
    assert {m["handle"] for m in listed["members"]} == {*truth.handles}
    assert any(handle.startswith("=") for handle in truth.handles)


def publish_together(typist: Typist) -> None:
    proposal = typist.does(
        *("rules", "publish", "--template", "reading_club"),
        *("--effective-on", "2026-01-01"),
        by=LEAD,
    )["proposal"]
    assert (proposal["state"], proposal["proposer"]) == ("waiting", LEAD)
    named = proposal["id"][:8]
    assert typist.fails("approvals", "approve", named, by=LEAD)[1] == "proposal_own"
    assert typist.fails("approvals", "approve", named, by=MODERATOR)[1] == (
        "not_permitted"
    )
    (waiting,) = typist.does("approvals", "list")["proposals"]
    shown = typist.does("approvals", "show", waiting["id"])["proposal"]
    assert ["Version", "1"] in shown["facts"]
    done = typist.does("approvals", "approve", named)["proposal"]
    assert (done["state"], done["closer"]) == ("approved", OWNER)
    rules = typist.does("rules", "show", by=LEAD)["rules"]
    assert rules["version"] == 1


def take_complaints_in(typist: Typist, truth: ReportsTruth) -> None:
    file = str(truth.path)
    shown = typist.does("cases", "import", file, by=MODERATOR)
    assert shown["preview"]["unknown"] == truth.unknown_subjects
    opened = typist.does("cases", "import", file, "--yes", by=MODERATOR)["imported"]
    assert opened["opened"] == len(truth.complaints)
    assert opened["unknown"] == truth.unknown_subjects
    assert typist.fails("cases", "import", file, "--yes")[:2] == (1, "cases_file_known")


def two_about_one(typist: Typist) -> tuple[list[str], str]:
    """Return the numbers of two cases about one member, and of another's case."""
    listed = typist.does("cases", "list", "--limit", "500", by=MODERATOR)["cases"]
    about: dict[str, list[str]] = {}
    for case in listed:
        if case["known"]:
            member = typist.does("cases", "show", case["number"])["case"]["member"]
            about.setdefault(member, []).append(case["number"])
            twice = next((each for each in about.values() if len(each) == 2), None)
            others = [each[0] for each in about.values() if each is not twice]
            if twice and others:
                return twice, others[0]
    raise AssertionError("no member has two cases")


def test_the_whole_job(typist: Typist, members: MembersTruth, reports: ReportsTruth):
    found_a_vault(typist)
    take_members_in(typist, members)
    publish_together(typist)
    take_complaints_in(typist, reports)

    (first, second), third = two_about_one(typist)
    typist.does("cases", "take", first, by=MODERATOR)
    typist.does("cases", "note", first, by=MODERATOR, typing="先看看上下文")
    decided = decide(typist, first)
    assert decided["proposed"] == decided["step"]
    assert decided["step"] == {"kind": "warning", "days": 0, "points": 2}
    assert "3.2" in decided["notice"]["zh_CN"]
    typist.site.clock.forward(minutes=6)
    proposal = typist.does("cases", "show", second, by=MODERATOR)["record"]
    assert proposal["points"] == 2
    assert decide(typist, second)["counted"] == [first]
    state_reasons(typist, first)

    refuse_own_part(typist, third)
    appeal_and_overturn(typist, first, second)
    prove(typist)
    export(typist, members)


def decide(typist: Typist, number: str) -> dict[str, Any]:
    return typist.does(
        *("cases", "decide", number, "--clause", "3.2"), by=MODERATOR, typing=REASON
    )["decision"]


def state_reasons(typist: Typist, number: str) -> None:
    shown = typist.does("cases", "statement", number, by=MODERATOR)["statement"]
    assert shown["decision_facts"] == REASON
    assert shown["decision_visibility_other"] == "Warning"
    assert shown["incompatible_content_ground"].endswith("v1, 3.2 Personal attack")


def refuse_own_part(typist: Typist, number: str) -> None:
    handle = typist.does("cases", "show", number)["case"]["handle"]
    found = typist.does("members", "list", "--find", handle)["members"]
    member = typist.does("cases", "show", number)["case"]["member"]
    platform_id = next(m["platform_id"] for m in found if m["id"] == member)
    typist.does("staff", "link", "--person", MODERATOR, "--member", platform_id)
    code, why, words = typist.fails(
        *("cases", "decide", number, "--clause", "3.2"), by=MODERATOR, typing=REASON
    )
    assert (code, why) == (1, "case_own_part")
    assert "somebody else must handle it" in words
    assert typist.fails("cases", "show", number, by=MODERATOR)[:2] == (1, why)


def appeal_and_overturn(typist: Typist, first: str, second: str) -> None:
    filed = typist.does(
        *("appeals", "file", first, "--channel", "private_message"),
        by=MODERATOR,
        typing="我没有骂人",
    )["appeal"]
    assert (filed["channel"], filed["statement"]) == ("private_message", "我没有骂人")
    words = ("appeals", "decide", filed["number"], "--ruling", "overturned")
    code, why, told = typist.fails(*words, by=MODERATOR, typing=REPLY)
    assert (code, why) == (1, "appeal_own_decision")
    assert told == "You made this decision. Somebody else must rule on the appeal."
    ruled = typist.does(*words, by=LEAD, typing=REPLY)["appeal"]
    assert (ruled["ruling"], ruled["ruled_by"]) == ("overturned", LEAD)
    assert typist.does("appeals", "list")["appeals"] == []
    typist.site.clock.forward(minutes=6)
    record = typist.does("cases", "show", second)["record"]
    standing = {s["case"]: s["reversed_at"] is None for s in record["sanctions"]}
    assert standing == {first: False, second: True}
    assert record["points"] == 2


def prove(typist: Typist) -> None:
    before = typist.does("vault", "verify", by=LEAD)
    assert before["sound"]
    assert before["problems"] == []
    assert before["wraps"] > 0
    rebuilt = typist.does("vault", "rebuild", by=LEAD)
    assert rebuilt["equal"]
    assert rebuilt["tables"] == before["tables"]
    assert rebuilt["events"] == before["events"]


def export(typist: Typist, members: MembersTruth) -> None:
    with typist.site.opened(LEAD) as workspace:
        for case in workspace.query(CasePage(queue=Queue.TRIAGE, limit=500)).rows:
            workspace.execute(
                DecideCase(case=case.id, clause=case.clause, reason=REASON)
            )
    # What can still be undone is in no report.
    typist.site.clock.forward(minutes=6)
    place = typist.site.root / "report.csv"
    purpose = written(typist.site.root / "purpose.txt", "给社群的季度说明")
    words = ("export", "cases", str(place), "--tier", "controlled")
    running = ("--with-running-month", "--purpose-file", purpose)
    assert typist.fails(*words, *running, by=MODERATOR)[:2] == (1, "not_permitted")
    released = typist.does(*words, *running, by=LEAD)["released"]
    assert released["shown"]
    assert released["withheld"]
    text = place.read_text(encoding="utf-8-sig")
    rows = list(csv.reader(text.splitlines()))
    assert len(rows) == 1 + released["shown"] + released["withheld"]
    assert not any(person.platform_id in text for person in members.people)
    assert typist.fails(*words, *running, by=LEAD)[:2] == (1, "export_file_exists")


def run_program(*words: str, typing: str = "", **env: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "app", *words, "--json"],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", **env},
        input=typing,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_program_itself(tmp_path: Path, members: MembersTruth):
    """Nothing is cheap or made up here: real costs, a real child for the file."""
    place = str(tmp_path / "real.gongdao")
    secret = passphrase(OWNER)
    run_program(
        *("vault", "create", place, "--community", COMMUNITY, "--name", OWNER),
        *("--new-passphrase-file", "-"),
        typing=secret,
    )
    signed_in = ("--vault", place, "--as", OWNER, "--passphrase-file", "-")
    taken = run_program(
        *("members", "import", str(members.path), "--yes", *signed_in), typing=secret
    )
    assert taken["imported"]["added"] == len(members.people)
    checked = run_program("vault", "verify", *signed_in, typing=secret)
    assert checked["sound"]
    assert checked["wraps"] > 0
