"""Holds, and what was erased, as they are now."""

import peewee


class HoldTable(peewee.Model):
    """A hold on a member; the reason holds ciphertext."""

    id = peewee.TextField(primary_key=True)
    member = peewee.TextField(index=True)
    reason = peewee.BlobField(null=True)
    placed_by = peewee.TextField()
    placed_at = peewee.BigIntegerField()
    lifted_by = peewee.TextField(null=True)
    lifted_at = peewee.BigIntegerField(null=True)

    class Meta:
        """Name."""

        table_name = "erasure_hold"


class ErasedTable(peewee.Model):
    """A member, a case and so on that was erased."""

    id = peewee.TextField(primary_key=True)
    whole = peewee.TextField()
    because = peewee.TextField()
    at = peewee.BigIntegerField()
    actor = peewee.TextField()

    class Meta:
        """Name."""

        table_name = "erasure_erased"
