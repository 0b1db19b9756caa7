"""Reading tables in this process: encodings, separators, headers, numbers."""

import dataclasses
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from app.errors import InputError
from app.files.headers import any_header, column_key, find_header
from app.files.member_list import MEMBER_PROFILE
from app.files.opening import TableLimits
from app.files.tables import Table, open_table
from app.files.workbooks import cell_text
from tests.hostile.forge import open_document

# Workbooks know no zones.
WRITTEN_AT = datetime.fromisoformat("2024-07-19 04:47")


def read(
    path: Path, limits: TableLimits | None = None
) -> tuple[Table, list[tuple[int, list[str]]]]:
    with open_table(path, any_header, limits=limits) as table:
        return table, list(table.rows)


def read_while(path: Path, happens: Callable[[], object]) -> None:
    with open_table(path, any_header) as table:
        next(table.rows)
        happens()
        list(table.rows)


def refused(path: Path, **limits: int) -> InputError:
    bounds = dataclasses.replace(TableLimits(), **limits)
    with pytest.raises(InputError) as caught:
        read(path, bounds)
    return caught.value


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_encoding_and_separator(tmp_path: Path, encoding: str, delimiter: str):
    lines = ["昵称,微信号,备注", "云朵,a1,你好；世界", "小满,a2,他说：好"]
    text = "\r\n".join(lines).replace(",", delimiter)
    table, rows = read(write(tmp_path / "f.txt", text, encoding))
    assert table.encoding == encoding
    assert table.header == ("昵称", "微信号", "备注")
    assert rows == [(2, ["云朵", "a1", "你好；世界"]), (3, ["小满", "a2", "他说：好"])]


def test_titles_blank_rows_and_repeated_headers_are_left_out(tmp_path: Path):
    text = "名单 2026\n\n昵称,微信号\n,\n a , b \n昵称,微信号\n  ,\nc,d,\n"
    table, rows = read(write(tmp_path / "f.csv", text))
    assert table.titles == ("名单 2026",)
    assert rows == [(5, ["a", "b"]), (8, ["c", "d"])]


def test_a_cell_with_a_line_break_is_one_row(tmp_path: Path):
    text = '昵称,内容\n甲,"一\n二, ""三"""\n乙,四\n'
    _, rows = read(write(tmp_path / "f.csv", text))
    assert rows == [(2, ["甲", '一\n二, "三"']), (3, ["乙", "四"])]


def test_old_line_ends_are_line_ends(tmp_path: Path):
    _, rows = read(write(tmp_path / "f.csv", "昵称,内容\r甲,一\r乙,二"))
    assert rows == [(2, ["甲", "一"]), (3, ["乙", "二"])]


def test_nothing_is_evaluated(tmp_path: Path):
    text = "a,b,c\n=1+1,1.38E+10,007\n"
    _, rows = read(write(tmp_path / "f.csv", text))
    assert rows == [(2, ["=1+1", "1.38E+10", "007"])]


def test_a_workbook_gives_the_same_texts(tmp_path: Path):
    path = tmp_path / "misnamed.csv"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("空")
        sheet = book.add_worksheet("名单")
        clock = book.add_format({"num_format": "yyyy/mm/dd hh:mm"})
        sheet.write_row(2, 1, ["昵称", "手机号", "入群时间", "积分"])
        sheet.write_string(4, 1, "=十七")
        sheet.write_number(4, 2, 13800001234)
        sheet.write_datetime(4, 3, WRITTEN_AT, clock)
        sheet.write_formula(4, 4, "=1+1", None, 2)
        sheet.write_number(5, 2, 110101199003071234)
        sheet.write_boolean(5, 4, True)
    table, rows = read(path)
    assert table.encoding == "zip"
    assert table.header == ("", "昵称", "手机号", "入群时间", "积分")
    assert rows == [
        (5, ["", "=十七", "13800001234", "2024-07-19 04:47:00", "2"]),
        (6, ["", "", "1.10101199003071E+17", "", "TRUE"]),
    ]


