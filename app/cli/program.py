"""The program as a whole: its commands, its exit codes, its last words."""

import io
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli import (
    appeals,
    approvals,
    backups,
    cases,
    conflicts,
    exports,
    journal,
    keys,
    members,
    people,
    reviews,
    revising,
    rulebooks,
    settings,
    staff,
    vault,
)
from app.cli.endings import Exit
from app.cli.help import PROGRAM, Pages, asked_for_help, hoisted, misuse_words
from app.cli.inputs import Inputs
from app.cli.output import Output
from app.cli.session import VAULT_SET_BY, Host, Session
from app.errors import AppError, UserError
from app.words import Language, mark, sentence, system_language, tr, use_language

_ROOT = Path(__file__).resolve().parents[2]


_ABOUT = mark(
    "Gongdao, the offline moderation workstation, on the command line. It ends with"
    " code 0 when it is done, 1 when it cannot be done as it was asked, 2 when the"
    " command is not understood, 3 when computer or vault are at fault, 4 when a check"
    " finds problems."
)


class Program(Pages):
    """The outermost group: it alone turns failures into words and exit codes."""

    def main(self, args: Sequence[str] | None = None, *_rest: Any, **extra: Any) -> Any:
        """Run a command and end the program with its exit code.

        Args:
            args: what was typed; None for the program's own arguments.
            extra: `host`, the computer; the real one by default. What else Typer
                takes here has no effect: the program has one name and one way to
                end.
        """
        arguments = hoisted(sys.argv[1:] if args is None else args)
        _prepare_streams()
        use_language(_language(arguments))
        out = Output(for_machines="--json" in _before_dashes(arguments))
        host: Host = extra.get("host") or Host()
        session = Session(host=host, out=out, inputs=Inputs(host.person, out))
        try:
            ended = super().main(
                arguments,
                prog_name=PROGRAM,
                standalone_mode=False,
                obj=session,
            )
            code = ended if isinstance(ended, int) else Exit.DONE
            sys.stdout.flush()
        except BrokenPipeError:
            _leave_pipe()
            code = Exit.REFUSED
        except Exception as error:
            code = _failed(error, out)
        sys.exit(int(code))


def build() -> typer.Typer:
    """Return the program with all its commands."""
    program = typer.Typer(
        name=PROGRAM,
        cls=Program,
        help=_ABOUT,
        add_completion=False,
        invoke_without_command=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,  # a traceback's values are case text
        suggest_commands=False,
    )
    program.callback()(_begin)
    first = (vault, backups, settings, staff, members, rulebooks)
    groups = (*first, cases, appeals, conflicts, reviews, approvals, exports, journal)
    for module in groups:
        program.add_typer(module.group())
    for pages in revising.groups():
        program.add_typer(pages)
    program.add_typer(people.group())
    program.add_typer(keys.passphrase_group())
    program.add_typer(keys.recovery_group())
    return program


def run(host: Host | None = None) -> int:
    """Run the command that was typed; ends the program with its exit code.

    Args:
        host: the computer; None for the real one, without paper.
    """
    build()(host=host)
    return Exit.DONE


def _begin(
    context: typer.Context,
    vault_place: Annotated[
        Path | None,
        typer.Option(
            "--vault",
            metavar=mark("FOLDER"),
            envvar=VAULT_SET_BY,
            help=mark("The vault's folder."),
        ),
    ] = None,
    name: Annotated[
        str | None, typer.Option("--as", help=mark("Your sign-in name."))
    ] = None,
    passphrase_file: Annotated[
        str | None,
        typer.Option(
            metavar=mark("FILE"),
            help=mark(
                "A file whose first line is your passphrase; - reads it from"
                " standard input. Without it you are asked."
            ),
        ),
    ] = None,
    clock_is_right: Annotated[
        bool,
        typer.Option(
            "--clock-is-right",
            help=mark(
                "Work although this computer's clock is far from the last entry."
            ),
        ),
    ] = False,
    _json: Annotated[
        bool,
        typer.Option("--json", help=mark("Answer with one JSON document.")),
    ] = False,
    _language: Annotated[
        Language | None,
        typer.Option(
            "--language", help=mark("Language of words; the system's if none is named.")
        ),
    ] = None,
) -> None:
    if context.invoked_subcommand is None:
        sys.stdout.write(context.get_help() + "\n")
        raise typer.Exit(Exit.MISUSED)
    session = Session.of(context)
    session.vault = vault_place
    session.name = name
    session.passphrase_file = passphrase_file
    session.clock_is_right = clock_is_right


def _before_dashes(arguments: Sequence[str]) -> Sequence[str]:
    return arguments[: arguments.index("--")] if "--" in arguments else arguments


def _language(arguments: Sequence[str]) -> Language:
    # Help pages and mistakes are worded before the options are read in full.
    named = ""
    for at, argument in enumerate(_before_dashes(arguments)):
        option, _, value = argument.partition("=")
        if option == "--language":
            named = value or next(iter(arguments[at + 1 : at + 2]), "")
    return Language(named) if named in set(Language) else system_language()


def _prepare_streams() -> None:
    # A terminal that cannot show a character shows another; it is no failure.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _leave_pipe() -> None:
    # Whoever read has enough; the interpreter must not try to write the rest.
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _failed(error: Exception, out: Output) -> Exit:
    page = asked_for_help(error)
    if page is not None:
        sys.stdout.write(page + "\n")
        return Exit.MISUSED
    code, words, ended = _verdict(error)
    out.fail(words)
    out.document({"error": {"code": code, "message": words}})
    return ended


def _verdict(error: Exception) -> tuple[str, str, Exit]:
    if isinstance(error, AppError):
        ended = Exit.REFUSED if isinstance(error, UserError) else Exit.FAULT
        return error.code, sentence(error), ended
    if isinstance(error, typer.Abort):
        return "stopped", tr("Stopped."), Exit.STOPPED
    misused = misuse_words(error)
    if misused is not None:
        return "usage", misused, Exit.MISUSED
    words = tr(
        "Gongdao made a mistake: {kind} at {place}. Report this line; it holds"
        " nothing of what is in the vault.",
        kind=type(error).__name__,
        place=_place(error),
    )
    return "bug", words, Exit.BUG


def _place(error: Exception) -> str:
    # File and line alone: values and messages may be case text.
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if Path(f.filename).is_relative_to(_ROOT / "app")]
    last = (own or list(frames))[-1]
    path = Path(last.filename)
    shown = path.relative_to(_ROOT).as_posix() if own else path.name
    return f"{shown}:{last.lineno}"
