"""Rules as a PDF: real letters, the same words as the page, every page numbered."""

import shutil
import subprocess
from pathlib import Path

import pytest

from app.publication.sheet import sheet_of
from app.words import Language
from tests.unit.publication.publishing import bare, draft, published, told_by
from ui.publishing.paper import as_pdf

BOTH = (Language.ZH_CN, Language.EN)
READER = shutil.which("pdftotext")

needs_reader = pytest.mark.skipif(READER is None, reason="no program reads PDF here")


def read(data: bytes, folder: Path) -> list[str]:
    """Return the text of every page, as another program reads it."""
    place = folder / "rules.pdf"
    place.write_bytes(data)
    done = subprocess.run(
        ["pdftotext", "-raw", str(place), "-"], capture_output=True, check=True
    )
    return done.stdout.decode().split("\f")[:-1]


@needs_reader
@pytest.mark.parametrize("language", BOTH)
def test_the_pdf_says_what_the_page_says_in_real_letters(
    qapp, tmp_path: Path, language: Language
):
    document = published()
    pages = read(as_pdf([sheet_of(document, language)]), tmp_path)
    assert len(pages) > 1
    text = bare("".join(_without_edges(page) for page in pages))
    for words in told_by(document, language):
        assert bare(words) in text, words
    for number, page in enumerate(pages, 1):
        assert f"{number}/{len(pages)}" in bare(page)


@needs_reader
def test_two_languages_are_on_one_paper(qapp, tmp_path: Path):
    document = published("local_group")
    pages = read(as_pdf([sheet_of(document, each) for each in BOTH]), tmp_path)
    text = bare("".join(pages))
    for language in BOTH:
        for clause in document.book.clauses:
            assert bare(f"{clause.number} {clause.title.text(language)}") in text


@needs_reader
def test_a_draft_says_so_on_every_page(qapp, tmp_path: Path):
    pages = read(as_pdf([sheet_of(draft(), Language.ZH_CN)]), tmp_path)
    assert len(pages) > 1
    assert all("草案" in page for page in pages)


def _without_edges(page: str) -> str:
    """Return a page without its foot, which would stand between two lines."""
    lines = page.rstrip().splitlines()
    assert lines[-1].split(" / ")[0].split()[-1].isdecimal()
    foot = 1 if "2026-12-08" in lines[-1] else 2
    return "\n".join(lines[:-foot])
