"""Sentences about what happened, in the language of the interface."""

from string import Formatter

from app.audit.facts import field_text
from app.audit.model import Area, Entry, HistoryRow, Named, Names, State, Thing
from app.cases.model import Outcome
from app.cases.wording import outcome_text
from app.journal.event import Event
from app.journal.ingress import Fault
from app.rulebook.model import Step
from app.rulebook.wording import step_text
from app.verification import fault_text
from app.words import mark, tr

SENTENCES: dict[str, str] = {
    "vault.founded": mark("Founded the vault"),
    "staff.admitted": mark("Took {subject} into the team as {role}"),
    "staff.changed": mark("Gave {subject} the role {role}"),
    "staff.suspended": mark("Suspended {subject}"),
    "staff.reinstated": mark("Let {subject} work again"),
    "staff.removed": mark("Removed {subject} from the team"),
    "staff.keys_rotated": mark("Took new keys"),
    "staff.keys_reissued": mark("Gave {subject} new keys"),
    "staff.roles_changed": mark("Changed what roles and duties may do"),
    "staff.commits_admitted": mark("Let {commits} held entries count"),
    "staff.passphrase_changed": mark("Set a new passphrase"),
    "staff.recovered": mark("Came back with a recovery sheet"),
    "staff.recovery_made": mark("Made a recovery sheet"),
    "journal.erased": mark("Erased what was kept about somebody: {because}"),
    "staff.linked": mark("Linked {subject} to the member {member}"),
    "staff.unlinked": mark("Took away the link of {subject} to the member {member}"),
    "conflict.stated": mark("Said to be involved with {target}"),
    "conflict.declared": mark("Entered {person} as involved with {target}"),
    "conflict.withdrawn": mark("Took back a word on being involved"),
    "conflict.ended": mark("Ended an entry of the register of conflicts"),
    "member.added": mark("Added the member {subject}"),
    "member.updated": mark("Brought the member {subject} up to date"),
    "members.imported": mark(
        "Took in a member list: {added} added, {updated} brought up to date"
    ),
    "member.revealed": mark("Revealed sealed details of {subject}: {fields}"),
    "note.added": mark("Wrote a note on {subject}"),
    "rulebook.draft_begun": mark("Began a draft of the rules"),
    "rulebook.draft_changed": mark("Wrote in the draft of the rules"),
    "rulebook.draft_closed": mark("Closed the draft of the rules"),
    "rulebook.draft_reopened": mark("Went on with a draft of the rules"),
    "acknowledgement.recorded": mark("Entered that {subject} read the rules"),
    "acknowledgement.withdrawn": mark("Took back that {subject} read the rules"),
    "rulebook.published": mark("Published version {version} of the rules"),
    "case.opened": mark("Opened the case {number}"),
    "cases.imported": mark("Took in a file of complaints: {opened} cases opened"),
    "case.recused": mark("Set {person} aside in the case {subject}"),
    "case.recusal_lifted": mark("Let {person} back into the case {subject}"),
    "case.yielded": mark("Gave back the case {subject}, being involved"),
    "case.withdrawn": mark("Took the case {subject} from {person}, who is involved"),
    "case.taken": mark("Took the case {subject}"),
    "case.released": mark("Gave the case {subject} back"),
    "case.triaged": mark("Triaged the case {subject}: {clause}, {severity}"),
    "case.decided": mark("Decided the case {subject}: {outcome}"),
    "case.decision_retracted": mark("Undid the decision of the case {subject}"),
    "appeal.filed": mark("Recorded the appeal {number} in the case {subject}"),
    "appeal.ruled": mark("Ruled on the appeal {appeal}: {ruling}"),
    "approval.proposed": mark("Proposed: {what}"),
    "approval.approved": mark("Approved what {proposer} proposed: {what}"),
    "approval.rejected": mark("Did not approve a proposal"),
    "approval.withdrawn": mark("Took back a proposal"),
    "approval.sole": mark("Decided alone, nobody else being entitled: {what}"),
    "review.agreed": mark("Reviewed the decision of the case {subject}: agreed"),
    "review.returned": mark("Reviewed the decision of the case {subject}: returned"),
    "review.passed": mark("Left the decision of the case {subject} out of the review"),
    "review.undone": mark("Took back the review of the case {subject}"),
    "revision.review_date_set": mark("Set when clause {clause} is reviewed: {due_on}"),
    "revision.feedback_recorded": mark("Recorded feedback on clause {clause}: {way}"),
    "revision.feedback_imported": mark("Took in answers of a survey: {added} new"),
    "revision.feedback_sorted": mark("Sorted feedback: clause {clause}, {stance}"),
    "revision.feedback_struck": mark("Struck feedback"),
    "revision.feedback_answered": mark("Answered feedback: {answer}"),
    "revision.answer_withdrawn": mark("Took back an answer to feedback"),
    "revision.motion_drafted": mark("Drafted the motion “{title}”"),
    "revision.motion_edited": mark("Edited the motion “{title}”"),
    "revision.motion_opened": mark("Opened a motion for discussion"),
    "revision.motion_reworded": mark("Reworded a motion: {clauses}"),
    "revision.motion_withdrawn": mark("Withdrew a motion"),
    "revision.motion_taken_over": mark("Took a passed motion over into a draft"),
    "revision.motion_given_back": mark("Had a passed motion wait for a draft again"),
    "revision.amendment_drafted": mark("Drafted an amendment: {clauses}"),
    "revision.amendment_edited": mark("Edited an amendment: {clauses}"),
    "revision.amendment_submitted": mark("Submitted an amendment"),
    "revision.amendment_decided": mark("Decided an amendment; accepted: {is_accepted}"),
    "revision.amendment_withdrawn": mark("Withdrew an amendment"),
    "revision.ballot_opened": mark("Opened a ballot: {question}"),
    "revision.roll_fixed": mark("Fixed who may vote: {members}"),
    "revision.vote_recorded": mark("Entered a vote of {member}: {way}"),
    "revision.votes_imported": mark("Took in votes from a file: {added} new"),
    "revision.vote_struck": mark("Struck a vote"),
    "revision.ballot_closed": mark("Closed a ballot: {came_to}"),
    "revision.ballot_cancelled": mark("Cancelled a ballot"),
    "revision.clause_reviewed": mark("Reviewed clause {clause}: {verdict}"),
    "review.member_reviewed": mark("Reviewed the member {subject} at {points} points"),
    "review.member_undone": mark("Took back the review of the member {subject}"),
    "vault.setting_changed": mark("Changed the setting {setting}"),
    "hold.placed": mark("Kept {member} from being erased"),
    "hold.lifted": mark("Lifted a hold on somebody"),
    "export.report_released": mark("Released a report: {tier}, {cells} figures"),
}
"""What each kind of event says; placeholders are its fields, or its subject."""

