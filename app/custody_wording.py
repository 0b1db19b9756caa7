"""Words about the vault's folder, its backups and what restoring one means."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from app.restoring import Present, Preview
from app.times import DEFAULT_ZONE
from app.vault.place import Hazard, look_at
from app.words import ERRORS, Language, language, mark, tr, trn

__all__ = [
    "behind_warning",
    "facts_of",
    "place_warning",
    "size_text",
    "warnings_of",
    "when_text",
]

_KIB = 1024
_PLACES = {
    Hazard.NETWORK: mark(
        "This vault lies on a network drive ({by}). Two computers could write at once"
        " and damage it. Close it and move its folder to a disk of this computer; give"
        " others hand-over files."
    ),
    Hazard.SYNCED: mark(
        "This vault lies in a folder that {by} synchronises. A copy made while it is"
        " open can damage it, and old copies stay in the cloud. Close it and move its"
        " folder elsewhere on this computer; give others hand-over files."
    ),
}


def place_warning(place: Path) -> str:
    """Return why the vault should lie elsewhere, and what to do; empty for none."""
    found = look_at(place)
    return tr(_PLACES[found.hazard], by=found.by) if found else ""


def behind_warning() -> tuple[str, str]:
    """Return that a vault fell behind what its computer has seen, and what to do."""
    return (
        tr("This vault is older than when this computer saw it last"),
        tr(
            "An earlier copy was put back, or the latest entries are lost. Look in the"
            " audit which entry is the newest. If there is a newer copy, enter nothing"
            " here: lock, and open that copy or restore it from a backup."
        ),
    )


def when_text(at: datetime | None) -> str:
    """Return a moment where the community lives; nothing for none."""
    return f"{at.astimezone(DEFAULT_ZONE):%Y-%m-%d %H:%M}" if at else ""


def size_text(size: int) -> str:
    """Return a size as people read it."""
    units, figure = ["KiB", "MiB", "GiB"], size / _KIB
    while figure >= _KIB and len(units) > 1:
        figure /= _KIB
        units.pop(0)
    return f"{figure:.1f} {units[0]}"


def facts_of(preview: Preview) -> Sequence[tuple[str, str]]:
    """Return what is in a backup, and in the vault it would replace, a line each."""
    held = preview.backup
    now = preview.present.extent if preview.present else None
    newest_now = when_text(now.newest_at) if now else ""
    return [
        (tr("Community"), held.community),
        (tr("Backup made"), when_text(preview.made_at)),
        (tr("Newest entry in the backup"), when_text(held.newest_at)),
        (tr("Commits in the backup"), str(held.commits)),
        (tr("Events in the backup"), str(held.events)),
        (tr("Newest entry in the present vault"), newest_now),
        (tr("Commits in the present vault"), str(now.commits) if now else ""),
    ]


def warnings_of(preview: Preview) -> Sequence[str]:
    """Return what a person should know before restoring, the weightiest first."""
    told = [_lost(preview.present)] if preview.present else []
    if preview.returning:
        names = ("、" if language() is Language.ZH_CN else ", ").join(preview.returning)
        told.append(tr(_RETURNING if preview.compared else _MAY_RETURN, names=names))
    told.append(tr("Everybody signs in with the passphrase of that day."))
    if preview.present:
        told.append(
            tr("The present vault is kept as a backup and can be restored again.")
        )
    return told


_RETURNING = mark(
    "No longer on the team, but able to sign in again with the old passphrase: {names}."
    " Remove them again right after restoring; that changes the vault's key."
)
_MAY_RETURN = mark(
    "On the team that day, and able to sign in with that day's passphrase: {names}."
    " Remove again, right after restoring, whoever was removed since; that changes the"
    " vault's key."
)


def _lost(present: Present) -> str:
    if present.lost is None:
        return tr(
            "The present vault cannot be compared, so nobody can say what would be"
            " lost. ({why})",
            why=tr(ERRORS[present.closed]),
        )
    if not present.lost:
        return tr("Nothing would be lost: the backup has every entry of the vault.")
    return trn(
        "{count} commit made since would be missing.",
        "{count} commits made since would be missing.",
        present.lost,
    )
