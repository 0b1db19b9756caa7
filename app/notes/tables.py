"""Notes as they are now."""

import peewee


class NoteTable(peewee.Model):
    """A note on a member or a case."""

    id = peewee.TextField(primary_key=True)
    subject = peewee.TextField()
    author = peewee.TextField()
    at = peewee.BigIntegerField()
    text = peewee.TextField()

    class Meta:
        """Name and indexes."""

        table_name = "notes_note"
        indexes = ((("subject", "at"), False),)
