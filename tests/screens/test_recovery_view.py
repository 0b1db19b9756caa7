"""The recovery sheet on the screen and on paper."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from app.errors import InputError
from app.times import system_clock
from app.words import Language, in_language, use_language
from tests.builders import Site
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from ui.letters import searchable
from ui.screens.recovery.paper import as_pdf, paint_on, write_pdf
from ui.screens.recovery.part import open_recovery
from ui.screens.recovery.sheet import BOTH, STEPS, WARNING, Sheet
from ui.screens.recovery.square import SquareCode, draw_square
from ui.screens.recovery.view import RecoveryDialog
from ui.theme import theme
from ui.widgets import Button

SHEET = Sheet.of(
    bytes(range(7, 39)), vault="雨林读书会", person="林晚", made_on=date(2026, 11, 28)
)


@pytest.fixture
def dialog(qtbot, shown) -> Iterator[RecoveryDialog]:
    over = QWidget()
    over.resize(900, 700)
    shown(over)
    made = RecoveryDialog(over)
    made.open()
    made.show_offer(replaces=False)
    qtbot.waitExposed(made)
    yield made
    over.close()


def part(view: QWidget, name: str) -> Any:
    found = view.findChild(QWidget, name)
    assert found is not None, name
    return found


def group(view: QWidget, number: int) -> str:
    return part(view, f"recovery_group_{number}").accessibleName()


# --- the dialog ------------------------------------------------------------------


def test_the_key_is_covered_until_it_is_asked_for(dialog: RecoveryDialog):
    dialog.show_sheet(SHEET)
    assert group(dialog, 1) == "Group 1: covered"
    part(dialog, "recovery_show").click()
    assert [group(dialog, n)[-8:] for n in range(1, 9)] == list(SHEET.groups)
    part(dialog, "recovery_show").click()
    assert group(dialog, 8) == "Group 8: covered"
    assert part(dialog, "recovery_square").accessibleName().endswith("covered")


def test_the_key_covers_itself_after_a_minute(qtbot, dialog: RecoveryDialog):
    dialog.show_sheet(SHEET)
    dialog.reveal()
    assert dialog._cover.interval() == 60_000
    dialog._cover.start(1)
    qtbot.waitUntil(lambda: group(dialog, 1) == "Group 1: covered")


def test_who_kept_nothing_of_it_is_asked_once(qtbot, dialog: RecoveryDialog):
    dialog.show_sheet(SHEET)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "Nothing of it is kept yet" in part(dialog, "recovery_told").text()
    with qtbot.waitSignal(dialog.left):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_who_saved_it_leaves_at_once(qtbot, dialog: RecoveryDialog):
    dialog.show_sheet(SHEET)
    dialog.show_kept("Saved as x.pdf.")
    with qtbot.waitSignal(dialog.left):
        part(dialog, "recovery_done").click()


def test_while_it_is_written_nothing_can_be_pressed(dialog: RecoveryDialog):
    dialog.show_sheet(SHEET)
    dialog.show_busy("Writing.")
    assert not part(dialog, "recovery_save").isEnabled()
    dialog.show_error("The disk is full.")
    dialog.show_busy("")
    assert part(dialog, "recovery_print").isEnabled()


@pytest.mark.parametrize("language", Language)
def test_nothing_is_clipped(qtbot, dialog: RecoveryDialog, language: Language):
    use_language(language)
    theme().set_language(language)
    dialog.show_sheet(SHEET)
    for button in dialog.findChildren(Button):
        if button.isVisible():
            assert button.width() >= button.sizeHint().width(), button.objectName()
            assert button.accessibleName()
            assert button.objectName()
    assert dialog.height() >= dialog.heightForWidth(dialog.width())


def test_printing_paints_the_page_and_says_so(
    qtbot, shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    place = tmp_path / "printed.pdf"

    class Chooser(QPrintDialog):
        """Stands for the system's dialog: somebody chooses a printer at once."""

        def __init__(self, printer: QPrinter, parent: QWidget) -> None:
            super().__init__(printer, parent)
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(place))

        def setVisible(self, visible: bool) -> None:
            if visible:
                self.accepted.emit(self.printer())

    monkeypatch.setattr("ui.screens.recovery.part.QPrintDialog", Chooser)
    over = shown(QWidget())
    with Site(root=tmp_path).created() as workspace:
        runner = ImmediateRunner(workspace)
        dialog = open_recovery(over, runner, SeenHost(), system_clock)
        part(dialog, "recovery_make").click()
        part(dialog, "recovery_print").click()
    assert place.read_bytes().startswith(b"%PDF")
    assert part(dialog, "recovery_told").text().startswith("Sent to the printer")


