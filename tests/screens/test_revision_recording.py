from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from app.revision.commands.feedback import (
    FileAppealAsFeedback,
    RecordFeedback,
    StrikeFeedback,
)
from app.revision.commands.surveys import ImportFeedback
from app.revision.model.feedback import Stance, Way
from app.workspace import Workspace
from tests.polled import STAR_HEADER, csv_of, star_row
from tests.screens.heard import Heard, hear
from tests.screens.hearing import HANDLES, MODERATOR, OBSERVER
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from ui.screens.importing import ResultShown, Step
from ui.screens.revision.feedback.presenter.importing import SurveyPresenter
from ui.screens.revision.feedback.presenter.recording import (
    NewFeedback,
    RecordingPresenter,
)
from ui.screens.revision.feedback.presenter.survey import SurveyShown
from ui.screens.setting import Setting
from ui.widgets import Choice

WORDS = "3.2 的例子太少，连麦算不算？"


class SeenForm:
    """Remembers what the form was told."""

    def __init__(self) -> None:
        self.opened = self.closed = 0
        self.way = self.appeal = self.suggested = self.clause = self.who = ""
        self.ways: Sequence[Choice] = ()
        self.back: dict[str, str] = {}
        self.errors: list[tuple[str, str]] = []

    def open_recording(
        self, stances: Sequence[Choice], ways: Sequence[Choice], way: str, appeal: str
    ) -> None:
        self.opened += 1
        self.ways, self.way, self.appeal = ways, way, appeal

    def suggest_clause(self, number: str) -> None:
        self.suggested = number

    def show_clause(self, told: str) -> None:
        self.clause = told

    def show_who(self, told: str) -> None:
        self.who = told

    def show_written(self, texts: Mapping[str, str]) -> None:
        self.back = dict(texts)

    def show_recording_error(self, field: str, text: str) -> None:
        self.errors.append((field, text))

    def close_recording(self) -> None:
        self.closed += 1


class SeenPage:
    """Remembers what the import's page was told."""

    def __init__(self) -> None:
        self.preview: SurveyShown | None = None
        self.result: ResultShown | None = None
        self.wrong = self.refused = self.reading = ""
        self.writing = 0

    def show_reading(self, name: str) -> None:
        self.reading = name

    def show_read(self, done: int, total: int) -> None:
        assert done >= 0
        assert total >= 0

    def show_preview(self, preview: SurveyShown) -> None:
        self.preview = preview

    def show_writing(self) -> None:
        self.writing += 1

    def show_result(self, result: ResultShown) -> None:
        self.result = result

    def show_refused(self, text: str) -> None:
        self.refused = text

    def show_import_error(self, name: str, text: str) -> None:
        self.wrong = text


class Room:
    """Both presenters over an open vault."""

    def __init__(self, workspace: Workspace, heard: Heard) -> None:
        self.heard = heard
        self.form, self.page, self.host = SeenForm(), SeenPage(), SeenHost()
        self.runner = ImmediateRunner(workspace)
        self.setting = Setting(self.runner, heard.hearing.site.clock)
        self.setting.load(lambda: None, _raise)
        self.recorded: list[str] = []
        self.steps: list[Step] = []
        self.recording = RecordingPresenter(
            self.form, self.runner, self.host, self.setting, self.recorded.append
        )
        self.survey = SurveyPresenter(
            self.page, self.runner, self.host, self.setting, self.steps.append
        )

    @property
    def preview(self) -> SurveyShown:
        assert self.page.preview is not None
        return self.page.preview

    def figures(self) -> list[int]:
        return [each.count for each in self.preview.figures]


def _raise(error: Exception) -> None:
    raise error


def new(**changes: object) -> NewFeedback:
    """Return a form filled in, but for some fields."""
    usual: dict[str, object] = {
        "words": WORDS,
        "appeal": "",
        "clause": "3.2",
        "stance": Stance.SUGGESTION,
        "way": Way.PRIVATE_MESSAGE,
        "who": "",
        "day": "",
    }
    return NewFeedback(**(usual | changes))  # pyright: ignore[reportArgumentType]


