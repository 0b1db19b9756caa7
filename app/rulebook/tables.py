"""Published versions of the rules."""

import peewee


class RulebookTable(peewee.Model):
    """A version, with all of its text."""

    id = peewee.TextField(primary_key=True)
    version = peewee.IntegerField(index=True)
    effective_on = peewee.TextField()
    published_at = peewee.BigIntegerField()
    publisher = peewee.TextField()
    book = peewee.BlobField()

    class Meta:
        """Name."""

        table_name = "rulebook_version"
