"""Widgets under test wear the theme, in light, as the application installs it."""

import pytest
from pytestqt.qtbot import QtBot

from app.words import Language
from ui.theme import Mode, Theme, install_theme

_themes: list[Theme] = []


@pytest.fixture(autouse=True)
def look(request: pytest.FixtureRequest) -> Theme | None:
    """Install the theme once for tests that have a window; presenters need none."""
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        return None
    app = request.getfixturevalue("qapp")
    if not _themes:
        _themes.append(install_theme(app, mode=Mode.LIGHT))
    _themes[0].set_mode(Mode.LIGHT)
    _themes[0].set_language(Language.EN)
    return _themes[0]


@pytest.fixture
def shown(qtbot: QtBot):
    """Show a widget and wait until it is there and active."""

    def show(widget):
        qtbot.addWidget(widget)
        if widget.sizeHint().isEmpty():  # a window without a size is never active
            widget.resize(400, 100)
        widget.show()
        qtbot.waitExposed(widget)

        def active() -> bool:
            # Offscreen, a request made too early is lost.
            widget.activateWindow()
            return widget.isActiveWindow()

        qtbot.waitUntil(active)
        return widget

    return show
