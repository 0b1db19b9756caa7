"""Into a vault, or making one, without a window."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.errors import Corrupt, InputError, VaultLocked
from app.recovery import as_groups
from ui.screens.unlock.presenter import UnlockPresenter, new_vault_path, vault_name
from ui.screens.unlock.shown import (
    Done,
    Failed,
    Field,
    GroupState,
    NewVault,
    Progress,
    Recovery,
    SignIn,
)

VAULT = Path("/vaults/雨林读书会.gongdao")


class Screen:
    def __init__(self) -> None:
        self.said: list[tuple[object, ...]] = []

    def show_sign_in(self, vault: str, name: str, *, remembered: bool) -> None:
        self.said.append(("sign in", vault, name, remembered))

    def show_welcome(self) -> None:
        self.said.append(("welcome",))

    def show_create(self) -> None:
        self.said.append(("create",))

    def show_recover(self, vault: str) -> None:
        self.said.append(("recover", vault))

    def show_group(self, place: int, state: GroupState) -> None:
        self.said.append(("group", place, state))

    def focus_group(self, place: int) -> None:
        self.said.append(("focus", place))

    def show_note(self, text: str) -> None:
        self.said.append(("note", text))

    def show_busy(self, text: str) -> None:
        self.said.append(("busy",))

    def show_ready(self) -> None:
        self.said.append(("ready",))

    def show_error(self, place: Field, text: str) -> None:
        self.said.append(("error", place, text))

    def errors(self) -> list[object]:
        return [said[1] for said in self.said if said[0] == "error"]


class Keeper:
    """Answers when told to, as the real gate does a second later."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.done: Done = lambda: None
        self.failed: Failed = lambda _error: None
        self.progress: Progress = lambda _done, _total: None

    def open_vault(self, path, name, passphrase, done, failed) -> None:
        self.asked.append(("open", path, name, passphrase))
        self.done, self.failed = done, failed

    def create_vault(self, path, community, name, passphrase, done, failed) -> None:
        self.asked.append(("create", path, community, name, passphrase))
        self.done, self.failed = done, failed

    def recover_vault(self, path, key, new_passphrase, done, failed, progress) -> None:
        self.asked.append(("recover", path, key, new_passphrase))
        self.done, self.failed, self.progress = done, failed, progress


class Notebook:
    def __init__(self, vault: Path | None = VAULT, name: str = "") -> None:
        self.path, self.kept = vault, name

    def vault(self) -> Path | None:
        return self.path

    def set_vault(self, path: Path) -> None:
        self.path = path

    def name(self) -> str:
        return self.kept

    def keep_name(self, name: str) -> None:
        self.kept = name

    def forget_name(self) -> None:
        self.kept = ""


class Desk:
    def __init__(self, notebook: Notebook | None = None) -> None:
        self.screen, self.gate = Screen(), Keeper()
        self.notebook = notebook or Notebook()
        self.opened = self.recovered = 0
        self.presenter = UnlockPresenter(
            self.screen, self.gate, self.notebook, self._open, self._recover
        )

    def _open(self) -> None:
        self.opened += 1

    def _recover(self) -> None:
        assert self.opened == 1
        self.recovered += 1


def form(name="lin", passphrase="six words", *, remember=False) -> SignIn:
    return SignIn(name=name, passphrase=passphrase, remember=remember)


def new(**changes: Any) -> NewVault:
    given: dict[str, Any] = {
        "community": "雨林读书会",
        "folder": Path("/vaults"),
        "name": "lin",
        "passphrase": "six words",
        "repeated": "six words",
    }
    return NewVault(**{**given, **changes})


def test_without_a_known_vault_it_welcomes():
    desk = Desk(Notebook(vault=None))
    desk.presenter.start()
    assert desk.screen.said == [("welcome",), ("note", "")]


