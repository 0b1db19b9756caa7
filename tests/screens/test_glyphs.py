"""A picture with boxes in place of characters is no picture."""

from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.demo.glyphs import missing, texts_of
from ui.widgets import column

CUNEIFORM = "\U00012000"
"""A character that no font the tests ask for has."""


def test_characters_without_a_glyph_are_named(qtbot: QtBot):
    assert missing(["公道 Gongdao，第 3.2 条", "“已隐去”"]) == set()
    assert missing([f"好{CUNEIFORM}", "的"]) == {CUNEIFORM}


def test_every_text_of_a_window_is_looked_at(qtbot: QtBot):
    window = QWidget()
    window.setLayout(column(QLabel("一"), QPushButton("二")))
    qtbot.addWidget(window)
    assert {"一", "二"} <= set(texts_of(window))
