"""The version of the rules that applies on a stage."""

from app.ids import RulebookId
from app.rulebook.queries import Versions
from tests.storage.features.setting import Stage


def in_force(stage: Stage) -> RulebookId:
    """Return the version that applies today."""
    return next(v.id for v in stage.ask(Versions()) if v.in_force)
