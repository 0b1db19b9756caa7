"""A large rulebook: comparing it, trying it on the past, opening its screen's data."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.cases.events import CaseDecided, CaseOpened
from app.cases.model import Channel
from app.cases.queries.trial import TryOnPast
from app.cases.queries.usage import ClauseUsage
from app.cases.rules import due_at, sanction_times
from app.files.sample import make_people
from app.ids import CaseId, MemberId, RulebookId, SanctionId, new_id
from app.journal.event import Event
from app.members.commands import ImportMembers
from app.members.queries import MembersNamed
from app.rulebook.commands import BeginDraft
from app.rulebook.compare import compare
from app.rulebook.events import RulebookPublished
from app.rulebook.model import (
    NO_WORDS,
    Article,
    Bilingual,
    Clause,
    Example,
    Rulebook,
    Severity,
)
from app.rulebook.queries import (
    BookInForce,
    CompareVersions,
    FindClauses,
    OpenDrafts,
    Versions,
    VersionText,
)
from app.rulebook.rules import PriorOffence, propose
from app.rulebook.templates import load_template
from app.times import to_ms
from app.workspace import Workspace
from tests.benchmarks.bench_vault import middle, seconds
from tests.benchmarks.conftest import Figure, Figures
from tests.builders import Site
from tests.screens.immediate import ImmediateRunner
from tests.screens.seen_host import SeenHost
from tests.town import member_file
from ui.collecting import Collector
from ui.screens.rulebook.screen import build
from ui.screens.workbench.screen import build as workbench
from ui.shell import Screen
from ui.theme import install_theme

ARTICLES, CLAUSES = 10, 30
VERSIONS = 40
MEMBERS = 2_500
DECIDED = 10_000
DAYS = 100
TIMES = 9

LADDER = load_template("reading_club").ladder
HAN = "不得侮辱嘲讽贬低成员人格外貌在群里私信直播间弹幕回复公开他信息转发截图广告引流"
ENGLISH = (
    "nobody may insult mock or belittle another member in the group in private"
    " messages replies or live rooms nor share their details without being asked"
)


def said(chance: random.Random, han: int) -> Bilingual:
    """Return so many characters of Chinese and half as many English words."""
    zh = "".join("，" if at % 17 == 16 else chance.choice(HAN) for at in range(han))
    en = " ".join(chance.choice(ENGLISH.split()) for _ in range(han // 2))
    return Bilingual(zh=f"{zh}。", en=f"{en.capitalize()}.")


def a_clause(number: str, chance: random.Random) -> Clause:
    """Return a clause of usual length."""
    words = [said(chance, 24) for _ in range(4)]
    examples = [Example(zh=each.zh, en=each.en) for each in words]
    return Clause(
        number=number,
        title=Bilingual(zh=f"第 {number} 条", en=f"Clause {number}"),
        text=said(chance, 120),
        why=said(chance, 60),
        allowed=(examples[0], examples[1]),
        forbidden=(examples[2], examples[3]),
        severity=chance.choice(tuple(Severity)),
        offence_class=f"class_{chance.randrange(12)}",
        aliases=(f"别名 {number}",),
    )


def a_book(seed: int = 1) -> Rulebook:
    """Return a rulebook of 300 clauses."""
    chance = random.Random(seed)
    return Rulebook(
        title=Bilingual(zh="公约", en="Rules"),
        articles=tuple(
            Article(
                number=f"{article}",
                title=Bilingual(zh=f"第 {article} 章", en=f"Article {article}"),
                clauses=tuple(
                    a_clause(f"{article}.{clause}", chance)
                    for clause in range(1, CLAUSES + 1)
                ),
            )
            for article in range(1, ARTICLES + 1)
        ),
        ladder=LADDER,
    )


def rewritten(book: Rulebook, share: float, seed: int) -> Rulebook:
    """Return a book in which some clauses have a dozen words exchanged."""
    chance = random.Random(seed)

    def edit(clause: Clause) -> Clause:
        if chance.random() >= share:
            return clause
        zh, en = [*clause.text.zh], clause.text.en.split()
        for _ in range(6):
            zh[chance.randrange(len(zh))] = chance.choice(HAN)
            en[chance.randrange(len(en))] = chance.choice(ENGLISH.split())
        text = Bilingual(zh="".join(zh), en=" ".join(en))
        return replace(clause, text=text, severity=chance.choice(tuple(Severity)))

    articles = tuple(
        replace(article, clauses=tuple(map(edit, article.clauses)))
        for article in book.articles
    )
    return replace(book, articles=articles)


def commit(workspace: Workspace, events: Iterable[Event]) -> None:
    """Write events as one commit, as a command would."""
    session = workspace._session
    with session.store.transaction():
        written = session.journal.write(
            session.author, events, [], to_ms(session.surroundings.clock())
        )
    session.settle(written)


def versions() -> Iterator[RulebookPublished]:
    """Yield a rulebook's history, each version a little different."""
    book = a_book()
    for number in range(1, VERSIONS + 1):
        yield RulebookPublished(
            subject=RulebookId(new_id()),
            version=number,
            effective_on=date(2026, 1, 1) + timedelta(days=number),
            book=book,
            changes=NO_WORDS,
        )
        book = rewritten(book, 0.05, number)


