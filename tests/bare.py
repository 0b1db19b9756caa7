"""A database as whoever has its key can read it: every page, the free ones too."""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_PAGE = 4096
_IV = 16
_RESERVE = 80  # the vector, and a code that proves the page
_SALT = 16
_LOG_HEADER = 32
_FRAME_HEADER = 24


def bare_pages(path: Path, key: bytes) -> bytes:
    """Return a database file's pages, decrypted, none left out."""
    raw = path.read_bytes()
    starts = range(0, len(raw), _PAGE)
    return b"".join(_bare(raw[at : at + _PAGE], key, salted=at == 0) for at in starts)


def bare_log(path: Path, key: bytes) -> bytes:
    """Return a write-ahead log's pages, decrypted; the first page's beginning aside."""
    raw = path.read_bytes() if path.exists() else b""
    step = _FRAME_HEADER + _PAGE
    starts = range(_LOG_HEADER, len(raw), step)
    frames = (raw[at + _FRAME_HEADER : at + step] for at in starts)
    return b"".join(
        _bare(page, key, salted=salted)
        for page in frames
        if len(page) == _PAGE
        for salted in (False, True)
    )


def _bare(page: bytes, key: bytes, *, salted: bool) -> bytes:
    words = page[_SALT if salted else 0 : _PAGE - _RESERVE]
    vector = page[_PAGE - _RESERVE : _PAGE - _RESERVE + _IV]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return decryptor.update(words) + decryptor.finalize()
