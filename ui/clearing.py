"""Taking away what lies over the page: menus, lists that hang open, dialogs."""

from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget


def clear_away(window: QWidget) -> None:
    """Take away everything over a window, as nobody's choice.

    Dialogs are hidden, which lets them tell what is half written, and then deleted;
    nothing is accepted or refused by it.
    """
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    for dialog in window.findChildren(QDialog):
        if isinstance(dialog, QFileDialog):
            # Somebody waits for its answer in a loop of its own.
            dialog.reject()
        else:
            dialog.hide()
            dialog.deleteLater()
