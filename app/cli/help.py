"""Help pages and the words for a command line that cannot be understood.

Typer carries its own Click in `typer._click`; this file alone reaches into it,
because a help page in the person's language needs what Click knows of a command.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from difflib import get_close_matches
from enum import Enum
from itertools import islice

from rich.console import Console
from rich.table import Table
from rich.text import Text
from typer._click import Command, Context, HelpFormatter, Parameter
from typer._click import exceptions as click
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from app.cli.misuse import Misuse
from app.words import mark, tr

PROGRAM = "gongdao-cli"

_FLAGS = frozenset({"--json", "--clock-is-right"})
_WITH_VALUE = frozenset({"--vault", "--as", "--passphrase-file", "--language"})
_SENTENCE_ENDS = re.compile(r"(?<=\.) |(?<=。)")
_FOR_ALL = mark("Options for every command: gongdao-cli --help")


class Page(TyperCommand):
    """A command whose help is in the person's language."""

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the page."""
        formatter.write(_page(self, ctx, ()))


class Pages(TyperGroup):
    """A group of commands whose help is in the person's language."""

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the page, with the commands of the group."""
        formatter.write(_page(self, ctx, self.commands.items()))

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        """Return the command that is named.

        Raises:
            Misuse: there is none of this name.
        """
        if args and self.get_command(ctx, args[0]) is None:
            near = get_close_matches(args[0], self.commands, n=1)
            raise Misuse(
                tr("There is no command {name}.", name=args[0])
                + (tr(" Do you mean {name}?", name=near[0]) if near else "")
            )
        return super().resolve_command(ctx, args)


def hoisted(arguments: Iterable[str]) -> list[str]:
    """Return the arguments with the options for every command in front.

    So they can stand where people write them, after the command as well.
    """
    front: list[str] = []
    rest: list[str] = []
    left = iter(arguments)
    for argument in left:
        if argument == "--":
            rest += [argument, *left]
        elif argument in _FLAGS or argument.partition("=")[0] in _WITH_VALUE:
            front.append(argument)
            if argument in _WITH_VALUE:
                front += islice(left, 1)
        else:
            rest.append(argument)
    return front + rest


def misuse_words(error: Exception) -> str | None:
    """Return what is wrong with a command line, or None if that is not the error.

    The values themselves are not repeated, but for names of commands and options.
    """
    if isinstance(error, Misuse):
        return error.sentence
    return _usage_words(error) if isinstance(error, click.UsageError) else None


def _usage_words(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption():
            return tr("There is no option {name}.", name=error.option_name)
        case click.BadOptionUsage():
            return tr("{name} needs a value.", name=error.option_name)
        case click.MissingParameter(param=Parameter() as parameter):
            return tr("{name} is missing.", name=_name(parameter))
        case click.BadParameter(param=Parameter() as parameter):
            return _bad_value(parameter)
        case _:
            return tr("There is a word too many.")


def asked_for_help(error: Exception) -> str | None:
    """Return the help page a group shows when nothing is asked of it."""
    return error.message if isinstance(error, click.NoArgsIsHelpError) else None


def _bad_value(parameter: Parameter) -> str:
    expected = _expected(parameter)
    if expected:
        return tr(
            "{name} must be: {expected}.", name=_name(parameter), expected=expected
        )
    return tr("{name} has a value that cannot be used.", name=_name(parameter))


def _expected(parameter: Parameter) -> str:
    if not isinstance(parameter, (TyperOption, TyperArgument)):
        return ""
    described = parameter.type_descriptor
    if described.choices is not None:
        return " | ".join(_shown(choice) for choice in described.choices)
    if described.is_datetime:
        return " | ".join(
            datetime(2026, 11, 5, 21, 30).strftime(form)  # noqa: DTZ001 - an example
            for form in described.parameter_info.formats or ()
        )
    return tr("a whole number") if described.annotation is int else ""


def _page(
    command: Command, context: Context, within: Iterable[tuple[str, Command]]
) -> str:
    console = Console(markup=False, emoji=False, highlight=False)
    with console.capture() as captured:
        console.print(Text.assemble(tr("Usage: "), (_usage(command, context), "bold")))
        console.print("\n" + _told(command.help))
        for title, rows in (
            (tr("Commands"), [(name, _first_sentence(c)) for name, c in within]),
            (tr("Arguments"), list(_arguments(command, context))),
            (tr("Options"), list(_options(command, context))),
        ):
            if rows:
                console.print(f"\n{title}", style="bold")
                console.print(_table(rows))
        if context.parent is not None:
            console.print("\n" + tr(_FOR_ALL), style="dim")
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"


def _told(text: str | None) -> str:
    # The catalogue answers to an empty text with its own header.
    return tr(text) if text else ""


def _first_sentence(command: Command) -> str:
    return _SENTENCE_ENDS.split(_told(command.help), maxsplit=1)[0]


def _usage(command: Command, context: Context) -> str:
    if isinstance(command, TyperGroup):
        return f"{context.command_path} " + tr("COMMAND …")
    parameters = command.get_params(context)
    needed = [
        *(_name(p) for p in parameters if isinstance(p, TyperArgument)),
        *(
            f"{_name(p)} {_metavar(p)}"
            for p in parameters
            if isinstance(p, TyperOption) and p.required
        ),
    ]
    return " ".join([context.command_path, *needed, tr("[options]")])


def _table(rows: Iterable[tuple[str, str]]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column()
    for name, text in rows:
        table.add_row(f"  {name}", text)
    return table


def _arguments(command: Command, context: Context) -> Iterator[tuple[str, str]]:
    for parameter in command.get_params(context):
        if isinstance(parameter, TyperArgument):
            yield _name(parameter), _about(parameter)


def _options(command: Command, context: Context) -> Iterator[tuple[str, str]]:
    for parameter in command.get_params(context):
        if not isinstance(parameter, TyperOption):
            continue
        if parameter.name == "help":
            yield "--help", tr("Show this page.")
            continue
        value = "" if parameter.is_flag else f" {_metavar(parameter)}"
        yield f"{_name(parameter)}{value}", _about(parameter)


def _about(parameter: TyperOption | TyperArgument) -> str:
    parts = [_told(parameter.help)]
    if parameter.type_descriptor.choices is not None:
        parts.append(f"[{_expected(parameter)}]")
    if isinstance(parameter, TyperOption) and parameter.required:
        parts.append(tr("(needed)"))
    if parameter.default not in {None, False, ""}:
        parts.append(tr("(default: {value})", value=_shown(parameter.default)))
    if parameter.envvar:
        parts.append(f"({parameter.envvar})")
    return " ".join(parts)


def _metavar(parameter: TyperOption) -> str:
    if parameter.metavar:
        return tr(parameter.metavar)
    described = parameter.type_descriptor
    return tr("NUMBER") if described.annotation is int else tr("WORD")


def _name(parameter: Parameter) -> str:
    if isinstance(parameter, TyperOption):
        return max(parameter.opts, key=len)
    metavar = parameter.metavar if isinstance(parameter, TyperArgument) else None
    return tr(metavar) if metavar else str(parameter.name)


def _shown(value: object) -> str:
    return str(value.value if isinstance(value, Enum) else value)
