"""Who is involved with whom, and who may end an entry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cases.rules import INVOLVED, part_in_case
from app.conflicts.model import About
from app.conflicts.rules import (
    REASON_LEAST,
    MemberPart,
    Ties,
    check_reason,
    may_end,
    part_with_member,
    refuse_member_part,
)
from app.conflicts.wording import about_text
from app.errors import InputError, NotPermitted
from app.ids import MemberId
from app.words import Language, known_codes, use_language

people = st.sampled_from("abc")
ids = st.frozensets(st.sampled_from([MemberId(each) for each in "abcdef"]))
ties = st.builds(Ties, own=ids, members=ids, cases=ids)


@given(ties, st.sampled_from("abcdef"))
def test_a_member_of_either_kind_is_not_ones_own_matter(
    held: Ties, member: str
) -> None:
    part = part_with_member(member, held)
    assert (part is None) is (member not in held.every_member)
    assert (part is MemberPart.OWN) is (member in held.own)


@given(ties, st.sampled_from("abcdef"), ids)
def test_a_case_is_barred_by_itself_or_by_whom_it_is_about(
    held: Ties, case: str, about: frozenset[MemberId]
) -> None:
    part = part_in_case(
        actor_members=held.own,
        case_members=about,
        conflicted=held.conflicted(case, about),
    )
    barred = case in held.cases or bool(held.every_member & about)
    assert (part in INVOLVED) is barred


@given(people, people, people, st.booleans())
def test_what_others_entered_about_somebody_is_not_theirs_to_end(
    actor: str, person: str, entered_by: str, keeper: bool
) -> None:
    may = may_end(actor=actor, person=person, entered_by=entered_by, keeper=keeper)
    if actor == person:
        assert may is (entered_by == actor)
    else:
        assert may is keeper


@given(st.text(max_size=6))
def test_a_reason_says_something(reason: str) -> None:
    if len(reason.strip()) >= REASON_LEAST:
        assert check_reason(reason) == reason.strip()
        return
    with pytest.raises(InputError) as caught:
        check_reason(reason)
    assert caught.value.context == {"least": REASON_LEAST}


def test_a_part_is_refused_in_words() -> None:
    refuse_member_part(None)
    for part in MemberPart:
        with pytest.raises(NotPermitted) as caught:
            refuse_member_part(part)
        assert caught.value.code in known_codes()


def test_what_an_entry_is_about_has_words() -> None:
    use_language(Language.ZH_CN)
    assert [about_text(about) for about in About] == ["成员", "案件"]
