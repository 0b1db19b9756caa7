"""Words for members, in the language of the interface."""

from app.words import tr


def erased_member() -> str:
    """Return what stands in the place of a name that was erased."""
    return tr("Erased member")


def erased_words() -> str:
    """Return what stands in the place of words that were erased."""
    return tr("These words were erased.")
