"""What happens on the exports screen: choosing, checking, writing, the ledger."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from time import perf_counter
from typing import Final

from app.errors import AppError
from app.exports.commands import PURPOSE_LEAST, Released, ReleaseReport
from app.exports.gates import Remedy
from app.exports.model import Tier
from app.exports.preparation import Prepared
from app.exports.queries import Release, Releases
from app.staff.queries import Identity, WhoAmI
from app.staff.roles import Capability
from app.times import Clock, system_clock
from app.words import sentence, tr
from app.work import Changes, Outcome
from ui.running import Job, Runner
from ui.screens.exports.presenter import checks, measures, wording
from ui.screens.exports.presenter.choices import (
    Choices,
    Months,
    all_helped,
    further,
    helped,
)
from ui.screens.exports.presenter.shown import CheckedShown, Deed, Step, View
from ui.screens.host import Host

PURPOSE: Final = "exports:purpose"
"""Under this name a half-written purpose lies on the desk."""

_AREAS: Final = frozenset(
    {"appeals", "cases", "exports", "members", "rulebook", "staff"}
)


class ExportsPresenter:
    """Speaks for the exports screen."""

    def __init__(
        self,
        view: View,
        runner: Runner,
        host: Host,
        clock: Clock = system_clock,
        timer: Callable[[], float] = perf_counter,
    ) -> None:
        """Wire the screen.

        Args:
            view: its widgets.
            runner: asks the vault.
            host: the window round it.
            clock: tells the moment.
            timer: tells seconds, to measure how long the checks take.
        """
        self._view, self._runner, self._host = view, runner, host
        self._clock, self._timer = clock, timer
        self._choices, self._months = Choices(), Months()
        self._released: Sequence[Release] = ()
        self._prepared: Prepared | None = None
        self._asked: dict[str, Job] = {}
        self._began = 0.0
        self._purpose = ""
        self._recalled = self._empty = False
        self._checking = self._writing = self._written = False
        self._deed = Deed.NOTHING
        runner.on_change(self._on_change)

    def activated(self) -> None:
        """Ask for everything again: the screen comes to the front."""
        self._ask("me", self._runner.query(WhoAmI(), self._on_me, self._on_failed))

    # --- choosing ---------------------------------------------------------------

    def choose_tier(self, key: str) -> None:
        """Say who will read it."""
        self._choose(replace(self._choices, tier=Tier(key)))

    def choose_month(self, month: str, *, wanted: bool) -> None:
        """Take a month into the report, or leave it out."""
        chosen = self._choices.months or frozenset[str]()
        months = chosen | {month} if wanted else chosen - {month}
        self._choose(replace(self._choices, months=months))

    def choose_every_month(self) -> None:
        """Take all months the tier takes; if they are chosen already, none."""
        selectable = self._months.selectable(self._choices.tier)
        chosen = self._choices.months or frozenset[str]()
        months = frozenset[str]() if selectable <= chosen else chosen | selectable
        self._choose(replace(self._choices, months=months))

    def choose_numbers_only(self, *, wanted: bool) -> None:
        """Leave out the titles of clauses, or put them in."""
        self._choose(replace(self._choices, numbers_only=wanted))

    def help(self, remedy: str) -> None:
        """Apply one remedy."""
        self._choose(helped(self._choices, Remedy(remedy), self._months))

    def act(self) -> None:
        """Do what the button beside the verdict says."""
        if self._deed is Deed.CHECK_AGAIN:
            self.activated()
        elif self._deed is Deed.HELP:
            self._choose(self._all_helped())

    def stop(self) -> None:
        """Stop the checks."""
        if self._checking:
            self._asked["report"].cancel()
            self._stopped(tr("The checks were stopped"))

    def write_purpose(self, text: str) -> None:
        """Say what the report is for."""
        self._purpose = text
        self._say_step()

    def keep_purpose(self) -> None:
        """Keep what is written of the purpose."""
        self._runner.keep(PURPOSE, self._purpose)

    # --- writing ----------------------------------------------------------------

    def write(self) -> None:
        """Ask for a place and write the file there."""
        prepared = self._prepared
        if prepared is None or self._blocked():
            return
        choices = self._choices
        suggested = wording.file_name(choices.tier, prepared.draft.months)
        place = self._host.choose_save(tr("Write the report"), suggested)
        if place is None:
            return
        self._writing = True
        self._view.show_problem("")
        self._say_step()
        query = choices.query(self._months)
        command = ReleaseReport(
            place=place,
            purpose=self._purpose,
            tier=query.tier,
            with_running_month=query.with_running_month,
            months=query.months,
            numbers_only=query.numbers_only,
        )
        self._runner.execute(
            command,
            lambda outcome: self._on_written(outcome, prepared),
            self._on_not_written,
        )

    def copy_notes(self, notes: Sequence[str]) -> None:
        """Put what readers must know on the clipboard."""
        self._host.copy("\n".join(notes))

    def copy_fingerprint(self, release: str) -> None:
        """Put the whole SHA-256 of a file in the ledger on the clipboard."""
        for entry in self._released:
            if entry.id == release:
                self._host.copy(entry.sha256)

    def open_cases(self) -> None:
        """Go where cases are decided."""
        self._host.open_record("cases", "")

    def _on_written(self, outcome: Outcome[Released], prepared: Prepared) -> None:
        self._writing, self._written = False, True
        # The next report has a purpose of its own.
        self._purpose = ""
        self._view.show_purpose("")
        self.keep_purpose()
        self._view.show_written(wording.written_shown(outcome.value, prepared))
        self._host.toast(tr("Report written and entered in the ledger"))
        self._say_step()

    def _on_not_written(self, error: AppError) -> None:
        self._writing = False
        self._view.show_problem(sentence(error))
        self._say_step()
        if error.code == "export_gates_failed":
            self._load()

    # --- asking -----------------------------------------------------------------

    def _ask(self, what: str, job: Job) -> None:
        # An answer to an older question of the same kind is of no use any more.
        former = self._asked.get(what)
        if former is not None:
            former.cancel()
        self._asked[what] = job

    def _on_change(self, changes: Changes) -> None:
        if changes.areas & _AREAS and self._view.in_front():
            self.activated()

    def _on_me(self, identity: Identity) -> None:
        if Capability.RELEASE_EXPORTS not in identity.me.capabilities:
            self._view.show_absent(wording.not_entitled())
            return
        if not self._recalled:
            self._recalled = True
            self._runner.recall(PURPOSE, self._on_recalled)
        if not self._empty:
            self._show_choices()
            self._view.show_absent(None)
        self._load()

    def _on_recalled(self, text: str) -> None:
        if text and not self._purpose:
            self._purpose = text
            self._view.show_purpose(text)
            self._say_step()

    def _load(self) -> None:
        run = self._runner.query
        self._ask("ledger", run(Releases(), self._on_releases, self._on_failed))

    def _on_releases(self, releases: Sequence[Release]) -> None:
        self._released = releases
        now = self._clock()
        self._view.show_releases([wording.release_shown(r, now) for r in releases])
        self._check()

    def _choose(self, choices: Choices | None) -> None:
        if choices is None or choices == self._choices or self._writing:
            self._show_choices()
            return
        self._choices = choices
        self._written = False
        self._view.show_written(None)
        self._view.show_problem("")
        self._show_choices()
        self._check()

    def _check(self) -> None:
        self._checking, self._prepared = True, None
        self._began = self._timer()
        self._view.show_checking()
        self._say_step()
        query = self._choices.query(self._months)
        self._ask(
            "report", self._runner.query(query, self._on_prepared, self._on_failed)
        )

    def _on_prepared(self, prepared: Prepared) -> None:
        left = (r.months for r in self._released if r.tier is not Tier.INTERNAL)
        self._months = Months.of(prepared, frozenset[str]().union(*left))
        self._empty = not prepared.available
        if self._empty:
            self._checking = False
            self._view.show_absent(wording.nothing_decided())
            return
        former = self._choices.months
        chosen = self._months.first_choice() if former is None else former
        chosen &= frozenset(prepared.available)
        self._choices = replace(self._choices, months=chosen)
        self._view.show_absent(None)
        self._show_choices()
        if former is None and chosen != frozenset(prepared.draft.months):
            self._check()
            return
        self._checking, self._prepared = False, prepared
        self._show_checked(prepared)
        self._say_step()

    def _on_failed(self, error: AppError) -> None:
        self._stopped(sentence(error))

    def _stopped(self, title: str) -> None:
        self._checking, self._prepared = False, None
        self._deed = Deed.CHECK_AGAIN
        self._view.show_absent(None)
        self._view.show_checked(CheckedShown(verdict=checks.not_checked(title)))
        self._say_step()

    # --- showing ----------------------------------------------------------------

    def _show_choices(self) -> None:
        self._view.show_choices(wording.choices_shown(self._choices, self._months))

    def _show_checked(self, prepared: Prepared) -> None:
        choices, months, verdict = self._choices, self._months, prepared.verdict
        if not choices.months:
            shown = CheckedShown(verdict=checks.no_month(choices, months))
        else:
            policy = prepared.draft.policy
            took = wording.took(self._timer() - self._began)
            shown = CheckedShown(
                verdict=checks.verdict_shown(verdict, policy, choices, months),
                facts=measures.facts(prepared),
                gates=checks.gates_shown(verdict, choices, months),
                summary=checks.summary(verdict),
                took=took,
                spread=measures.spread(prepared.draft),
                preview=measures.preview(prepared),
            )
        self._deed = shown.verdict.deed
        self._view.show_checked(shown)

    def _all_helped(self) -> Choices | None:
        if not self._choices.months:
            more = further(self._choices, self._months)
            return replace(self._choices, months=more)
        if self._prepared is None:
            return None
        verdict = self._prepared.verdict
        remedies = checks.remedies(verdict, self._choices, self._months)
        return all_helped(self._choices, remedies, self._months)

    def _say_step(self) -> None:
        self._view.show_step(self._step(), self._blocked())

    def _step(self) -> Step:
        if self._written:
            return Step.WRITTEN
        if not self._choices.months:
            return Step.SCOPE
        if self._prepared is None or not self._prepared.verdict.passed:
            return Step.CHECKS
        return Step.WRITING

    def _blocked(self) -> str:
        """Return why the file cannot be written now, nothing if it can."""
        return next(self._obstacles(), "")

    def _obstacles(self) -> Iterator[str]:
        if self._writing:
            yield tr("Writing…")
        if self._checking:
            yield tr("Checking…")
        if self._prepared is None:
            yield tr("Not checked yet")
        elif not self._choices.months:
            yield tr("Choose at least one month")
        elif failures := self._prepared.verdict.failures:
            yield wording.missing_text(len(failures))
        if len(self._purpose.strip()) < PURPOSE_LEAST:
            least = PURPOSE_LEAST
            yield tr("Say what it is for, in {least} characters at least", least=least)
