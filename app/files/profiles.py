"""The lists people bring, read in a child process: members, complaints.

This is the door for commands and screens; the row types are in `member_list` and
`complaint_list`.
"""

from pathlib import Path

from app.files.child import Cancel, Progress, run_in_child
from app.files.complaint_list import (
    ComplaintFile,
    ComplaintMerge,
    ComplaintPreview,
    ComplaintRow,
    parse_complaints,
)
from app.files.member_list import (
    MemberFile,
    MemberMerge,
    MemberPreview,
    MemberRow,
    parse_members,
)
from app.files.problems import LineProblem, Repeat, RowProblem
from app.files.survey import (
    SurveyAnswer,
    SurveyColumns,
    SurveyFile,
    proposed_columns,
    read_survey,
    survey_of,
)
from app.files.tables import Sheet, TableFacts

__all__ = [
    "ComplaintFile",
    "ComplaintPreview",
    "ComplaintRow",
    "LineProblem",
    "MemberFile",
    "MemberPreview",
    "MemberRow",
    "Repeat",
    "RowProblem",
    "Sheet",
    "SurveyAnswer",
    "SurveyColumns",
    "SurveyFile",
    "proposed_columns",
    "read_complaints",
    "read_members",
    "read_survey",
    "survey_of",
]


def read_members(
    path: Path, cancel: Cancel | None = None, progress: Progress | None = None
) -> MemberFile:
    """Read a member list: CSV, XLSX, XLS or ODS, in the shapes people keep them.

    Args:
        path: the file; only the child opens it.
        cancel: asked at least every 50 ms while waiting; set to stop.
        progress: told rows done and rows expected, in this thread.

    Raises:
        InputError: what is wrong with the file (`header_not_found`, `file_…`), or
            `reading_stopped`.
        EnvironmentFault: `reader_not_started`.
    """
    merge = MemberMerge()
    facts = run_in_child(
        parse_members,
        path,
        row=MemberRow,
        facts=TableFacts,
        take=merge.add,
        cancel=cancel,
        progress=progress,
    )
    return merge.finish(facts)


def read_complaints(
    path: Path, cancel: Cancel | None = None, progress: Progress | None = None
) -> ComplaintFile:
    """Read a list of complaints; see `read_members` for arguments and errors."""
    merge = ComplaintMerge()
    facts = run_in_child(
        parse_complaints,
        path,
        row=ComplaintRow,
        facts=TableFacts,
        take=merge.add,
        cancel=cancel,
        progress=progress,
    )
    return merge.finish(facts)
