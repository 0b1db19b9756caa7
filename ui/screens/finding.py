"""Finding the member somebody means while their name is typed; no Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from app.members.queries import MemberLine, MemberPage
from app.words import tr
from app.work import Page
from ui.running import Failed, Job, Runner
from ui.screens.cases.presenter.wording import handle_text

MATCHES: Final = 6
"""Members offered while somebody types."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A member who may be meant."""

    id: str
    handle: str
    facts: str

    @property
    def said(self) -> str:
        """The row as one sentence, for a screen reader."""
        return tr("{handle}, {facts}", handle=self.handle, facts=self.facts)


class MemberFinding:
    """Looks members up by part of a name; whoever is called just so is chosen.

    Attributes:
        member: who is meant; None while nobody is.
        wanted: what was typed and names nobody yet; empty once somebody is chosen.
    """

    def __init__(
        self,
        runner: Runner,
        *,
        offered: Callable[[Sequence[Match]], None],
        chosen: Callable[[Match | None], None],
        failed: Failed,
    ) -> None:
        """Begin with nobody.

        Args:
            runner: asks.
            offered: told whom to offer; nobody once somebody is chosen.
            chosen: told who is meant, or that nobody is any more.
            failed: told why nobody could be looked up.
        """
        self._runner = runner
        self._offered, self._chosen, self._failed = offered, chosen, failed
        self.member: MemberLine | None = None
        self.wanted = ""
        self._found: list[MemberLine] = []
        self._job: Job | None = None

    def typed(self, words: str) -> None:
        """Somebody types whom they mean."""
        self.forget()
        self._chosen(None)
        self.wanted = wanted = words.strip().removeprefix("@")
        if not wanted:
            self._offered(())
            return

        def found(page: Page[MemberLine]) -> None:
            self._on_found(wanted, page)

        query = MemberPage(words=wanted, limit=MATCHES)
        self._job = self._runner.query(query, found, self._failed)

    def choose(self, member: str) -> None:
        """This is the member who is meant, one of those offered."""
        line = next((each for each in self._found if each.id == member), None)
        if line is not None:
            self.take(line)

    def take(self, line: MemberLine) -> None:
        """This is the member who is meant, whatever was typed."""
        self.member, self.wanted = line, ""
        self._chosen(match_of(line))
        self._offered(())

    def forget(self) -> None:
        """Nobody is meant any more; nothing is told."""
        if self._job is not None:
            self._job.cancel()
        self.member, self.wanted, self._found = None, "", []

    def _on_found(self, wanted: str, page: Page[MemberLine]) -> None:
        self._found = list(page.rows)[:MATCHES]
        same = [line for line in self._found if _is_called(line, wanted)]
        if len(same) == 1:
            self.choose(same[0].id)
            return
        self._offered([match_of(line) for line in self._found])


def match_of(line: MemberLine) -> Match:
    """Return a member as one who may be meant."""
    facts = (part for part in (line.platform_id, line.role) if part)
    handle = handle_text(line.handle, known=True)
    return Match(id=line.id, handle=handle, facts=tr(" · ").join(facts))


def _is_called(line: MemberLine, wanted: str) -> bool:
    return wanted.casefold() in (line.handle.casefold(), line.platform_id.casefold())
