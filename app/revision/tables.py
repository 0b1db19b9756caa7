"""The revision as it stands now."""

import peewee


class ReviewTable(peewee.Model):
    """A day that was set for a clause, by hand or with a review of it."""

    id = peewee.TextField(primary_key=True)
    clause = peewee.TextField(index=True)
    at = peewee.BigIntegerField()
    actor = peewee.TextField()
    due_on = peewee.TextField()
    verdict = peewee.TextField(null=True)
    book = peewee.TextField(null=True)
    note = peewee.TextField()

    class Meta:
        """Name."""

        table_name = "revision_review"


class FeedbackTable(peewee.Model):
    """What somebody said about a clause."""

    id = peewee.TextField(primary_key=True)
    clause = peewee.TextField()
    book = peewee.TextField(null=True)
    way = peewee.TextField()
    stance = peewee.TextField()
    received_on = peewee.TextField()
    member = peewee.TextField(null=True, index=True)
    case = peewee.TextField(column_name="case", null=True)
    appeal = peewee.TextField(null=True, index=True)
    source = peewee.TextField(null=True, index=True)
    key = peewee.TextField(index=True)
    words = peewee.TextField()
    said_by = peewee.TextField()
    at = peewee.BigIntegerField()
    actor = peewee.TextField()
    state = peewee.TextField()
    answer = peewee.TextField(null=True)
    motion = peewee.TextField(null=True, index=True)
    reason = peewee.TextField()
    answered_at = peewee.BigIntegerField(null=True)
    answered_by = peewee.TextField(null=True)

    class Meta:
        """Name and indexes: one for each way the list is paged."""

        table_name = "revision_feedback"
        indexes = (
            (("state", "at", "id"), False),
            (("clause", "state", "at", "id"), False),
        )


class FeedbackImportTable(peewee.Model):
    """A survey's answers that were taken in."""

    id = peewee.TextField(primary_key=True)
    sha256 = peewee.TextField(index=True)
    at = peewee.BigIntegerField()
    actor = peewee.TextField()
    added = peewee.IntegerField()
    unchanged = peewee.IntegerField()

    class Meta:
        """Name."""

        table_name = "revision_feedback_import"


class BallotTable(peewee.Model):
    """A ballot with its terms, and what it came to once it is closed."""

    id = peewee.TextField(primary_key=True)
    question = peewee.TextField()
    terms = peewee.BlobField()
    entitled = peewee.BigIntegerField()
    motion = peewee.TextField(null=True, index=True)
    wording = peewee.TextField()
    opened_at = peewee.BigIntegerField()
    opened_by = peewee.TextField()
    commit = peewee.TextField()
    state = peewee.TextField(index=True)
    outcome = peewee.TextField(null=True)
    tally = peewee.BlobField(null=True)
    review_on = peewee.TextField(null=True)
    closed_at = peewee.BigIntegerField(null=True)
    closed_by = peewee.TextField(null=True)
    reason = peewee.TextField()

    class Meta:
        """Name."""

        table_name = "revision_ballot"


class RollTable(peewee.Model):
    """A member who may vote in a ballot."""

    id = peewee.TextField(primary_key=True)
    ballot = peewee.TextField()
    member = peewee.TextField()

    class Meta:
        """Name and index: whether a member may vote."""

        table_name = "revision_roll"
        indexes = ((("ballot", "member"), False),)


class VoteTable(peewee.Model):
    """A vote as it was witnessed; a later one of the same member leaves it there."""

    id = peewee.TextField(primary_key=True)
    ballot = peewee.TextField()
    member = peewee.TextField(index=True)
    choice = peewee.TextField()
    way = peewee.TextField()
    cast_at = peewee.BigIntegerField()
    at = peewee.BigIntegerField()
    actor = peewee.TextField()
    source = peewee.TextField(null=True)
    reason = peewee.TextField()
    struck = peewee.BooleanField()

    class Meta:
        """Name and index: the votes of a ballot."""

        table_name = "revision_vote"
        indexes = ((("ballot", "member"), False),)


class MotionTable(peewee.Model):
    """A motion; its words are rows of their own."""

    id = peewee.TextField(primary_key=True)
    title = peewee.TextField()
    book = peewee.TextField()
    feedback = peewee.BlobField()
    author = peewee.TextField(null=True, index=True)
    amendment = peewee.TextField(null=True, index=True)
    wording = peewee.TextField()
    draft = peewee.TextField(null=True)
    state = peewee.TextField()
    drafted_at = peewee.BigIntegerField(index=True)
    drafted_by = peewee.TextField()

    class Meta:
        """Name."""

        table_name = "revision_motion"


class WordingTable(peewee.Model):
    """The words a motion had from a moment on."""

    id = peewee.TextField(primary_key=True)
    motion = peewee.TextField()
    title = peewee.TextField()
    clauses = peewee.BlobField()
    why = peewee.TextField()
    amendment = peewee.TextField(null=True)
    at = peewee.BigIntegerField()
    actor = peewee.TextField()

    class Meta:
        """Name and index: a motion's words in order."""

        table_name = "revision_wording"
        indexes = ((("motion", "at", "id"), False),)


class AmendmentTable(peewee.Model):
    """Other words proposed for a motion."""

    id = peewee.TextField(primary_key=True)
    motion = peewee.TextField(index=True)
    clauses = peewee.BlobField()
    author = peewee.TextField(null=True, index=True)
    why = peewee.TextField()
    state = peewee.TextField()
    drafted_at = peewee.BigIntegerField()
    drafted_by = peewee.TextField()
    decided_at = peewee.BigIntegerField(null=True)
    decided_by = peewee.TextField(null=True)
    reason = peewee.TextField()

    class Meta:
        """Name."""

        table_name = "revision_amendment"
