"""An older state put back: the file is known when it is opened, a page by `verify`."""

from pathlib import Path

from app.errors import Corrupt
from tests.builders import Site
from tests.reliability.damage import Kept
from tests.reliability.rows import Control, Row, Tally, Trial, commits_of, sure
from tests.reliability.sabotage import without
from tests.reliability.work import Scene, add_note, command
from tests.town import begin

PAGE = 4096
STATES = 6
MOST_PAGES = 3


class Past:
    """A vault at rest, and its database file as it was at several moments before."""

    def __init__(self, trial: Trial) -> None:
        """Live a little, and keep the file after every session."""
        self.kept = Kept(Site(root=trial.folder()))
        site = self.kept.site
        with site.created() as workspace:
            begin(workspace, members=12, complaints=9)
        self.before: list[bytes] = []
        for _ in range(STATES):
            self.before.append(self.path.read_bytes())
            site.clock.forward(hours=1)
            with site.opened() as workspace:
                scene = Scene(site, workspace, trial.chance)
                for _ in range(4):
                    command(scene)
                add_note(scene)
                self.kept.look(workspace)
        self.kept.take()
        self.chance = trial.chance

    @property
    def path(self) -> Path:
        """Where the database lies."""
        return next(self.kept.site.place.glob("vault-*.db"))

    def old_file(self) -> str:
        """Put an older file back and open it; return how that showed.

        Raises:
            Harm: nothing says so.
        """
        self.kept.put_back()
        self.path.write_bytes(self.chance.choice(self.before))
        with self.kept.site.opened() as workspace:
            sure(workspace.fell_behind, "an older file is taken for the newest")
            sure(commits_of(workspace) < self.kept.commits, "another history")
            sure(workspace.verify().sound, "an older file is not sound")
        return "a file: told when opened"

    def old_pages(self) -> str:
        """Put some older pages back; return how that showed.

        Raises:
            Harm: the state is another, and `verify` calls it sound.
        """
        self.kept.put_back()
        now, then = self.path.read_bytes(), self.chance.choice(self.before)
        mixed = bytearray(now)
        for at in self._changed_pages(now, then):
            mixed[at : at + PAGE] = then[at : at + PAGE]
        self.path.write_bytes(mixed)
        try:
            with self.kept.site.opened() as workspace:
                report = workspace.verify()
                same = workspace.digests() == self.kept.digests
                same &= commits_of(workspace) == self.kept.commits
        except Corrupt:
            return "pages: told when read"
        if not report.sound:
            return "pages: told by verify"
        sure(same, "older pages are taken for the newest")
        return "pages: no harm"

    def _changed_pages(self, now: bytes, then: bytes) -> list[int]:
        changed = [
            at
            for at in range(0, min(len(now), len(then)), PAGE)
            if now[at : at + PAGE] != then[at : at + PAGE]
        ]
        return self.chance.sample(changed, self.chance.randint(1, MOST_PAGES))


def attack(trial: Trial) -> Tally:
    """Put files and pages back, in turn."""
    tally = Tally()
    past = Past(trial)
    for n in range(trial.count):
        tally.note(past.old_pages() if n % 2 else past.old_file())
    return tally


def control(*defences: str) -> Control:
    """Return the control that puts old states back without these defences."""

    def run(trial: Trial) -> int:
        past = Past(trial)
        with without(*defences):
            if "the local marker" in defences:
                return trial.until_harmed(past.old_file)
            return trial.until_harmed(lambda: [past.old_pages() for _ in range(5)])

    return run


ROW = Row(
    name="old-state",
    test="an old database file put back, old pages put back",
    must_be="the file is told when it is opened, the pages by verify",
    full=200,
    short=16,
    attack=attack,
    controls={
        "the local marker": control("the local marker"),
        "folding anew in verify": control("folding anew in verify"),
    },
)
