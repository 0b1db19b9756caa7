from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.appeals.model import Ruling
from app.appeals.notices import RulingFacts, ruling_notice
from app.errors import InputError
from app.rulebook.model import Bilingual, SanctionKind, Step
from app.words import Language
from tests.unit.rulebook.strategies import NOW

FACTS = RulingFacts(
    case_number="GD-2611-0388",
    clause_number="2.1",
    clause_title=Bilingual(zh="广告引流", en="Advertising"),
    ruling=Ruling.OVERTURNED,
    reply="二维码确为已批准的活动所放。",
    ruled_at=NOW,
    balance=0,
)


def test_an_overturned_decision_in_chinese() -> None:
    assert ruling_notice(FACTS, Language.ZH_CN) == (
        "你就案件 GD-2611-0388（第 2.1 条，广告引流）提出的申诉已由没有参与本案的人"
        "复核。裁决：撤销。原处罚和记分已取消，不再计入次数。目前有效记分 0 分。"
        "\n\n理由：二维码确为已批准的活动所放。"
    )


def test_a_reduction_names_what_takes_its_place() -> None:
    facts = replace(
        FACTS,
        ruling=Ruling.REDUCED,
        step=Step(kind=SanctionKind.MUTE, days=1, points=1),
        ends_at=NOW,
        balance=1,
    )
    text = ruling_notice(facts, Language.EN)
    assert (
        "Ruling: reduced. In its place comes a mute for 1 day, until 22 November,"
        " 13:05; points: 1. Your points now: 1." in text
    )


@given(
    st.sampled_from(list(Ruling)),
    st.sampled_from(list(Language)),
    st.sampled_from([k for k in SanctionKind if not k.is_timed]),
)
def test_every_ruling_has_its_notice(
    ruling: Ruling, chosen: Language, kind: SanctionKind
) -> None:
    step = Step(kind=kind, points=1) if ruling is Ruling.REDUCED else None
    text = ruling_notice(replace(FACTS, ruling=ruling, step=step), chosen)
    assert "{" not in text
    assert FACTS.reply in text


def test_missing_facts_make_no_notice() -> None:
    for facts in (replace(FACTS, reply=" "), replace(FACTS, ruling=Ruling.REDUCED)):
        with pytest.raises(InputError):
            ruling_notice(facts, Language.ZH_CN)
