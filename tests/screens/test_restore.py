"""Restoring from the unlock screen: what is asked, shown and done."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from app.custody import Backup
from app.errors import AppError, Conflict, Corrupt, InputError
from app.journal.extent import Extent
from app.restoring import Present, Preview
from app.workspace import Credentials
from tests.builders import BEGINNING, COMMUNITY, OWNER, passphrase
from tests.screens.remembering import Remembering
from ui.running import Failed, Progress
from ui.screens.restore.presenter import (
    BackupLine,
    Field,
    LookInto,
    Meaning,
    RestorePresenter,
)

PLACE = Path("雨林读书会.gongdao")
FOLDER = PLACE / "backups" / "20261102T090000Z"
FORM = LookInto(backup=str(FOLDER), name=OWNER, passphrase=passphrase(OWNER))


def extent(commits: int, **people: str) -> Extent:
    return Extent(
        commits=commits,
        events=commits * 2,
        newest_at=BEGINNING,
        community=COMMUNITY,
        people=people or {"a": OWNER},
    )


def preview(
    *, lost: int | None = 3, present: bool = True, returning: tuple[str, ...] = ()
) -> Preview:
    there = Present(
        closed="" if lost is not None else "vault_damaged",
        extent=extent(10) if lost is not None else None,
        lost=lost,
    )
    return Preview(
        made_at=BEGINNING,
        backup=extent(7),
        present=there if present else None,
        returning=returning,
    )


class SeenView:
    """Remembers what it was told to show."""

    def __init__(self) -> None:
        self.choice: tuple[str, str] | None = None
        self.lines: list[BackupLine] = []
        self.meaning: Meaning | None = None
        self.busy = ""
        self.copying: list[tuple[int, int]] = []
        self.errors: list[tuple[Field, str]] = []

    def show_choice(self, vault: str, lines: Sequence[BackupLine], name: str) -> None:
        self.choice, self.lines = (vault, name), list(lines)

    def show_lines(self, lines: Sequence[BackupLine]) -> None:
        self.lines = list(lines)

    def show_meaning(self, meaning: Meaning) -> None:
        self.meaning = meaning

    def show_busy(self, words: str) -> None:
        self.busy = words

    def show_copying(self, done: int, total: int) -> None:
        self.copying.append((done, total))

    def show_error(self, place: Field, text: str) -> None:
        self.errors.append((place, text))


class ToldGate:
    """Answers as it was told to, when it is told to."""

    def __init__(self) -> None:
        self.found: list[Backup] = [
            Backup(folder=FOLDER, made_at=BEGINNING, size=3 << 20)
        ]
        self.looked: list[tuple[Path, Path, Credentials]] = []
        self.answer: Preview | AppError = preview()
        self.places: list[Path | None] = []
        self.end: Callable[[bool], None] | None = None
        self.fail: Failed | None = None
        self.cancelled = self.forgotten = 0

    def find(self, chosen: Path, done: Callable[[Sequence[Backup]], None]) -> None:
        done(self.found)

    def look(
        self,
        source: Path,
        place: Path,
        who: Credentials,
        done: Callable[[Preview], None],
        failed: Failed,
    ) -> None:
        self.looked.append((source, place, who))
        if isinstance(self.answer, Preview):
            done(self.answer)
        else:
            failed(self.answer)

    def restore(
        self,
        place: Path | None,
        done: Callable[[bool], None],
        failed: Failed,
        progress: Progress,
    ) -> "ToldGate":
        self.places.append(place)
        self.end, self.fail = done, failed
        progress(5, 10)
        return self

    def cancel(self) -> None:
        self.cancelled += 1

    def forget(self) -> None:
        self.forgotten += 1


class Scene:
    """A presenter with all it speaks to."""

    def __init__(self, vault: Path | None = PLACE) -> None:
        self.view, self.gate, self.memory = SeenView(), ToldGate(), Remembering(vault)
        self.ended: list[str] = []
        self.presenter = RestorePresenter(
            self.view, self.gate, self.memory, self.ended.append
        )
        self.presenter.start()


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_it_offers_the_backups_of_the_vault_opened_last(scene: Scene):
    assert scene.view.choice == ("雨林读书会", "")
    (line,) = scene.view.lines
    assert line == BackupLine(key=str(FOLDER), text="2026-11-02 17:00", hint="3.0 MiB")


def test_on_a_fresh_computer_it_asks_for_a_folder():
    scene = Scene(None)
    assert scene.view.choice == ("", "")
    assert scene.view.lines == []
    scene.presenter.look(LookInto(backup="", name="a", passphrase="b"))
    assert scene.view.errors == [(Field.BACKUP, "Choose a folder that holds a backup.")]
    scene.presenter.choose_folder(Path("stick"))
    assert [line.key for line in scene.view.lines] == [str(FOLDER)]


def test_a_folder_of_another_name_can_be_tried(scene: Scene):
    scene.gate.found = []
    scene.presenter.choose_folder(Path("stick/旧备份"))
    assert scene.view.lines == [
        BackupLine(key=str(Path("stick/旧备份")), text="旧备份", hint="")
    ]


@pytest.mark.parametrize(
    ("form", "place"),
    [
        (LookInto(backup="x", name=" ", passphrase="p"), Field.NAME),
        (LookInto(backup="x", name="n", passphrase=""), Field.PASSPHRASE),
    ],
)
def test_what_is_missing_is_said_first(scene: Scene, form: LookInto, place: Field):
    scene.presenter.look(form)
    assert scene.view.errors[0][0] is place
    assert scene.gate.looked == []


@pytest.mark.parametrize(
    ("error", "place"),
    [
        (InputError("wrong_name_or_passphrase"), Field.PASSPHRASE),
        (Corrupt("backup_damaged"), Field.BACKUP),
        (Conflict("backup_of_another_vault"), Field.BACKUP),
        (Corrupt("storage_failed"), Field.FORM),
    ],
)
def test_what_fails_is_said_where_it_belongs(
    scene: Scene, error: AppError, place: Field
):
    scene.gate.answer = error
    scene.presenter.look(FORM)
    assert [each for each, _ in scene.view.errors] == [place]
    assert scene.view.busy == ""
    scene.presenter.look(FORM)
    assert len(scene.gate.looked) == 2


def test_the_preview_tells_the_worst_first(scene: Scene):
    scene.gate.answer = preview(returning=("周慎", "何澄"))
    scene.presenter.look(FORM)
    meaning = scene.view.meaning
    assert meaning is not None
    lost, returning, passphrases, kept = meaning.warnings
    assert lost == "3 commits made since would be missing."
    assert returning.startswith("No longer on the team")
    assert "周慎, 何澄" in returning
    assert "Remove them again" in returning
    assert "passphrase of that day" in passphrases
    assert "kept as a backup" in kept
    assert ("Commits in the backup", "7") in meaning.facts
    assert ("Commits in the present vault", "10") in meaning.facts


def test_what_cannot_be_compared_is_called_so(scene: Scene):
    scene.gate.answer = preview(lost=None, returning=("周慎",))
    scene.presenter.look(FORM)
    meaning = scene.view.meaning
    assert meaning is not None
    assert "nobody can say what would be lost" in meaning.warnings[0]
    assert "damaged" in meaning.warnings[0]
    assert "whoever was removed since" in meaning.warnings[1]


def test_nothing_lost_is_said_too(scene: Scene):
    scene.gate.answer = preview(lost=0)
    scene.presenter.look(FORM)
    assert scene.view.meaning is not None
    assert scene.view.meaning.warnings[0].startswith("Nothing would be lost")


def test_restoring_ends_at_the_unlock_screen(scene: Scene):
    scene.presenter.look(FORM)
    scene.presenter.confirm(None)
    scene.presenter.confirm(None)  # pressed twice
    assert scene.gate.places == [None]
    assert scene.view.copying == [(0, 0), (50, 100)]
    assert scene.gate.end is not None
    scene.gate.end(True)
    assert scene.ended == ["Restored. Sign in with the passphrase of that day."]


def test_stopping_is_heard_of_before_anything_is_said(scene: Scene):
    scene.presenter.look(FORM)
    scene.presenter.confirm(None)
    scene.presenter.stop()
    assert scene.gate.cancelled == 1
    assert scene.gate.end is not None
    scene.gate.end(False)
    assert scene.ended == []
    assert scene.view.busy == ""
    scene.presenter.confirm(None)
    assert scene.gate.places == [None, None]


def test_a_failure_can_be_tried_again(scene: Scene):
    scene.presenter.look(FORM)
    scene.presenter.confirm(None)
    assert scene.gate.fail is not None
    scene.gate.fail(Corrupt("backup_damaged"))
    assert scene.view.errors[-1][1] == "This backup is damaged. Choose another one."
    scene.presenter.confirm(None)
    assert len(scene.gate.places) == 2


def test_a_fresh_vault_takes_the_community_s_name():
    scene = Scene(None)
    scene.gate.answer = preview(present=False)
    scene.presenter.look(FORM)
    assert scene.view.meaning is not None
    assert scene.view.meaning.fresh
    scene.presenter.confirm(None)
    assert scene.view.errors == [(Field.FORM, "Choose a folder for the vault.")]
    scene.presenter.confirm(Path("docs"))
    assert scene.gate.places == [Path("docs") / PLACE]
    assert scene.gate.end is not None
    scene.gate.end(True)
    assert scene.memory.vault() == Path("docs") / PLACE


def test_thinking_better_of_it_keeps_nothing(scene: Scene):
    scene.presenter.look(FORM)
    scene.presenter.back()
    assert scene.gate.forgotten == 1
    assert scene.ended == [""]
