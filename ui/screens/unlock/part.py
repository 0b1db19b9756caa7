"""The unlock screen put together."""

from collections.abc import Callable

from app import __version__
from app.workspace import LEAST_PASSPHRASE
from ui.screens.unlock.presenter import UnlockPresenter
from ui.screens.unlock.shown import Gate, Memory
from ui.screens.unlock.view import UnlockView


def build(
    gate: Gate,
    memory: Memory,
    opened: Callable[[], None],
    recovered: Callable[[], None],
) -> tuple[UnlockView, UnlockPresenter]:
    """Return view and presenter; whoever shows the view keeps both.

    Args:
        gate: what opens and makes vaults.
        memory: what this computer remembers.
        opened: called when a vault is open.
        recovered: called after that where a recovery sheet opened it.
    """
    view = UnlockView(version=__version__, least=LEAST_PASSPHRASE)
    presenter = UnlockPresenter(view, gate, memory, opened, recovered)
    view.sign_in_submitted.connect(presenter.sign_in)
    view.create_submitted.connect(presenter.create)
    view.recover_submitted.connect(presenter.recover)
    view.group_typed.connect(presenter.check_group)
    view.vault_chosen.connect(presenter.choose_vault)
    view.create_wanted.connect(presenter.create_wanted)
    view.recover_wanted.connect(presenter.recover_wanted)
    view.back_wanted.connect(presenter.start)
    return view, presenter
