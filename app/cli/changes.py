"""What changes in the rules, as the command line tells it."""

from collections.abc import Sequence

from app.cli.output import Output
from app.rulebook.changes import Change, how_text


def document(changes: Sequence[Change]) -> list[dict[str, object]]:
    """Return changes for machines: what each part said and says."""
    return [
        {
            "how": change.how.value,
            "title": change.title,
            "parts": [[part.label, part.before, part.after] for part in change.parts],
        }
        for change in changes
    ]


def tell(changes: Sequence[Change], out: Output) -> None:
    """Say what changes, with a sign before what went and what came."""
    for change in changes:
        out.heading(f"{how_text(change.how)} · {change.title}")
        for part in change.parts:
            out.say(part.label)
            for sign, text in (("−", part.before), ("+", part.after)):
                for row in text.splitlines():
                    out.say(f"  {sign} {row}")
