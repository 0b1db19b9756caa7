"""Looking after the open vault from its window: backups, and where it lies."""

from collections.abc import Callable, Sequence

from app.custody import Backup
from app.custody_wording import place_warning
from app.errors import AppError
from app.words import sentence, tr
from app.workspace import Workspace
from ui.running import Check, Failed, Job, Progress, Runner

Notice = Callable[[str, str], None]
"""Shows a notice that blocks nothing: what is the matter, and what to do."""


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
    """Let go all backups, which open with an old key, and make one with the new."""
    runner.attend(_renewed, lambda _: done(), failed, _in_silence)


def look_after(runner: Runner, notice: Notice) -> None:
    """Warn of the vault's place and make today's backup, once its window stands.

    Nothing is said where all goes well.
    """

    def warn(words: str) -> None:
        if words:
            notice(tr("This is no safe place for the vault"), words)

    def tell(error: AppError) -> None:
        notice(tr("Today's backup was not made"), sentence(error))

    runner.attend(lambda vault, _: place_warning(vault.place), warn, tell, _in_silence)
    runner.attend(_todays, lambda _: None, tell, _in_silence)


def _todays(vault: Workspace, check: Check) -> Backup | None:
    return vault.custody.back_up(check) if vault.custody.due() else None


def _renewed(vault: Workspace, check: Check) -> Backup:
    vault.custody.drop_backups()
    return vault.custody.back_up(check)


def _in_silence(_: int, __: int | None) -> None:
    """Show no progress."""
