"""Sentences about rules and sanctions, in the language of the interface."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import reduce
from zoneinfo import ZoneInfo

from app.rulebook.checks import EXAMPLES_NEEDED, LONGEST_DAYS, Problem, ProblemCode
from app.rulebook.model import SanctionKind, Severity, Step
from app.rulebook.queries import VersionLine
from app.rulebook.rules import PriorOffence, Proposal, Standing, version_in_force
from app.rulebook.trial import Shift
from app.times import DEFAULT_ZONE, local_day
from app.words import mark, tr, trn

_SEVERITIES = {
    Severity.LOW: mark("Low"),
    Severity.MEDIUM: mark("Medium"),
    Severity.HIGH: mark("High"),
}

_KINDS = {
    SanctionKind.REMINDER: mark("Reminder"),
    SanctionKind.WARNING: mark("Warning"),
    SanctionKind.MUTE: mark("Mute"),
    SanctionKind.RESTRICTION: mark("Restriction"),
    SanctionKind.SUSPENSION: mark("Suspension of benefits"),
    SanctionKind.REMOVAL: mark("Removal"),
    SanctionKind.REMOVAL_BLOCKED: mark("Removal and block"),
    SanctionKind.PERMANENT: mark("Permanent removal"),
}

_STANDINGS = {
    Standing.COUNTED: mark("Counts"),
    Standing.REVERSED: mark("Reversed"),
    Standing.NOT_YET_EFFECTIVE: mark("Not yet in effect"),
    Standing.EXPIRED: mark("Expired"),
    Standing.OUTSIDE_WINDOW: mark("Before the window"),
    Standing.OTHER_CLASS: mark("Another kind of breach"),
}

_SHIFTS = {
    Shift.LIGHTER: mark("Lighter"),
    Shift.SAME: mark("The same"),
    Shift.HEAVIER: mark("Heavier"),
    Shift.NO_BREACH: mark("No longer a breach"),
}

_PROBLEMS = {
    ProblemCode.TITLE_MISSING: mark(
        "The rulebook needs a title in Chinese and in English."
    ),
    ProblemCode.NO_CLAUSES: mark("The rulebook has no clauses."),
    ProblemCode.ARTICLE_TWICE: mark("Two articles are numbered {place}."),
    ProblemCode.ARTICLE_EMPTY: mark("Article {place} has no clauses."),
    ProblemCode.ARTICLE_TITLE_MISSING: mark(
        "Article {place} needs a title in Chinese and in English."
    ),
    ProblemCode.CLAUSE_TWICE: mark("Two clauses are numbered {place}."),
    ProblemCode.CLAUSE_NUMBER: mark(
        "Clause {place} does not carry the number of its article."
    ),
    ProblemCode.CHINESE_MISSING: mark("Clause {place}: Chinese words are missing."),
    ProblemCode.ENGLISH_MISSING: mark("Clause {place}: English words are missing."),
    ProblemCode.BLANK: mark(
        "Clause {place} has a blank in braces, which nothing fills in. Write the words."
    ),
    ProblemCode.BLANK_IN_ARTICLE: mark(
        "The title of article {place} has a blank in braces, which nothing fills in."
    ),
    ProblemCode.BLANK_IN_TITLE: mark(
        "The rulebook's title has a blank in braces, which nothing fills in."
    ),
    ProblemCode.ALLOWED_MISSING: mark(
        "Clause {place} needs {examples} examples of what is allowed."
    ),
    ProblemCode.FORBIDDEN_MISSING: mark(
        "Clause {place} needs {examples} examples of what is forbidden."
    ),
    ProblemCode.CLASS_MISSING: mark(
        "Clause {place} does not say with which breaches it counts."
    ),
    ProblemCode.CATEGORY_MISSING: mark(
        "Clause {place} has no category for statements of reasons."
    ),
    ProblemCode.LAW_MISSING: mark(
        "Clause {place} is said to be about a law, but not about which."
    ),
    ProblemCode.NAME_TWICE: mark("Two clauses go by the name “{place}”."),
    ProblemCode.RULE_OF_NO_CLASS: mark(
        "The ladder has a rule for “{place}”, a class that no clause belongs to."
    ),
    ProblemCode.RULE_TWICE: mark("The ladder has two rules for the class “{place}”."),
    ProblemCode.RULE_WINDOW: mark(
        "The window of the class “{place}” must be from 1 to {longest} days."
    ),
    ProblemCode.LADDER_EMPTY: mark("The ladder has no rows."),
    ProblemCode.CELL_EMPTY: mark("Ladder, time {ordinal}: a cell is empty."),
    ProblemCode.WINDOW: mark("The window must be from 1 to {longest} days."),
    ProblemCode.POINTS_EXPIRY: mark("Points must expire after 1 to {longest} days."),
    ProblemCode.REVIEW_POINTS: mark("The review needs a threshold of at least 1."),
    ProblemCode.DAYS_MISSING: mark(
        "Ladder, time {ordinal}, {severity}: it needs from 1 to {longest} days."
    ),
    ProblemCode.DAYS_WITHOUT_TERM: mark(
        "Ladder, time {ordinal}, {severity}: only mutes, restrictions and suspensions"
        " have days."
    ),
    ProblemCode.POINTS_NEGATIVE: mark(
        "Ladder, time {ordinal}, {severity}: points cannot be negative."
    ),
    ProblemCode.LIGHTER_WHEN_REPEATED: mark(
        "Ladder, time {ordinal}, {severity}: lighter than the time before."
    ),
    ProblemCode.LIGHTER_WHEN_GRAVER: mark(
        "Ladder, time {ordinal}, {severity}: lighter than for a less severe breach."
    ),
    ProblemCode.POINTS_FALL: mark(
        "Ladder, time {ordinal}, {severity}: fewer points than in a lighter cell."
    ),
}


def clause_name(
    versions: Sequence[VersionLine],
    number: str,
    at: datetime,
    zone: ZoneInfo = DEFAULT_ZONE,
) -> str:
    """Return a clause as lists name it, by the rules of a day: 3.2 人身攻击.

    Args:
        versions: all of them, the newest first.
        number: the clause's.
        at: when it was cited.
        zone: where the community lives.
    """
    version = version_in_force([*reversed(versions)], local_day(at, zone))
    label = version.label(number) if version else None
    return f"{number} {label.title.text()}" if label else number


def severity_text(severity: Severity) -> str:
    """Return the word for a severity."""
    return tr(_SEVERITIES[severity])


def kind_text(kind: SanctionKind) -> str:
    """Return the word for a kind of sanction."""
    return tr(_KINDS[kind])


def step_text(step: Step) -> str:
    """Return what a step imposes; what ends by itself with its days."""
    match step.kind:
        case SanctionKind.MUTE:
            return trn("Mute for {count} day", "Mute for {count} days", step.days)
        case SanctionKind.RESTRICTION:
            return trn(
                "Restriction for {count} day", "Restriction for {count} days", step.days
            )
        case SanctionKind.SUSPENSION:
            return trn(
                "No benefits for {count} day", "No benefits for {count} days", step.days
            )
        case kind:
            return kind_text(kind)


def shift_text(shift: Shift) -> str:
    """Return how a proposal would differ under other rules."""
    return tr(_SHIFTS[shift])


def standing_text(standing: Standing) -> str:
    """Return why an earlier offence counts or does not."""
    return tr(_STANDINGS[standing])


def class_text(classes: Mapping[str, Sequence[str]], code: str) -> str:
    """Return a class of offences by its clauses' numbers: 3.1、3.5.

    Args:
        classes: numbers of clauses, by class.
        code: the class's; one without clauses keeps it.
    """
    return tr(", ").join(classes.get(code, ())) or code


def problem_text(problem: Problem) -> str:
    """Return what is wrong with a rulebook, and where."""
    return tr(
        _PROBLEMS[problem.code],
        place=problem.place,
        ordinal=problem.ordinal,
        severity=severity_text(problem.severity) if problem.severity else "",
        examples=EXAMPLES_NEEDED,
        longest=LONGEST_DAYS,
    )


def prior_text(prior: PriorOffence, at: datetime, zone: ZoneInfo = DEFAULT_ZONE) -> str:
    """Return an earlier sanction in a phrase: 10-03 已因第 3.2 条警告."""
    return tr(
        "{sanction} on {day} under clause {clause}",
        sanction=step_text(prior.step),
        day=short_day(prior.effective_at, at, zone),
        clause=prior.clause_number,
    )


def proposal_reason(
    proposal: Proposal,
    points_before: int,
    review_at_points: int,
    zone: ZoneInfo = DEFAULT_ZONE,
) -> str:
    """Return why the ladder proposes what it does, and what the points come to.

    Args:
        proposal: the proposal.
        points_before: the member's balance at that moment.
        review_at_points: the ladder's threshold.
        zone: where the community lives.
    """
    return _sentences(
        (
            *_history(proposal, zone),
            tr(
                "This is number {ordinal} within {days} days.",
                ordinal=proposal.ordinal,
                days=proposal.window_days,
            ),
            *_jump(proposal),
            tr(
                "Points: {points}, {total} of {review} in all.",
                points=proposal.step.points,
                total=points_before + proposal.step.points,
                review=review_at_points,
            ),
        )
    )


def short_day(moment: datetime, beside: datetime, zone: ZoneInfo = DEFAULT_ZONE) -> str:
    """Return a day as 10-03, with its year where that is another than beside it."""
    day = local_day(moment, zone)
    same_year = day.year == local_day(beside, zone).year
    return f"{day:%m-%d}" if same_year else f"{day:%Y-%m-%d}"


def _jump(proposal: Proposal) -> Iterable[str]:
    if proposal.to_end:
        yield tr("Breaches of this kind go to the end of the ladder at once.")


def _history(proposal: Proposal, zone: ZoneInfo) -> Iterable[str]:
    if proposal.counted:
        told = tr("; ").join(
            prior_text(prior, proposal.at, zone) for prior in proposal.counted
        )
        yield tr("{statement}.", statement=told)
    else:
        yield tr("No earlier sanction counts.")
    if proposal.left_out:
        yield trn(
            "{count} earlier sanction is left out.",
            "{count} earlier sanctions are left out.",
            len(proposal.left_out),
        )


def _sentences(parts: Iterable[str]) -> str:
    return reduce(lambda a, b: tr("{before} {after}", before=a, after=b), parts)
