"""Words for what a conflict of interest is about, in the language of the interface."""

from app.conflicts.model import About
from app.words import mark, tr

_ABOUT = {About.MEMBER: mark("Member"), About.CASE: mark("Case")}


def about_text(about: About) -> str:
    """Return the word for what an entry is about."""
    return tr(_ABOUT[about])
