"""Tones and icons of what becomes of feedback; knows no Qt."""

from typing import Final

from app.revision.model.feedback import Reply
from ui.theme import Tone

REPLY_TONES: Final = {
    Reply.ADOPTED: Tone.OK,
    Reply.PARTLY: Tone.INFO,
    Reply.DECLINED: Tone.NEUTRAL,
}
REPLY_ICONS: Final = {
    Reply.ADOPTED: "check",
    Reply.PARTLY: "circle-half",
    Reply.DECLINED: "x",
}
