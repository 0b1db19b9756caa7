"""The second look, at a terminal: proposals, reviews, and the settings."""

from pathlib import Path

import pytest

from app.staff.roles import Role
from tests.builders import OWNER, enrol
from tests.journeys.typist import MODERATOR, Typist, at_work, numbers, written

LEAD = "林岚"
REASON = "内容属于人身攻击，请就事论事，不要骂人。"
WHY = "第三次私信骚扰同一位成员，提醒无效。"


@pytest.fixture
def typist(tmp_path: Path) -> Typist:
    return at_work(tmp_path)


def free(typist: Typist) -> str:
    """Return the number of a case about somebody on the list."""
    return next(
        number
        for number in numbers(typist)
        if typist.does("cases", "show", number)["case"]["member"]
    )


def propose(typist: Typist, number: str) -> str:
    """Have the moderator decide to remove somebody; return the proposal."""
    why = written(typist.site.root / "why.txt", WHY)
    document = typist.does(
        *("cases", "decide", number, "--clause", "3.2"),
        *("--sanction", "removal:0:4", "--deviation-reason-file", why),
        by=MODERATOR,
        typing=REASON,
    )
    assert set(document) == {"proposal"}
    return document["proposal"]["id"][:8]


def test_a_removal_waits_for_somebody_else(typist: Typist):
    number = free(typist)
    named = propose(typist, number)
    shown = typist.does("cases", "show", number)
    assert shown["decision"] is None
    assert shown["waiting"].startswith(named)
    assert "Waits for approval" in typist.says("cases", "show", number).stdout
    told = typist.says("approvals", "show", named).stdout
    for words in (
        "Waits for approval",
        number,
        REASON,
        WHY,
        MODERATOR,
    ):
        assert words in told
    listed = typist.says("approvals", "list").stdout
    assert named in listed
    done = typist.does("approvals", "approve", named)["proposal"]
    assert (done["state"], done["proposer"], done["closer"]) == (
        "approved",
        MODERATOR,
        OWNER,
    )
    decision = typist.does("cases", "show", number)["decision"]
    assert (decision["proposer"], decision["decider"]) == (MODERATOR, OWNER)
    assert decision["step"]["kind"] == "removal"


def test_not_approved_nothing_is_done(typist: Typist):
    number = free(typist)
    named = propose(typist, number)
    short = typist.fails("approvals", "reject", named, typing="不行")
    assert short[:2] == (1, "proposal_reason_too_short")
    typist.does("approvals", "reject", named, typing="先按阶梯警告一次，再看表现。")
    told = typist.says("approvals", "show", named, by=MODERATOR).stdout
    assert "Not approved" in told
    assert "先按阶梯警告一次，再看表现。" in told
    again = propose(typist, number)
    typist.does("approvals", "withdraw", again, by=MODERATOR)
    closed = typist.fails("approvals", "approve", again)
    assert closed[:2] == (1, "proposal_closed")
    states = [
        each["state"]
        for each in typist.does("approvals", "list", "--queue", "done")["proposals"]
    ]
    assert sorted(states) == ["alone", "rejected", "withdrawn"]


def test_an_owner_reviews_what_a_moderator_decided(typist: Typist):
    first, second = numbers(typist)[:2]
    for number in (first, second):
        typist.does(
            *("cases", "decide", number, "--no-violation"),
            by=MODERATOR,
            typing="核对过上下文，没有违反任何约定。",
        )
    typist.site.clock.forward(minutes=6)
    listed = typist.does("reviews", "list")["reviews"]
    assert {each["case"] for each in listed} == {first, second}
    assert typist.fails("reviews", "list", by=MODERATOR)[:2] == (1, "not_permitted")
    typist.does("reviews", "agree", first)
    note = "引用的那一句在别处，请再核对一次。"
    typist.does("reviews", "return", second, typing=note)
    shown = typist.does("cases", "show", second)["case"]
    assert shown["state"] == "deciding"
    assert note in typist.says("cases", "show", second, by=MODERATOR).stdout
    assert typist.does("reviews", "list")["reviews"] == []
    typist.does("reviews", "undo", second)
    typist.does("reviews", "undo", first)
    assert len(typist.does("reviews", "list")["reviews"]) == 2
    assert typist.fails("reviews", "undo", first)[:2] == (1, "review_not_found")


