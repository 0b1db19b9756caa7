"""The tabs of the section, in their order."""

from collections.abc import Sequence
from typing import Final

from ui.screens.revision.ballots.part import build as ballots
from ui.screens.revision.calendar.part import build as calendar
from ui.screens.revision.feedback.part import build as feedback
from ui.screens.revision.log.part import build as log
from ui.screens.revision.motions.part import build as motions
from ui.screens.revision.part import BuildPart

PARTS: Final[Sequence[BuildPart]] = (feedback, motions, ballots, calendar, log)
