"""An event's fields with their labels and values, for people."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, cast

import msgspec

from app.acknowledgements.model import Way as Said
from app.acknowledgements.wording import way_text as said_text
from app.appeals.model import Ruling
from app.appeals.wording import ruling_text
from app.approvals.wording import what_text
from app.audit.model import Entry, Names
from app.cases.model import Channel
from app.cases.wording import channel_text
from app.conflicts.model import About
from app.conflicts.wording import about_text
from app.exports.model import Tier
from app.exports.wording import tier_name
from app.revision.model.ballots import Outcome
from app.revision.model.calendar import Verdict
from app.revision.model.feedback import Reply, Stance, Way
from app.revision.wording import (
    changes_text,
    outcome_text,
    reply_text,
    stance_text,
    tally_text,
    terms_text,
    verdict_text,
    way_text,
)
from app.rulebook.model import Severity, Step
from app.rulebook.wording import severity_text, step_text
from app.settings.model import Setting
from app.settings.wording import setting_text
from app.staff.wording import duty_text, role_text
from app.times import DEFAULT_ZONE
from app.words import mark, tr, trn

LABELS: Final = {
    "about": mark("Involved with a"),
    "added": mark("Added"),
    "answer": mark("Answer"),
    "author": mark("Proposed by the member"),
    "because": mark("Why it was erased"),
    "came_to": mark("Outcome"),
    "cast_at": mark("Cast at"),
    "cells": mark("Figures shown"),
    "channel": mark("Channel"),
    "clause": mark("Clause"),
    "clauses": mark("Clauses"),
    "commits": mark("Entries let in"),
    "community": mark("Community"),
    "complaint": mark("Reason given"),
    "counted": mark("Earlier sanctions counted"),
    "deviation_reason": mark("Why not as proposed"),
    "doubtful": mark("Doubtful on the list"),
    "due_at": mark("Due at"),
    "due_on": mark("Due on"),
    "duties": mark("Duties"),
    "effective_at": mark("Takes effect at"),
    "effective_on": mark("Applies from"),
    "entitled": mark("May vote"),
    "ends_at": mark("Ends at"),
    "fields": mark("Revealed fields"),
    "handle": mark("Nickname"),
    "is_accepted": mark("Accepted"),
    "joined_on": mark("In the group since"),
    "member": mark("Member"),
    "members": mark("Members"),
    "months": mark("Months"),
    "name": mark("Name"),
    "note": mark("Review note"),
    "number": mark("Number"),
    "occurred_at": mark("Written at"),
    "on": mark("Day"),
    "opened": mark("Cases opened"),
    "ordinal": mark("Which time"),
    "person": mark("Who is concerned"),
    "phone": mark("Phone"),
    "platform_id": mark("Platform id"),
    "points": mark("Points then"),
    "points_expire_at": mark("Points expire at"),
    "proposed_by": mark("Proposed by"),
    "proposer": mark("Proposed by"),
    "proposed": mark("The ladder proposed"),
    "purpose": mark("What it is for"),
    "question": mark("Question"),
    "quote": mark("Words reported"),
    "reason": mark("Reason"),
    "received_at": mark("Received at"),
    "received_on": mark("Received on"),
    "recused": mark("Standing aside"),
    "remark": mark("Remark"),
    "repeats": mark("Repeats, merged"),
    "reply": mark("Reply to the member"),
    "reported_at": mark("Reported at"),
    "reporter": mark("Who complained"),
    "review_on": mark("Outcome reviewed on"),
    "rotated": mark("With new keys"),
    "ruling": mark("Ruling"),
    "said_by": mark("Said by"),
    "sealed": mark("Sealed"),
    "seen": mark("What was seen"),
    "setting": mark("Setting"),
    "severity": mark("Severity"),
    "stance": mark("Stance"),
    "statement": mark("What the member says"),
    "step": mark("Sanction"),
    "subject_id": mark("About whom"),
    "suppressed": mark("Figures withheld"),
    "tags": mark("Tags"),
    "target": mark("Involved with"),
    "tally": mark("Votes"),
    "terms": mark("Terms"),
    "text": mark("Note"),
    "tier": mark("For"),
    "title": mark("Title"),
    "unchanged": mark("Unchanged"),
    "unknown": mark("With an unknown subject"),
    "updated": mark("Updated"),
    "value": mark("Value"),
    "verdict": mark("Verdict"),
    "version": mark("Version"),
    "where": mark("Where they said so"),
    "way": mark("How it came"),
    "what": mark("What"),
    "why": mark("Why"),
    "window_days": mark("Window in days"),
    "words": mark("Words"),
    "zone": mark("Time zone"),
}

ROLES_IN: Final = {
    "staff.admitted": mark("Role"),
    "staff.changed": mark("Role"),
    "": mark("Role in the group"),
}
"""The field `role` is a colleague's with one kind, a member's with the others."""

TECHNICAL: Final = frozenset(
    {
        "amendment",
        "appeal",
        "audience_roles",
        "audiences",
        "base",
        "basis",
        "book",
        "case",
        "change",
        "changes",
        "ballot",
        "choice",  # while results are hidden, the history tells none
        "command",
        "decision",
        "draft",
        "feedback",
        "figures",
        "frontier",
        "grants",
        "key",
        "lot",
        "motion",
        "offence_class",
        "receive_key",
        "replacement",
        "review",
        "roles",
        "rulebook",
        "sanction",
        "sha256",
        "sign_key",
        "source",
        "whole",
        "wording",
    }
)
"""Fields that say nothing to a person: keys, digests, ids of what has no name."""

_FIELD_NAMES: Final = {"phone": mark("Phone"), "remark": mark("Remark")}

_REASONS: Final = {
    "request": mark("the person asked for it"),
    "retention": mark("the time to keep it was over"),
}

_ZERO_IS_NONE: Final = frozenset({"ordinal", "version", "window_days"})
"""Numbers that a decision without a violation leaves at zero."""

_ID: Final = re.compile("[0-9a-f]{32}")
"""Random ids; one that names nothing we know says nothing to a person."""

_KEPT_WHERE_ABSENT: Final = {"member.updated": frozenset({"phone", "remark"})}
"""Fields that stay as they were where an update says nothing of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One field of an event.

    Attributes:
        text: its value in words; empty if sealed or erased.
        before: the value it replaced; None where nothing was or nothing changed.
        sealed: whether it is sealed; not shown here, even to whom it is sealed.
        erased: whether it was erased.
        changed: whether it differs from what stood before.
    """

    label: str
    text: str = ""
    before: str | None = None
    sealed: bool = False
    erased: bool = False
    changed: bool = False


def facts_of(entry: Entry, names: Names) -> Sequence[Fact]:
    """Return what an event says, field by field; empty fields are left out."""
    event = entry.event
    if event is None:
        return ()
    fields = msgspec.structs.fields(type(event))
    facts = [
        fact
        for each in fields
        if each.name not in TECHNICAL
        and each.name != "subject"
        and (fact := _fact(each.name, entry, names)) is not None
    ]
    if entry.erased and any(is_personal(each.type) for each in fields):
        facts.append(Fact(label=tr("Names and words"), erased=True))
    return facts


def field_text(name: str, value: object, names: Names) -> str:
    """Return a field's value in words; empty where there is nothing to say."""
    if value is None or value in ("", ()) or (value == 0 and name in _ZERO_IS_NONE):
        return ""
    if name in _BY_NAME and not _names_a_thing(value):
        return _BY_NAME[name](value)
    if isinstance(value, tuple):
        parts = cast("tuple[object, ...]", value)
        texts = [text for part in parts if (text := field_text(name, part, names))]
        return tr(", ").join(texts)
    if _names_a_thing(value):
        return names[str(value)].label if value in names else ""
    return _by_type(value)


