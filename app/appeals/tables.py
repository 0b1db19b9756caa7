"""Appeals as they are now."""

import peewee


class AppealTable(peewee.Model):
    """An appeal against a decision."""

    id = peewee.TextField(primary_key=True)
    number = peewee.TextField()
    case = peewee.TextField(column_name="case", index=True)
    decision = peewee.TextField()
    sanction = peewee.TextField()
    state = peewee.TextField()
    channel = peewee.TextField()
    received_at = peewee.BigIntegerField()
    filed_at = peewee.BigIntegerField()
    filed_by = peewee.TextField()
    due_at = peewee.BigIntegerField()
    statement = peewee.TextField()
    ruling = peewee.TextField(null=True)
    ruled_at = peewee.BigIntegerField(null=True)
    ruled_by = peewee.TextField(null=True)
    replacement = peewee.TextField(null=True)
    reply = peewee.TextField()

    class Meta:
        """Name and indexes: one for each way the list is paged."""

        table_name = "appeals_appeal"
        indexes = (
            (("state", "due_at", "id"), False),
            (("state", "ruled_at", "id"), False),
            (("filed_at", "id"), False),
        )