def test_an_open_document_gives_the_same_texts(tmp_path: Path):
    def row(*cells: str) -> str:
        return "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{cell}</text:p></table:table-cell>"
            for cell in cells
        ).join(("<table:table-row>", "</table:table-row>"))

    path = tmp_path / "f.ods"
    open_document(path, row("昵称", "微信号") + row("=十七", "wxid_1"))
    table, rows = read(path)
    assert table.header == ("昵称", "微信号")
    assert rows == [(2, ["=十七", "wxid_1"])]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.5, "1.5"),
        (-2.0, "-2"),
        (True, "TRUE"),
        (WRITTEN_AT, "2024-07-19 04:47:00"),
        (WRITTEN_AT.replace(hour=0, minute=0), "2024-07-19"),
        (date(2026, 1, 2), "2026-01-02"),
        (timedelta(hours=30), "1 day, 6:00:00"),
        (1e15, "1.00000000000000E+15"),
    ],
)
def test_values_are_what_a_person_would_have_typed(
    value: float | date | timedelta, text: str
):
    assert cell_text(value) == text


def test_a_header_is_known_by_its_columns():
    rows = [
        ["微信号说明"],
        ["序号", "昵称", "微信号 *", "手机号（必填）"],
        ["1", "a", "b", "c"],
    ]
    assert find_header(rows, MEMBER_PROFILE.score) == 1
    assert MEMBER_PROFILE.columns(rows[1]) == {
        "handle": 1,
        "platform_id": 2,
        "phone": 3,
    }
    assert find_header([["昵称", "手机号"]], MEMBER_PROFILE.score) is None
    assert find_header([], any_header) is None


@pytest.mark.parametrize(
    "name",
    [
        "WeChat ID",
        "wechat_id",
        "ＷｅＣｈａｔ　ＩＤ：",
        "Wechat-ID (required)",
        "WECHATID*",
    ],
)
def test_columns_go_by_many_spellings(name: str):
    assert column_key(name) == column_key("wechat id")


def test_limits_are_told_with_their_place(tmp_path: Path):
    path = write(tmp_path / "f.csv", "a,b\n1,2\n3,4\n")
    assert refused(path, rows=2).code == "file_too_many_rows"
    assert refused(path, lines=2).code == "file_too_many_rows"
    assert refused(path, file_bytes=5).code == "file_too_large"
    wide = write(tmp_path / "w.csv", "a,b\n1,2,,,\n" + "1," * 300 + "\n")
    told = refused(wide)
    assert (told.code, told.context) == (
        "file_too_many_columns",
        {"line": 3, "limit": 200},
    )
    long = write(tmp_path / "l.csv", "a,b\nx,y\n1," + "长" * 32_001)
    told = refused(long)
    assert (told.code, told.context["line"]) == ("file_cell_too_long", 3)


def test_a_quote_never_closed_is_told(tmp_path: Path):
    text = 'a,b\n1,"2\n' + "3,4\n" * 20_000
    assert refused(write(tmp_path / "f.csv", text)).code == "file_cell_too_long"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"\n\n \n", "header_not_found"),
        (b"a,b\n1,\0\n", "file_unreadable"),
        ("a,b\n1,2".encode("utf-16"), "file_encoding_unknown"),
        (b"a,b\n\xff\xff,2\n", "file_encoding_unknown"),
        ("昵称,b".encode()[:-3], "file_encoding_unknown"),
        (b"\xef\xbb\xbf\xff,b", "file_encoding_unknown"),
        (b"PK\x03\x04 and no more", "file_unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file_unreadable"),
    ],
)
def test_what_is_no_table_is_told(tmp_path: Path, content: bytes, code: str):
    path = tmp_path / "f.xlsx"
    path.write_bytes(content)
    assert refused(path).code == code


def test_a_file_that_changes_meanwhile_is_refused(tmp_path: Path):
    path = write(tmp_path / "f.csv", "a,b\n" + "1,2\n" * 100_000)

    def grow():
        with path.open("a") as file:
            file.write("9,9\n")

    with pytest.raises(InputError, match="file_changed"):
        read_while(path, grow)


def test_a_file_that_is_replaced_meanwhile_is_refused(tmp_path: Path):
    path = write(tmp_path / "f.csv", "a,b\n1,2\n")
    other = write(tmp_path / "other.csv", "a,b\n1,2\n")
    with pytest.raises(InputError, match="file_changed"):
        read_while(path, lambda: other.replace(path))


def test_an_empty_archive_is_no_workbook(tmp_path: Path):
    path = tmp_path / "f.xlsx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("hello.txt", "hello")
    assert refused(path).code == "file_unreadable"
