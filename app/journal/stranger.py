"""Proving a copy of the journal without any key: what a stranger can do alone.

Checked are every header's place in its chain, its signature, the hash over its
leaves, and the staff chain that says whose signature counts. What an event said, or
whether its author was entitled to say it, is not in the copy and is not claimed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from app.errors import InputError
from app.journal import header as heads
from app.journal.anchor import Anchor, AnchorReport, SignedAnchor, compare
from app.journal.authority import Authority
from app.journal.commitment import HASH_BYTES, Leaves, StoredEvent, bodies_hold
from app.journal.copy_ground import CopyGround
from app.journal.copy_lines import (
    AnchorLine,
    CommitLine,
    First,
    LeavesLine,
    StaffEvent,
    StaffLine,
    raw_of,
    raw_or_empty,
    read_line,
    signed_anchor,
    whole,
)
from app.journal.event import Event, Vocabulary
from app.journal.header import Header
from app.journal.ingress import (
    Fault,
    Signed,
    author_faults,
    chain_faults,
    right_faults,
    vault_faults,
)
from app.journal.past import ABSENT
from app.journal.staff_events import KERNEL
from app.journal.transcript import FORMAT
from app.journal.witness import Ends, staff_keys
from app.vault.packed import UNREADABLE

MOST_FLAWS = 100
_EVENT_BYTES = 2 * HASH_BYTES


class Flaw(StrEnum):
    """What is wrong with a copy, beside the faults of a commit.

    Members:
        LINE: it cannot be read, or stands where none such may.
        ORDER: a commit stands before an earlier one, or twice.
        ANCHOR: the signed end is missing, or does not fit what stands before it.
    """

    LINE = "line"
    ORDER = "order"
    ANCHOR = "anchor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something wrong in a copy.

    Attributes:
        line: its number, from 1.
        flaw: what it is.
    """

    line: int
    flaw: Flaw | Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyReport:
    """What checking a copy found.

    Attributes:
        vault: the vault's random id, as the copy names it.
        commits: accepted commits.
        events: their events.
        held: commits the copy itself says do not count.
        feeds: installations that wrote.
        people: of the staff, ever.
        founder: public key of who founded the vault: what all else rests on.
        anchor: the signed end compared with what stands before it.
        kept: another anchor compared with it, if one was given.
        found: what is wrong, at most `MOST_FLAWS`.
    """

    vault: str
    commits: int
    events: int
    held: int
    feeds: int
    people: int
    founder: bytes
    anchor: AnchorReport | None
    kept: AnchorReport | None
    found: tuple[Found, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong, and the anchor that was given fits."""
        return not self.found and (self.kept is None or self.kept.sound)


def check_copy(
    lines: Iterable[bytes],
    kept: SignedAnchor | None = None,
    progress: Callable[[int], None] | None = None,
) -> CopyReport:
    """Check a copy line by line; it may come from anybody.

    Args:
        lines: as they stand in the file.
        kept: an anchor that somebody kept elsewhere.
        progress: told how many lines are done.
    """
    check = _Check(kept)
    for number, line in enumerate(lines, start=1):
        check.line(number, line)
        if progress is not None and number % 1_000 == 0:
            progress(number)
        if len(check.found) >= MOST_FLAWS:
            break
    return check.report()


@dataclass(slots=True)
class _Open:
    """The commit whose lines are being read."""

    line: int
    raw: bytes
    header: Header
    signature: bytes
    held: str
    staff: list[StaffEvent] = field(default_factory=list[StaffEvent])
    leaves: Leaves = field(default_factory=Leaves)
    opened: dict[int, bytes] = field(default_factory=dict[int, bytes])
    """Leaves of the facts that are opened, by the event's place."""


@dataclass(slots=True)
class _State:
    """What the commits so far have given."""

    vault: str = ""
    authority: dict[bytes, Authority] = field(
        default_factory=lambda: {b"": Authority()}
    )
    parents: dict[bytes, bytes] = field(default_factory=dict[bytes, bytes])
    staff_head: bytes = b""
    events: list[Event] = field(default_factory=list[Event])
    commits: int = 0
    counted: int = 0
    held: int = 0
    founder: bytes = b""

    def governing(self, head: bytes) -> Authority | None:
        """Return who could do what at a head; at one that does not count, before it."""
        while head not in self.authority:
            if head not in self.parents:
                return None
            head = self.parents[head]
        return self.authority[head]


class _Check:
    """Reads a copy once, holding of each commit no more than its chain needs."""

    def __init__(self, kept: SignedAnchor | None) -> None:
        self.found: list[Found] = []
        self._state = _State()
        self._ground, self._ends = CopyGround(), Ends()
        self._vocabulary = Vocabulary(KERNEL)
        self._open: _Open | None = None
        self._last: tuple[object, ...] = ()
        self._lines = 0
        self._end: SignedAnchor | None = None
        self._kept = kept

    def line(self, number: int, line: bytes) -> None:
        """Take the next line."""
        self._lines = number
        try:
            self._read(number, whole(line))
        except (ValueError, InputError, *UNREADABLE):
            self._wrong(number, Flaw.LINE)

    def report(self) -> CopyReport:
        """Return what was found, once every line was taken."""
        self._close()
        state = self._state
        anchor = self._compared(self._end)
        if anchor is None or not anchor.sound or not self._ends_with(anchor.anchor):
            self._wrong(self._lines, Flaw.ANCHOR)
        return CopyReport(
            vault=state.vault,
            commits=state.commits,
            events=state.counted,
            held=state.held,
            feeds=self._ground.feeds(),
            people=len(staff_keys(state.events)),
            founder=state.founder,
            anchor=anchor,
            kept=self._compared(self._kept),
            found=tuple(self.found[:MOST_FLAWS]),
        )

    def _ends_with(self, anchor: Anchor) -> bool:
        """Tell whether an anchor says just what stands in the copy."""
        said = (anchor.heads, anchor.held, anchor.staff_head)
        return said == (
            self._ends.heads(),
            self._ends.held(),
            self._state.staff_head,
        )

    def _compared(self, signed: SignedAnchor | None) -> AnchorReport | None:
        if signed is None:
            return None
        return compare(
            signed,
            self._ground,
            vault=self._state.vault,
            keys=staff_keys(self._state.events),
            total=self._ends.commits,
        )

    def _read(self, number: int, line: bytes) -> None:
        if number == 1:
            first = read_line(First, line)
            if first.format != FORMAT:
                raise ValueError
            self._state.vault = first.vault
        elif self._end is not None:
            raise ValueError  # nothing follows the end
        elif line.startswith(b'{"header"'):
            self._close()
            self._begin(number, read_line(CommitLine, line))
        elif line.startswith(b'{"staff"'):
            self._staff(read_line(StaffLine, line))
        elif line.startswith(b'{"leaves"'):
            self._leaves(raw_of(read_line(LeavesLine, line).leaves))
        else:
            self._close()
            packed = raw_of(read_line(AnchorLine, line).anchor)
            self._end = signed_anchor(packed)

    def _begin(self, number: int, line: CommitLine) -> None:
        raw = raw_of(line.header)
        header = heads.decode(raw)
        if header is None:
            self._wrong(number, Fault.HEADER)
            return
        self._open = _Open(number, raw, header, raw_of(line.signature), line.held)
        place = (header.clock, header.feed, header.seq, heads.commit_hash(raw))
        if self._last and place <= self._last:
            self._wrong(number, Flaw.ORDER)
        self._last = place

    def _staff(self, line: StaffLine) -> None:
        if self._open is None or self._open.staff or self._open.leaves.count:
            raise ValueError
        self._open.staff = line.staff

    def _leaves(self, raw: bytes) -> None:
        commit = self._open
        if commit is None or not raw or len(raw) % _EVENT_BYTES:
            raise ValueError
        wanted = {event.n for event in commit.staff}
        for start in range(0, len(raw), _EVENT_BYTES):
            leaf = raw[start : start + _EVENT_BYTES]
            if commit.leaves.count in wanted:
                commit.opened[commit.leaves.count] = leaf[:HASH_BYTES]
            commit.leaves.add_leaf(leaf[:HASH_BYTES], leaf[HASH_BYTES:])

    def _close(self) -> None:
        commit, self._open = self._open, None
        if commit is None:
            return
        if commit.leaves.count != commit.header.count:
            self._wrong(commit.line, Fault.COUNT)
        if commit.leaves.digest() != commit.header.leaves:
            self._wrong(commit.line, Fault.LEAVES)
        events = self._events(commit)
        name = heads.commit_hash(commit.raw)
        if commit.held:
            self._ends.hold(name)
        else:
            self._judge(commit, name, events)
        if commit.held in ABSENT:
            return  # as good as not there
        if commit.staff:
            self._state.parents[name] = commit.header.staff_head
        self._ground.take(name, commit.header)
        self._ends.take(name, commit.header)
        self._state.held += bool(commit.held)

    def _events(self, commit: _Open) -> list[Event]:
        """Return the staff's events, whose facts must give their leaves."""
        read = [self._event(commit, each) for each in commit.staff]
        if None in read:
            self._wrong(commit.line, Fault.BODY)
        return [event for event in read if event is not None]

    def _event(self, commit: _Open, each: StaffEvent) -> Event | None:
        facts = raw_or_empty(each.facts)
        stored = StoredEvent(
            each.n,
            each.kind,
            each.version,
            each.subject,
            facts,
            raw_or_empty(each.salt),
            commit.opened.get(each.n, b""),
            None,
            None,
            None,
        )
        if not bodies_hold(stored):
            return None
        return self._vocabulary.decode(
            each.kind, each.version, each.subject, facts, None
        )

    def _judge(self, commit: _Open, name: bytes, events: list[Event]) -> None:
        state, header = self._state, commit.header
        signed = Signed(
            raw=commit.raw,
            header=header,
            signature=commit.signature,
            kinds=frozenset(event.kind for event in events),
            staff=tuple(events),
        )
        authority = state.governing(header.staff_head)
        wrong: list[Fault] = []
        if authority is None or (
            signed.in_chain and header.staff_head != state.staff_head
        ):
            wrong.append(Fault.STAFF_HEAD)
        before = authority or Authority()
        judged = before if before.head else before.after(b"", events)
        previous = self._ground.previous(header)
        wrong += [
            *([Fault.PAST] if previous is None else chain_faults(header, previous)),
            *vault_faults(signed, state.vault),
            *author_faults(signed, judged),
            *right_faults(signed, judged, self._vocabulary),
        ]
        for fault in wrong:
            self._wrong(commit.line, fault)
        state.commits += 1
        state.counted += header.count
        if signed.in_chain:
            self._follow(name, header.actor, before.after(name, events), events)

    def _follow(
        self, name: bytes, actor: str, after: Authority, events: list[Event]
    ) -> None:
        state = self._state
        if not state.staff_head and actor in after.people:
            state.founder = after.people[actor].sign_key
        state.authority[name] = after
        state.staff_head = name
        state.events += events

    def _wrong(self, line: int, flaw: Flaw | Fault) -> None:
        self.found.append(Found(line=line, flaw=flaw))