_AREAS = {
    Area.TEAM: mark("Team"),
    Area.MEMBERS: mark("Members"),
    Area.NOTES: mark("Notes"),
    Area.RULES: mark("Rules"),
    Area.CASES: mark("Cases"),
    Area.APPEALS: mark("Appeals"),
    Area.EXPORTS: mark("Exports"),
    Area.VAULT: mark("Vault"),
}

_STATES = {
    State.ACCEPTED: mark("Accepted"),
    State.HELD: mark("Held back"),
    State.CONFLICT: mark("In conflict"),
}

_THINGS = {
    Thing.CASE: mark("Open case {label}"),
    Thing.MEMBER: mark("Open member {label}"),
    Thing.PERSON: mark("Show {label} of the team"),
    Thing.RULES: mark("Show version {label} of the rules"),
    Thing.APPEAL: mark("Open appeal {label}"),
}


def area_text(area: Area) -> str:
    """Return the word for an area."""
    return tr(_AREAS[area])


def state_text(state: State) -> str:
    """Return the word for how a commit stands."""
    return tr(_STATES[state])


def link_text(named: Named) -> str:
    """Return what opening something is called."""
    return tr(_THINGS[named.thing], label=named.label)


def held_text(row: HistoryRow) -> str:
    """Return why a commit does not count; empty if it does and nobody contests it."""
    if row.fault in set(Fault):
        return fault_text(Fault(row.fault))
    if row.state is State.CONFLICT and row.stands:
        return tr("This one counts; another that claims its place is held back")
    return row.fault


def headline(row: HistoryRow) -> str:
    """Return what a commit did, in a sentence."""
    if row.withheld:
        return _withheld_text()
    return entry_text(row.first, row.names) if row.first else tr("Nothing")


def entry_text(entry: Entry, names: Names) -> str:
    """Return what an event says, in a sentence."""
    if entry.withheld:
        return _withheld_text()
    if entry.kind not in SENTENCES:
        return tr("Something that this version does not know: {kind}", kind=entry.kind)
    if entry.event is None:
        return tr("Something that cannot be read: {kind}", kind=entry.kind)
    sentence = SENTENCES[entry.kind]
    wanted = (name for _, name, _, _ in Formatter().parse(sentence) if name)
    values = {name: _value(name, entry.event, names) for name in wanted}
    return tr(sentence, **values) if values else tr(sentence)


def name_of(ref: str, names: Names) -> str:
    """Return what something is called; erased or unknown ones have no name."""
    return names[ref].label if ref in names and names[ref].label else tr("(no name)")


def _withheld_text() -> str:
    return tr("Something that you may not read here")


def _value(name: str, event: Event, names: Names) -> str:
    if name == "subject":
        return name_of(event.subject, names)
    if name == "outcome":
        return _outcome(getattr(event, "step", None))
    value = getattr(event, name)
    return field_text(name, value, names) or tr("(no name)")


def _outcome(step: Step | None) -> str:
    return outcome_text(Outcome.NO_VIOLATION) if step is None else step_text(step)
