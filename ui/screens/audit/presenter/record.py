"""One commit at the right, the check, the papers, and the past."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from app.audit.model import CommitView, Entry, LastCheck
from app.audit.proofs import SignedAnchor, anchor_text
from app.audit.queries import HistoryDetail, LastVerdict
from app.errors import AppError
from app.files.atomic import write_atomically
from app.staff.queries import Identity, WhoAmI
from app.staff.roles import Capability
from app.verification import Report
from app.witness import Witness
from app.words import sentence, tr
from ui.running import Check, Job, Runner
from ui.screens.audit.presenter.past import (
    PastCase,
    PastMember,
    PastShown,
    look_at_case,
    look_at_member,
    past_shown,
)
from ui.screens.audit.presenter.shown import CommitShown, check_text, commit_shown
from ui.screens.host import Host
from ui.theme import Tone

V = TypeVar("V")
PrintAnchor = Callable[[str], bytes]
"""Sets a text as pages of a PDF."""


class HistoryRecordView(Protocol):
    """What the presenter needs of the right pane."""

    def show_commit(self, shown: CommitShown | None) -> None:
        """Show one commit; None empties the pane."""
        ...

    def show_check(self, words: str, tone: Tone) -> None:
        """Say what the last check found."""
        ...

    def show_work(self, title: str) -> None:
        """Announce long work; nothing ends it."""
        ...

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        ...

    def show_problem(self, text: str) -> None:
        """Say what went wrong; nothing takes it away."""
        ...

    def show_past(self, shown: PastShown | None) -> None:
        """Show a record of the past in place of the commit; None goes back."""
        ...

    def allow_papers(self, *, allowed: bool) -> None:
        """Offer anchors and copies, or not."""
        ...


class HistoryRecordPresenter:
    """Speaks for the right pane."""

    def __init__(
        self,
        view: HistoryRecordView,
        runner: Runner,
        host: Host,
        print_anchor: PrintAnchor,
        checked: Callable[[], None],
    ) -> None:
        """Wire the right pane.

        Args:
            view: the pane.
            runner: asks the vault.
            host: the window round the screen.
            print_anchor: sets an anchor's text as a PDF.
            checked: told when a check has ended.
        """
        self._view, self._runner, self._host = view, runner, host
        self._print, self._checked = print_anchor, checked
        self._commit = ""
        self._shown: CommitView | None = None
        self._entries: list[Entry] = []
        self._asking: Job | None = None
        self._refused = False
        self._work: Job | None = None

    def refresh(self) -> None:
        """Ask again what the last check found, and for the commit shown."""
        self._runner.query(WhoAmI(), self._on_viewer, self._fail)
        self._runner.query(LastVerdict(), self._on_check, self._fail)
        if self._commit:
            self.choose(self._commit)

    def choose(self, commit: str) -> None:
        """Show this commit."""
        self._commit = commit
        if self._refused:
            self._view.show_problem("")
        self._refused = False
        self._view.show_past(None)
        self._ask(HistoryDetail(commit=commit), self._on_commit, self._on_refused)

    def more(self) -> None:
        """Show further events of the commit."""
        after = self._shown.after if self._shown else None
        if after is not None:
            asked = HistoryDetail(commit=self._commit, after=after)
            self._ask(asked, self._on_more, self._fail)

    def check(self) -> None:
        """Prove every commit and compare the tables."""
        self._view.show_problem("")
        self._view.show_work(tr("Checking every entry"))
        self._work = self._runner.verify(self._on_report, self._on_failed, self._tell)

    def stop(self) -> None:
        """Stop what takes long."""
        if self._work is not None:
            self._work.cancel()
        self._view.show_work("")

    def write_anchor(self) -> None:
        """Sign where the history stands, and write it as a PDF or a text."""
        place = self._host.choose_save(
            tr("Write an anchor"), tr("Gongdao anchor") + ".pdf"
        )
        if place is not None:
            self._do(
                tr("Signing the anchor"),
                lambda witness, tell: witness.anchor(tell),
                partial(self._on_anchor, place),
            )

    def write_copy(self) -> None:
        """Write the copy that strangers can check."""
        place = self._host.choose_save(
            tr("Write a copy for strangers"), tr("Gongdao history") + ".jsonl"
        )
        if place is not None:
            self._do(
                tr("Writing the copy"),
                lambda witness, tell: witness.write_copy(place, tell),
                lambda _: self._host.toast(tr("Written: {name}", name=place.name)),
            )

    def look_back(self, screen: str, record: str) -> None:
        """Show a case or a member as it stood right after this commit."""
        commit = self._commit
        look = look_at_case if screen == "cases" else look_at_member

        def work(witness: Witness, tell: Check) -> PastCase | PastMember:
            return look(witness, tell, record, commit)

        self._do(tr("Folding the history up to then"), work, self._on_past)

    def leave_past(self) -> None:
        """Go back to the commit."""
        self._view.show_past(None)

    def open(self, screen: str, record: str) -> None:
        """Open what the commit is about, as it is now."""
        self._host.open_record(screen, record)

    def _do(
        self,
        title: str,
        work: Callable[[Witness, Check], V],
        done: Callable[[V], None],
    ) -> None:
        def settle(value: V) -> None:
            self._view.show_work("")
            done(value)

        self._view.show_problem("")
        self._view.show_work(title)
        self._work = self._runner.attend(
            lambda vault, tell: work(vault.witness, tell),
            settle,
            self._on_failed,
            self._tell,
        )

    def _ask(
        self,
        query: HistoryDetail,
        done: Callable[[CommitView], None],
        failed: Callable[[AppError], None],
    ) -> None:
        if self._asking is not None:
            self._asking.cancel()
        self._asking = self._runner.query(query, done, failed)

    def _on_refused(self, error: AppError) -> None:
        # Another commit must not stay beside the one that is chosen.
        self._shown, self._entries, self._refused = None, [], True
        self._view.show_commit(None)
        self._fail(error)

    def _on_viewer(self, viewer: Identity) -> None:
        may = Capability.READ_AUDIT in viewer.me.capabilities
        self._view.allow_papers(allowed=may)

    def _on_check(self, check: LastCheck | None) -> None:
        self._view.show_check(*check_text(check))

    def _on_commit(self, view: CommitView) -> None:
        self._shown, self._entries = view, list(view.entries)
        self._view.show_commit(commit_shown(view, self._entries))

    def _on_more(self, view: CommitView) -> None:
        if self._shown is None:
            return
        known = {**self._shown.names, **view.names}
        self._entries += view.entries
        self._shown = CommitView(
            row=view.row,
            entries=self._entries,
            names=known,
            rivals=view.rivals,
            after=view.after,
        )
        self._view.show_commit(commit_shown(self._shown, self._entries))

    def _on_report(self, report: Report) -> None:
        self._view.show_work("")
        self._runner.query(LastVerdict(), self._on_check, self._fail)
        if not report.sound:
            words = tr(
                "Something is not as it was written. Keep the files, restore a backup"
            )
            self._view.show_problem(words)
        self._checked()

    def _on_anchor(self, place: Path, signed: SignedAnchor) -> None:
        text = anchor_text(signed)
        is_text = place.suffix.casefold() == ".txt"
        try:
            write_atomically(place, text.encode() if is_text else self._print(text))
        except AppError as error:
            self._fail(error)
        else:
            self._host.toast(tr("Written: {name}", name=place.name))

    def _on_past(self, file: PastCase | PastMember) -> None:
        self._view.show_past(past_shown(file))

    def _on_failed(self, error: AppError) -> None:
        self._view.show_work("")
        self._fail(error)

    def _tell(self, done: int, total: int | None) -> None:
        self._view.show_progress(done, total or 0)

    def _fail(self, error: AppError) -> None:
        self._view.show_problem(sentence(error))
