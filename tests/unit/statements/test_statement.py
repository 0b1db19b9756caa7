"""A statement of reasons says what was decided, in the schema's words, and no more."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from app.cases.model import Channel
from app.rulebook.model import (
    Bilingual,
    Dsa,
    DsaCategory,
    DsaGround,
    SanctionKind,
    Step,
)
from app.rulebook.model.dsa import KEYWORDS
from app.rulebook.templates import load_template
from app.statements.model import FACTS, LAST_DAY, LONG, SHORT, Monetary, Provision
from app.statements.naming import names_somebody, without_names
from app.statements.rules import Facts, Problem, problems, puid, statement, written
from app.words import Language

BOOK = load_template("reading_club")
(CLAUSE,) = (clause for clause in BOOK.clauses if clause.number == "3.2")
DAY = date(2026, 11, 3)
FACTS_OF = Facts(
    decision="d" * 32,
    book=BOOK.title.en,
    version=4,
    clause=CLAUSE,
    step=Step(kind=SanctionKind.MUTE, days=3, points=2),
    imposed="Mute for 3 days",
    channel=Channel.COMPLAINT,
    has_words=True,
    happened_on=DAY,
    effective_on=DAY + timedelta(days=1),
    ends_on=DAY + timedelta(days=4),
    reason="原话指向具体成员，并非讨论作品。",
)
KINDS = st.sampled_from(SanctionKind)
DSAS = st.builds(
    Dsa,
    ground=st.just(DsaGround.INCOMPATIBLE),
    category=st.sampled_from(DsaCategory),
    keywords=st.lists(st.sampled_from(sorted(KEYWORDS)), max_size=3).map(tuple),
) | st.builds(
    Dsa,
    ground=st.just(DsaGround.ILLEGAL),
    category=st.sampled_from(DsaCategory),
    legal_ground=st.text("民法典第一千零二十四条", min_size=1, max_size=SHORT),
)


def of(**more: object) -> dict[str, object]:
    facts = replace(FACTS_OF, **more)  # pyright: ignore[reportArgumentType]
    made = statement(facts, Language.EN)
    assert problems(made) == ()
    return written(made)


@given(
    kind=KINDS,
    days=st.integers(1, 3000),
    channel=st.sampled_from(Channel),
    dsa=DSAS,
    says=st.booleans(),
    language=st.sampled_from(Language),
)
def test_every_decision_has_a_statement_the_schema_takes(
    kind: SanctionKind,
    days: int,
    channel: Channel,
    dsa: Dsa,
    says: bool,
    language: Language,
):
    timed = kind.is_timed
    facts = replace(
        FACTS_OF,
        clause=changed(CLAUSE, dsa=dsa),
        step=Step(kind=kind, days=days if timed else 0, points=1),
        channel=channel,
        has_words=says,
        ends_on=FACTS_OF.effective_on + timedelta(days=days) if timed else None,
    )
    made = statement(facts, language)
    assert problems(made) == ()
    fields = written(made)
    decisions = {
        "decision_visibility",
        "decision_monetary",
        "decision_provision",
    } & fields.keys()
    assert len(decisions) == 1
    # What is not said is not there; no field is empty.
    assert all(value not in ("", None, [], ()) for value in fields.values())
    grounds = {"illegal_content_legal_ground", "incompatible_content_ground"}
    assert len(grounds & fields.keys()) == 1
    # Who reported is never told, not even that somebody known did.
    assert "source_identity" not in fields
    assert (fields["source_type"] == "SOURCE_VOLUNTARY") is (channel is Channel.PATROL)


def test_a_mute_suspends_in_part_until_it_ends():
    fields = of()
    assert fields["decision_provision"] == Provision.PARTIAL_SUSPENSION
    assert fields["end_date_service_restriction"] == "2026-11-07"
    assert fields["application_date"] == "2026-11-04"
    assert fields["content_date"] == "2026-11-03"
    assert fields["incompatible_content_ground"] == (
        "Reading club rules, v4, 3.2 Personal attack"
    )
    assert fields["decision_facts"] == FACTS_OF.reason
    assert fields["content_language"] == "ZH"


def test_what_holds_benefits_back_is_monetary():
    step = Step(kind=SanctionKind.SUSPENSION, days=30, points=1)
    fields = of(step=step, ends_on=DAY + timedelta(days=31))
    assert fields["decision_monetary"] == Monetary.SUSPENSION
    assert fields["end_date_monetary_restriction"] == "2026-12-04"
    assert "end_date_service_restriction" not in fields


def test_a_removal_has_no_end():
    step = Step(kind=SanctionKind.REMOVAL, points=4)
    fields = of(step=step, ends_on=None)
    assert fields["decision_provision"] == Provision.TOTAL_TERMINATION
    assert not any(name.startswith("end_date") for name in fields)


def test_a_warning_says_that_it_is_one():
    step = Step(kind=SanctionKind.WARNING, points=1)
    fields = of(step=step, imposed="Warning", ends_on=None)
    assert fields["decision_visibility"] == ("DECISION_VISIBILITY_OTHER",)
    assert fields["decision_visibility_other"] == "Warning"


def test_the_identifier_is_a_decisions_own_and_tells_nothing():
    assert puid("a" * 32) == puid("a" * 32) != puid("b" * 32)
    assert "a" * 8 not in puid("a" * 32)


LENGTHY = Bilingual(zh="", en="x" * (LONG + 1))
LAW = Dsa(ground=DsaGround.ILLEGAL, category=DsaCategory.CYBER_VIOLENCE)


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"reason": " "}, Problem.FACTS),
        ({"reason": "长" * (FACTS + 1)}, Problem.FACTS),
        ({"book": "长" * SHORT}, Problem.GROUND),
        (
            {"clause": changed(CLAUSE, text=Bilingual(zh="", en=""))},
            Problem.EXPLANATION,
        ),
        (
            {"clause": changed(CLAUSE, text=Bilingual(zh="", en="x" * (LONG + 1)))},
            Problem.EXPLANATION,
        ),
        ({"clause": changed(CLAUSE, dsa=LAW)}, Problem.LEGAL_GROUND),
        (
            {
                "clause": changed(
                    CLAUSE,
                    dsa=changed(
                        LAW,
                        legal_ground="民法典",
                        additions=(DsaCategory.CYBER_VIOLENCE,),
                    ),
                )
            },
            Problem.ADDITIONS,
        ),
        (
            {
                "clause": changed(
                    CLAUSE, dsa=changed(CLAUSE.dsa, keywords=("NO_SUCH_WORD",))
                )
            },
            Problem.KEYWORDS,
        ),
        ({"happened_on": DAY + timedelta(days=9)}, Problem.DATES),
        ({"ends_on": DAY}, Problem.DATES),
        ({"ends_on": LAST_DAY + timedelta(days=1)}, Problem.END),
        (
            {
                "step": Step(kind=SanctionKind.WARNING, points=1),
                "imposed": "",
                "ends_on": None,
            },
            Problem.NO_DECISION,
        ),
    ],
)
def test_what_the_schema_would_refuse_is_told(
    more: dict[str, object], problem: Problem
):
    facts = replace(FACTS_OF, **more)  # pyright: ignore[reportArgumentType]
    assert problems(statement(facts, Language.EN)) == (problem,)


def test_names_are_exchanged_the_longest_first():
    known = ["星河", "星河长明", "wx_0001"]
    text, taken = without_names("@星河长明 骂了星河，见 wx_0001", known, "某成员")
    assert text == "某成员 骂了某成员，见 某成员"
    assert taken == 3
    assert not names_somebody(text, known)


def test_what_is_spelled_otherwise_is_found():
    text, taken = without_names("是ＷＸ_0001干的", ["wx_0001"], "某成员")
    assert taken == 0
    assert names_somebody(text, ["wx_0001"])
    assert names_somebody("电话 13800138000", [])
