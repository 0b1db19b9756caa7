"""Surveys in the shapes platforms export them; nobody in them exists."""

import csv
import io
from collections.abc import Sequence

from app.files.survey import SurveyColumns, SurveyFile, proposed_columns, survey_of
from app.files.tables import Row, Sheet, TableFacts

STAR_HEADER = (
    *("序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP"),
    *("1、您的微信号", "2、条款", "3、您的态度是", "4、您的意见是", "5、还有什么建议"),
)
"""问卷星; the platform's own columns stand first."""

TENCENT_HEADER = (
    *("编号", "开始答题时间", "结束答题时间", "答题时长", "地理位置国家和地区"),
    *("地理位置省", "地理位置市", "自定义字段", "IP", "UA"),
    *("1.微信号", "2.条款", "3.您的看法", ""),
)
"""腾讯问卷; a comma at the end leaves a column without a name."""


def star_row(
    number: int,
    who: str,
    clause: str,
    words: str,
    more: str = "(空)",
    stance: str = "反对",
) -> tuple[str, ...]:
    """Return a row of 问卷星."""
    handed_in = f"2026/10/{1 + number % 28:02} 12:00:00"
    return (
        *(str(number), handed_in, "75秒", "微信", "", "114.92.1.7(上海)"),
        *(who, clause, stance, words, more),
    )


def tencent_row(number: int, who: str, clause: str, words: str) -> tuple[str, ...]:
    """Return a row of 腾讯问卷."""
    return (
        *(str(number), "2026-10-05 09:00:00", "2026-10-05 09:01:10", "70", "中国"),
        *("上海", "上海", "", "114.92.1.7", "Mozilla/5.0", who, clause, words, ""),
    )


def csv_of(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table as text."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([header, *rows])
    return text.getvalue()


def sheet(
    rows: Sequence[Sequence[str]],
    header: Sequence[str] = STAR_HEADER,
    name: str = "s",
) -> Sheet:
    """Return a table as it is read from a file."""
    facts = TableFacts(name * 64, "utf-8-sig", (), tuple(header))
    listed = (Row(line, tuple(cells)) for line, cells in enumerate(rows, 2))
    return Sheet(facts=facts, rows=tuple(listed))


def polled(
    *rows: Sequence[str],
    header: Sequence[str] = STAR_HEADER,
    name: str = "s",
    columns: SurveyColumns | None = None,
) -> SurveyFile:
    """Return a survey's answers, its columns taken as they are proposed."""
    return survey_of(sheet(rows, header, name), columns or proposed_columns(header))