class Court:
    """Decides cases under one version, a day's cases in a commit."""

    def __init__(self, site: Site, version: RulebookPublished) -> None:
        """Take the rules in force."""
        self.site = site
        self.version = version
        self.chance = random.Random(5)
        self.priors: defaultdict[str, list[PriorOffence]] = defaultdict(list)

    def day(self, members: list[MemberId], cases: int) -> Iterator[Event]:
        """Yield what happens on a day."""
        clauses = [*self.version.book.clauses]
        for _ in range(cases):
            member = self.chance.choice(members)
            yield from self._case(member, self.chance.choice(clauses))

    def _case(self, member: MemberId, clause: Clause) -> Iterator[Event]:
        now, ladder = self.site.clock.now, self.version.book.ladder
        case, severity = CaseId(new_id()), clause.severity
        yield CaseOpened(
            subject=case,
            number=f"GD-2611-{self.chance.randrange(10**6):06d}",
            channel=Channel.PATROL,
            due_at=due_at(now, severity),
            member=member,
            quote="原话",
        )
        had = self.priors[member]
        found = propose(ladder, severity, clause.offence_class, had, now)
        times = sanction_times(now, found.step, ladder.points_expire_days)
        sanction = SanctionId(new_id())
        yield CaseDecided(
            subject=case,
            decision=new_id(),
            clause=clause.number,
            offence_class=clause.offence_class,
            rulebook=RulebookId(self.version.subject),
            version=self.version.version,
            severity=severity,
            proposed=found.step,
            step=found.step,
            ordinal=found.ordinal,
            window_days=found.window_days,
            counted=tuple(prior.sanction_id for prior in found.counted),
            member=member,
            sanction=sanction,
            effective_at=times.effective_at,
            ends_at=times.ends_at,
            points_expire_at=times.points_expire_at,
            reason="核对了前后十条消息，原话指向具体成员。",
        )
        had.append(
            PriorOffence(
                sanction_id=sanction,
                case_number="",
                clause_number=clause.number,
                offence_class=clause.offence_class,
                kind=found.step.kind,
                days=found.step.days,
                points=found.step.points,
                effective_at=times.effective_at,
                expires_at=times.points_expire_at,
            )
        )


