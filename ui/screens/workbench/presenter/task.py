"""A task: what waits, in words, and what can be done about it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.work import Command
from ui.theme import Tone
from ui.widgets import ChipSpec, Compared

Facts = tuple[tuple[str, str], ...]
"""Labels and values, in the order to read them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BannerShown:
    """What has to be known first."""

    title: str
    text: str
    tone: Tone
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextShown:
    """A caption over reading text; `quiet` texts are set apart on a panel."""

    caption: str
    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CardShown:
    """A card: its head, somebody, facts, texts.

    Attributes:
        side: what stands at the right of the head, such as a moment.
        person: who did it; empty for nobody.
    """

    icon: str
    title: str
    side: str = ""
    person: str = ""
    facts: Facts = ()
    texts: tuple[TextShown, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeShown:
    """Something whose words change.

    Attributes:
        chip: whether it comes, changes or goes.
    """

    title: str
    chip: ChipSpec
    parts: tuple[Compared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailShown:
    """What waits.

    Attributes:
        key: of its row.
        meta: the small line above the title.
        changes: the words that change.
        going: what going to the record behind it is called; empty if there is none.
    """

    key: str
    meta: str
    title: str
    chip: ChipSpec
    banner: BannerShown | None = None
    cards: tuple[CardShown, ...] = ()
    changes: tuple[ChangeShown, ...] = ()
    going: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something that can be done about a task.

    Attributes:
        text: verb, perhaps with its object.
        command: makes the command from the reason; None where a place is gone to.
        told: what the toast says.
        undone: what it says when that was taken back.
        reason: the label of the reason it needs; empty if it needs none.
    """

    text: str
    command: Callable[[str], Command[Any]] | None = None
    told: str = ""
    undone: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task.

    Attributes:
        place: screen and id of the record behind it; empty if there is none.
        main: the main action; None if there is none.
        other: the other action.
        title: of the form under the task; empty for no form.
        note: what the main action brings, in a sentence.
    """

    detail: DetailShown
    place: tuple[str, str] = ("", "")
    main: Deed | None = None
    other: Deed | None = None
    title: str = ""
    note: str = ""
