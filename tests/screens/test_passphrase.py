"""Changing one's passphrase: the form, and what is said when it is refused."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.errors import AppError, InputError
from app.staff.commands import ChangePassphrase
from app.work import Changes, Outcome
from ui.screens.passphrase.part import PassphrasePart

OLD, NEW = "paper boats go down the canal", "six old roofs under the slow rain"


@dataclass
class Counter:
    """A runner that keeps what it is asked, and answers when told to."""

    asked: list[Any] = field(default_factory=list)
    done: Any = None
    failed: Any = None

    def execute(self, command: Any, done: Any, failed: Any) -> None:
        self.asked.append(command)
        self.done, self.failed = done, failed

    def answer(self, error: AppError | None = None) -> None:
        if error is not None:
            self.failed(error)
        else:
            self.done(Outcome(value=None, changes=Changes()))


@pytest.fixture
def counter() -> Counter:
    return Counter()


@pytest.fixture
def part(counter: Counter, shown) -> PassphrasePart:
    runner: Any = counter
    return shown(PassphrasePart(runner))


def fill(part: QWidget, old: str, new: str, repeated: str) -> None:
    for name, text in (("old", old), ("new", new), ("repeated", repeated)):
        find(part, name).setText(text)


def find(part: QWidget, name: str) -> Any:
    return part.findChild(QWidget, f"passphrase_{name}")


def test_it_is_changed_by_keys_alone(part, counter, qtbot) -> None:
    find(part, "old").setFocus()
    for text in (OLD, NEW, NEW):
        qtbot.keyClicks(part.window().focusWidget(), text)
        qtbot.keyClick(part.window().focusWidget(), Qt.Key.Key_Return)
    assert counter.asked == [ChangePassphrase(old=OLD, new=NEW, rotate=False)]
    assert not find(part, "change").isEnabled()
    counter.answer()
    assert find(part, "old").text() == find(part, "new").text() == ""
    assert find(part, "change").isEnabled()
    assert part._told.text() == "The new passphrase holds from now on."


def test_the_key_is_replaced_where_somebody_wants_it(part, counter) -> None:
    fill(part, OLD, NEW, NEW)
    find(part, "rotate").click()
    find(part, "change").click()
    find(part, "change").click()
    assert counter.asked == [ChangePassphrase(old=OLD, new=NEW, rotate=True)]


@pytest.mark.parametrize(
    ("typed", "place", "said"),
    [
        (("", NEW, NEW), "old", "Enter your passphrase."),
        ((OLD, "", ""), "new", "Enter a passphrase."),
        (
            (OLD, NEW, NEW[1:]),
            "repeated",
            "The two passphrases differ. Type the second one again.",
        ),
    ],
)
def test_mistakes_stand_under_their_fields(part, counter, typed, place, said) -> None:
    fill(part, *typed)
    find(part, "change").click()
    assert counter.asked == []
    assert find(part, place).accessibleDescription() == said


@pytest.mark.parametrize(
    ("code", "place"),
    [("wrong_name_or_passphrase", "old"), ("passphrase_too_short", "new")],
)
def test_refusals_stand_under_their_fields(part, counter, code, place) -> None:
    fill(part, OLD, NEW, NEW)
    find(part, "change").click()
    counter.answer(InputError(code, least=15))
    assert find(part, place).accessibleDescription()
    assert find(part, place).text()
    assert find(part, "change").isEnabled()


def test_what_was_typed_goes_with_the_form(part) -> None:
    fill(part, OLD, NEW, NEW)
    part.hide()
    assert not any(find(part, name).text() for name in ("old", "new", "repeated"))


def test_no_passphrase_is_ever_printed() -> None:
    from ui.screens.passphrase.presenter import NewPassphrase

    form = NewPassphrase(old=OLD, new=NEW, repeated=NEW, rotate=False)
    assert OLD not in repr(form)
    assert NEW not in repr(form)
