"""The settings of a vault: one table of what there is, its bounds and its default."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.words import mark

LOT = "lot"
"""Field under which a share's random value is sealed."""


class Setting(StrEnum):
    """What can be set; the value is its code in the journal."""

    REVIEW_SHARE = "reviews.share"
    BACKUP_DAYS = "backups.days"
    NOTICE_DAYS = "rules.notice_days"
    LEFT_DAYS = "members.left_days"
    REVIEW_DAYS = "rules.review_days"


class Unit(StrEnum):
    """What a setting counts: 百分比, 天."""

    PERCENT = "percent"
    DAYS = "days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What a setting can be.

    Attributes:
        unit: what its number counts.
        least, most: bounds, both allowed.
        default: what holds until somebody changes it; None is off.
        may_be_off: whether it can be off.
        name: a short name; translate it with `tr`.
        about: what it does, in a sentence; translate it with `tr`.
    """

    unit: Unit
    least: int
    most: int
    default: int | None
    may_be_off: bool = False
    name: str
    about: str

    def allows(self, value: int | None) -> bool:
        """Tell whether the setting can have this value."""
        if value is None:
            return self.may_be_off
        return self.least <= value <= self.most


SETTINGS: Mapping[Setting, Definition] = {
    Setting.REVIEW_SHARE: Definition(
        unit=Unit.PERCENT,
        least=0,
        most=100,
        default=100,
        name=mark("Share of decisions to review"),
        about=mark(
            "How many of the moderators' decisions a lead looks at again; a lower"
            " share is drawn by lot and holds for decisions from then on."
        ),
    ),
    Setting.BACKUP_DAYS: Definition(
        unit=Unit.DAYS,
        least=7,
        most=3650,
        default=400,
        name=mark("Backups are kept"),
        about=mark("A backup older than this is removed when the next one is made."),
    ),
    Setting.NOTICE_DAYS: Definition(
        unit=Unit.DAYS,
        least=0,
        most=180,
        default=7,
        name=mark("New rules are announced"),
        about=mark(
            "So long before it applies, a new version of the rules is published, so"
            " that everybody can read it first."
        ),
    ),
    Setting.LEFT_DAYS: Definition(
        unit=Unit.DAYS,
        least=30,
        most=3650,
        default=None,
        may_be_off=True,
        name=mark("Members who left are kept"),
        about=mark(
            "After this time, what is kept about somebody who left is proposed for"
            " erasure."
        ),
    ),
    Setting.REVIEW_DAYS: Definition(
        unit=Unit.DAYS,
        least=7,
        most=3650,
        default=180,
        name=mark("Clauses are reviewed within"),
        about=mark(
            "Every clause is looked at again within this time from when its words began"
            " to apply, unless another day is set for it."
        ),
    ),
}
