"""Half-written texts of a case, kept on the person's desk."""

from collections.abc import Callable, Mapping

from app.ids import CaseId
from ui.running import Runner


class Drafts:
    """The texts being written about one case; each has a part's name.

    Attributes:
        texts: what stands in the fields now.
    """

    def __init__(self, runner: Runner, *parts: str) -> None:
        self._runner = runner
        self._case: CaseId | None = None
        self.texts: dict[str, str] = dict.fromkeys(parts, "")
        self._kept = dict(self.texts)

    def begin(self, case: CaseId, recalled: Callable[[], None]) -> None:
        """Turn to a case; what lies on the desk comes back, then `recalled`."""
        self.put_away()
        self._case = case
        for part in self.texts:
            self._recall(case, part, recalled)

    def change(self, part: str, text: str) -> None:
        """Take what was typed."""
        self.texts[part] = text

    def keep(self) -> bool:
        """Put on the desk what has changed; return whether anything is written."""
        if self._case is not None:
            for part, text in self.texts.items():
                if text != self._kept[part]:
                    self._runner.keep(_name(self._case, part), text)
            self._kept = dict(self.texts)
        return any(self.texts.values())

    def put_away(self) -> None:
        """Keep it, and turn away from the case."""
        self.keep()
        self._case = None
        self.texts = dict.fromkeys(self.texts, "")
        self._kept = dict(self.texts)

    def clear(self, case: CaseId) -> None:
        """Take a case's texts off the desk, and out of the fields."""
        blank = dict.fromkeys(self.texts, "")
        self.restore(case, blank)
        if self._case == case:
            self.texts, self._kept = blank, dict(blank)

    def restore(self, case: CaseId, texts: Mapping[str, str]) -> None:
        """Put texts on the desk for when the case is shown again."""
        for part, text in texts.items():
            self._runner.keep(_name(case, part), text)

    def _recall(self, case: CaseId, part: str, recalled: Callable[[], None]) -> None:
        def found(text: str) -> None:
            if text and self._case == case and not self.texts[part]:
                self.texts[part] = self._kept[part] = text
                recalled()

        self._runner.recall(_name(case, part), found)


def _name(case: CaseId, part: str) -> str:
    return f"case:{case}:{part}"
