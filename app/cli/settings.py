"""`settings`: what the vault's people have agreed on."""

from typing import Annotated

import typer

from app.cli import documents
from app.cli.help import Page, Pages
from app.cli.misuse import Misuse
from app.cli.output import Column
from app.cli.session import Session
from app.cli.wording import short_moment
from app.settings.commands import ChangeSetting
from app.settings.model import Setting
from app.settings.queries import SettingRow, VaultSettings
from app.settings.wording import about_text, setting_text, value_text
from app.words import mark, tr

_OFF = "off"


def group() -> typer.Typer:
    """Return the commands about settings."""
    commands = typer.Typer(
        name="settings",
        cls=Pages,
        no_args_is_help=True,
        help=mark("The vault's settings."),
    )
    add = commands.command
    add("list", cls=Page, help=mark("List the settings."))(list_settings)
    add("set", cls=Page, help=mark("Change a setting."))(change)
    return commands


def list_settings(context: typer.Context) -> None:
    """List the settings."""
    session = Session.of(context)
    with session.opened() as workspace:
        rows = workspace.query(VaultSettings())
    session.out.document({"settings": [_document(row) for row in rows]})
    session.out.table(
        [
            Column(title=tr("Setting")),
            Column(title=tr("Value"), right=True),
            Column(title=tr("Changed")),
            Column(title=tr("About"), rest=True),
        ],
        [
            (
                row.setting.value,
                value_text(row.setting, row.value),
                f"{short_moment(row.changed_at)} {row.changed_by or ''}".strip(),
                setting_text(row.setting),
            )
            for row in rows
        ],
    )


def change(
    context: typer.Context,
    setting: Annotated[
        Setting, typer.Argument(metavar=mark("SETTING"), help=mark("Which setting."))
    ],
    value: Annotated[
        str,
        typer.Argument(
            metavar=mark("VALUE"), help=mark("A number, or off where that is possible.")
        ),
    ],
) -> None:
    """Change a setting."""
    session = Session.of(context)
    if value != _OFF and not value.isdecimal():
        raise Misuse(tr("The value is a number, or off."))
    number = None if value == _OFF else int(value)
    with session.opened() as workspace:
        workspace.execute(ChangeSetting(setting=setting, value=number))
        rows = workspace.query(VaultSettings())
    row = next(row for row in rows if row.setting is setting)
    session.out.document({"setting": _document(row)})
    session.out.say(f"{setting_text(setting)} · {value_text(setting, row.value)}")
    session.out.say(about_text(setting))


def _document(row: SettingRow) -> documents.Document:
    return {
        "setting": row.setting.value,
        "value": row.value,
        "changed_at": documents.when(row.changed_at),
        "changed_by": row.changed_by,
    }
