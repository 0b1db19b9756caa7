"""What is said of errors round who may see what, and how long it is kept."""

from app.words.speech import mark

UPKEEP: dict[str, str] = {
    # conflicts of interest
    "conflict_reason_too_short": mark(
        "Say what connects them, in at least {least} characters. Leads can read it."
    ),
    "conflict_known": mark("This conflict of interest is entered already."),
    "conflict_not_found": mark("There is no such entry in the register of conflicts."),
    "conflict_over": mark("This conflict of interest has ended already."),
    "conflict_entered_by_others": mark(
        "Somebody else entered this about you, so somebody else must end it. Ask a"
        " lead."
    ),
    "member_own_part": mark(
        "You are linked to this member, so somebody else must look after them."
    ),
    "member_conflict": mark(
        "A conflict of interest with this member is entered for you, so somebody else"
        " must look after them."
    ),
    # erasure
    "member_erased": mark(
        "This member was erased; nothing can be added any more. Somebody who comes back"
        " is taken in with a list, as a new member."
    ),
    "erasure_nobody": mark("Nobody is chosen to be erased."),
    "erasure_waits_hold": mark(
        "A hold keeps this member from being erased. Lift it first."
    ),
    "erasure_waits_case": mark(
        "Case {number} about this member is open. Decide it first."
    ),
    "erasure_waits_undo": mark(
        "The decision of case {number} can be undone until {until}. Wait for that."
    ),
    "erasure_waits_appeal": mark(
        "Appeal {number} waits for a ruling. Rule on it first."
    ),
    "erasure_waits_appeal_window": mark(
        "The member can appeal case {number} until {until}. Wait for that."
    ),
    "erasure_waits_sanction": mark(
        "The sanction of case {number} counts until {until}. Wait for that."
    ),
    "hold_reason_too_short": mark(
        "Say why, in at least {least} characters; only leads read it."
    ),
    "hold_not_found": mark("There is no such hold."),
    "hold_lifted": mark("This hold was lifted before."),
    "retention_too_short": mark("Choose at least {least} days."),
}