# --- the square code ---------------------------------------------------------------


def test_the_square_code_is_dark_on_light_in_any_theme(qtbot, shown):
    code = shown(SquareCode(152))
    code.set_text(SHEET.text)
    image = code.grab().toImage()
    assert image.pixelColor(2, 76).lightness() > 250
    colors = {image.pixelColor(x, 76).lightness() for x in range(10, 142)}
    assert min(colors) < 20


def test_no_light_line_runs_through_the_code(qtbot):
    image = QImage(1000, 1000, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    draw_square(painter, image.rect().toRectF(), SHEET.text)
    painter.end()
    # The three corners of a code are solid rings: walk along the top of one.
    top = next(y for y in range(1000) if image.pixelColor(130, y).lightness() < 20)
    row = [image.pixelColor(x, top + 5).lightness() for x in range(1000)]
    left = row.index(min(row))
    assert max(row[left : left + 120]) < 20


# --- the page ----------------------------------------------------------------------


def letters_of(pdf: bytes) -> set[str]:
    """Return every character the tables of a file name."""
    tables = re.findall(rb"beginbfrange(.*?)endbfrange", pdf, re.DOTALL)
    lists = [re.findall(rb"\[(.*?)\]", table, re.DOTALL) for table in tables]
    codes = re.findall(rb"<([0-9A-F]{4})>", b"".join(b"".join(each) for each in lists))
    return {chr(int(code, 16)) for code in codes}


def test_every_letter_of_the_page_can_be_searched_for(qtbot):
    found = letters_of(as_pdf(SHEET))
    words = [SHEET.vault, SHEET.person, *SHEET.groups, SHEET.made_on.isoformat()]
    for language in BOTH:
        words += [in_language(language, step) for step in STEPS]
        words.append(in_language(language, WARNING, person=SHEET.person))
    assert {letter for word in words for letter in word} - found == set()
    assert "\0" not in found


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="reads the page")
def test_a_reader_finds_the_words(qtbot, tmp_path: Path):
    place = tmp_path / "sheet.pdf"
    write_pdf(place, as_pdf(SHEET))
    asked = ["pdftotext", "-layout", str(place), "-"]
    text = subprocess.run(asked, capture_output=True, check=True).stdout.decode()
    for word in ("恢复单", "Recovery sheet", "雨林读书会", "林晚", *SHEET.groups):
        assert word in text
    assert "or 0." in text
    assert text.count("\f") == 1


def test_radicals_become_the_letters_people_write():
    table = b"beginbfrange\n<0001> <0004> [<2FAC> <2ED3> <0009> <0041> ]\nendbfrange"
    told = searchable(b"x <2FAC> " + table)
    assert told == b"x <2FAC> " + table.replace(b"<2FAC>", b"<96E8>").replace(
        b"<2ED3>", b"<957F>"
    ).replace(b"<0009>", b"<0020>")


def test_only_its_owner_can_read_the_file(tmp_path: Path):
    place = tmp_path / "sheet.pdf"
    write_pdf(place, b"%PDF")
    assert place.stat().st_mode & 0o077 == 0
    assert [each.name for each in tmp_path.iterdir()] == ["sheet.pdf"]
    with pytest.raises(InputError):
        write_pdf(tmp_path / "gone" / "sheet.pdf", b"%PDF")


def test_the_page_is_one_page(qtbot, tmp_path: Path):
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "p.pdf"))
    paint_on(printer, SHEET)
    pdf = (tmp_path / "p.pdf").read_bytes()
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1
