"""Half-written texts, kept on the person's desk: in the vault, sealed to who writes.

One mechanism for every place where somebody writes more than a word. The widgets tell
what is typed, and when typing has paused or the widget goes; a presenter passes both
on to its `Drafts`. Locking hides every widget, so it loses nothing. The desk gives a
text back to the person who wrote it, and to nobody else.
"""

from collections.abc import Callable, Mapping

from ui.running import Runner


class Drafts:
    """The texts being written in one place; each is a part of it and has a name.

    Attributes:
        texts: what stands in the fields now.
    """

    def __init__(self, runner: Runner, *parts: str) -> None:
        """Begin nowhere.

        Args:
            runner: keeps and recalls.
            parts: names of the parts.
        """
        self._runner = runner
        self._place = ""
        self.texts: dict[str, str] = dict.fromkeys(parts, "")
        self._kept = dict(self.texts)

    def begin(self, place: str, recalled: Callable[[], None]) -> None:
        """Turn to a place ("case:…"); what lies on the desk comes back.

        Args:
            place: under what the texts lie on the desk.
            recalled: called for each part that came back.
        """
        self.put_away()
        self._place = place
        for part in self.texts:
            self._recall(place, part, recalled)

    def change(self, part: str, text: str) -> None:
        """Take what was typed."""
        self.texts[part] = text

    def take(self, texts: Mapping[str, str]) -> None:
        """Take what was typed in several parts, and keep it."""
        self.texts.update(texts)
        self.keep()

    def keep(self) -> bool:
        """Put on the desk what has changed; return whether anything is written."""
        if self._place:
            for part, text in self.texts.items():
                if text != self._kept[part]:
                    self._runner.keep(_name(self._place, part), text)
            self._kept = dict(self.texts)
        return any(self.texts.values())

    def put_away(self) -> None:
        """Keep it, and turn away from the place."""
        self.keep()
        self._place = ""
        self.texts = dict.fromkeys(self.texts, "")
        self._kept = dict(self.texts)

    def drop(self) -> None:
        """Take the texts of the place off the desk, and turn away: they were used."""
        if self._place:
            self.clear(self._place)
        self._place = ""

    def clear(self, place: str) -> None:
        """Take a place's texts off the desk, and out of the fields."""
        blank = dict.fromkeys(self.texts, "")
        self.restore(place, blank)
        if self._place == place:
            self.texts, self._kept = blank, dict(blank)

    def restore(self, place: str, texts: Mapping[str, str]) -> None:
        """Put texts on the desk for when the place is shown again."""
        for part, text in texts.items():
            self._runner.keep(_name(place, part), text)

    def _recall(self, place: str, part: str, recalled: Callable[[], None]) -> None:
        def found(text: str) -> None:
            if text and self._place == place and not self.texts[part]:
                self.texts[part] = self._kept[part] = text
                recalled()

        self._runner.recall(_name(place, part), found)


def _name(place: str, part: str) -> str:
    return f"{place}:{part}"
