"""What a disk can look like after the power went off, from a record of all writes.

A file's bytes are sure up to its last sync, a folder's names up to the folder's. Of
what came later the disk may hold anything: all, nothing, a part of a write, a later
write without an earlier one.
"""

import random
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

SECTORS = (512, 4096)
_HEAD = struct.Struct("=BBBBIQQHHI")


class Kind(IntEnum):
    """What was done; the numbers are the shim's."""

    MARK = 0
    OPEN = 1
    WRITE = 2
    TRUNCATE = 3
    SYNC = 4
    RENAME = 5
    UNLINK = 6
    MKDIR = 7
    RMDIR = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One call to the system.

    Attributes:
        node: the file's number in the file system.
        at: where in the file; a truncated file's new length.
        made, emptied, folder: what an opening met.
        data: what was written, or said.
        path, other: from the watched folder on; where a name went.
    """

    kind: Kind
    node: int
    at: int
    path: str
    data: bytes = b""
    made: bool = False
    emptied: bool = False
    folder: bool = False
    other: str = ""


def read_log(log: Path, watched: Path) -> list[Deed]:
    """Return all that was recorded of a folder."""
    raw, at, root = log.read_bytes(), 0, str(watched.resolve())
    deeds: list[Deed] = []
    while at < len(raw):
        what, made, emptied, folder, size, node, place, one, two, _ = _HEAD.unpack_from(
            raw, at
        )
        at += _HEAD.size
        parts: list[bytes] = []
        for length in (one, two, size):
            parts.append(raw[at : at + length])
            at += length
        path, other = (p.decode().removeprefix(root).strip("/") for p in parts[:2])
        deeds.append(
            Deed(
                kind=Kind(what),
                node=node,
                at=place,
                made=bool(made),
                emptied=bool(emptied),
                folder=bool(folder),
                data=parts[2],
                path=path,
                other=other,
            )
        )
    return deeds


@dataclass(slots=True)
class _File:
    """A file as it is on the disk, and what is on its way there."""

    sure: bytearray = field(default_factory=bytearray)
    pending: list[Deed] = field(default_factory=list[Deed])

    def synced(self) -> None:
        for deed in self.pending:
            _change(self.sure, deed)
        self.pending.clear()

    def survived(self, chance: random.Random) -> bytes:
        """Return what may be left of it."""
        left = bytearray(self.sure)
        for deed in _survivors(self.pending, chance):
            _change(left, deed)
        return bytes(left)


def _change(content: bytearray, deed: Deed) -> None:
    if deed.kind is Kind.WRITE:
        end = deed.at + len(deed.data)
        content.extend(bytes(max(0, end - len(content))))
        content[deed.at : end] = deed.data
    else:
        content.extend(bytes(max(0, deed.at - len(content))))
        del content[deed.at :]


def _survivors(pending: list[Deed], chance: random.Random) -> Iterator[Deed]:
    manner = chance.choice(("none", "all", "first", "any", "torn"))
    first = chance.randrange(len(pending) + 1)
    for n, deed in enumerate(pending):
        kept = {"none": False, "all": True, "first": n < first, "any": None}
        whole = kept.get(manner)
        if whole or (whole is None and chance.random() < 0.5):
            yield deed
        elif manner == "torn" and deed.kind is Kind.WRITE:
            yield from _torn(deed, chance)


def _torn(deed: Deed, chance: random.Random) -> Iterator[Deed]:
    sector = chance.choice(SECTORS)
    begin = deed.at
    end = deed.at + len(deed.data)
    while begin < end:
        # Sectors lie where the disk has them, not where the write began.
        stop = min(end, begin - begin % sector + sector)
        if chance.random() < 0.5:
            part = deed.data[begin - deed.at : stop - deed.at]
            yield Deed(
                kind=Kind.WRITE,
                node=deed.node,
                at=begin,
                path=deed.path,
                data=part,
            )
        begin = stop


@dataclass(frozen=True, slots=True)
class _Entry:
    """A change of names in a folder that may not have reached the disk."""

    name: str
    file: "_File | None"
    gone: str = ""
    folder: bool = False


class Disk:
    """A disk under a folder, from the moment that is on it for sure."""

    def __init__(self, watched: Path) -> None:
        """Take what lies in the folder now as written through."""
        self._names: dict[str, _File] = {}
        self._folders: set[str] = {""}
        self._nodes: dict[int, _File] = {}
        self._pending: dict[str, list[_Entry]] = {}
        self.said: list[str] = []
        for path in sorted(watched.rglob("*")):
            name = str(path.relative_to(watched))
            if path.is_dir():
                self._folders.add(name)
            elif not name.endswith("-shm"):
                file = _File(bytearray(path.read_bytes()))
                self._names[name] = self._nodes[path.stat().st_ino] = file

    def take(self, deed: Deed) -> None:
        """Have the next thing happen."""
        match deed.kind:
            case Kind.MARK:
                self.said += deed.data.decode().splitlines()
            case Kind.OPEN:
                self._open(deed)
            case Kind.WRITE | Kind.TRUNCATE:
                self._nodes[deed.node].pending.append(deed)
            case Kind.SYNC if not deed.folder:
                self._nodes[deed.node].synced()
            case _:
                self._name(deed)

    def _name(self, deed: Deed) -> None:
        match deed.kind:
            case Kind.SYNC:
                self._sync_folder(deed.path)
            case Kind.RENAME:
                file = self._now(deed.path)
                self._enter(_Entry(deed.other, file, gone=deed.path))
            case Kind.MKDIR:
                self._enter(_Entry(deed.path, None, folder=True))
            case _:
                self._enter(_Entry("", None, gone=deed.path))

    def _open(self, deed: Deed) -> None:
        if deed.made:
            self._nodes[deed.node] = _File()
            self._enter(_Entry(deed.path, self._nodes[deed.node]))
        elif deed.emptied:
            emptied = Deed(
                kind=Kind.TRUNCATE,
                node=deed.node,
                at=0,
                path=deed.path,
            )
            self._nodes[deed.node].pending.append(emptied)

    def _enter(self, entry: _Entry) -> None:
        folder = (entry.name or entry.gone).rpartition("/")[0]
        self._pending.setdefault(folder, []).append(entry)

    def _sync_folder(self, folder: str) -> None:
        for entry in self._pending.pop(folder, []):
            _rename(self._names, self._folders, entry)

    def _now(self, name: str) -> _File | None:
        names, folders = dict(self._names), set(self._folders)
        for entry in (e for entries in self._waiting() for e in entries):
            _rename(names, folders, entry)
        return names.get(name)

    def _waiting(self) -> list[list[_Entry]]:
        # What happened inside a folder goes with it when it is given another name.
        deepest_first = sorted(self._pending, key=lambda at: -len(Path(at).parts))
        return [self._pending[folder] for folder in deepest_first]

    def off(self, to: Path, chance: random.Random) -> None:
        """Leave in a folder what the disk may hold if the power goes off now."""
        names, folders = dict(self._names), set(self._folders)
        for entries in self._waiting():
            # Folders are journals of their own on most disks: in order, or nearly so.
            first = chance.choice((0, len(entries), chance.randrange(len(entries) + 1)))
            loose = chance.random() < 0.25
            for n, entry in enumerate(entries):
                if chance.random() < 0.5 if loose else n < first:
                    _rename(names, folders, entry)
        shutil.rmtree(to, ignore_errors=True)
        to.mkdir()
        for name in sorted(folders - {""}):
            if name.rpartition("/")[0] in folders:
                (to / name).mkdir()
        for name, file in names.items():
            if (to / name).parent.is_dir():
                (to / name).write_bytes(file.survived(chance))


def _rename(names: dict[str, _File], folders: set[str], entry: _Entry) -> None:
    if entry.gone and entry.name and entry.gone in folders:
        _move(names, folders, entry.gone, entry.name)
        return
    if entry.gone:
        names.pop(entry.gone, None)
        folders.discard(entry.gone)
    if entry.folder:
        folders.add(entry.name)
    elif entry.file is not None:
        names[entry.name] = entry.file


def _move(names: dict[str, _File], folders: set[str], old: str, new: str) -> None:
    for name in [n for n in names if n.startswith(f"{old}/")]:
        names[new + name.removeprefix(old)] = names.pop(name)
    inside = {f for f in folders if f == old or f.startswith(f"{old}/")}
    folders -= inside
    folders |= {new + f.removeprefix(old) for f in inside}
