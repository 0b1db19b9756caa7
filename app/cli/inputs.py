"""What a command is given besides its arguments: secrets, texts, answers.

Arguments are visible to everybody on the computer, so neither a passphrase nor the
words of a case are ever one: they come from a file, from standard input, or are
typed. Where several come from standard input, each passphrase is one line and the
text is all that follows.
"""

import getpass
import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from app.cli.misuse import Misuse
from app.cli.output import Output
from app.errors import InputError
from app.words import mark, tr

STANDARD_INPUT = "-"

_LONGEST_SECRET = 4096
_LONGEST_TEXT = 100_000
_OTHERS = 0o077
_YES = frozenset({"y", "yes", "是", "好", "对"})


def _somebody_types() -> bool:
    return sys.stdin.isatty()


def _hidden(question: str) -> str:
    return getpass.getpass(question, stream=sys.stderr)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who sits at the keyboard; tests bring their own.

    Attributes:
        there: whether anybody can be asked.
        ask_secret: asks for something that is not shown while it is typed.
    """

    there: Callable[[], bool] = _somebody_types
    ask_secret: Callable[[str], str] = _hidden


class Inputs:
    """Where secrets, texts and answers come from."""

    def __init__(self, person: Person, out: Output) -> None:
        """Ask this person, beside what a command says."""
        self._person = person
        self._out = out

    def secret(
        self, file: str | None, question: str, option: str = "--passphrase-file"
    ) -> str:
        """Return a passphrase or key that exists.

        Args:
            file: where it is; None asks for it.
            question: what to ask.
            option: the option that names the file.

        Raises:
            InputError: the file cannot be read or holds nothing.
            Misuse: no file is named, and nobody is there to ask.
        """
        if file is not None:
            return self._secret_of(file)
        self._somebody_for(option)
        return self._person.ask_secret(f"{question}: ")

    def new_secret(self, file: str | None, question: str) -> str:
        """Return a passphrase for a new person; typed ones are typed twice.

        Raises:
            InputError: the two differ, or the file cannot be read.
            Misuse: no file is named, and nobody is there to ask.
        """
        if file is not None:
            return self._secret_of(file)
        self._somebody_for("--new-passphrase-file")
        first = self._person.ask_secret(f"{question}: ")
        if self._person.ask_secret(tr("Once more") + ": ") != first:
            raise InputError("passphrases_differ")
        return first

    def text(self, file: str | None, option: str, question: str) -> str:
        """Return a text from a file, from standard input, or as it is typed.

        Args:
            file: its path, `-` for standard input; None takes standard input too,
                or asks where somebody is there.
            option: the option that names the file.
            question: what to ask.

        Raises:
            InputError: the file cannot be read, or is too long.
            Misuse: a device or folder is named.
        """
        if file is not None and file != STANDARD_INPUT:
            with _opened(file, option) as stream:
                return _text_of(stream.read(4 * _LONGEST_TEXT + 1))
        if file is None and self._person.there():
            return self._typed(question)
        return _text_of(sys.stdin.buffer.read(4 * _LONGEST_TEXT + 1))

    def name(self, question: str, option: str) -> str:
        """Return a line that somebody types.

        Raises:
            Misuse: nobody is there to ask.
        """
        self._somebody_for(option)
        return self._line(f"{question}: ").strip()

    def agrees(self, question: str) -> bool:
        """Tell whether somebody says yes.

        Raises:
            Misuse: nobody is there to ask.
        """
        self._somebody_for("--yes")
        answer = self._line(f"{question} (y/N) ")
        return answer.strip().casefold() in _YES

    def _secret_of(self, file: str) -> str:
        if file == STANDARD_INPUT:
            line = sys.stdin.buffer.readline(_LONGEST_SECRET)
        else:
            with _opened(file, "--passphrase-file") as stream:
                if _others_may_read(stream):
                    self._out.warn(tr(_OPEN_FILE, name=Path(file).name))
                line = stream.readline(_LONGEST_SECRET)
        secret = _decoded(line).rstrip("\r\n")
        if not secret:
            raise InputError("passphrase_missing")
        return secret

    def _typed(self, question: str) -> str:
        self._out.note(question)
        self._out.note(tr("An empty line ends it."))
        lines: list[str] = []
        while line := self._line("> ").rstrip("\r\n"):
            lines.append(line)
        return "\n".join(lines)

    def _line(self, question: str) -> str:
        if sys.stdin.isatty() and sys.stdout.isatty():
            with suppress(ImportError):  # lines can be edited where the system helps
                import_module("readline")
            return input(question)
        sys.stderr.write(question)
        sys.stderr.flush()
        line = sys.stdin.buffer.readline(4 * _LONGEST_TEXT)
        if not line:
            raise EOFError
        return _decoded(line)

    def _somebody_for(self, option: str) -> None:
        if not self._person.there():
            raise Misuse(tr("Nobody is there to ask. Add {option}.", option=option))


_OPEN_FILE = mark(
    "Other people of this computer can read {name}. Let only its owner read it"
    " (chmod 600)."
)


def _opened(file: str, option: str) -> BinaryIO:
    try:
        return Path(file).open("rb")
    except (OSError, ValueError):
        raise Misuse(
            tr(
                "{option}: {name} cannot be read. Check its path and permissions.",
                option=option,
                name=Path(file).name,
            )
        ) from None


def _others_may_read(stream: BinaryIO) -> bool:
    state = os.fstat(stream.fileno())
    return (
        os.name == "posix"
        and stat.S_ISREG(state.st_mode)
        and bool(state.st_mode & _OTHERS)
    )


def _text_of(raw: bytes) -> str:
    text = _decoded(raw)
    if len(text) > _LONGEST_TEXT:
        raise InputError("text_too_long", most=_LONGEST_TEXT)
    return text


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    raise InputError("text_unreadable")
