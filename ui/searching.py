"""What the palette finds in an open vault: cases, members, clauses of the rules."""

from collections.abc import Callable, Sequence
from typing import Final

from app.cases.queries.queues import CaseLine, CasePage, Queue
from app.errors import AppError
from app.members.queries import MemberLine, MemberPage
from app.rulebook.model import Clause
from app.rulebook.queries import BookInForce, Version
from app.times import Clock
from app.work import Page
from ui.running import Job, Runner
from ui.shell import SearchHit

_MOST: Final = 6
"""Hits of one kind."""

Deliver = Callable[[Sequence[SearchHit]], None]


class VaultSearch:
    """Looks for what is typed; an answer to what was typed before is dropped.

    Call it with the words and with what takes the hits. They are delivered together,
    so that no row moves under the finger.
    """

    def __init__(
        self,
        runner: Runner,
        clock: Clock,
        icons: Callable[[str], str],
        go: Callable[[str, str], None],
        failed: Callable[[AppError], None],
    ) -> None:
        """Wire the search.

        Args:
            runner: asks the vault.
            clock: tells which version of the rules applies.
            icons: the icon of a section.
            go: opens a record: the section's key, the record's id.
            failed: told when the vault cannot answer.
        """
        self._runner, self._clock = runner, clock
        self._icons, self._go, self._failed = icons, go, failed
        self._job: Job | None = None

    def __call__(self, words: str, deliver: Deliver) -> None:
        """Look for cases, members and clauses that hold these words."""
        hits: list[SearchHit] = []

        def on_cases(page: Page[CaseLine]) -> None:
            rows = page.rows[:_MOST]
            hits.extend(self._hit("cases", r.id, r.number, r.excerpt) for r in rows)
            people = MemberPage(words=words)
            self._job = self._runner.query(people, on_members, self._failed)

        def on_members(page: Page[MemberLine]) -> None:
            for row in page.rows[:_MOST]:
                name = f"@{row.handle.removeprefix('@')}"
                hits.append(self._hit("members", row.id, name, row.platform_id))
            book = BookInForce(at=self._clock())
            self._job = self._runner.query(book, on_rules, self._failed)

        def on_rules(version: Version | None) -> None:
            for clause, article in _matching(version, words):
                title = f"{clause.number} {clause.title.text()}"
                hits.append(self._hit("rulebook", clause.number, title, article))
            deliver(hits)

        if self._job is not None:
            self._job.cancel()
        everywhere = CasePage(queue=Queue.ALL, words=words)
        self._job = self._runner.query(everywhere, on_cases, self._failed)

    def _hit(self, screen: str, record: str, title: str, detail: str) -> SearchHit:
        return SearchHit(
            key=f"{screen}:{record}",
            title=title,
            detail=detail,
            icon=self._icons(screen),
            open=lambda: self._go(screen, record),
        )


def _matching(version: Version | None, words: str) -> Sequence[tuple[Clause, str]]:
    """Return the clauses that hold the words, each with its article's title."""
    if version is None:
        return ()
    wanted = words.strip().casefold()
    found = [
        (clause, article.title.text())
        for article in version.book.articles
        for clause in article.clauses
        if any(wanted in name.casefold() for name in _names(clause))
    ]
    return found[:_MOST]


def _names(clause: Clause) -> Sequence[str]:
    title = clause.title
    return (f"{clause.number} {title.zh}", title.en, *clause.aliases)
