"""Looking after the open vault from its window: backups, and where it lies."""

from collections.abc import Callable, Sequence
from typing import Protocol

from app.custody import Backup
from app.custody_wording import behind_warning, place_warning
from app.errors import AppError
from app.words import sentence, tr
from app.workspace import Workspace
from ui.running import Check, Failed, Job, Progress, Runner
from ui.shell import Command


class Notice(Protocol):
    """Shows a notice that blocks nothing."""

    def __call__(self, title: str, text: str, step: Command | None = None) -> None:
        """Say what is the matter, and what to do; `step` is offered as a button."""
        ...


def back_up(
    runner: Runner, done: Callable[[Backup], None], failed: Failed, progress: Progress
) -> Job:
    """Make a verified backup; locking breaks it off and leaves nothing of it."""
    return runner.attend(
        lambda vault, check: vault.custody.back_up(check), done, failed, progress
    )


def ask_for_backups(
    runner: Runner, done: Callable[[Sequence[Backup]], None], failed: Failed
) -> Job:
    """Tell which backups there are, the newest first."""
    return runner.attend(
        lambda vault, _: vault.custody.backups(), done, failed, _in_silence
    )


def renew_backups(runner: Runner, done: Callable[[], None], failed: Failed) -> None:
    """Make a backup with the new key, and let go all that open with an old one."""
    runner.attend(
        lambda vault, check: vault.custody.renew_backups(check),
        lambda _: done(),
        failed,
        _in_silence,
    )


def look_after(runner: Runner, notice: Notice, open_audit: Callable[[], None]) -> None:
    """Warn of an older copy and of the vault's place, and make today's backup.

    Nothing is said where all goes well.

    Args:
        runner: asks and copies.
        notice: shows what is to be said, once the window stands.
        open_audit: goes where the latest entries are listed.
    """

    def warn_behind(behind: bool) -> None:  # noqa: FBT001 - an answer
        if behind:
            title, words = behind_warning()
            step = Command(
                key="notice.audit",
                text=tr("Open the audit"),
                run=open_audit,
                icon="clock",
            )
            notice(title, words, step)

    def warn(words: str) -> None:
        if words:
            notice(tr("This is no safe place for the vault"), words)

    def tell(error: AppError) -> None:
        notice(tr("Today's backup was not made"), sentence(error))

    runner.attend(lambda vault, _: vault.fell_behind, warn_behind, tell, _in_silence)
    runner.attend(lambda vault, _: place_warning(vault.place), warn, tell, _in_silence)
    runner.attend(_todays, lambda _: None, tell, _in_silence)


def _todays(vault: Workspace, check: Check) -> Backup | None:
    return vault.custody.back_up(check) if vault.custody.due() else None


def _in_silence(_: int, __: int | None) -> None:
    """Show no progress."""
