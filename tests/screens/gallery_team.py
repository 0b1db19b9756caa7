"""The team screen with everybody there can be, drawn for a person to look at.

python tests/screens/gallery_team.py FOLDER
"""

import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget

from app.words import Language, use_language
from app.workspace import Workspace
from tests.builders import OWNER
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from tests.screens.team_room import LEAVING, MODERATOR, Room, furnish, person
from ui.screens.team.screen import TeamScreen, build
from ui.shell import AppWindow, MainWindow, WindowMemory
from ui.theme import Mode, install_theme, theme
from ui.widgets import Dialog

SIZES = ((1440, 900), (1280, 800))


def settle(app: QApplication) -> None:
    for _ in range(6):
        app.processEvents()


def picture(app: QApplication, widget: QWidget, place: Path) -> None:
    settle(app)
    widget.grab().save(str(place))


def scroll(screen: TeamScreen, widget: QWidget) -> None:
    bar = screen._view.record.body.verticalScrollBar()
    bar.setValue(widget.y() - 20)


def draw(app: QApplication, workspace: Workspace, room: Room, stem: Path) -> None:
    for width, height in SIZES:
        memory = WindowMemory(QSettings(f"{stem}.ini", QSettings.Format.IniFormat))
        window, main = AppWindow(memory), MainWindow()
        screen = build(ImmediateRunner(workspace), SeenHost(), room.site.clock)
        main.add_screen(screen)
        main.set_person(OWNER, "")
        window.show_page(main)
        window.resize(width, height)
        window.show()
        main.show_screen("team")
        settle(app)
        record = screen._view.record
        name = f"{stem}-{width}"
        presenter = screen._presenter
        presenter.choose(person(workspace, MODERATOR))
        picture(app, window, Path(f"{name}-person.png"))
        presenter.acting.change_wanted()
        record.role._select.select.choose("lead")
        record.role._tell()
        picture(app, window, Path(f"{name}-change.png"))
        record.role.close_form()
        presenter.powers.toggle("exports.release", "moderator")
        presenter.powers.toggle("members.reveal", "lead")
        record.powers.grid.setFocus()
        settle(app)
        scroll(screen, record.powers)
        picture(app, window, Path(f"{name}-powers.png"))
        presenter.powers.discard()
        bar = record.body.verticalScrollBar()
        bar.setValue(bar.maximum())
        picture(app, window, Path(f"{name}-below.png"))
        bar.setValue(0)
        presenter.choose(person(workspace, LEAVING))
        picture(app, window, Path(f"{name}-waiting.png"))
        screen._view.open_invitation()
        picture(app, window, Path(f"{name}-invite.png"))
        screen._view.close_invitation()
        if width == SIZES[0][0]:
            presenter.choose(person(workspace, MODERATOR))
            for act, dialog in (
                (presenter.acting.remove_wanted, "team_removal"),
                (presenter.acting.reissue_wanted, "reissue"),
                (presenter.ties.link_wanted, "team_tie"),
                (presenter.ties.declare_wanted, "team_conflict"),
            ):
                act()
                settle(app)
                shown = window.findChild(Dialog, dialog)
                assert isinstance(shown, Dialog)
                if dialog == "team_tie":
                    presenter.ties.look_for("老")
                picture(app, shown, Path(f"{name}-{dialog}.png"))
                shown.reject()
                settle(app)
        window.close()


def main(folder: Path) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    install_theme(app)
    with tempfile.TemporaryDirectory() as root:
        room = furnish(Path(root))
        with room.opened() as workspace:
            for language in Language:
                use_language(language)
                for mode in (Mode.LIGHT, Mode.DARK):
                    theme().set_language(language)
                    theme().set_mode(mode)
                    draw(app, workspace, room, folder / f"team-{language}-{mode}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
