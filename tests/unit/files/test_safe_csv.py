import csv
import io
import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files.safe_csv import csv_bytes, harmless

SIGNS = "=+-@\t\r\n＝＋－＠"
FILLING = st.text(st.sampled_from(" \u3000\xa0\u200b\ufeff\x00\t"), max_size=3)


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@given(FILLING, st.sampled_from(SIGNS), st.text(max_size=20))
def test_no_cell_begins_with_a_sign(filling: str, sign: str, rest: str):
    cell = filling + sign + rest
    assert harmless(cell) == f"'{cell}"
    [[written]] = read(csv_bytes([[cell]]))
    assert written.startswith("'")


@given(st.lists(st.lists(st.text(max_size=20), min_size=1, max_size=5), max_size=5))
def test_cells_come_back_as_they_were_made_harmless(rows: list[list[str]]):
    content = csv_bytes(rows)
    assert content.startswith(b"\xef\xbb\xbf")
    assert read(content) == [
        [harmless(c.replace("\0", "")) for c in row] for row in rows
    ]


@pytest.mark.parametrize(
    "text", ["", "人身攻击", "3.2", "a=b", "1-2", "'=1", "·=", "  word", "🌟", "“=”"]
)
def test_other_text_stays_as_it_is(text: str):
    assert harmless(text) == text


@pytest.mark.parametrize("sign", ["−", "﹢", "﹣", "﹦", "﹫"])
def test_lookalikes_are_signs(sign: str):
    assert harmless(sign + "1") == f"'{sign}1"


def test_a_number_is_a_number_and_a_text_is_a_text():
    rows = [[-3, -0.5, 7, "-3", None, True, date(2026, 11, 2)]]
    assert (
        csv_bytes(rows)
        == ('\ufeff"-3","-0.5","7","\'-3","","True","2026-11-02"\r\n').encode()
    )


@pytest.mark.parametrize("number", [math.inf, -math.inf, math.nan])
def test_a_number_without_end_is_refused(number: float):
    with pytest.raises(ValueError, match="number_not_finite"):
        csv_bytes([[number]])


def test_quotes_and_line_breaks_stay_inside_a_cell():
    rows = [['说"好"', "两\n行"], ["a,b", "；"]]
    assert read(csv_bytes(rows)) == rows