@pytest.fixture(scope="module")
def court(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A vault with a long history of rules and of decisions."""
    site = Site(root=tmp_path_factory.mktemp("court"))
    people = make_people(MEMBERS)
    with site.created() as workspace:
        workspace.execute(ImportMembers(file=member_file(people)))
        history = [*versions()]
        commit(workspace, history)
        asked = MembersNamed(platform_ids=tuple(p.platform_id for p in people))
        members = [*workspace.query(asked).values()]
        court = Court(site, history[-1])
        for _ in range(DAYS):
            site.clock.forward(days=1)
            commit(workspace, court.day(members, DECIDED // DAYS))
        draft = rewritten(history[-1].book, 0.3, 99)
        workspace.execute(BeginDraft(book=draft, base=history[-1].subject))
        yield workspace


def test_differences(court: Workspace, figures: Figures):
    before, after = a_book(), rewritten(a_book(), 1.0, 7)
    assert len(compare(before, after).clauses) == ARTICLES * CLAUSES
    took = middle(lambda: compare(before, after), TIMES)
    clauses = ARTICLES * CLAUSES
    work = f"words that differ, {clauses} of {clauses} clauses rewritten"
    figures.take(Figure(work=work, value=took, unit="ms", budget=2_000))
    other = a_book(2)
    took = middle(lambda: compare(before, other), TIMES)
    work = f"words that differ, two books of {clauses} clauses with nothing in common"
    figures.take(Figure(work=work, value=took, unit="ms", budget=2_000))
    draft, newest = court.query(OpenDrafts())[0].id, court.query(Versions())[0].id
    query = CompareVersions(before=newest, after=draft)
    took = middle(lambda: court.query(query), TIMES)
    work = "the draft beside the newest version, read and compared"
    figures.take(Figure(work=work, value=took, unit="ms", budget=2_000))


def test_trial(court: Workspace, figures: Figures):
    draft = court.query(OpenDrafts())[0].id
    first = seconds(lambda: court.query(TryOnPast(rules=draft)))
    tried = court.query(TryOnPast(rules=draft))
    assert tried.cases == DECIDED
    took = middle(lambda: court.query(TryOnPast(rules=draft)), 5) / 1000
    work = f"a draft tried on {DECIDED:,} cases, {len(tried.changed):,} change"
    figures.take(Figure(work=f"{work}, first", value=first, unit="s", budget=2))
    figures.take(Figure(work=work, value=took, unit="s", budget=2))
    newest = court.query(Versions())[0].id
    assert court.query(TryOnPast(rules=newest)).changed == []


def test_opening(court: Workspace, figures: Figures):
    """What the screen asks when it is opened."""

    def ask() -> None:
        lines = court.query(Versions())
        court.query(BookInForce(at=court._session.surroundings.clock()))
        court.query(VersionText(version=lines[0].id))
        court.query(OpenDrafts())

    work = f"rulebook screen's data, {ARTICLES * CLAUSES} clauses, {VERSIONS} versions"
    first = seconds(ask) * 1000
    again = middle(ask, TIMES)
    figures.take(Figure(work=f"{work}, first", value=first, unit="ms", budget=100))
    figures.take(Figure(work=work, value=again, unit="ms", budget=100))
    alone = middle(lambda: court.query(Versions()), TIMES)
    figures.take(Figure(work="of these the list of versions", value=alone, unit="ms"))


def test_opening_in_the_window(court: Workspace, figures: Figures, qtbot: QtBot):
    """From asking for the screen to its being painted: data, widgets, painting."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    install_theme(application)
    collector = Collector(application)  # as in the application itself
    clock = court._session.surroundings.clock
    # The window begins with the workbench: fonts and icons are there by then.
    before = workbench(ImmediateRunner(court), SeenHost(), clock)
    screen = build(ImmediateRunner(court), SeenHost(), clock)
    for each in (before, screen):
        qtbot.addWidget(each.widget)
        each.widget.resize(1240, 840)
        each.widget.show()

    def opened(which: Screen) -> None:
        which.activated()
        QApplication.sendPostedEvents()
        which.widget.grab()

    def open_it() -> None:
        opened(screen)

    opened(before)

    first = seconds(open_it) * 1000
    again = middle(open_it, TIMES)
    work = f"rulebook screen opened, {ARTICLES * CLAUSES} clauses, {VERSIONS} versions"
    figures.take(Figure(work=f"{work}, first", value=first, unit="ms", budget=100))
    figures.take(Figure(work=work, value=again, unit="ms", budget=100))
    clauses = [f"3.{n}" for n in range(1, TIMES + 1)]

    def turn() -> None:
        screen.open_record(clauses[0])
        clauses.append(clauses.pop(0))
        QApplication.sendPostedEvents()
        screen.widget.grab()

    took = middle(turn, TIMES)
    figures.take(Figure(work="of it another clause shown", value=took, unit="ms"))
    collector.stop()


def test_searching(court: Workspace, figures: Figures):
    newest = court.query(Versions())[0].id
    for where, rules in (("one version", newest), (f"{VERSIONS} versions", "")):
        query = FindClauses(words="侮辱 member", rules=rules)
        took = middle(lambda q=query: court.query(q), TIMES)
        figures.take(Figure(work=f"words found in {where}", value=took, unit="ms"))


def test_usage(court: Workspace, figures: Figures):
    since = court._session.surroundings.clock() - timedelta(days=90)
    query = ClauseUsage(clause="3.2", since=since)
    took = middle(lambda: court.query(query), TIMES)
    work = f"how a clause fared, {DECIDED:,} decisions"
    figures.take(Figure(work=work, value=took, unit="ms", budget=50))
