"""Published versions of the rules, and drafts."""

import peewee


class RulebookTable(peewee.Model):
    """A version, with all of its text; `labels` are its clauses' names alone."""

    id = peewee.TextField(primary_key=True)
    version = peewee.IntegerField(index=True)
    effective_on = peewee.TextField()
    published_at = peewee.BigIntegerField()
    publisher = peewee.TextField()
    title = peewee.BlobField()
    changes = peewee.BlobField()
    labels = peewee.BlobField()
    book = peewee.BlobField()

    class Meta:
        """Name."""

        table_name = "rulebook_version"


class DraftTable(peewee.Model):
    """A draft; `closed` is one of `Closed`."""

    id = peewee.TextField(primary_key=True)
    base = peewee.TextField()
    begun_at = peewee.BigIntegerField()
    begun_by = peewee.TextField()
    changed_at = peewee.BigIntegerField()
    changed_by = peewee.TextField()
    closed = peewee.TextField(index=True)
    version = peewee.TextField()
    book = peewee.BlobField()

    class Meta:
        """Name."""

        table_name = "rulebook_draft"
