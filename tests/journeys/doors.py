"""Making a vault, letting people in, locking: the steps of everybody."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
from PySide6.QtWidgets import QFileDialog

from app.errors import InputError
from app.staff.roles import Role
from app.vault.keyring import Credentials
from app.words import sentence, tr
from tests.builders import COMMUNITY, OWNER, Site
from tests.generator import MembersTruth, ReportsTruth
from tests.journeys.hands import CTRL, Hands, Key
from ui.sections import SCREENS

LEAD: Final = "林岚"
MODERATOR: Final = "周叙"
_SECRETS: Final = {
    OWNER: "rain falls on six old roofs",
    LEAD: "paper boats go down the canal",
    MODERATOR: "a green kettle sings at noon",
}


def credentials(name: str) -> Credentials:
    """Return what one of the three types."""
    return Credentials(name=name, passphrase=_SECRETS[name])


@dataclass(slots=True)
class Files:
    """What is chosen when the window asks for a file; stands for the system's dialogs.

    Attributes:
        chosen: answers to come.
    """

    chosen: list[Path] = field(default_factory=list)

    def take_over(self, patch: pytest.MonkeyPatch) -> None:
        """Answer from now on."""
        patch.setattr(QFileDialog, "getExistingDirectory", self._folder)
        patch.setattr(QFileDialog, "getOpenFileName", self._file)
        patch.setattr(QFileDialog, "getSaveFileName", self._file)

    def _folder(self, *_: Any) -> str:
        return str(self.chosen.pop(0))

    def _file(self, *_: Any) -> tuple[str, str]:
        return str(self.chosen.pop(0)), ""


@dataclass(slots=True, kw_only=True)
class Story:
    """The job under way.

    Attributes:
        hands: at the window.
        site: the computer.
        files: answers to the system's file dialogs.
        members, reports: what the files hold.
    """

    hands: Hands
    site: Site
    files: Files
    members: MembersTruth
    reports: ReportsTruth


def make_vault(story: Story) -> None:
    """Make a vault from the welcome on; its owner is signed in then."""
    hands = story.hands
    hands.step = "making the vault"
    hands.click("welcome_create")
    hands.write(COMMUNITY, "create_community")
    story.files.chosen.append(story.site.root)
    hands.click("create_folder")
    hands.write(OWNER, "create_name")
    for _ in ("passphrase", "once more"):
        hands.press(Key.Key_Return)
        hands.write(_SECRETS[OWNER])
    hands.press(Key.Key_Return)
    come_in(hands)
    assert story.site.place.is_dir()
    hands.reads(OWNER, "person")


def enrol(hands: Hands, name: str, role: Role) -> None:
    """Let a colleague type name and passphrase, by keys alone."""
    hands.step = "enrolling"
    hands.press(Key.Key_N)
    hands.write(name)
    hands.press(Key.Key_Tab)
    choice: Any = hands.focus()
    away = list(Role).index(role) - list(Role).index(Role(choice.chosen()))
    for _ in range(abs(away)):
        hands.press(Key.Key_Down if away > 0 else Key.Key_Up)
    assert choice.chosen() == role.value
    # The eye beside a passphrase is a stop of its own, and what makes one below it.
    tab = Key.Key_Tab
    for way_there in ((tab,), (tab, tab, tab)):
        for key in way_there:
            hands.press(key)
        hands.write(_SECRETS[name])
    hands.press(Key.Key_Return)
    hands.toast(tr("{name} can sign in now", name=name))
    hands.waits_at("team_list")
    hands.reads(name, "team_list")


def lock(hands: Hands) -> None:
    """Lock by key."""
    hands.step = "locking"
    hands.press(Key.Key_L, CTRL)
    assert hands.application.main is None
    hands.find("unlock_name")


def sign_in(hands: Hands, name: str) -> None:
    """Type name and passphrase, and wait for the window."""
    hands.step = "signing in"
    if hands.find("unlock_name").text() != name:
        _type_name(hands, name)
    hands.write(_SECRETS[name], "unlock_passphrase")
    hands.press(Key.Key_Return)
    come_in(hands)
    hands.reads(name, "person")


def mistype(hands: Hands, name: str) -> None:
    """Sign in with a wrong passphrase; it is said under the field, once it is known."""
    hands.step = "mistyping"
    _type_name(hands, name)
    hands.write("not what it was at all")
    hands.press(Key.Key_Return)
    passphrase = hands.find("unlock_passphrase")
    hands.until(passphrase.accessibleDescription)
    wrong = sentence(InputError("wrong_name_or_passphrase"))
    assert passphrase.accessibleDescription() == wrong
    assert wrong in hands.texts()
    assert passphrase.hasFocus()
    assert passphrase.text() == ""


def come_in(hands: Hands) -> None:
    """Wait until the window of an open vault is there."""
    hands.until(lambda: len(hands.application.screens) == len(SCREENS))
    hands.settle()


def _type_name(hands: Hands, name: str) -> None:
    field = hands.find("unlock_name")
    # Offscreen nobody gives the focus back when a dialog is gone.
    hands.come_to_front()
    hands.until(field.hasFocus)
    hands.press(Key.Key_A, CTRL)
    hands.write(name)
    hands.press(Key.Key_Return)
