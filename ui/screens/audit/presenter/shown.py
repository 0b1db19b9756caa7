"""The history as the screen shows it; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from app.audit.facts import Fact, facts_of
from app.audit.model import (
    CommitView,
    Entry,
    HistoryRow,
    LastCheck,
    Named,
    Names,
    State,
    Thing,
)
from app.audit.wording import (
    entry_text,
    headline,
    held_text,
    link_text,
    state_text,
)
from app.times import local_day
from app.words import tr, trn
from ui.screens.moments import exact, time_text
from ui.theme import Tone
from ui.widgets import ChipSpec

_SCREENS: Final = {
    Thing.CASE: ("cases", "clipboard-text"),
    Thing.MEMBER: ("members", "users"),
    Thing.APPEAL: ("appeals", "scales"),
    Thing.PERSON: ("team", "shield-check"),
    Thing.RULES: ("rulebook", "book-bookmark"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowShown:
    """A commit in the list.

    Attributes:
        day: heading over it, where a day begins; else nothing.
        chip: how it stands, unless it is accepted.
        verified: whether the last check vouches for it.
        said: the whole row in a sentence.
    """

    id: str
    day: str
    title: str
    meta: str
    chip: ChipSpec | None
    verified: bool
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactShown:
    """A field of an event.

    Attributes:
        before: what stood there before; nothing where nothing changed.
        quiet: whether the text says that something is sealed or erased.
    """

    label: str
    text: str
    before: str
    quiet: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryShown:
    """An event of a commit."""

    title: str
    facts: tuple[FactShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkShown:
    """Something that can be opened.

    Attributes:
        past: what looking at it as it stood is called; nothing where that cannot be.
    """

    text: str
    screen: str
    record: str
    icon: str
    past: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitShown:
    """A commit with its events.

    Attributes:
        facts: who, when, where, how it stands.
        warning: why it does not count, or what contests it; else nothing.
        more: what asking for further events is called; nothing at the end.
    """

    id: str
    title: str
    chips: tuple[ChipSpec, ...]
    facts: tuple[tuple[str, str], ...]
    warning: str
    entries: tuple[EntryShown, ...]
    links: tuple[LinkShown, ...]
    more: str


def row_shown(row: HistoryRow, before: HistoryRow | None) -> RowShown:
    """Return a commit as a row; `before` stands above it."""
    day = local_day(row.at)
    begins = before is None or local_day(before.at) != day
    title, who = headline(row), row.actor_name or tr("Somebody unknown")
    place = tr("installation {letter}", letter=row.installation.letter)
    parts = [time_text(row.at), who, place]
    if row.count > 1:
        parts.append(trn("{count} event", "{count} events", row.count))
    vouched = tr("checked") if row.verified else tr("not checked since")
    said = (exact(row.at), *parts[1:], title, state_text(row.state), vouched)
    return RowShown(
        id=row.commit,
        day=day_heading(day) if begins else "",
        title=title,
        meta=tr(" · ").join(parts),
        chip=state_chip(row),
        verified=row.verified,
        said=tr(", ").join(said),
    )


def day_heading(day: date) -> str:
    """Return a day with its weekday."""
    names = (
        tr("Monday"),
        tr("Tuesday"),
        tr("Wednesday"),
        tr("Thursday"),
        tr("Friday"),
        tr("Saturday"),
        tr("Sunday"),
    )
    return f"{day.isoformat()}  {names[day.weekday()]}"


def state_chip(row: HistoryRow) -> ChipSpec | None:
    """Return how a commit stands, unless it is accepted."""
    if row.state is State.ACCEPTED:
        return None
    if row.state is State.HELD:
        return ChipSpec(text=state_text(row.state), tone=Tone.WARN, icon="hourglass")
    return ChipSpec(text=state_text(row.state), tone=Tone.DANGER, icon="warning")


def commit_shown(view: CommitView, entries: Sequence[Entry]) -> CommitShown:
    """Return a commit with these of its events."""
    row = view.row
    chip = state_chip(row)
    checked = (
        ChipSpec(text=tr("Checked"), tone=Tone.OK, icon="check-circle-fill")
        if row.verified
        else ChipSpec(text=tr("Not checked since"), icon="clock")
    )
    left = row.count - len(entries)
    return CommitShown(
        id=row.commit,
        title=headline(row),
        chips=tuple(each for each in (chip, checked) if each is not None),
        facts=_about(row),
        warning=held_text(row),
        entries=tuple(_entry(each, view.names) for each in entries),
        links=tuple(_links(entries, view.names)),
        more=trn("Show {count} more event", "Show {count} more events", left)
        if view.after is not None
        else "",
    )


def check_text(check: LastCheck | None) -> tuple[str, Tone]:
    """Return what the last check found, and its tone."""
    if check is None:
        return tr("The history has not been checked yet"), Tone.NEUTRAL
    at = exact(check.at)
    if check.problems:
        words = trn(
            "Checked {moment}: {count} problem",
            "Checked {moment}: {count} problems",
            check.problems,
            moment=at,
        )
        return words, Tone.DANGER
    words = trn(
        "Checked {moment}: {count} entry as it was written",
        "Checked {moment}: {count} entries as they were written",
        check.commits,
        moment=at,
    )
    return words, Tone.OK


def past_banner(at: datetime) -> str:
    """Return what stands over a record of the past."""
    return tr("As it stood at {moment}", moment=exact(at))


def _about(row: HistoryRow) -> tuple[tuple[str, str], ...]:
    where = tr(
        "{letter}, entry {seq}", letter=row.installation.letter, seq=f"{row.seq:,}"
    )
    return (
        (tr("Who"), row.actor_name or tr("Somebody unknown")),
        (tr("When"), exact(row.at)),
        (tr("Installation"), where),
        (tr("State"), state_text(row.state)),
        (tr("Events"), f"{row.count:,}"),
        (tr("Fingerprint"), row.commit[:16]),
    )


def _entry(entry: Entry, names: Names) -> EntryShown:
    facts = tuple(map(_fact, facts_of(entry, names)))
    return EntryShown(title=entry_text(entry, names), facts=facts)


def _fact(fact: Fact) -> FactShown:
    if fact.erased:
        text = tr("erased")
    elif fact.sealed:
        text = tr("sealed")
    else:
        text = fact.text or tr("empty now")
    return FactShown(
        label=fact.label,
        text=text,
        before=fact.before or (tr("empty") if fact.changed and not fact.sealed else ""),
        quiet=fact.sealed or fact.erased or not fact.text,
    )


def _links(entries: Iterable[Entry], names: Names) -> Iterable[LinkShown]:
    shown: set[str] = set()
    for entry in entries:
        if entry.event is None:
            continue
        for named in (names.get(i) for i in (entry.subject, *_named(entry, names))):
            if named is not None and named.label and named.id not in shown:
                shown.add(named.id)
                yield _link(named)


def _named(entry: Entry, names: Names) -> Iterable[str]:
    for field in ("member", "appeal"):
        value: object = getattr(entry.event, field, None)
        if isinstance(value, str) and value in names:
            yield value


def _link(named: Named) -> LinkShown:
    screen, icon = _SCREENS[named.thing]
    goes_back = named.thing in (Thing.CASE, Thing.MEMBER)
    past = tr("{label} as it stood then", label=named.label) if goes_back else ""
    return LinkShown(
        text=link_text(named), screen=screen, record=named.id, icon=icon, past=past
    )
