"""Members as they are now."""

import peewee


class MemberTable(peewee.Model):
    """A member; sealed columns hold ciphertext."""

    id = peewee.TextField(primary_key=True)
    handle = peewee.TextField()
    platform_id = peewee.TextField()
    platform_key = peewee.TextField(index=True)
    role = peewee.TextField()
    joined_on = peewee.TextField(null=True)
    tags = peewee.TextField()
    doubtful = peewee.TextField()
    phone = peewee.BlobField(null=True)
    remark = peewee.BlobField(null=True)
    revealed_by = peewee.TextField(null=True)
    revealed_at = peewee.BigIntegerField(null=True)
    listed_at = peewee.BigIntegerField()

    class Meta:
        """Name and indexes."""

        table_name = "members_member"
        indexes = (
            (("handle", "id"), False),
            (("listed_at", "id"), False),
        )


class MemberImportTable(peewee.Model):
    """A list that was taken in."""

    id = peewee.TextField(primary_key=True)
    sha256 = peewee.TextField(index=True)
    at = peewee.BigIntegerField()
    actor = peewee.TextField()
    added = peewee.IntegerField()
    updated = peewee.IntegerField()
    unchanged = peewee.IntegerField()
    repeats = peewee.IntegerField()

    class Meta:
        """Name."""

        table_name = "members_import"
