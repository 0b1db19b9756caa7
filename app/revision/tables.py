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
