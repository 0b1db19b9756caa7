"""Which commands answer what was typed. Pure."""

from collections.abc import Sequence

from ui.shell.screen import Command


def matching(
    commands: Sequence[Command], typed: str
) -> tuple[list[Command], list[Command]]:
    """Return the commands that hold every typed word.

    First those whose text begins with what was typed: they are meant, whatever the
    vault holds. Then the others.
    """
    words = typed.casefold().split()
    if not words:
        return list(commands), []
    found = [c for c in commands if all(w in _searched(c) for w in words)]
    named = [c for c in found if c.text.casefold().startswith(words[0])]
    return named, [c for c in found if c not in named]


def _searched(command: Command) -> str:
    return f"{command.text} {command.words} {command.key}".casefold()
