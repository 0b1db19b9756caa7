"""The notice a sanctioned member receives, in Chinese or in English.

It is made of the member's own facts: nothing here knows who complained. The
language is the member's, whatever the interface speaks.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from string import Formatter
from zoneinfo import ZoneInfo

import msgspec

from app.errors import InputError
from app.rulebook.model import Bilingual, Step
from app.times import DEFAULT_ZONE, local_day
from app.words import Language

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "notices"

QUOTE_LONGEST = 40
"""Characters of the member's own words that a notice repeats."""

Parts = dict[str, dict[str, str]]

# Numbers long enough to reach or name somebody: the words quoted may be the very
# ones that gave another person away.
_LONG_NUMBER = re.compile(r"\d(?:[ \-]?\d){5,}")
_JOINER = "\u200d"  # holds an emoji together
_INNER_QUOTES = str.maketrans("“”", "‘’")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFacts:
    """What a notice tells.

    Attributes:
        case_number: the label to name in an appeal.
        clause_number: the clause cited.
        clause_title: its title in both languages.
        content_at: when the member posted it, or None if that is not known.
        quote: the member's own words; shortened, and left out if empty.
        ordinal: which time within the window this is, from 1.
        window_days: length of the window.
        step: what is imposed.
        effective_at: when it takes effect.
        ends_at: when a mute ends, else None.
        points_expire_at: when its points expire.
        balance: points that count from then on, these included.
        review_at_points: the ladder's threshold.
        appeal_until: the last moment of an appeal.
        reason: the decision's reason if the member is to read it, else empty.
    """

    case_number: str
    clause_number: str
    clause_title: Bilingual
    content_at: datetime | None
    quote: str
    ordinal: int
    window_days: int
    step: Step
    effective_at: datetime
    ends_at: datetime | None
    points_expire_at: datetime
    balance: int
    review_at_points: int
    appeal_until: datetime
    reason: str = ""


def decision_notice(
    facts: NoticeFacts, chosen: Language, zone: ZoneInfo = DEFAULT_ZONE
) -> str:
    """Return the text of a notice, ready to copy.

    Args:
        facts: what it tells.
        chosen: the member's language.
        zone: where the community lives.

    Raises:
        InputError: a fact the template asks for is missing.
    """
    parts = load_parts("decision", chosen)
    dates = Dates(parts=parts, chosen=chosen, beside=facts.effective_at, zone=zone)
    points = "some" if facts.step.points else "none"
    reason = one_line(facts.reason)
    values = {
        "content": _content(facts, parts, dates),
        "clause": facts.clause_number,
        "title": facts.clause_title.text(chosen),
        "times": fill(
            parts["times"]["first" if facts.ordinal == 1 else "again"],
            {"window_days": str(facts.window_days), "ordinal": str(facts.ordinal)},
        ),
        "sanction": sanction_phrase(parts, facts.step, facts.ends_at, dates),
        "points": fill(
            parts["points"][points],
            {
                "points": str(facts.step.points),
                "expires": dates.day(facts.points_expire_at),
                "balance": str(facts.balance),
                "review": str(facts.review_at_points),
            },
        ),
        "appeal_until": dates.moment(facts.appeal_until),
        "case_number": facts.case_number,
    }
    # The one placeholder that may stay empty, so it is set in before the others.
    text = parts["notice"]["text"].replace(
        "{reason}", parts["reason"]["some" if reason else "none"]
    )
    return fill(text, values | ({"reason": reason} if reason else {})).strip()


def fill(template: str, values: Mapping[str, str]) -> str:
    """Put values in the place of `{names}`, once, and strictly.

    Braces inside a value are left as they are and never filled.

    Raises:
        InputError: the template is broken, asks for a name that does not exist,
            or for one that is blank.
    """
    try:
        pieces = list(Formatter().parse(template))
    except ValueError:
        raise InputError("notice_template_broken") from None
    written: list[str] = []
    for literal, name, spec, conversion in pieces:
        written.append(literal)
        if name is None:
            continue
        if spec or conversion or not name.isidentifier():
            raise InputError("notice_template_broken")
        written.append(_value(name, values))
    return "".join(written)


def load_parts(name: str, chosen: Language) -> Parts:
    """Read the parts of a shipped notice in a language."""
    text = (FOLDER / f"{name}.{chosen.value}.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Parts)


def sanction_phrase(
    parts: Parts, step: Step, ends_at: datetime | None, dates: "Dates"
) -> str:
    """Return what is imposed; what ends by itself with its length and end.

    Raises:
        InputError: its end is missing.
    """
    timed = step.kind.is_timed
    key = f"{step.kind.value}_one_day" if timed and step.days == 1 else step.kind.value
    until = dates.moment(ends_at) if ends_at else ""
    return fill(parts["sanction"][key], {"days": str(step.days), "until": until})


def short_quote(words: str, ellipsis: str) -> str:
    """Return words fit to repeat: one line, no long numbers, no more than needed.

    Args:
        words: the member's words.
        ellipsis: what stands for the words left out.
    """
    plain = _LONG_NUMBER.sub(ellipsis, one_line(words)).translate(_INNER_QUOTES)
    if len(plain) <= QUOTE_LONGEST:
        return plain
    return plain[:QUOTE_LONGEST].rstrip(_JOINER + " ") + ellipsis


def one_line(words: str) -> str:
    """Return words on one line, without characters that steer the display."""
    kept = "".join(
        " " if unicodedata.category(each) in {"Cc", "Zl", "Zp"} else each
        for each in words
        if each == _JOINER or unicodedata.category(each) not in {"Cf", "Cs"}
    )
    return " ".join(kept.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Writes days and moments as a notice has them.

    Attributes:
        parts: parts with a `format` table.
        chosen: the language.
        beside: the year of this moment is left out.
        zone: where the community lives.
    """

    parts: Parts
    chosen: Language
    beside: datetime
    zone: ZoneInfo = DEFAULT_ZONE

    def day(self, moment: datetime) -> str:
        """Return the day of a moment."""
        return self._write(moment, "day")

    def moment(self, moment: datetime) -> str:
        """Return a day with hour and minute."""
        return self._write(moment, "moment")

    def _write(self, moment: datetime, name: str) -> str:
        from babel.dates import format_datetime

        years = {local_day(each, self.zone).year for each in (moment, self.beside)}
        pattern = name if len(years) == 1 else f"{name}_of_year"
        return format_datetime(
            moment,
            self.parts["format"][pattern],
            tzinfo=self.zone,
            locale=self.chosen.value,
        )


def _value(name: str, values: Mapping[str, str]) -> str:
    if name not in values:
        raise InputError("notice_placeholder_unknown", name=name)
    if not values[name].strip():
        raise InputError("notice_placeholder_unfilled", name=name)
    return values[name]


def _content(facts: NoticeFacts, parts: Parts, dates: Dates) -> str:
    quote = short_quote(facts.quote, parts["format"]["ellipsis"])
    values = {"quote": quote}
    if facts.content_at is not None:
        values["day"] = dates.day(facts.content_at)
    form = {
        (True, True): "dated_quoted",
        (True, False): "dated",
        (False, True): "quoted",
        (False, False): "plain",
    }[facts.content_at is not None, bool(quote)]
    return fill(parts["content"][form], values)