def _names_a_thing(value: object) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def label_of(name: str, kind: str) -> str:
    """Return what a field is called."""
    if name == "role":
        return tr(ROLES_IN.get(kind, ROLES_IN[""]))
    return tr(LABELS[name]) if name in LABELS else name


def is_personal(hint: Any) -> bool:
    """Tell whether a field lies in the personal body."""
    return any(
        isinstance(extra, msgspec.Meta) and bool((extra.extra or {}).get("personal"))
        for extra in getattr(hint, "__metadata__", ())
    )


def _fact(name: str, entry: Entry, names: Names) -> Fact | None:
    value: object = getattr(entry.event, name)
    earlier = _earlier(name, entry)
    label = label_of(name, entry.kind)
    if isinstance(value, bytes):
        return Fact(label=label, sealed=True, changed=entry.before is not None)
    text = field_text(name, value, names)
    if earlier is _NOTHING:
        return Fact(label=label, text=text) if text else None
    was = field_text(name, earlier, names)
    if text == was or isinstance(earlier, bytes):
        return Fact(label=label, text=text) if text else None
    return Fact(label=label, text=text, before=was, changed=True)


_NOTHING: Final = object()


def _earlier(name: str, entry: Entry) -> object:
    if entry.before is None or name in _KEPT_WHERE_ABSENT.get(entry.kind, ()):
        return _NOTHING
    return cast("object", getattr(entry.before, name, _NOTHING))


def _by_type(value: object) -> str:
    match value:
        case bool():
            return tr("yes") if value else tr("no")
        case datetime():
            return f"{value.astimezone(DEFAULT_ZONE):%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case Step():
            points = trn("{count} point", "{count} points", value.points)
            return f"{step_text(value)} · {points}"
        case bytes() | dict():
            return ""
        case _:
            return str(value)


def _revealed(value: Any) -> str:
    names = cast("tuple[str, ...]", value)
    return tr(", ").join(
        tr(_FIELD_NAMES[name]) if name in _FIELD_NAMES else name for name in names
    )


def _counted(value: Any) -> str:
    return str(len(cast("tuple[object, ...]", value)))


def _duties(value: Any) -> str:
    if not isinstance(value, tuple):
        return ""  # the whole table of duties
    return tr(", ").join(map(duty_text, cast("tuple[str, ...]", value)))


def _setting(value: Any) -> str:
    return setting_text(Setting(value)) if value in set(Setting) else str(value)


def _because(value: Any) -> str:
    return tr(_REASONS[value]) if value in _REASONS else str(value)


_BY_NAME: Final[dict[str, Callable[[Any], str]]] = {
    "about": lambda value: about_text(About(value)),
    "answer": lambda value: reply_text(Reply(value)),
    "because": _because,
    "clauses": changes_text,
    "came_to": lambda value: outcome_text(Outcome(value)),
    "channel": lambda value: channel_text(Channel(value)),
    "commits": _counted,
    "counted": _counted,
    "doubtful": _revealed,
    "members": _counted,
    "duties": _duties,
    "fields": _revealed,
    "role": role_text,
    "ruling": lambda value: ruling_text(Ruling(value)),
    "setting": _setting,
    "severity": lambda value: severity_text(Severity(value)),
    "stance": lambda value: stance_text(Stance(value)),
    "tally": tally_text,
    "terms": terms_text,
    "tier": lambda value: tier_name(Tier(value)),
    "where": lambda value: said_text(Said(value)),
    "verdict": lambda value: verdict_text(Verdict(value)),
    "way": lambda value: way_text(Way(value)),
    "what": what_text,
}
