"""Which commands answer what was typed. Pure."""

from collections.abc import Sequence

from ui.shell.screen import Command


def matching(commands: Sequence[Command], typed: str) -> list[Command]:
    """Return the commands that hold every typed word, best first.

    A command whose text begins with what was typed comes before one that holds it.
    """
    words = typed.casefold().split()
    if not words:
        return list(commands)
    found = [c for c in commands if all(w in _searched(c) for w in words)]
    return sorted(found, key=lambda c: not c.text.casefold().startswith(words[0]))


def _searched(command: Command) -> str:
    return f"{command.text} {command.words} {command.key}".casefold()