def test_settings_are_listed_and_changed(typist: Typist):
    listed = typist.does("settings", "list", by=MODERATOR)["settings"]
    assert {row["setting"]: row["value"] for row in listed} == {
        "reviews.share": 100,
        "backups.days": 400,
        "members.left_days": None,
        "rules.notice_days": 7,
        "rules.review_days": 180,
    }
    changed = typist.does("settings", "set", "members.left_days", "90")["setting"]
    assert (changed["value"], changed["changed_by"]) == (90, OWNER)
    typist.does("settings", "set", "members.left_days", "off")
    for value, code in (("5", "setting_out_of_bounds"), ("off", "setting_not_off")):
        told = typist.fails("settings", "set", "backups.days", value)
        assert told[:2] == (1, code)
    assert typist.fails("settings", "set", "backups.days", "many")[0] == 2
    denied = typist.fails("settings", "set", "backups.days", "90", by=MODERATOR)
    assert denied[:2] == (1, "not_permitted")
    chinese = Typist(site=typist.site, language="zh_CN")
    assert "400 天" in chinese.says("settings", "list", width=120).stdout


def test_rules_are_approved_by_their_words(typist: Typist):
    with typist.site.opened() as workspace:
        enrol(workspace, LEAD, Role.LEAD)
    named = typist.does(
        *("rules", "publish", "--template", "local_group"),
        *("--effective-on", "2026-12-01"),
        *("--changes-zh", "换成邻里公约。", "--changes-en", "Other rules."),
        by=LEAD,
    )["proposal"]["id"][:8]
    changes = typist.does("approvals", "show", named)["proposal"]["changes"]
    (ladder,) = [each for each in changes if each["title"] == "Ladder"]
    assert ladder["how"] == "changed"
    told = typist.says("approvals", "show", named).stdout
    assert "Changed · Ladder" in told
    label, before, after = ladder["parts"][0]
    assert f"{label}\n  − {before}\n  + {after}\n" in told


def test_a_member_whose_points_call_for_it_is_reviewed(typist: Typist):
    number = free(typist)
    case = typist.does("cases", "show", number)["case"]
    members = typist.does("members", "list", "--limit", "100")["members"]
    account = next(m["platform_id"] for m in members if m["id"] == case["member"])
    why = written(typist.site.root / "why.txt", WHY)
    typist.does(
        *("cases", "decide", number, "--clause", "3.2"),
        *("--sanction", "mute:3:9", "--deviation-reason-file", why),
        by=MODERATOR,
        typing=REASON,
    )
    assert typist.does("reviews", "members") == {"members": [], "more": False}
    typist.site.clock.forward(minutes=6)
    (row,) = typist.does("reviews", "members")["members"]
    assert (row["member"], row["platform_id"]) == (case["member"], account)
    assert (row["points"], row["threshold"], row["reviewed_at"]) == (9, 8, None)
    assert account in typist.says("reviews", "members", width=160).stdout
    assert typist.fails("reviews", "members", by=MODERATOR)[:2] == (1, "not_permitted")
    record = ("reviews", "record", account)
    short = typist.fails(*record, typing="谈过")
    assert short[:2] == (1, "member_review_note_too_short")
    made = typist.does(*record, typing=WHY)["review"]
    assert typist.does("reviews", "members")["members"] == []
    again = typist.fails(*record, typing=WHY)
    assert again[:2] == (1, "member_review_not_due")
    assert typist.does("reviews", "take-back", account)["undone"] == made
    assert len(typist.does("reviews", "members")["members"]) == 1
    none = typist.fails("reviews", "take-back", account)
    assert none[:2] == (1, "member_review_not_found")
