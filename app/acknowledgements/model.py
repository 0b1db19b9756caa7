"""How somebody said that they read the rules."""

from enum import StrEnum


class Way(StrEnum):
    """Where a member said so: 群内, 私信, 问卷, 当面, 其他."""

    GROUP = "group"
    PRIVATE_MESSAGE = "private_message"
    SURVEY = "survey"
    IN_PERSON = "in_person"
    OTHER = "other"
