"""The rules a motion is compared with."""

from collections.abc import Callable

from app.ids import RulebookId
from app.revision.model.motions import Stage
from app.revision.queries.motions import MotionLine
from app.rulebook.model import Rulebook
from app.rulebook.queries import Version, VersionText
from ui.running import Failed, Runner
from ui.screens.setting import Setting


class Books:
    """Keeps the text of versions that were asked for; they never change."""

    def __init__(self, runner: Runner, setting: Setting) -> None:
        self._runner, self._setting = runner, setting
        self._texts: dict[RulebookId, Rulebook] = {}

    def present(self) -> RulebookId | None:
        """Return the version in force, or the newest where none is yet."""
        versions = self._setting.versions
        newest = versions[0].id if versions else None
        return next((v.id for v in versions if v.in_force), newest)

    def against(self, line: MotionLine) -> RulebookId:
        """Return the version whose words a motion is compared with.

        While something can come of it those that apply now, else those it changed.
        """
        ended = line.stage in _ENDED or line.draft is not None
        return line.book if ended else self.present() or line.book

    def number(self, version: RulebookId) -> int:
        """Return a version's number; 0 for one that is not here."""
        versions = self._setting.versions
        return next((v.version for v in versions if v.id == version), 0)

    def text(self, version: RulebookId) -> Rulebook | None:
        """Return a version's text, if it was asked for."""
        return self._texts.get(version)

    def want(
        self, version: RulebookId, ready: Callable[[], None], failed: Failed
    ) -> None:
        """Call `ready` once a version's text is here, or is known not to be."""
        if version in self._texts:
            ready()
            return

        def found(text: Version | None) -> None:
            if text is not None:
                self._texts[version] = text.book
            ready()

        self._runner.query(VersionText(version=version), found, failed)


_ENDED = frozenset({Stage.WITHDRAWN, Stage.NOT_PASSED, Stage.BLOCKED})
