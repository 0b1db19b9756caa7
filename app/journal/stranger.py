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
from app.journal.anchor import AnchorReport, AnchorTrial, SignedAnchor
from app.journal.authority import KERNEL, Authority, VaultFounded, admitted
from app.journal.commitment import HASH_BYTES, Leaves, StoredEvent, bodies_hold
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
from app.journal.header import FeedHead, Header
from app.journal.ingress import Fault, Previous, Signed, faults
from app.journal.transcript import FORMAT
from app.journal.witness import staff_keys
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
    first: list[bytes] = field(default_factory=list[bytes])
    """Leaves of the first events, as many as the staff's facts may need."""


@dataclass(slots=True)
class _State:
    """What the commits so far have given."""

    vault: str = ""
    feeds: dict[str, Previous] = field(default_factory=dict[str, Previous])
    authority: dict[bytes, Authority] = field(
        default_factory=lambda: {b"": Authority()}
    )
    staff_head: bytes = b""
    events: list[Event] = field(default_factory=list[Event])
    commits: int = 0
    counted: int = 0
    held: int = 0
    founder: bytes = b""


class _Check:
    """Reads a copy once, holding of each commit no more than its chain needs."""

    def __init__(self, kept: SignedAnchor | None) -> None:
        self.found: list[Found] = []
        self._state = _State()
        self._vocabulary = Vocabulary(KERNEL)
        self._open: _Open | None = None
        self._last: tuple[object, ...] = ()
        self._lines = 0
        self._end: SignedAnchor | None = None
        self._heads: dict[str, FeedHead] = {}
        self._trial = AnchorTrial(kept) if kept else None

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
        keys = staff_keys(state.events)
        anchor = self._ending()
        if anchor is None or not anchor.sound or anchor.since:
            self._wrong(self._lines, Flaw.ANCHOR)
        return CopyReport(
            vault=state.vault,
            commits=state.commits,
            events=state.counted,
            held=state.held,
            feeds=len(state.feeds),
            people=len(keys),
            founder=state.founder,
            anchor=anchor,
            kept=self._trial.report(state.vault, keys) if self._trial else None,
            found=tuple(self.found[:MOST_FLAWS]),
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
        for start in range(0, len(raw), _EVENT_BYTES):
            leaf = raw[start : start + _EVENT_BYTES]
            if len(commit.first) < len(commit.staff):
                commit.first.append(leaf)
            commit.leaves.add_leaf(leaf[:HASH_BYTES], leaf[HASH_BYTES:])

    def _close(self) -> None:
        commit, self._open = self._open, None
        if commit is None:
            return
        if commit.leaves.count != commit.header.count:
            self._wrong(commit.line, Fault.COUNT)
        if commit.leaves.digest() != commit.header.leaves:
            self._wrong(commit.line, Fault.LEAVES)
        if commit.held:
            self._state.held += 1
            return
        events = self._events(commit)
        self._judge(commit, events)

    def _events(self, commit: _Open) -> list[Event]:
        """Return the staff's events, whose facts must give their leaves."""
        read: list[Event] = []
        if not commit.staff:
            return read
        if len(commit.staff) != commit.header.count:
            self._wrong(commit.line, Fault.COUNT)
            return read
        for n, (each, leaf) in enumerate(zip(commit.staff, commit.first, strict=False)):
            facts = raw_or_empty(each.facts)
            stored = StoredEvent(
                n,
                each.kind,
                each.version,
                each.subject,
                facts,
                raw_or_empty(each.salt),
                leaf[:HASH_BYTES],
                None,
                None,
                None,
            )
            event = self._vocabulary.decode(
                each.kind, each.version, each.subject, facts, None
            )
            if not bodies_hold(stored) or event is None:
                self._wrong(commit.line, Fault.BODY)
            else:
                read.append(event)
        return read

    def _judge(self, commit: _Open, events: list[Event]) -> None:
        state, header = self._state, commit.header
        authority = state.authority.get(header.staff_head)
        founds = any(isinstance(event, VaultFounded) for event in events)
        if authority is None:
            self._wrong(commit.line, Fault.STAFF_HEAD)
            authority = Authority()
        if founds and not state.staff_head:
            authority = authority.after(b"", events)
        signed = Signed(
            raw=commit.raw,
            header=header,
            signature=commit.signature,
            kinds=frozenset(event.kind for event in events),
            admitted=admitted(events),
        )
        for fault in faults(
            signed,
            vault=state.vault,
            previous=state.feeds.get(header.feed, Previous()),
            authority=authority,
            vocabulary=self._vocabulary,
        ):
            self._wrong(commit.line, fault)
        self._accept(commit, signed, authority, events)

    def _accept(
        self, commit: _Open, signed: Signed, authority: Authority, events: list[Event]
    ) -> None:
        state, header = self._state, commit.header
        name = heads.commit_hash(commit.raw)
        state.feeds[header.feed] = Previous(
            hash=name, seq=header.seq, clock=header.clock
        )
        self._heads[header.feed] = FeedHead(header.feed, header.seq, name)
        state.commits += 1
        state.counted += header.count
        if self._trial is not None:
            self._trial.take(header, name)
        if not signed.staff:
            return
        if header.staff_head != state.staff_head:
            self._wrong(commit.line, Fault.STAFF_HEAD)
        after = authority.after(name, events)
        if not state.staff_head and header.actor in after.people:
            state.founder = after.people[header.actor].sign_key
        state.authority[name] = after
        state.staff_head = name
        state.events += events

    def _ending(self) -> AnchorReport | None:
        """Compare the signed end with the heads that were reached."""
        if self._end is None:
            return None
        state, anchor = self._state, self._end.anchor
        same = {head.feed: head for head in anchor.heads} == self._heads
        known = staff_keys(state.events).get(anchor.actor, frozenset())
        return AnchorReport(
            anchor=anchor,
            signed=self._end.holds and anchor.sign_key in known,
            same_vault=anchor.vault == state.vault,
            gaps=(),
            counted=same
            and (anchor.commits, anchor.events) == (state.commits, state.counted),
            staff_head=anchor.staff_head == state.staff_head,
            since=0,
        )

    def _wrong(self, line: int, flaw: Flaw | Fault) -> None:
        self.found.append(Found(line=line, flaw=flaw))
