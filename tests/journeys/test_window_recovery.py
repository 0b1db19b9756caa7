"""A forgotten passphrase, through the window: the sheet, and coming in with it."""

from contextlib import closing
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtGui import QGuiApplication

from app.errors import InputError
from app.recovery import PER_GROUP
from app.vault.keyring import Credentials
from app.words import tr
from app.workspace import Workspace
from tests.builders import OWNER
from tests.journeys.doors import Story, come_in, credentials, lock, make_vault
from tests.journeys.hands import CTRL, Hands, Key
from ui.screens.recovery.view import RecoveryDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

NEW: Final = "a lantern crosses the frozen lake at six"
_NAME: Final = "recovery_group_"


def test_a_forgotten_passphrase(story: Story) -> None:
    hands = story.hands
    make_vault(story)
    place = story.site.root / "sheet.pdf"
    groups = make_a_sheet(story, place)
    lock(hands)
    come_in_with(hands, groups)
    offered_a_new_one(hands)
    lock(hands)
    nothing_of_it_is_left(story, groups, place)
    assert hands.troubles == []


def make_a_sheet(story: Story, place: Path) -> tuple[str, ...]:
    """Make a sheet by the palette, look at it, save it; return its groups."""
    hands = story.hands
    hands.step = "making a sheet"
    hands.press(Key.Key_K, CTRL)
    hands.write("恢复单", "palette_field")
    hands.press(Key.Key_Return)
    hands.click("recovery_make")
    dialog = hands.find("recovery")
    assert isinstance(dialog, RecoveryDialog)
    hands.find("recovery_page")
    covered = tr("Group {n}: {text}", n=1, text=tr("covered"))
    assert hands.find(f"{_NAME}1").accessibleName() == covered
    hands.click("recovery_show")
    groups = tuple(
        hands.find(f"{_NAME}{n}").accessibleName()[-PER_GROUP:] for n in range(1, 9)
    )
    hands.click("recovery_show")
    assert hands.find(f"{_NAME}1").accessibleName() == covered
    story.files.chosen.append(place)
    hands.click("recovery_save")
    hands.until(place.exists)
    hands.reads(place.name, "recovery_told")
    assert place.read_bytes().startswith(b"%PDF")
    hands.click("recovery_done")
    hands.until(lambda: hands.sees("recovery") is None)
    return groups


def come_in_with(hands: Hands, groups: tuple[str, ...]) -> None:
    """Copy the sheet with a slip, put it right, choose a passphrase."""
    hands.step = "recovering"
    hands.click("unlock_recover")
    hands.waits_at("recover_group_1")
    # A right group sends the cursor to the next one.
    for group in groups[:2]:
        hands.write(group.lower())
    slip = "0" if groups[2][-1] != "0" else "1"
    hands.write(groups[2][:-1] + slip)
    hands.waits_at("recover_group_3")
    hands.reads(tr("Group {n} is miscopied", n=3))
    hands.press(Key.Key_Backspace)
    hands.write(groups[2][-1])
    hands.waits_at("recover_group_4")
    assert tr("Group {n} is miscopied", n=3) not in hands.texts()
    QGuiApplication.clipboard().setText(" ".join(groups[3:]))
    hands.press(Key.Key_V, CTRL)
    QGuiApplication.clipboard().clear()
    hands.write(NEW, "recover_passphrase")
    hands.press(Key.Key_Return)
    hands.write(NEW)
    hands.press(Key.Key_Return)
    come_in(hands)
    hands.reads(OWNER, "person")


def offered_a_new_one(hands: Hands) -> None:
    """Read that the sheet is used up, and leave the offer."""
    hands.step = "being offered a new sheet"
    hands.reads(tr("The sheet you used is used up"), "recovery_used")
    hands.settle()
    assert not hands.sees("recovery_replaces")
    hands.click("recovery_cancel")
    hands.until(lambda: hands.sees("recovery") is None)


def nothing_of_it_is_left(story: Story, groups: tuple[str, ...], place: Path) -> None:
    """The old passphrase and the sheet open nothing; no file but the page has it."""
    story.hands.until(lambda: story.hands.application.runner._held is None)
    around = story.site.surroundings
    with pytest.raises(InputError):
        Workspace.open(story.site.place, credentials(OWNER), surroundings=around)
    who = Credentials(name=OWNER, passphrase=NEW)
    with closing(Workspace.open(story.site.place, who, surroundings=around)):
        pass
    place.unlink()
    written = [p.read_bytes() for p in story.site.root.rglob("*") if p.is_file()]
    for group in groups:
        assert not [data for data in written if group.encode() in data]
