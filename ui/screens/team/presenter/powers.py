"""What roles and duties may do, as one table that owners change."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from app.errors import AppError
from app.staff.commands import ChangeRoles
from app.staff.queries import Powers, StaffRow
from app.staff.roles import (
    SHIPPED_DUTIES,
    SHIPPED_ROLES,
    Capability,
    Duty,
    Role,
)
from app.staff.wording import capability_text, duty_text, role_text
from app.words import mark, sentence, tr
from app.work import Outcome
from ui.running import Runner
from ui.screens.host import Host

_C = Capability
GROUPS: Final[Sequence[tuple[str, tuple[Capability, ...]]]] = (
    (
        mark("Cases and appeals"),
        (
            _C.OPEN_CASES,
            _C.DECIDE_CASES,
            _C.ASSIGN_CASES,
            _C.REVIEW_DECISIONS,
            _C.FILE_APPEALS,
            _C.RULE_APPEALS,
        ),
    ),
    (
        mark("Members and rules"),
        (
            _C.IMPORT_MEMBERS,
            _C.REVEAL,
            _C.WRITE_NOTES,
            _C.DRAFT_RULES,
            _C.PUBLISH_RULES,
            _C.WRITE_REVISION,
            _C.DECIDE_REVISION,
        ),
    ),
    (
        mark("Records"),
        (_C.READ_AUDIT, _C.RELEASE_EXPORTS, _C.ADMIT_HELD, _C.ERASE),
    ),
    (
        mark("Team and vault"),
        (
            _C.ADMIT_STAFF,
            _C.CHANGE_STAFF,
            _C.REMOVE_STAFF,
            _C.CHANGE_ROLES,
            _C.LINK_STAFF,
            _C.KEEP_CONFLICTS,
            _C.CHANGE_SETTINGS,
            _C.RECOVER,
        ),
    ),
)
"""Capabilities in the order of the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerColumn:
    """A role or a duty over its ticks.

    Attributes:
        theirs: whether it is one of the person in front.
    """

    code: str
    word: str
    theirs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerRow:
    """A capability, or the heading of some of them.

    Attributes:
        code: empty for a heading.
        ticks: whether each column may; empty for a heading.
        changed: whether each differs from what is saved.
    """

    code: str
    word: str
    ticks: tuple[bool, ...] = ()
    changed: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PowersShown:
    """The table.

    Attributes:
        changeable: whether the person signed in may change it.
        changes: how many ticks differ from what is saved.
        lacking: whether the vault is older than some of what can be ticked.
    """

    columns: tuple[PowerColumn, ...]
    rows: tuple[PowerRow, ...]
    changeable: bool
    changes: int
    lacking: bool


class PowersView(Protocol):
    """What the presenter needs of the view."""

    def show_powers(self, shown: PowersShown) -> None:
        """Show the table."""
        ...

    def show_powers_error(self, text: str) -> None:
        """Say over the table what is wrong; nothing takes it away."""
        ...


class PowersPresenter:
    """Keeps the table while it is changed, and saves it."""

    def __init__(self, view: PowersView, runner: Runner, host: Host) -> None:
        """Wire the view."""
        self._view, self._runner, self._host = view, runner, host
        self._saved = Powers(roles={}, duties={}, changeable=False)
        self._drafts: dict[str, frozenset[str]] = {}
        self._theirs: frozenset[str] = frozenset()

    def know(self, powers: Powers) -> None:
        """Take what is saved; what was changed meanwhile stays a change."""
        self._saved = powers
        self._drafts = {
            code: held
            for code, held in self._drafts.items()
            if held != self._held(code)
        }
        self._show()

    def mark(self, row: StaffRow) -> None:
        """Mark the columns of whoever is in front."""
        self._theirs = frozenset({row.role, *row.duties})
        self._show()

    def toggle(self, capability: str, column: str) -> None:
        """Tick, or take a tick away; it is not saved yet."""
        if not self._saved.changeable:
            return
        now = self._now(column) ^ {capability}
        others = (self._now(code) for code in _columns() if code != column)
        if capability not in now.union(*others):
            what = capability_text(capability)
            words = tr("Somebody has to be able to do this: {what}", what=what)
            self._view.show_powers_error(words)
            return
        self._view.show_powers_error("")
        self._drafts.pop(column, None)
        if now != self._held(column):
            self._drafts[column] = now
        self._show()

    def discard(self) -> None:
        """Go back to what is saved."""
        self._drafts = {}
        self._view.show_powers_error("")
        self._show()

    def save(self) -> None:
        """Save every change at once."""
        if not self._drafts:
            return
        command = ChangeRoles(
            roles={role: _ordered(self._now(role)) for role in Role},
            duties={duty: _ordered(self._now(duty)) for duty in Duty},
        )
        self._change(command, tr("What roles and duties may do is changed"))

    def adopt(self) -> None:
        """Take over the table as this version ships it."""
        command = ChangeRoles(roles=SHIPPED_ROLES, duties=SHIPPED_DUTIES)
        self._change(command, tr("Roles and duties are those of this version now"))

    def _change(self, command: ChangeRoles, said: str) -> None:
        def done(_: Outcome[None]) -> None:
            self.discard()
            self._host.toast(said)

        def failed(error: AppError) -> None:
            self._view.show_powers_error(sentence(error))

        self._runner.execute(command, done, failed)

    def _held(self, code: str) -> frozenset[str]:
        saved = {**self._saved.roles, **self._saved.duties}
        return saved.get(code, frozenset())

    def _now(self, code: str) -> frozenset[str]:
        return self._drafts.get(code, self._held(code))

    def _show(self) -> None:
        codes = _columns()
        rows: list[PowerRow] = []
        for word, capabilities in GROUPS:
            rows.append(PowerRow(code="", word=tr(word)))
            rows.extend(self._row(each, codes) for each in capabilities)
        self._view.show_powers(
            PowersShown(
                columns=tuple(self._column(code) for code in codes),
                rows=tuple(rows),
                changeable=self._saved.changeable,
                changes=sum(sum(row.changed) for row in rows),
                lacking=self._saved.changeable and lacks(self._saved),
            )
        )

    def _column(self, code: str) -> PowerColumn:
        word = role_text(code) if code in set(Role) else duty_text(code)
        return PowerColumn(code=code, word=word, theirs=code in self._theirs)

    def _row(self, capability: Capability, codes: Sequence[str]) -> PowerRow:
        ticks = tuple(capability in self._now(code) for code in codes)
        saved = (capability in self._held(code) for code in codes)
        return PowerRow(
            code=capability,
            word=capability_text(capability),
            ticks=ticks,
            changed=tuple(a != b for a, b in zip(ticks, saved, strict=True)),
        )


def lacks(powers: Powers) -> bool:
    """Tell whether there is something that nobody may do.

    The table on the screen leaves nothing so: then the vault is older than it.
    """
    held = frozenset[str]().union(*powers.roles.values(), *powers.duties.values())
    return not {*Capability} <= held


def _columns() -> list[str]:
    return [*Role, *Duty]


def _ordered(held: frozenset[str]) -> tuple[str, ...]:
    return tuple(c.value for c in Capability if c in held)
