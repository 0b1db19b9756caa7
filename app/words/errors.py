"""What is said of each error's code: what happened, and what to do."""

from collections.abc import Iterable

from app.errors import AppError
from app.words.foreign import FOREIGN
from app.words.revising import REVISING
from app.words.speech import mark, tr
from app.words.upkeep import UPKEEP


def sentence(error: AppError) -> str:
    """Return what happened and what to do, for a person."""
    return tr(ERRORS[error.code], **error.context)


def known_codes() -> Iterable[str]:
    """Return every code that has a sentence."""
    return ERRORS.keys()


ERRORS: dict[str, str] = {
    **UPKEEP,
    **FOREIGN,
    **REVISING,
    # vault
    "wrong_name_or_passphrase": mark(
        "The name or the passphrase is wrong. Check Caps Lock and try again."
    ),
    "vault_damaged": mark(
        "The vault's files are damaged. Leave them as they are and restore a backup."
    ),
    "vault_open_elsewhere": mark(
        "The vault is open in another window or by another person on this computer."
        " Close it there first."
    ),
    "vault_not_found": mark("There is no vault at this place."),
    "vault_exists": mark("A vault of this name is already there. Choose another name."),
    "vault_closed": mark("The vault is locked. Sign in again."),
    "vault_newer": mark(
        "This vault was written by a newer Gongdao. Update the application."
    ),
    "passphrase_too_short": mark(
        "The passphrase needs at least {least} characters. Six words are easy to keep."
    ),
    "passphrase_known": mark(
        "Many people know or use these words, so they are tried first. Choose six words"
        " by chance."
    ),
    "passphrase_repeats": mark(
        "Most of this is a repetition, so it is quickly guessed. Choose six words by"
        " chance."
    ),
    "passphrase_pattern": mark(
        "Most of this is a row of keys, letters or digits, a date or a telephone"
        " number, so it is quickly guessed. Choose six words by chance."
    ),
    "passphrase_of_names": mark(
        "Most of this is the sign-in name or the community's name, which others know."
        " Choose six words by chance."
    ),
    "passphrase_few_words": mark(
        "These are few or very common words, so they are quickly guessed. Add some that"
        " do not belong together."
    ),
    "recovery_key_length": mark(
        "The recovery key has {expected} characters; {typed} were given. Compare it"
        " with the sheet."
    ),
    "recovery_group_wrong": mark(
        "Group {group} of the recovery key is not as on the sheet. Type it again."
    ),
    "recovery_key_unknown": mark(
        "This recovery key opens nothing here. It belongs to another vault, or a newer"
        " sheet has replaced it."
    ),
    "name_missing": mark("Enter a sign-in name."),
    "name_taken": mark("This sign-in name is already used. Choose another."),
    "disk_full": mark("The disk is full. Free some space; nothing was changed."),
    "storage_busy": mark("The vault is busy. Try again in a moment."),
    "storage_failed": mark(
        "The vault could not be read or written. Nothing was changed."
    ),
    "backup_no_room": mark(
        "There is no room for a backup: it needs {mib} MiB. Free some space, or put it"
        " on another disk."
    ),
    "backup_failed": mark(
        "The backup differs from the vault and was thrown away. Check everything on the"
        " team screen, then try again."
    ),
    "backup_damaged": mark("This backup is damaged. Choose another one."),
    "backup_not_found": mark("There is no backup in this folder. Choose another."),
    "backup_is_a_vault": mark(
        "This is a vault that was not closed, not a backup. Open it as it is."
    ),
    "backup_of_another_vault": mark(
        "This backup is of another vault. Restore it to a place of its own."
    ),
    # journal
    "clock_jumped": mark(
        "This computer's clock is far from the last entry's time. Check date and time;"
        " if they are right, confirm them."
    ),
    "sealed_to_others": mark("This is sealed to leads. Ask one of them to look it up."),
    "sealed_value_damaged": mark(
        "A sealed value cannot be opened: its bytes were changed. Run a check."
    ),
    "undo_no_longer_possible": mark("Too late to undo: something happened since."),
    "undo_only_own": mark("Only the person who decided can undo it."),
    "undo_window_over": mark(
        "The five minutes to undo are over. The member can appeal."
    ),
    "anchor_unreadable": mark(
        "This is no anchor, or it is not whole. Take the file as it was written."
    ),
    "past_too_early": mark("The vault did not exist yet. Choose a later moment."),
    "past_in_future": mark("That moment is still to come. Choose an earlier one."),
    "past_not_asked": mark("The history itself is the same at every moment."),
    "commit_not_found": mark("There is no such entry in the history."),
    # staff
    "person_not_found": mark("There is nobody of this name on the staff."),
    "already_linked": mark("This person is linked to this member already."),
    "person_above": mark(
        "This person may do more than you. Somebody with the same rights has to do it."
    ),
    "role_above": mark("You cannot give rights that you do not have yourself."),
    "nothing_changes": mark("Everything is like this already."),
    "last_owner": mark(
        "Nobody could look after the team any more. Make somebody else an owner first."
    ),
    "not_oneself": mark("You cannot do this to yourself. Ask another owner."),
    "already_suspended": mark("This person is suspended already."),
    "not_suspended": mark("This person is not suspended."),
    "person_suspended": mark("You are suspended. Ask an owner of this vault."),
    "person_removed": mark("You are no longer on this vault's staff."),
    "passphrase_superseded": mark(
        "You have a newer passphrase. Sign in with that one."
    ),
    "roles_incomplete": mark(
        "The table lacks a role, or names a right this version does not know."
    ),
    "not_admissible": mark("What is chosen does not wait to be admitted. Look again."),
    "no_vault": mark("The vault has no name. Have it checked."),
    "subject_erased": mark(
        "What was personal about this was erased; nothing can be added to it."
    ),
    "bundle_incomplete": mark(
        "Words were left out of the file that nobody erased. Nothing was taken in;"
        " ask for it again."
    ),
    "not_linked": mark("This person is not linked to this member."),
    "unlink_own": mark(
        "This is your own link, so somebody else must take it away. Ask another lead."
    ),
    # members
    "member_not_found": mark("There is no such member on the list."),
    "members_none_in_file": mark(
        "No row of this file names a platform id, so nobody can be told apart."
        " Add that column and try again."
    ),
    "nothing_sealed": mark("Nothing is sealed about this member."),
    "reveal_reason_too_short": mark(
        "Say what for, in at least {least} characters. It is recorded."
    ),
    # notes
    "note_empty": mark("Write something first."),
    "note_too_long": mark("A note has at most {most} characters. Shorten it."),
    # acknowledgements
    "acknowledgement_of_nobody": mark("Choose at least one member."),
    "acknowledgement_without_ids": mark(
        "Say which column holds the platform id: nicknames tell nobody apart."
    ),
    "acknowledgement_without_words": mark(
        "Write at least one word that counts as agreement."
    ),
    "acknowledgement_to_come": mark(
        "This day is still to come. Choose an earlier one."
    ),
    # rulebook
    "rulebook_has_problems": mark(
        "The rulebook has {count} problems. Mend those marked first."
    ),
    "rulebook_begins_in_past": mark(
        "The day lies in the past. A version begins today at the earliest."
    ),
    "rulebook_overlaps": mark(
        "Version {version} begins on {day}. The next one begins later; choose a day"
        " after that."
    ),
    "rulebook_notice_too_short": mark(
        "Members need time to read new rules first. Choose {day} or a later day; the"
        " time is a setting of the vault."
    ),
    "rulebook_changes_missing": mark(
        "Write in Chinese and in English what is new for members."
    ),
    "clause_number_reused": mark(
        "Clause {number} was the number of another rule that was taken out. Decisions"
        " still cite it, so give the new rule a number of its own."
    ),
    "clause_number_twice": mark(
        "Another clause is numbered {number}. Choose a number that is free."
    ),
    "article_number_twice": mark(
        "Another article is numbered {number}. Choose a number that is free."
    ),
    "draft_open": mark(
        "{name} has begun a draft already. Write in that one, or let it go first."
    ),
    "draft_closed": mark(
        "This draft is closed: it was published or let go. Open the rules again to see"
        " how they stand."
    ),
    "draft_not_found": mark("Nobody is writing a draft of the rules now."),
    "draft_changed": mark(
        "The draft was changed meanwhile. Look at it again before you publish it."
    ),
    "rulebook_begins_too_late": mark(
        "A version begins within {days} days from today. Choose an earlier day."
    ),
    "rules_none_in_force": mark(
        "No rules were in force on the day it happened. Publish the first version"
        " with the day from which members knew it."
    ),
    "clause_not_found": mark("The rules of that day have no such clause."),
    # cases
    "case_not_found": mark("There is no such case."),
    "case_already_decided": mark("Somebody has decided this case already."),
    "statement_of_nothing": mark(
        "Nothing was imposed in case {number}, or what was does not stand."
    ),
    "statement_not_ready": mark("The statement cannot be handed on: {why}"),
    "case_taken": mark("Somebody looks after this case already."),
    "case_not_yours": mark("You do not look after this case."),
    "case_subject_missing": mark("Say whom it is about."),
    "case_quote_missing": mark("Paste the words, or say what happened."),
    "cases_none_in_file": mark("There is no complaint in this file."),
    "cases_file_known": mark(
        "This very file was taken in before; its cases are there. Nothing was added."
    ),
    # appeals
    "appeal_not_found": mark("There is no such appeal."),
    "appeal_statement_missing": mark("Write down what the member says."),
    "appeal_already_ruled": mark("Somebody has ruled on this appeal already."),
    # approvals, reviews, settings
    "second_person_needed": mark(
        "This does lasting harm, so a second person must approve it. Propose it."
    ),
    "proposal_not_found": mark("There is no such proposal."),
    "proposal_not_needed": mark("One person does this. Do it directly."),
    "proposal_nobody_else": mark(
        "Nobody else is entitled to approve this. Do it directly; that is recorded."
    ),
    "proposal_waiting": mark(
        "The same waits for approval already. Withdraw that first."
    ),
    "proposal_stale": mark(
        "What this was founded on has changed since. Withdraw it and propose it anew."
    ),
    "proposal_closed": mark("This proposal is closed. See who closed it and when."),
    "proposal_own": mark("You proposed this. Somebody else must approve it."),
    "proposal_not_own": mark("Somebody else proposed this. Only they can withdraw it."),
    "proposal_own_part": mark(
        "You have a part in this matter, so somebody else must approve it."
    ),
    "proposal_reason_too_short": mark(
        "Say in at least {least} characters why you do not approve."
    ),
    "setting_out_of_bounds": mark("Choose a number from {least} to {most}."),
    "setting_not_off": mark(
        "This setting cannot be off. Choose a number from {least} to {most}."
    ),
    "review_not_found": mark("There is no such decision to review."),
    "review_own_part": mark(
        "You have a part in this decision or its case. Somebody else must review it."
    ),
    "review_appealed": mark(
        "An appeal came against this decision; the ruling decides."
    ),
    "review_done": mark("Somebody has reviewed this decision already."),
    "review_closed": mark(
        "This decision no longer stands, so there is nothing to review."
    ),
    "review_note_too_short": mark(
        "Say in at least {least} characters what to look at again."
    ),
    "member_review_not_due": mark(
        "No review of this member is due now. See what counts, and who reviewed last."
    ),
    "member_review_not_found": mark("There is no such review of a member."),
    "member_review_note_too_short": mark(
        "Say in at least {least} characters what the review found."
    ),
    "undo_only_own_review": mark("Only the person who reviewed can undo it."),
    # exports
    "export_purpose_missing": mark(
        "Say what the report is for, in at least {least} characters."
    ),
    "export_gates_failed": mark(
        "The report was not written: {count} checks are not passed. See which."
    ),
    "not_permitted": mark("Your role does not allow this. Ask a lead."),
    "not_enrolled": mark("You are no longer on this vault's staff."),
    # rulebook
    "rulebook_template_unknown": mark("There is no shipped rulebook of this name."),
    "step_days_missing": mark("It needs a length from 1 to {most} days."),
    "step_days_without_term": mark(
        "Only mutes, restrictions and suspensions have a length in days."
    ),
    "step_points_negative": mark("Points cannot be negative."),
    # cases
    "case_already_in_state": mark(
        "Somebody has already done this. Open the case again to see where it stands."
    ),
    "case_transition_invalid": mark(
        "This cannot be done with the case as it stands. Open it again to see why."
    ),
    "case_own_part": mark(
        "You are linked to a member of this case, so somebody else must handle it."
    ),
    "case_recused": mark(
        "You stand aside in this case, so somebody else must handle it."
    ),
    "case_conflict": mark(
        "A conflict of interest is entered for you in this case, so somebody else must"
        " handle it."
    ),
    "case_set_aside": mark(
        "Your decision in this case was sent back; somebody else must decide it anew."
    ),
    "decision_reason_too_short": mark(
        "Write the reason in at least {least} characters. The member may read it."
    ),
    "decision_deviation_reason_too_short": mark(
        "This is not what the ladder proposes. Say why in at least {least} characters."
    ),
    "decision_clause_missing": mark("Cite the clause that was broken."),
    "decision_subject_unknown": mark(
        "It is not known whom this case is about. Link a member before a sanction."
    ),
    # notices
    "notice_placeholder_unfilled": mark(
        "The notice cannot be written: nothing is given for {name}."
    ),
    "notice_placeholder_unknown": mark(
        "The notice's template asks for {name}, which does not exist."
    ),
    "notice_template_broken": mark(
        "The notice's template is damaged: braces must come in pairs around a name."
    ),
    # appeals
    "appeal_own_decision": mark(
        "You made this decision. Somebody else must rule on the appeal."
    ),
    "appeal_decided_earlier": mark(
        "You decided in this case before. Somebody else must rule on the appeal."
    ),
    "appeal_already_open": mark("An appeal of this case is already waiting."),
    "appeal_already_heard": mark(
        "The appeal against this decision was ruled on. There is one for each decision."
    ),
    "appeal_no_sanction": mark(
        "No sanction stands in this case, so there is nothing to appeal."
    ),
    "appeal_in_future": mark(
        "The appeal cannot have come later than now. Check the moment."
    ),
    "appeal_nothing_to_appeal": mark(
        "This sanction has already been reversed; nothing is left to appeal."
    ),
    "appeal_too_late": mark(
        "The appeal came later than {days} days after the sanction took effect."
    ),
    "appeal_reply_too_short": mark(
        "Write the reasons of the ruling in at least {least} characters."
        " The member reads them."
    ),
    "appeal_step_missing": mark("Choose the lighter sanction."),
    "appeal_step_unexpected": mark("Only a reduction has a new sanction."),
    "appeal_step_not_lighter": mark(
        "The new sanction must be lighter, with no more points than before."
    ),
}
