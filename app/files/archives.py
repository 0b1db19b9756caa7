"""Measuring what a zip container unpacks to, before anything unpacks it.

The sizes a container states are not believed: each member is inflated and
counted, and nothing of it is kept.
"""

import struct
import zipfile
import zlib
from typing import BinaryIO

from app.errors import InputError
from app.files.opening import TableLimits

_STEP = 1 << 18
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_LOCAL_MAGIC = b"PK\x03\x04"
_ENCRYPTED = 0x1
_MEMBERS = 5_000


def check_archive(file: BinaryIO, limits: TableLimits) -> None:
    """Inflate every member once and count.

    Raises:
        InputError: `file_too_large` past the limit, `file_encrypted`, or
            `file_unreadable` for a broken container.
    """
    try:
        members = zipfile.ZipFile(file).infolist()
        if len(members) > _MEMBERS:
            raise InputError("file_too_large")
        left = limits.unpacked_bytes
        for member in members:
            left -= _measured(file, member, left)
    except (zipfile.BadZipFile, zlib.error, struct.error, OSError, ValueError) as bad:
        raise InputError("file_unreadable") from bad
    except (NotImplementedError, UnicodeDecodeError) as odd:
        raise InputError("file_unreadable") from odd


def _measured(file: BinaryIO, member: zipfile.ZipInfo, left: int) -> int:
    if member.flag_bits & _ENCRYPTED:
        raise InputError("file_encrypted")
    file.seek(member.header_offset)
    magic, name, extra = _LOCAL_HEADER.unpack(file.read(_LOCAL_HEADER.size))
    if magic != _LOCAL_MAGIC:
        raise InputError("file_unreadable")
    file.seek(name + extra, 1)
    if member.compress_type == zipfile.ZIP_STORED:
        return _bounded(member.compress_size, left)
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise InputError("file_unreadable")  # no spreadsheet writes another method
    return _inflated(file, member.compress_size, left)


def _inflated(file: BinaryIO, packed: int, left: int) -> int:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    total = 0
    while packed > 0 and not inflater.eof:
        data = file.read(min(packed, _STEP))
        if not data:
            raise InputError("file_unreadable")
        packed -= len(data)
        while data and not inflater.eof:
            total = _bounded(total + len(inflater.decompress(data, _STEP)), left)
            data = inflater.unconsumed_tail
    return total


def _bounded(total: int, left: int) -> int:
    if total > left:
        raise InputError("file_too_large")
    return total
