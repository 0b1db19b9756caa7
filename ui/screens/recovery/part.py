"""The dialog with its presenter, for whoever opens it."""

from functools import partial

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from app.times import Clock
from app.words import tr
from ui.running import Runner
from ui.screens.host import Host
from ui.screens.recovery.paper import as_pdf, paint_on, write_pdf
from ui.screens.recovery.presenter import RecoveryPresenter
from ui.screens.recovery.view import RecoveryDialog


def open_recovery(
    parent: QWidget,
    runner: Runner,
    host: Host,
    clock: Clock,
    *,
    after_use: bool = False,
) -> RecoveryDialog:
    """Open the dialog of the recovery sheet.

    Args:
        parent: the window it lies over.
        runner: makes the key.
        host: asks where to save.
        clock: tells the day.
        after_use: whether a sheet has just been used up.
    """
    dialog = RecoveryDialog(parent, after_use=after_use)
    presenter = RecoveryPresenter(
        dialog,
        runner,
        host,
        clock,
        lambda place, sheet: write_pdf(place, as_pdf(sheet)),
    )
    dialog.make_wanted.connect(presenter.make)
    dialog.save_wanted.connect(presenter.save)
    # This also keeps the presenter for as long as there is the dialog.
    dialog.print_wanted.connect(partial(_print, dialog, presenter))
    dialog.left.connect(presenter.forget)
    presenter.start()
    dialog.open()
    return dialog


def _print(dialog: RecoveryDialog, presenter: RecoveryPresenter) -> None:
    sheet = presenter.sheet
    if sheet is None:
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(tr("Recovery sheet"))
    printer.setFullPage(True)
    chooser = QPrintDialog(printer, dialog)

    def send() -> None:
        paint_on(printer, sheet)
        presenter.printed()

    chooser.accepted.connect(send)
    # Its own `open` wants a slot by name.
    QDialog.open(chooser)
