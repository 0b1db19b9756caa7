from hypothesis import given, settings

from app.exports.gates import GateCode, GateResult, Remedy
from app.exports.leaks import reopen
from app.exports.model import ALL, POLICIES, Contribution, Tier
from app.exports.notes import report_notes
from app.exports.report import Wording, lay_out
from app.exports.suppression import Pattern, choose
from app.exports.tabulation import tabulate
from app.exports.wording import gate_detail, gate_title, remedy_text, tier_name
from app.files.safe_csv import csv_bytes
from app.words import Language, use_language
from tests.unit.exports.attacker import computable
from tests.unit.exports.made import OUTCOMES, contributions, realistic, seen

WORDING = Wording(
    clauses={"3.1": "人身攻击", "3.2": "刷屏", "3.10": "=HYPERLINK(1)"},
    outcomes={code: f"<{code}>" for code in OUTCOMES},
)
NAMES = {"All clauses": ALL, "All months": ALL, "All outcomes": ALL}


@settings(max_examples=60)
@given(given_cases=contributions())
def test_the_file_says_what_is_published_and_nothing_else(
    given_cases: list[Contribution],
) -> None:
    """Read as its reader would, the file gives no withheld figure away."""
    table = tabulate(given_cases)
    pattern = choose(table, POLICIES[Tier.CONTROLLED])
    hidden = (
        pattern.suppressed
        if isinstance(pattern, Pattern)
        else frozenset(range(len(table.grid)))
    )
    rows = reopen(csv_bytes(lay_out(table, hidden, WORDING).rows))
    assert rows is not None
    assert {len(row) for row in rows} == {5}
    read = {
        tuple(NAMES.get(cell, cell) for cell in row[:3]): row[3] for row in rows[1:]
    }
    assert len(read) == len(rows) - 1 == len(table.grid)
    assert {row[4] for row in rows[1:]} <= {"Shown", "Withheld"}
    for row in rows[1:]:
        assert (row[4] == "Withheld") is (row[3] == "")
    figures = {(a, b, c): int(f) if f else None for (a, b, c), f in read.items()}
    assert sorted(map(str, figures.values())) == sorted(
        map(str, seen(table, hidden).values())
    )
    assert computable(figures) == set()


def test_three_hundred_cases_leave_shown_and_withheld_figures_in_the_file() -> None:
    table = tabulate(realistic(cases=300, members=350, months=2, seed=3))
    pattern = choose(table, POLICIES[Tier.CONTROLLED])
    assert isinstance(pattern, Pattern)
    states = [row[4] for row in lay_out(table, pattern.suppressed, WORDING).rows[1:]]
    assert states.count("Shown") >= 15
    assert states.count("Withheld") >= 15


def test_rows_stand_in_the_order_of_clause_month_and_outcome() -> None:
    table = tabulate(realistic(cases=300, members=350, months=2, seed=3))
    rows = lay_out(table, frozenset(), WORDING).rows[1:]
    clauses = list(dict.fromkeys(row[0] for row in rows))
    assert clauses[:3] == ["3.1 人身攻击", "3.2 刷屏", "3.10 =HYPERLINK(1)"]
    assert clauses[3] == "Clause 4.1"
    assert clauses[-1] == "All clauses"
    assert [row[2] for row in rows[:6]] == [*WORDING.outcomes.values(), "All outcomes"]
    assert [row[1] for row in rows[:18:6]] == ["2026-09", "2026-10", "All months"]


def test_words_of_people_and_of_the_report_are_told_apart() -> None:
    table = tabulate(realistic(cases=60, members=50, months=1, seed=1))
    layout = lay_out(table, frozenset(), WORDING)
    assert layout.authored == {
        *("3.1 人身攻击", "3.2 刷屏", "3.10 =HYPERLINK(1)"),
        *(f"Clause {number}" for number in ("4.1", "4.2", "5.1", "6.1")),
    }
    every = {"" if cell is None else str(cell) for row in layout.rows for cell in row}
    assert every | {""} == (layout.fixed | layout.authored) & every | {""}


def test_an_unknown_outcome_and_no_clause_have_a_name() -> None:
    table = tabulate(
        [Contribution(member="a", clause="-", month="2026-10", outcome="new")]
    )
    first = lay_out(table, frozenset(), Wording(clauses={"-": "x"}, outcomes={})).rows[
        1
    ]
    assert first == ("No clause", "2026-10", "new", 1, "Shown")


def test_the_report_speaks_chinese() -> None:
    use_language(Language.ZH_CN)
    table = tabulate(realistic(cases=60, members=50, months=1, seed=1))
    rows = lay_out(table, frozenset({0}), WORDING).rows
    assert rows[0] == ("条款", "月份", "结果", "案件数", "状态")
    assert ("3.1 人身攻击", "2026-09", "<mute>", None, "已隐去") in rows
    assert rows[-1][:3] == ("全部条款", "全部月份", "全部结果")


def test_notes_tell_the_tiers_figures() -> None:
    use_language(Language.ZH_CN)
    lines = report_notes(POLICIES[Tier.CONTROLLED], frozenset({"2026-11"}))
    text = "\n".join(lines)
    assert lines[0] == "级别：受控。签了使用约定的人。"
    assert "至少有 5 位" in text
    assert "2026-11" in text
    assert "已隐去" in text
    assert not any(c.isascii() and c.isalpha() for c in text)
    inside = report_notes(POLICIES[Tier.INTERNAL])
    assert len(inside) == len(lines) - 2


def test_every_check_remedy_and_tier_has_chinese_words() -> None:
    use_language(Language.ZH_CN)
    gates = [
        GateResult(code=code, passed=True, measured=7, limit=5) for code in GateCode
    ]
    words = [
        *(gate_title(gate.code) for gate in gates),
        *(gate_detail(gate) for gate in gates),
        *map(remedy_text, Remedy),
        *map(tier_name, Tier),
    ]
    assert len(set(words)) == len(words)
    assert not any(c.isascii() and c.isalpha() for word in words for c in word)
