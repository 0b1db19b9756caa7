"""What a vault is doing when something happens to it: a step of each kind of work.

A kind of work that comes later (another way of writing to the vault) is one more
entry of `WORK`, and is from then on killed, cut off from power and refused its writes.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from app.custody import backups_of
from app.files.sample import make_people
from app.members.commands import ImportMembers
from app.notes.commands import AddNote
from app.restoring import Restoration
from app.staff.commands import RemovePerson
from app.staff.roles import Role
from app.workspace import Workspace
from tests.builders import OWNER, Site, credentials, enrol
from tests.reliability.rows import head_of
from tests.town import Life, member_file

IMPORTED = 150
"""Members in one file."""


class Say(Protocol):
    """Tells the world something at once; it outlives this process."""

    def __call__(self, word: str, about: str = "") -> None:
        """Say `ready`, `trying`, `done` or `admitted`, and about what."""
        ...


def silence(word: str, about: str = "") -> None:
    """Say nothing to anybody."""


class Enough(Exception):
    """Raised by a listener that has heard enough: the work ends in good order."""


@dataclass(slots=True)
class Scene:
    """Somebody at work.

    Attributes:
        site: the computer.
        workspace: open there.
        chance: decides what is done.
        say: heard by whoever watches.
    """

    site: Site
    workspace: Workspace
    chance: random.Random
    say: Say = silence
    life: Life = field(init=False)

    def __post_init__(self) -> None:
        """Begin a life."""
        self.life = Life(self.workspace, self.site.clock, self.chance)

    def done(self) -> None:
        """Say what the newest commit is."""
        self.say("done", head_of(self.workspace).hex())


def command(scene: Scene) -> None:
    """Carry out a command of any kind."""
    while scene.life.step() is None:
        pass


def add_note(scene: Scene) -> None:
    """Carry out a small command that is never refused."""
    text = f"备注 {scene.chance.randrange(10**6)}"
    scene.workspace.execute(AddNote(subject="s", text=text))


def import_members(scene: Scene) -> None:
    """Take in a file of members that are all new."""
    seed = scene.chance.randrange(10**9)
    people = make_people(IMPORTED, seed)
    scene.workspace.execute(ImportMembers(file=member_file(people, f"{seed:x}")))


def enrol_somebody(scene: Scene) -> None:
    """Enrol a colleague: keyring and journal both change."""
    name = f"同事{scene.chance.randrange(10**9)}"
    scene.say("trying", name)
    enrol(scene.workspace, name, Role.MODERATOR)
    scene.say("admitted", name)


def rebuild(scene: Scene) -> None:
    """Fold all tables anew."""
    scene.workspace.rebuild()


def rekey(scene: Scene) -> None:
    """Put the vault under a new key."""
    scene.workspace.rekey()


def remove_somebody(scene: Scene) -> None:
    """Enrol a colleague, remove them, and re-key, as the product does."""
    name = f"同事{scene.chance.randrange(10**9)}"
    person = enrol(scene.workspace, name, Role.MODERATOR)
    scene.done()
    scene.workspace.execute(RemovePerson(person=person))
    scene.done()
    scene.workspace.rekey()


def back_up(scene: Scene) -> None:
    """Make a backup, and let go those that are too many."""
    scene.workspace.custody.back_up()
    scene.say("backed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A kind of work.

    Attributes:
        step: does it once.
        lasts: seconds it takes, about.
        changes: whether the present state is another afterwards.
    """

    step: Callable[[Scene], None]
    lasts: float = 0.03
    changes: bool = True

    def go_on(self, site: Site, chance: random.Random, say: Say) -> None:
        """Open the vault and do one step after another until it is enough."""
        with site.opened() as workspace:
            say("ready")
            scene = Scene(site, workspace, chance, say)
            while True:
                self.step(scene)
                scene.done()


WORK: Mapping[str, Work] = {
    "commands": Work(step=command),
    "import": Work(step=import_members, lasts=0.06),
    "enrol": Work(step=enrol_somebody, lasts=0.05),
    "rekey": Work(step=rekey, lasts=0.1, changes=False),
    "removal": Work(step=remove_somebody, lasts=0.15),
    "backup": Work(step=back_up, lasts=0.1, changes=False),
    "rebuild": Work(step=rebuild, lasts=0.06, changes=False),
}


def make_vault(site: Site, _: random.Random, say: Say) -> None:
    """Make a vault, over and done with in one step."""
    say("ready")
    with site.created() as workspace:
        say("done", head_of(workspace).hex())


def open_and_close(site: Site, chance: random.Random, say: Say) -> None:
    """Open, note, close: the log is folded into the file each time."""
    while True:
        with site.opened() as workspace:
            say("ready")
            scene = Scene(site, workspace, chance, say)
            add_note(scene)
            scene.done()


def restore_newest(site: Site) -> None:
    """Put the newest backup in the place of a vault that is closed."""
    newest = backups_of(site.place)[0].folder
    Restoration.look(
        newest, site.place, credentials(OWNER), surroundings=site.surroundings
    ).carry_out()


def back_up_and_restore(site: Site, chance: random.Random, say: Say) -> None:
    """Note, back up, close, restore: nothing that was said is lost in it."""
    while True:
        with site.opened() as workspace:
            scene = Scene(site, workspace, chance, say)
            add_note(scene)
            scene.done()
            back_up(scene)
        say("ready")
        restore_newest(site)


TASKS: Mapping[str, Callable[[Site, random.Random, Say], None]] = {
    **{name: work.go_on for name, work in WORK.items()},
    "open": open_and_close,
    "restore": back_up_and_restore,
    "create": make_vault,
}
"""Everything a process can be told to do."""
