"""Chats in the ChatLab format (JSON, or JSON Lines), as a table like the others.

Read whole, in the child process alone. What is not understood of a message is left
empty; a file of another shape is refused.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, cast

from app.errors import InputError
from app.files.child_work import Outbox
from app.files.opening import ForeignFile, TableLimits
from app.files.tables import Row, TableFacts

HEADER: Final = ("Sender", "accountName", "timestamp", "type", "content")
_LIMITS: Final = TableLimits(file_bytes=64 * 1024 * 1024, rows=500_000)
_LOOK: Final = 4096
_KINDS: Final = {"0": "text", "80": "system", "81": "recall"}

Message = dict[str, Any]


def is_chat_json(path: Path) -> bool:
    """Tell whether a file begins as JSON does; errors are left to who reads it."""
    try:
        with path.open("rb") as file:
            head = file.read(_LOOK)
    except OSError:
        return False
    lines = head.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    plain = (line.strip() for line in lines)
    # JSON Lines may begin with remarks.
    told = next((line for line in plain if line and not line.startswith(b"#")), b"")
    return told.startswith(b"{")


def parse_chat_json(path: Path, out: Outbox[Row]) -> TableFacts:
    """Read a chat in this process, a message a row.

    Raises:
        InputError: it cannot be opened, is too large, or is no such chat.
    """
    foreign = ForeignFile(path, _LIMITS)
    try:
        data = foreign.file.read(_LIMITS.file_bytes + 1)
        foreign.check_unchanged()
    finally:
        foreign.close()
    text = _decoded(data)
    title, names, messages = _parts(text)
    out.expect(len(messages))
    for line, message in messages:
        out.put(Row(line, _cells(message, names)))
    return TableFacts(
        sha256=hashlib.sha256(data).hexdigest(),
        encoding="utf-8",
        titles=(title,) if title else (),
        header=HEADER,
    )


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as other:
        raise InputError("file_encoding_unknown") from other


def _parts(text: str) -> tuple[str, dict[str, str], list[tuple[int, Message]]]:
    """Return the chat's name, nicknames by id, and numbered messages."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return _of_lines(text)
    if not isinstance(whole, dict):
        raise InputError("file_unreadable")
    told = cast("Message", whole)
    if "messages" not in told and "_type" in told:
        return _of_lines(text)
    messages = [*enumerate(_mappings(told.get("messages")), 1)]
    return _title(told.get("meta")), _names(_mappings(told.get("members"))), messages


def _of_lines(text: str) -> tuple[str, dict[str, str], list[tuple[int, Message]]]:
    title, members, messages = "", list[Message](), list[tuple[int, Message]]()
    for line, said in enumerate(text.splitlines(), 1):
        if not said.strip() or said.lstrip().startswith("#"):
            continue
        try:
            told = json.loads(said)
        except (ValueError, RecursionError) as odd:
            raise InputError("file_unreadable") from odd
        if not isinstance(told, dict):
            raise InputError("file_unreadable")
        entry = cast("Message", told)
        match entry.get("_type"):
            case "header":
                title = _title(entry.get("meta"))
            case "member":
                members.append(entry)
            case _:
                messages.append((line, entry))
    return title, _names(members), messages


def _mappings(found: object) -> Iterator[Message]:
    entries = cast("list[object]", found) if isinstance(found, list) else []
    return (cast("Message", each) for each in entries if isinstance(each, dict))


def _title(meta: object) -> str:
    return _text(cast("Message", meta), "name") if isinstance(meta, dict) else ""


def _names(members: Iterator[Message] | list[Message]) -> dict[str, str]:
    """Return what people are called in the group, else by themselves."""
    return {
        _text(each, "platformId"): _text(each, "groupNickname")
        or _text(each, "accountName")
        for each in members
    }


def _cells(message: Message, names: dict[str, str]) -> tuple[str, ...]:
    sender = _text(message, "sender")
    kind = _text(message, "type")
    return (
        sender,
        names.get(sender) or _text(message, "accountName"),
        _text(message, "timestamp"),
        _KINDS.get(kind, kind),
        _text(message, "content"),
    )


def _text(told: Message, field: str) -> str:
    value = told.get(field)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return str(value).strip()
