"""The release ledger as it is now."""

import peewee


class ReleaseTable(peewee.Model):
    """A report that has left the vault."""

    id = peewee.TextField(primary_key=True)
    at = peewee.BigIntegerField(index=True)
    actor = peewee.TextField()
    tier = peewee.TextField()
    months = peewee.TextField()
    sha256 = peewee.TextField()
    figures = peewee.TextField()
    cells = peewee.IntegerField()
    suppressed = peewee.IntegerField()
    purpose = peewee.TextField()

    class Meta:
        """Name."""

        table_name = "exports_release"
