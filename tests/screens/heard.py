"""A community whose members have said something of the rules."""

from dataclasses import dataclass, field
from pathlib import Path

from app.ids import FeedbackId
from app.revision.commands.feedback import FileAppealAsFeedback, RecordFeedback
from app.revision.model.feedback import Stance, Way
from tests.screens.hearing import HANDLES, MODERATOR, Hearing, assemble

SAID = (
    ("1.1", Stance.FOR, Way.DISCUSSION, "", "共读时段不聊别的，这条很好。"),
    ("3.2", Stance.AGAINST, Way.SURVEY, HANDLES[0], "批评译文也算人身攻击？"),
    ("3.2", Stance.SUGGESTION, Way.PRIVATE_MESSAGE, HANDLES[1], "建议写明连麦也算。"),
)
REASON = "例子里补上“批评译文不算”；条文本身不变。"


@dataclass(slots=True, kw_only=True)
class Heard:
    """A vault and what was said in it.

    Attributes:
        pieces: ids in the order of recording, an appeal last.
    """

    hearing: Hearing
    pieces: list[FeedbackId] = field(default_factory=list)


def hear(root: Path) -> Heard:
    """Make the vault; the moderator has recorded it all."""
    hearing = assemble(root)
    heard = Heard(hearing=hearing)
    with hearing.site.opened(MODERATOR) as workspace:
        for clause, stance, way, who, words in SAID:
            hearing.site.clock.forward(hours=1)
            command = RecordFeedback(
                clause=clause,
                way=way,
                stance=stance,
                words=words,
                member=hearing.members[who] if who else None,
            )
            heard.pieces.append(workspace.execute(command).value)
        appeal = hearing.appeal(workspace, hearing.decide(workspace, HANDLES[2]))
        hearing.site.clock.forward(hours=1)
        stated = FileAppealAsFeedback(appeal=appeal, stance=Stance.AGAINST)
        heard.pieces.append(workspace.execute(stated).value)
    return heard
