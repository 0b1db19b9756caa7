"""The register as it is now."""

import peewee


class ConflictTable(peewee.Model):
    """An entry of the register; the reason holds ciphertext."""

    id = peewee.TextField(primary_key=True)
    person = peewee.TextField()
    about = peewee.TextField()
    target = peewee.TextField()
    reason = peewee.BlobField(null=True)
    entered_by = peewee.TextField()
    entered_at = peewee.BigIntegerField()
    ended_by = peewee.TextField(null=True)
    ended_at = peewee.BigIntegerField(null=True)

    class Meta:
        """Name and index: what a person is involved with now."""

        table_name = "conflicts_entry"
        indexes = ((("person", "ended_at", "about", "target"), False),)