def test_a_known_vault_asks_for_name_and_passphrase():
    desk = Desk(Notebook(name="lin"))
    desk.presenter.start("Locked after 5 idle minutes")
    assert desk.screen.said == [
        ("sign in", "雨林读书会", "lin", True),
        ("note", "Locked after 5 idle minutes"),
    ]


def test_another_vault_can_be_chosen():
    desk = Desk()
    desk.presenter.choose_vault(Path("/vaults/other.gongdao"))
    assert desk.screen.said[0] == ("sign in", "other", "", False)


@pytest.mark.parametrize(
    ("sent", "place"),
    [(form(name="  "), Field.NAME), (form(passphrase=""), Field.PASSPHRASE)],
)
def test_what_is_missing_is_said_before_anything_is_asked(sent, place):
    desk = Desk()
    desk.presenter.sign_in(sent)
    assert desk.screen.errors() == [place]
    assert desk.gate.asked == []


def test_signing_in_opens_and_forgets_the_name():
    desk = Desk(Notebook(name="somebody else"))
    desk.presenter.sign_in(form(" lin "))
    assert desk.gate.asked == [("open", VAULT, "lin", "six words")]
    assert desk.screen.said == [("busy",)]
    desk.gate.done()
    assert desk.opened == 1
    assert desk.notebook.kept == ""


def test_a_name_is_kept_on_request_and_only_once_it_opened():
    desk = Desk()
    desk.presenter.sign_in(form(remember=True))
    assert desk.notebook.kept == ""
    desk.gate.done()
    assert desk.notebook.kept == "lin"


def test_a_second_enter_while_it_opens_asks_nothing():
    desk = Desk()
    desk.presenter.sign_in(form())
    desk.presenter.sign_in(form())
    desk.presenter.create(new())
    assert len(desk.gate.asked) == 1


@pytest.mark.parametrize(
    ("error", "place"),
    [
        (InputError("wrong_name_or_passphrase"), Field.PASSPHRASE),
        (Corrupt("vault_damaged"), Field.FORM),
        (VaultLocked("vault_open_elsewhere"), Field.FORM),
    ],
)
def test_failures_are_three_different_sentences(error, place):
    desk = Desk()
    desk.presenter.sign_in(form())
    desk.gate.failed(error)
    assert desk.screen.said[1] == ("ready",)
    assert desk.screen.errors() == [place]
    assert desk.opened == 0
    desk.presenter.sign_in(form())
    assert len(desk.gate.asked) == 2


@pytest.mark.parametrize(
    ("sent", "place"),
    [
        (new(community=" "), Field.COMMUNITY),
        (new(community="a/b"), Field.COMMUNITY),
        (new(community=".hidden"), Field.COMMUNITY),
        (new(folder=None), Field.FOLDER),
        (new(name=""), Field.NAME),
        (new(passphrase="", repeated=""), Field.PASSPHRASE),
        (new(repeated="other"), Field.REPEATED),
    ],
)
def test_a_new_vaults_mistakes_stand_under_their_fields(sent, place):
    desk = Desk()
    desk.presenter.create(sent)
    assert desk.screen.errors() == [place]
    assert desk.gate.asked == []


def test_creating_makes_the_vault_and_remembers_it():
    desk = Desk(Notebook(vault=None))
    desk.presenter.create_wanted()
    desk.presenter.create(new())
    assert desk.gate.asked == [("create", VAULT, "雨林读书会", "lin", "six words")]
    desk.gate.done()
    assert desk.opened == 1
    assert desk.notebook.path == VAULT


@pytest.mark.parametrize(
    ("error", "place"),
    [
        (InputError("passphrase_too_short", least=15), Field.PASSPHRASE),
        (InputError("vault_exists"), Field.COMMUNITY),
        (Corrupt("storage_failed"), Field.FORM),
    ],
)
def test_a_new_vaults_failures_find_their_place(error, place):
    desk = Desk()
    desk.presenter.create(new())
    desk.gate.failed(error)
    assert desk.screen.errors() == [place]


