"""The page on which motions and amendments are written, clause by clause."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

import msgspec

from app.errors import AppError
from app.ids import MotionId
from app.revision.commands.amendments import DraftAmendment, EditAmendment
from app.revision.commands.motions import DraftMotion, EditMotion
from app.revision.model.motions import ChangeKind, ClauseChange
from app.rulebook.model import NO_WORDS, Bilingual
from app.words import sentence, tr
from app.work import Command, Outcome
from ui.drafts import Drafts
from ui.running import Runner
from ui.screens.finding import Match, MemberFinding
from ui.screens.host import Host
from ui.screens.revision.motions.presenter.page import (
    AUTHOR,
    CLAUSES,
    NEW_CLAUSE,
    TITLE,
    WHY,
    BlockShown,
    Task,
    WritingShown,
    Written,
    change_of,
    field_of,
    read_blocks,
    write_blocks,
    written_of,
)
from ui.screens.revision.motions.presenter.wording import Words, parts_of
from ui.widgets import Choice, Compared

V = TypeVar("V")


class WritingView(Protocol):
    """What the page asks of the widgets."""

    def show_writing(self, page: WritingShown | None) -> None: ...
    def show_differences(self, parts: Sequence[tuple[Compared, ...]]) -> None: ...
    def show_authors(self, matches: Sequence[Match]) -> None: ...
    def show_author(self, member: Match | None) -> None: ...
    def show_writing_error(self, field: str, text: str) -> None: ...


class WritingPresenter:
    """Writes one motion or amendment at a time."""

    def __init__(
        self,
        view: WritingView,
        runner: Runner,
        host: Host,
        done: Callable[[MotionId], None],
    ) -> None:
        """Begin without a page.

        Args:
            view: the widgets.
            runner: carries out what is written.
            host: the window.
            done: told the motion that is to be shown now.
        """
        self._view, self._runner, self._host, self._done = view, runner, host, done
        self._task: Task | None = None
        self._titles: Mapping[str, str] = {}
        self._blocks: dict[str, Written] = {}
        self._made = 0
        self._busy = False
        self._drafts = Drafts(runner, TITLE, WHY, AUTHOR, CLAUSES)
        self._finding = MemberFinding(
            runner,
            offered=view.show_authors,
            chosen=view.show_author,
            failed=self._on_failed,
        )

    @property
    def is_open(self) -> bool:
        """Whether somebody is writing."""
        return self._task is not None

    def begin(self, task: Task, titles: Mapping[str, str]) -> None:
        """Turn to the page; what was half written comes back."""
        self.leave()
        self._task, self._titles, self._busy = task, titles, False
        self._finding.forget()
        self._drafts.begin(task.place, self._on_recalled)
        if not self._drafts.texts[TITLE]:
            self._drafts.change(TITLE, task.title)
        if not self._drafts.texts[WHY]:
            self._drafts.change(WHY, task.why)
        if not self._drafts.texts[CLAUSES]:
            self._set_blocks(written_of(change) for change in task.clauses)
        self._show()

    def leave(self) -> None:
        """Put it on the desk and show no page."""
        if self._task is not None:
            self._drafts.put_away()
            self._task = None
            self._view.show_writing(None)

    def give_up(self) -> None:
        """What was written goes."""
        if self._task is not None:
            self._drafts.drop()
            self._task = None
            self._view.show_writing(None)

    def add(self, key: str) -> None:
        """Name a clause: its words are there to be changed; or add a new one."""
        task = self._task
        if task is None or not key:
            return
        if key == NEW_CLAUSE:
            written = Written(kind=ChangeKind.ADD, clause="")
        else:
            words = task.words.get(key, NO_WORDS)
            written = Written(
                kind=ChangeKind.CHANGE, clause=key, zh=words.zh, en=words.en
            )
        self._made += 1
        self._blocks[str(self._made)] = written
        self._keep()
        self._show()

    def remove(self, key: str) -> None:
        """Leave a clause as it is."""
        if self._blocks.pop(key, None) is not None:
            self._keep()
            self._show()

    def do_to(self, key: str, kind: str) -> None:
        """Propose that a clause goes, or that it has other words: a `ChangeKind`."""
        written = self._blocks.get(key)
        if written is not None:
            self._blocks[key] = msgspec.structs.replace(written, kind=ChangeKind(kind))
            self._keep()
            self._show()

    def write(self, title: str, why: str) -> None:
        """Remember title and reasons as they are written."""
        self._drafts.take({TITLE: title, WHY: why})

    def write_clause(self, key: str, written: Mapping[str, str]) -> None:
        """Remember what is written about a clause, by the names of its fields."""
        before = self._blocks.get(key)
        if before is None:
            return
        self._blocks[key] = msgspec.structs.replace(before, **written)
        self._keep()
        self._compare()

    def find_author(self, words: str) -> None:
        """Somebody types who proposes it."""
        self._drafts.change(AUTHOR, words)
        self._finding.typed(words)

    def choose_author(self, member: str) -> None:
        """This is who proposes it."""
        self._finding.choose(member)

    def submit(self) -> None:
        """Write it down."""
        task = self._task
        if task is None or self._busy:
            return
        if task.is_new and self._finding.wanted:
            problem = tr("Choose a member from the list, or leave it empty.")
            self._view.show_writing_error(AUTHOR, problem)
            return
        self._drafts.keep()
        self._busy = True
        clauses = tuple(map(change_of, self._blocks.values()))
        if task.amends:
            self._amend(task, clauses)
        else:
            self._move(task, clauses)

    def _move(self, task: Task, clauses: tuple[ClauseChange, ...]) -> None:
        title, why = self._drafts.texts[TITLE], self._drafts.texts[WHY]
        if task.motion is not None:
            edit = EditMotion(motion=task.motion, title=title, clauses=clauses, why=why)
            self._run(edit, task, tr("Motion changed"), lambda _: task.motion)
            return
        member = self._finding.member
        draft = DraftMotion(
            title=title,
            clauses=clauses,
            why=why,
            feedback=task.feedback,
            author=member.id if member else None,
        )
        self._run(draft, task, tr("Motion written down"), lambda made: made)

    def _amend(self, task: Task, clauses: tuple[ClauseChange, ...]) -> None:
        why, motion = self._drafts.texts[WHY], task.motion
        # What the motion says already is no amendment of it.
        clauses = tuple(
            change
            for change in clauses
            if change.other or parts_of(change, _there(change, task.words))
        )
        if task.amendment is not None:
            edit = EditAmendment(amendment=task.amendment, clauses=clauses, why=why)
            self._run(edit, task, tr("Amendment changed"), lambda _: motion)
        elif motion is not None:
            member = self._finding.member
            draft = DraftAmendment(
                motion=motion,
                clauses=clauses,
                why=why,
                author=member.id if member else None,
            )
            self._run(draft, task, tr("Amendment written down"), lambda _: motion)

    def _run(
        self,
        command: Command[V],
        task: Task,
        told: str,
        shown: Callable[[V], MotionId | None],
    ) -> None:
        def done(outcome: Outcome[V]) -> None:
            self._busy = False
            self._drafts.clear(task.place)
            self._host.toast(told)
            if self._task is task:
                self._task = None
                self._view.show_writing(None)
            motion = shown(outcome.value)
            if motion is not None:
                self._done(motion)

        self._runner.execute(command, done, self._on_failed)

    def _set_blocks(self, written: Iterable[Written]) -> None:
        self._blocks = {}
        for each in written:
            self._made += 1
            self._blocks[str(self._made)] = each

    def _keep(self) -> None:
        self._drafts.take({CLAUSES: write_blocks(self._blocks.values())})

    def _on_recalled(self) -> None:
        blocks = read_blocks(self._drafts.texts[CLAUSES])
        if blocks:
            self._set_blocks(blocks)
        self._finding.typed(self._drafts.texts[AUTHOR])
        self._show()

    def _on_failed(self, error: AppError) -> None:
        self._busy = False
        title = self._drafts.texts[TITLE]
        field = field_of(error, self._blocks, self._words(), title)
        self._view.show_writing_error(field, sentence(error))

    def _show(self) -> None:
        task = self._task
        if task is None:
            return
        named = {each.clause for each in self._blocks.values()}
        addable = [
            Choice(key=number, text=self._title(number))
            for number in task.words
            if number not in named
        ]
        new = Choice(key=NEW_CLAUSE, text=tr("A new clause"))
        texts = self._drafts.texts
        self._view.show_writing(
            WritingShown(
                heading=task.heading,
                action=task.action,
                titled=not task.amends,
                authored=task.is_new,
                title=texts[TITLE],
                why=texts[WHY],
                author=texts[AUTHOR],
                blocks=tuple(
                    BlockShown(key=key, title=self._title(each.clause), written=each)
                    for key, each in self._blocks.items()
                ),
                addable=(*addable, new),
            )
        )
        self._compare()

    def _title(self, number: str) -> str:
        return f"{number} {self._titles.get(number, '')}".strip()

    def _compare(self) -> None:
        words = self._words()
        self._view.show_differences(
            [
                parts_of(change_of(each), words.get(each.clause, NO_WORDS))
                for each in self._blocks.values()
            ]
        )

    def _words(self) -> Words:
        return self._task.words if self._task is not None else {}


def _there(change: ClauseChange, words: Words) -> Bilingual:
    return words.get(change.clause, NO_WORDS)