@pytest.fixture
def heard(tmp_path: Path) -> Heard:
    return hear(tmp_path)


@pytest.fixture
def room(heard: Heard) -> Iterator[Room]:
    with heard.hearing.site.opened(MODERATOR) as workspace:
        yield Room(workspace, heard)


def test_the_words_suggest_the_clause(room: Room) -> None:
    room.recording.start()
    assert (room.form.opened, room.form.way) == (1, "private_message")
    room.recording.words_changed(WORDS, "")
    assert room.form.suggested == "3.2"
    room.recording.clause_changed("3.2")
    assert room.form.clause == "Personal attack"
    room.recording.clause_changed("9.9")
    assert room.form.clause == ""
    # What somebody has written themselves stays.
    room.recording.words_changed("1.1 也要改", "2.1")
    assert room.form.suggested == "3.2"


def test_a_member_is_found_by_name_or_id(room: Room) -> None:
    room.recording.start()
    room.recording.who_changed(f"@{HANDLES[0]}")
    assert room.form.who == f"Member @{HANDLES[0]}"
    room.recording.who_changed("阿木")
    assert room.form.who == "not on the list; the name is kept"
    room.recording.submit(new(who="wxid_0002"))
    (command,) = room.runner.commands
    assert isinstance(command, RecordFeedback)
    assert command.member == room.heard.hearing.members[HANDLES[1]]
    assert command.said_by == ""


def test_recording_tells_the_list_and_can_be_undone(room: Room) -> None:
    room.recording.start()
    room.recording.submit(new(who="阿木", day="2026-10-30"))
    (command,) = room.runner.commands
    assert isinstance(command, RecordFeedback)
    assert (command.said_by, command.received_on) == ("阿木", date(2026, 10, 30))
    assert room.form.closed == len(room.recorded) == 1
    assert room.host.toasts == ["Feedback recorded"]
    room.host.undo()
    assert isinstance(room.runner.commands[-1], StrikeFeedback)


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"words": " "}, "words", "Write what was said."),
        ({"clause": "9.9"}, "clause", "no such clause"),
        ({"day": "vorgestern"}, "day", "like 2026-11-22"),
        ({"day": "2031-01-01"}, "day", "lies ahead"),
        ({"way": Way.APPEAL, "appeal": "AP-1"}, "appeal", "no such appeal"),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    room: Room, wrong: dict[str, object], field: str, words: str
) -> None:
    room.recording.start()
    room.recording.submit(new(**wrong))
    ((place, told),) = room.form.errors
    assert place == field
    assert words in told
    assert room.form.closed == 0


def test_an_appeal_counts_by_its_number(room: Room, heard: Heard) -> None:
    room.recording.start()
    by_appeal = new(way=Way.APPEAL, appeal="AP-2611-001", stance=Stance.FOR)
    room.recording.submit(by_appeal)
    appeal = heard.hearing.appeals[0]
    assert room.runner.commands == [
        FileAppealAsFeedback(appeal=appeal, stance=Stance.FOR, clause="3.2")
    ]
    room.recording.start()
    assert room.form.way == "appeal"
    room.recording.submit(by_appeal)
    assert room.form.errors[-1][0] == "appeal"
    assert "already" in room.form.errors[-1][1]


def test_an_appeal_brings_its_number_along(room: Room) -> None:
    room.recording.start("AP-2611-001")
    assert (room.form.way, room.form.appeal) == ("appeal", "AP-2611-001")
    room.recording.start()
    assert (room.form.way, room.form.appeal) == ("private_message", "")


def test_half_a_form_comes_back(room: Room) -> None:
    room.recording.start()
    room.recording.written({"words": "写了一半", "clause": "3.2"})
    room.recording.start()
    assert room.form.back["words"] == "写了一半"
    room.recording.given_up()
    room.form.back = {}
    room.recording.start()
    assert room.form.back == {}


