"""Days as people type them."""

from datetime import date

from app.words import tr


def typed_day(text: str) -> date | None:
    """Return the day that was typed; None for what is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def day_error() -> str:
    """Return what to do about a day that cannot be read."""
    return tr("Write the day like 2026-11-29.")
