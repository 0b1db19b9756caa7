import re

from app.files.sample import make_complaints, make_people, members_csv
from app.files.sample_words import QUOTES, REASONS

SHAPES = (r"\d{4}/\d\d/\d\d \d\d:\d\d", r"\d{4}-\d\d-\d\d", r"\d{4}年\d\d月\d\d日")


def test_a_small_list_has_every_shape_of_a_large_one():
    people = make_people(40)
    text = members_csv(people, people[:2]).decode("gb18030")
    assert text.startswith("雨林读书会 成员名单（2026年11月整理）\r\n\r\n序号,")
    for shape in (*SHAPES, r"1\.\d\dE\+10", "[０-９]{11}", r"\d,=", r" ,", "重复"):
        assert re.search(shape, text), shape


def test_people_are_all_different():
    people = make_people(3000)
    assert len({person.platform_id for person in people}) == 3000
    assert people[:10] == make_people(10)
    assert people[:10] != make_people(10, seed=2)


def test_complaints_are_about_people_and_now_and_then_a_stranger():
    people = make_people(60)
    ids = {person.platform_id for person in people}
    complaints = make_complaints(people, 400)
    assert sum(each.subject not in ids for each in complaints) == 16
    assert {each.reason for each in complaints} == set(REASONS) == set(QUOTES)
    assert all(each.reporter in ids for each in complaints)
    assert all(each.reporter != each.subject for each in complaints)
    assert all(each.occurred_at < each.reported_at for each in complaints)
    assert any(each.quote.startswith("=") for each in complaints)