def test_only_who_may_record_is_asked(heard: Heard) -> None:
    with heard.hearing.site.opened(OBSERVER) as workspace:
        room = Room(workspace, heard)
        room.recording.start()
        room.survey.choose()
        assert room.form.opened == 0
        assert len(room.host.toasts) == 2


ROWS = (
    star_row(1, "wxid_0001", "3.2 人身攻击", "太严了", "希望补例子"),
    star_row(2, "wx_stranger", "3.1、3.2", "支持", stance="赞成"),
    star_row(3, "", "说不清", "看不懂", stance=""),
)


def survey(tmp_path: Path, rows: Sequence[Sequence[str]] = ROWS) -> Path:
    """Write a survey's file."""
    place = tmp_path / "问卷.csv"
    place.write_bytes(csv_of(STAR_HEADER, rows).encode("utf-8-sig"))
    return place


def test_a_survey_is_shown_before_it_is_taken_in(room: Room, tmp_path: Path) -> None:
    room.survey.read(survey(tmp_path))
    shown = room.preview
    taken = {each.key: each.chosen for each in shown.fields}
    assert taken == {
        "number": "0",
        "submitted": "1",
        "who": "6",
        "clause": "7",
        "stance": "8",
    }
    assert [each.title for each in shown.answers if each.chosen] == [
        "4、您的意见是",
        "5、还有什么建议",
    ]
    assert room.figures() == [5, 0, 1, 0]
    assert (shown.action, shown.blocked) == ("Take in 5 pieces", "")
    assert shown.rows[0].cells == ("3.2", "Opposed", "wxid_0001", "太严了")
    assert room.steps == [Step.READING, Step.PREVIEW]
    room.survey.commit()
    (command,) = room.runner.commands
    assert isinstance(command, ImportFeedback)
    assert command.way is Way.SURVEY
    assert room.page.result is not None
    assert [each.count for each in room.page.result.figures] == [5, 0, 1, 2]


def test_the_same_survey_adds_nothing(room: Room, tmp_path: Path) -> None:
    room.survey.read(survey(tmp_path))
    room.survey.commit()
    room.survey.read(survey(tmp_path))
    assert room.figures() == [0, 4, 0, 0]
    assert room.preview.notice.startswith("This very file was taken in on")
    room.survey.commit()
    assert room.page.result is not None
    assert [each.count for each in room.page.result.figures] == [0, 4, 0, 0]


def test_columns_are_taken_as_somebody_says(room: Room, tmp_path: Path) -> None:
    room.survey.read(survey(tmp_path))
    room.survey.take_answers("9", taken=False)
    assert room.figures() == [1, 0, 0, 0]
    room.survey.take_answers("10", taken=False)
    assert room.preview.blocked == "Tick the columns that hold answers"
    room.survey.commit()
    assert not room.runner.commands
    room.survey.take_answers("9", taken=True)
    room.survey.take_column("clause", "")
    assert room.figures() == [3, 0, 3, 0]
    # A column is one thing at a time.
    room.survey.take_column("who", "9")
    assert [each.title for each in room.preview.answers if each.chosen] == []


def test_a_row_that_cannot_be_read_is_named(room: Room, tmp_path: Path) -> None:
    spoilt = (*ROWS[0][:1], "昨天下午", *ROWS[0][2:])
    room.survey.read(survey(tmp_path, [spoilt, ROWS[2]]))
    problem, unsorted = room.preview.findings
    assert problem.lines.startswith("Line 2: handed in")
    assert unsorted.lines == "Lines 3"


def test_what_is_no_table_is_told(room: Room, tmp_path: Path) -> None:
    place = tmp_path / "图片.csv"
    place.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    room.survey.read(place)
    assert room.page.wrong
    assert room.survey.step is Step.FAILED
    room.survey.cancel()
    assert room.survey.step is Step.NONE
