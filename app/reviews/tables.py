"""Reviews as they are now."""

import peewee


class ReviewTable(peewee.Model):
    """The review of a decision; the id is the decision's."""

    id = peewee.TextField(primary_key=True)
    case = peewee.TextField(column_name="case", index=True)
    decider = peewee.TextField()
    proposer = peewee.TextField(null=True)
    at = peewee.BigIntegerField()
    state = peewee.TextField()
    reviewer = peewee.TextField(null=True)
    reviewed_at = peewee.BigIntegerField(null=True)
    note = peewee.TextField()

    class Meta:
        """Name and indexes: the list is paged along the first."""

        table_name = "reviews_review"
        indexes = (
            (("state", "at", "id"), False),
            (("state", "reviewed_at"), False),
        )


class MemberReviewTable(peewee.Model):
    """A review of a member whose points called for it."""

    id = peewee.TextField(primary_key=True)
    member = peewee.TextField()
    reviewer = peewee.TextField()
    at = peewee.BigIntegerField()
    points = peewee.IntegerField()
    note = peewee.TextField()
    undone_at = peewee.BigIntegerField(null=True)

    class Meta:
        """Name and index: a member's reviews in order."""

        table_name = "reviews_member"
        indexes = ((("member", "at", "undone_at"), False),)
