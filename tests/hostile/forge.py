"""Files made to do harm, small on the disk and large in what they ask for."""

import random
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import xlsxwriter

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORKBOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_ROOT_LINKS = (
    f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1"'
    f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_LINKS = (
    f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1"'
    f' Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/sharedStrings"'
    ' Target="sharedStrings.xml"/></Relationships>'
)
# Where a zip container's headers hold the unpacked size, and the name.
_LOCAL_SIZE = 22
_CENTRAL_SIZE = 24
_CENTRAL_NAME = 46
_SHEET = "xl/worksheets/sheet1.xml"
_HEAD = "".join(
    f'<c r="{column}1" t="inlineStr"><is><t>{name}</t></is></c>'
    for column, name in (("A", "昵称"), ("B", "微信号"))
)


def workbook(path: Path, rows: str, prolog: str = "", **parts: str) -> Path:
    """Write a workbook whose sheet holds this XML below its header."""
    sheet = (
        f'{prolog}<worksheet xmlns="{_MAIN}"><sheetData>'
        f'<row r="1">{_HEAD}</row>{rows}</sheetData></worksheet>'
    )
    return archive(path, {_SHEET: sheet} | {f"xl/{k}.xml": v for k, v in parts.items()})


def archive(path: Path, parts: Mapping[str, str]) -> Path:
    """Write the frame of a workbook and these parts."""
    frame = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT_LINKS,
        "xl/workbook.xml": _WORKBOOK,
        "xl/_rels/workbook.xml.rels": _LINKS,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in (frame | dict(parts)).items():
            made.writestr(name, text)
    return path


def zip_bomb(path: Path) -> Path:
    """Write a workbook whose sheet unpacks to 1 GiB of spaces."""
    archive(path, {})
    block = b" " * (1 << 24)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as made,
        made.open(_SHEET, "w") as part,
    ):
        for _ in range(64):
            part.write(block)
    return path


def lying_bomb(path: Path) -> Path:
    """Write a bomb that says in both its headers that it unpacks to 1000 bytes."""
    zip_bomb(path)
    with zipfile.ZipFile(path) as made:
        local = made.getinfo(_SHEET).header_offset
        listed = made.start_dir
    content = bytearray(path.read_bytes())
    name = _SHEET.encode()
    central = content.index(name, listed) - _CENTRAL_NAME
    for place in (local + _LOCAL_SIZE, central + _CENTRAL_SIZE):
        assert content[place : place + 4] == struct.pack("<I", 1 << 30)
        content[place : place + 4] = struct.pack("<I", 1000)
    path.write_bytes(content)
    return path


def entity_bomb(path: Path) -> Path:
    """Write a workbook with entities that double and double."""
    lines = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    prolog = f'<!DOCTYPE w [<!ENTITY e0 "lol">{lines}]>'
    cell = '<row r="2"><c r="A2" t="inlineStr"><is><t>&e12;</t></is></c></row>'
    return workbook(path, cell, prolog)


def far_corners(path: Path) -> Path:
    """Write a sheet with two cells, in opposite corners."""
    corner = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return workbook(path, corner)


def deep(path: Path) -> Path:
    """Write a sheet of elements within elements."""
    depth = 1_000_000
    return workbook(path, "<row>" * depth + "</row>" * depth)


def shared_strings(path: Path) -> Path:
    """Write a workbook that repeats one long shared string in every cell."""
    text = f'<sst xmlns="{_MAIN}"><si><t>{"x" * 30_000}</t></si></sst>'
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 40_000)
    )
    return workbook(path, rows, sharedStrings=text)


def repeated_cells(path: Path) -> Path:
    """Write an OpenDocument sheet that repeats one filled cell 94 million times."""
    return open_document(
        path,
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell'
        ' table:number-columns-repeated="90" office:value-type="string">'
        "<text:p>x</text:p></table:table-cell></table:table-row>",
    )


def open_document(path: Path, rows: str) -> Path:
    """Write an OpenDocument sheet of this XML."""
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", kind, zipfile.ZIP_STORED)
        made.writestr("META-INF/manifest.xml", "<manifest/>")
        made.writestr("content.xml", content)
    return path


def sound_workbook(path: Path, rows: int = 50) -> bytes:
    """Write a workbook with nothing wrong and return its bytes."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["昵称", "微信号"])
        for row in range(1, rows):
            sheet.write_row(row, 0, [f"成员{row}", f"wxid_{row}"])
    return path.read_bytes()


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Return the content with some bytes changed, or cut short."""
    if chance.random() < 0.4:
        return content[: chance.randrange(4, len(content))]
    changed = bytearray(content)
    for _ in range(chance.choice((1, 4, 64))):
        changed[chance.randrange(4, len(changed))] = chance.randrange(256)
    return bytes(changed)
