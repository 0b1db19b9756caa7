"""Who read which version of the rules, as it is now."""

import peewee


class AcknowledgementTable(peewee.Model):
    """A member and a version; the id is made of both."""

    id = peewee.TextField(primary_key=True)
    member = peewee.TextField(index=True)
    version = peewee.TextField()
    way = peewee.TextField()
    day = peewee.TextField()
    at = peewee.BigIntegerField()
    actor = peewee.TextField()

    class Meta:
        """Name and indexes."""

        table_name = "acknowledgements_acknowledgement"
        indexes = ((("version", "member"), False),)


def row_id(member: str, version: str) -> str:
    """Return the key of a member's acknowledgement of a version."""
    return f"{member}:{version}"
