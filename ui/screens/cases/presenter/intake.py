"""A new case by hand: whom, what, why, when."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from app.cases.commands.intake import OpenCase
from app.cases.model import Channel
from app.errors import AppError, NotPermitted
from app.ids import CaseId, MemberId
from app.members.queries import MemberDetail, MemberLine, MemberProfile
from app.staff.roles import Capability
from app.words import sentence, tr
from app.work import Outcome
from ui.drafts import Drafts
from ui.running import Runner
from ui.screens.cases.presenter.forms import Field, past_moment
from ui.screens.finding import Match, MemberFinding
from ui.screens.host import Host
from ui.screens.setting import Setting

WRITTEN: Final = ("subject", "quote", "complaint", "when", "reporter")
"""The form's fields that are kept while it is half written."""

_PLACES: Final = {
    "case_subject_missing": Field.SUBJECT,
    "case_quote_missing": Field.QUOTE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCase:
    """What the form holds; `when` as it was typed."""

    subject: str
    channel: Channel
    quote: str
    complaint: str
    reporter: str
    when: str


class IntakeView(Protocol):
    """What the presenter needs of the form."""

    def open_intake(self) -> None:
        """Open the empty form."""
        ...

    def show_matches(self, matches: Sequence[Match], note: str) -> None:
        """Offer members; `note` says what happens to a name nobody has."""
        ...

    def show_member(self, handle: str, facts: str) -> None:
        """Show which member is meant; an empty handle takes it away."""
        ...

    def show_written(self, texts: Mapping[str, str]) -> None:
        """Put back what was half written, by the names of the fields."""
        ...

    def show_intake_error(self, place: Field, text: str) -> None:
        """Say under a field what is wrong."""
        ...

    def close_intake(self) -> None:
        """Take the form away."""
        ...


class IntakePresenter:
    """Finds the member while somebody types, then opens the case."""

    def __init__(
        self,
        view: IntakeView,
        runner: Runner,
        setting: Setting,
        host: Host,
        *,
        opened: Callable[[CaseId], None],
        failed: Callable[[str], None],
    ) -> None:
        """Wire the form; `opened` is told of the new case."""
        self._view, self._runner, self._setting = view, runner, setting
        self._host, self._opened, self._failed = host, opened, failed
        self._finding = MemberFinding(
            runner,
            offered=self._on_offered,
            chosen=self._on_chosen,
            failed=self._fail,
        )
        self._drafts = Drafts(runner, *WRITTEN)

    def start(self) -> None:
        """Open the form, if the person may open cases."""
        self._start("cases:new")

    def _start(self, place: str) -> None:
        if not self._setting.may(Capability.OPEN_CASES):
            self._failed(sentence(NotPermitted("not_permitted")))
            return
        self._finding.forget()
        self._view.open_intake()
        self._drafts.begin(place, self._on_recalled)

    def start_about(self, member: MemberId) -> None:
        """Open the form about a certain member."""

        def found(profile: MemberProfile) -> None:
            self._start(f"cases:new:{profile.id}")
            line = MemberLine(
                id=profile.id,
                handle=profile.handle,
                platform_id=profile.platform_id,
                role=profile.role,
            )
            self._finding.take(line)

        def failed(error: AppError) -> None:
            self._failed(sentence(error))

        self._runner.query(MemberDetail(member=member), found, failed)

    def subject_changed(self, words: str) -> None:
        """Somebody types whom it is about."""
        self._finding.typed(words)

    def choose_member(self, member: str) -> None:
        """This is the member who is meant."""
        self._finding.choose(member)

    def written(self, texts: Mapping[str, str]) -> None:
        """Keep what is half written."""
        self._drafts.take(texts)

    def given_up(self) -> None:
        """The case is not to be opened; what was written goes."""
        self._drafts.drop()

    def submit(self, form: NewCase) -> None:
        """Open the case."""
        occurred, problem = past_moment(form.when, self._setting.now())
        if problem:
            self._view.show_intake_error(Field.WHEN, problem)
            return

        def done(outcome: Outcome[CaseId]) -> None:
            self._drafts.drop()
            self._view.close_intake()
            self._host.toast(tr("Case opened"))
            self._opened(outcome.value)

        def failed(error: AppError) -> None:
            place = _PLACES.get(error.code, Field.FORM)
            self._view.show_intake_error(place, sentence(error))

        member = self._finding.member
        command = OpenCase(
            member=MemberId(member.id) if member else None,
            subject_id="" if member else form.subject.strip().removeprefix("@"),
            channel=form.channel,
            quote=form.quote,
            complaint=form.complaint,
            reporter=form.reporter,
            occurred_at=occurred,
        )
        self._runner.execute(command, done, failed)

    def _on_recalled(self) -> None:
        self._view.show_written(self._drafts.texts)

    def _on_offered(self, matches: Sequence[Match]) -> None:
        wanted = self._finding.wanted
        note = tr(
            "Nobody chosen: the case will be about “{name}”, not on the list.",
            name=wanted,
        )
        self._view.show_matches(matches, note if wanted else "")

    def _on_chosen(self, match: Match | None) -> None:
        handle, facts = (match.handle, match.facts) if match else ("", "")
        self._view.show_member(handle, facts)

    def _fail(self, error: AppError) -> None:
        self._view.show_intake_error(Field.SUBJECT, sentence(error))
