"""The schema of statements of reasons, version 2, as far as a community has use for it.

Field names and codes are the schema's own (Article 17 of Regulation (EU) 2022/2065, and
the transparency database under Article 24(5)). What a community never does, such as
closing somebody's account with the platform, is left out.
"""

from datetime import date
from enum import StrEnum

import msgspec

from app.rulebook.model import DsaCategory, DsaGround

SHORT = 500
"""Most characters of a ground or of another short text."""

LONG = 2_000
"""Most characters of an explanation."""

FACTS = 5_000
"""Most characters of the facts."""

LAST_DAY = date(2038, 1, 1)
"""No restriction can be said to end after it."""


class Visibility(StrEnum):
    """What became of what was said or shown."""

    OTHER = "DECISION_VISIBILITY_OTHER"


class Monetary(StrEnum):
    """What became of benefits."""

    SUSPENSION = "DECISION_MONETARY_SUSPENSION"


class Provision(StrEnum):
    """What became of taking part."""

    PARTIAL_SUSPENSION = "DECISION_PROVISION_PARTIAL_SUSPENSION"
    TOTAL_TERMINATION = "DECISION_PROVISION_TOTAL_TERMINATION"


class ContentType(StrEnum):
    """What the decision is about."""

    TEXT = "CONTENT_TYPE_TEXT"
    OTHER = "CONTENT_TYPE_OTHER"


class Source(StrEnum):
    """How it came to notice; who reported is never told.

    Members:
        NOTICE: a report of something illegal (Article 16).
        OTHER_NOTIFICATION: any other report.
        VOLUNTARY: found on patrol.
    """

    NOTICE = "SOURCE_ARTICLE_16"
    OTHER_NOTIFICATION = "SOURCE_TYPE_OTHER_NOTIFICATION"
    VOLUNTARY = "SOURCE_VOLUNTARY"


class Automated(StrEnum):
    """How far a machine decided: here never."""

    NOT = "AUTOMATED_DECISION_NOT_AUTOMATED"


class YesNo(StrEnum):
    """The schema's truth values."""

    YES = "Yes"
    NO = "No"


class Statement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One statement of reasons; fields that do not apply are left out when written."""

    puid: str
    decision_visibility: tuple[Visibility, ...] = ()
    decision_visibility_other: str = ""
    decision_monetary: Monetary | None = None
    decision_provision: Provision | None = None
    decision_ground: DsaGround
    illegal_content_legal_ground: str = ""
    illegal_content_explanation: str = ""
    incompatible_content_ground: str = ""
    incompatible_content_explanation: str = ""
    incompatible_content_illegal: YesNo | None = None
    content_type: tuple[ContentType, ...]
    content_type_other: str = ""
    category: DsaCategory
    category_addition: tuple[DsaCategory, ...] = ()
    category_specification: tuple[str, ...] = ()
    content_language: str = ""
    content_date: date
    application_date: date
    end_date_monetary_restriction: date | None = None
    end_date_service_restriction: date | None = None
    decision_facts: str
    source_type: Source
    automated_detection: YesNo
    automated_decision: Automated
