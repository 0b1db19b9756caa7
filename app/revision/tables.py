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