KEY = bytes(range(32))
GROUPS = as_groups(KEY)


def sheet(*changes: tuple[int, str], passphrase="six words", repeated="six words"):
    groups = list(GROUPS)
    for place, text in changes:
        groups[place] = text
    return Recovery(groups=tuple(groups), passphrase=passphrase, repeated=repeated)


def test_a_sheet_asks_for_its_groups_of_the_vault_that_is_chosen():
    desk = Desk()
    desk.presenter.recover_wanted()
    assert desk.screen.said == [("recover", "雨林读书会")]
    nowhere = Desk(Notebook(vault=None))
    nowhere.presenter.recover_wanted()
    nowhere.presenter.recover(sheet())
    assert (nowhere.screen.said, nowhere.gate.asked) == ([], [])


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("", GroupState.OPEN),
        (GROUPS[0][:7], GroupState.OPEN),
        (GROUPS[0].lower(), GroupState.RIGHT),
        (GROUPS[0][:4] + " - " + GROUPS[0][4:], GroupState.RIGHT),
        (GROUPS[1], GroupState.WRONG),
        ("UUUUUUUU", GroupState.WRONG),
    ],
)
def test_a_group_is_checked_at_once(typed: str, state: GroupState):
    desk = Desk()
    desk.presenter.check_group(0, typed)
    assert desk.screen.said == [("group", 0, state)]


def test_wrong_groups_are_named_before_anything_is_asked():
    desk = Desk()
    desk.presenter.recover(sheet((2, GROUPS[3]), (5, "")))
    assert desk.screen.said == [
        ("group", 5, GroupState.SHORT),
        ("group", 2, GroupState.WRONG),
        ("focus", 2),
    ]
    assert desk.gate.asked == []


@pytest.mark.parametrize(
    ("sent", "place"),
    [
        (sheet(passphrase="", repeated=""), Field.PASSPHRASE),
        (sheet(repeated="other"), Field.REPEATED),
    ],
)
def test_a_sheet_needs_a_new_passphrase_twice(sent: Recovery, place: Field):
    desk = Desk()
    desk.presenter.recover(sent)
    assert desk.screen.errors() == [place]
    assert desk.gate.asked == []


def test_a_sheet_opens_the_vault_and_is_said_to_be_used_up():
    desk = Desk(Notebook(name="lin"))
    desk.presenter.recover(sheet((0, GROUPS[0].lower())))
    desk.presenter.recover(sheet())
    assert desk.gate.asked == [("recover", VAULT, KEY, "six words")]
    desk.gate.progress(0, None)
    assert desk.screen.said == [("busy",)]
    desk.gate.progress(1, 2)
    desk.gate.done()
    assert desk.screen.said == [("busy",), ("busy",), ("ready",)]
    assert (desk.opened, desk.recovered) == (1, 1)
    assert desk.notebook.kept == "lin"


@pytest.mark.parametrize(
    ("error", "place"),
    [
        (InputError("recovery_key_unknown"), Field.FORM),
        (InputError("passphrase_too_short", least=15), Field.PASSPHRASE),
    ],
)
def test_a_sheets_failures_find_their_place(error: InputError, place: Field):
    desk = Desk()
    desk.presenter.recover(sheet())
    desk.gate.failed(error)
    assert desk.screen.errors() == [place]
    assert desk.recovered == 0


def test_secrets_are_not_in_what_a_form_prints():
    said = repr(form()) + repr(new()) + repr(sheet())
    assert "six words" not in said
    assert GROUPS[0] not in said


def test_names_and_places():
    assert vault_name(VAULT) == "雨林读书会"
    assert new_vault_path(Path("/vaults"), "雨林读书会") == VAULT
    assert new_vault_path(None, "雨林读书会") is None


def test_it_needs_no_qt():
    code = (
        "import sys, ui.screens.unlock.presenter;"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
