"""What the tabs of motions and ballots were told to show; a host with files to read."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.screens.seen_host import SeenHost
from ui.screens.finding import Match
from ui.screens.revision.ballots.presenter.importing import VotesShown
from ui.screens.revision.ballots.presenter.opening import Field as OpeningField
from ui.screens.revision.ballots.presenter.opening import NewBallot
from ui.screens.revision.ballots.presenter.rows import BallotRow
from ui.screens.revision.ballots.presenter.shown import BallotShown
from ui.screens.revision.ballots.presenter.voting import Field, VoteForm
from ui.screens.revision.motions.presenter.acting import ActsShown
from ui.screens.revision.motions.presenter.page import WritingShown
from ui.screens.revision.motions.presenter.rows import MotionRow
from ui.screens.revision.motions.presenter.shown import MotionShown
from ui.widgets import Compared, Figure, TabSpec


class FileHost(SeenHost):
    """A host at which a file is chosen."""

    def __init__(self, file: Path | None = None) -> None:
        super().__init__()
        self.file = file

    def choose_file(self, title: str, filters: str) -> Path | None:
        return self.file


class SeenAsking:
    """A dialog that asks for words."""

    def __init__(self) -> None:
        self.asked = self.error = ""
        self.texts: dict[str, str] = {}
        self.parts: Sequence[Compared] = ()
        self.closed = 0

    def open_cancelling(self, question: str) -> None:
        self.asked = question

    def open_deciding(self, why: str, parts: Sequence[Compared]) -> None:
        self.asked, self.parts = why, parts

    def open_promoting(self) -> None:
        self.asked = "title"

    def show_texts(self, texts: Mapping[str, str]) -> None:
        self.texts = dict(texts)

    def show_error(self, text: str) -> None:
        self.error = text

    def close_dialog(self) -> None:
        self.closed += 1


class SeenOpening:
    """The form of a new ballot."""

    def __init__(self) -> None:
        self.usual: NewBallot | None = None
        self.about = self.roll = self.listed = ""
        self.roll_empty = False
        self.texts: dict[str, str] = {}
        self.errors: dict[OpeningField, str] = {}
        self.closed = 0

    def open_opening(self, usual: NewBallot, *, about: str) -> None:
        self.usual, self.about = usual, about
        self.errors = {}

    def show_roll(self, text: str, *, empty: bool) -> None:
        self.roll, self.roll_empty = text, empty

    def show_listed(self, text: str) -> None:
        self.listed = text

    def show_opening(self, texts: Mapping[str, str]) -> None:
        self.texts = dict(texts)

    def show_opening_error(self, field: OpeningField, text: str) -> None:
        self.errors[field] = text

    def close_opening(self) -> None:
        self.closed += 1


class SeenImport:
    """The dialog that takes votes in."""

    def __init__(self) -> None:
        self.file_name = self.told = self.error = ""
        self.shown: VotesShown | None = None
        self.result: Sequence[Figure] = ()
        self.closed = 0

    def open_import(self, file_name: str) -> None:
        self.file_name = file_name

    def show_import_progress(self, done: int, total: int) -> None: ...

    def show_import(self, shown: VotesShown) -> None:
        self.shown = shown

    def show_import_busy(self) -> None: ...

    def show_import_result(self, figures: Sequence[Figure], text: str) -> None:
        self.result, self.told = figures, text

    def show_import_error(self, text: str) -> None:
        self.error = text

    def close_import(self) -> None:
        self.closed += 1


class SeenBallots:
    """Satisfies the `View` of the tab of ballots."""

    def __init__(self) -> None:
        self.opening, self.ending = SeenOpening(), SeenAsking()
        self.importing = SeenImport()
        self.tabs: Sequence[TabSpec] = ()
        self.rows: Sequence[BallotRow] = ()
        self.selected = self.problem = self.nothing = ""
        self.ballot: BallotShown | None = None
        self.offered: dict[str, object] = {}
        self.form: VoteForm | None = None
        self.texts: dict[str, str] = {}
        self.matches: Sequence[Match] = ()
        self.member: Match | None = None
        self.errors: dict[Field, str] = {}
        self.entered = 0

    def show_tabs(self, specs: Sequence[TabSpec], current: str) -> None:
        self.tabs = specs

    def show_rows(self, rows: Sequence[BallotRow]) -> None:
        self.rows = rows

    def select_row(self, ballot: str) -> None:
        self.selected = ballot

    def show_ballot(self, ballot: BallotShown) -> None:
        self.ballot, self.nothing = ballot, ""

    def show_nothing(self, title: str, text: str) -> None:
        self.ballot, self.nothing = None, title

    def offer(self, *, opening: bool, importing: bool, ending: str) -> None:
        self.offered = {"opening": opening, "importing": importing, "ending": ending}

    def show_problem(self, text: str) -> None:
        self.problem = text

    def show_voting(self, form: VoteForm | None) -> None:
        self.form = form

    def show_vote(self, texts: Mapping[str, str]) -> None:
        self.texts, self.errors = dict(texts), {}

    def show_matches(self, matches: Sequence[Match]) -> None:
        self.matches = matches

    def show_member(self, member: Match | None) -> None:
        self.member = member

    def show_vote_error(self, field: Field, text: str) -> None:
        self.errors[field] = text

    def focus_member(self) -> None:
        self.entered += 1


class SeenMotions:
    """Satisfies the `View` of the tab of motions."""

    def __init__(self) -> None:
        self.amending = SeenAsking()
        self.tabs: Sequence[TabSpec] = ()
        self.rows: Sequence[MotionRow] = ()
        self.selected = self.problem = self.nothing = ""
        self.motion: MotionShown | None = None
        self.acts: ActsShown | None = None
        self.may_write = False
        self.page: WritingShown | None = None
        self.differences: Sequence[tuple[Compared, ...]] = ()
        self.matches: Sequence[Match] = ()
        self.author: Match | None = None
        self.errors: dict[str, str] = {}

    def show_tabs(self, specs: Sequence[TabSpec], current: str) -> None:
        self.tabs = specs

    def show_rows(self, rows: Sequence[MotionRow]) -> None:
        self.rows = rows

    def select_row(self, motion: str) -> None:
        self.selected = motion

    def show_motion(self, motion: MotionShown) -> None:
        self.motion, self.nothing = motion, ""

    def show_acts(self, acts: ActsShown | None) -> None:
        self.acts = acts

    def show_nothing(self, title: str, text: str) -> None:
        self.motion, self.nothing = None, title

    def offer_writing(self, *, offered: bool) -> None:
        self.may_write = offered

    def show_problem(self, text: str) -> None:
        self.problem = text

    def show_writing(self, page: WritingShown | None) -> None:
        self.page = page

    def show_differences(self, parts: Sequence[tuple[Compared, ...]]) -> None:
        self.differences = parts

    def show_authors(self, matches: Sequence[Match]) -> None:
        self.matches = matches

    def show_author(self, member: Match | None) -> None:
        self.author = member

    def show_writing_error(self, field: str, text: str) -> None:
        self.errors[field] = text
