"""The staff as it is now."""

import peewee


class StaffTable(peewee.Model):
    """A person of the staff."""

    id = peewee.TextField(primary_key=True)
    name = peewee.TextField()
    name_key = peewee.TextField(index=True)
    role = peewee.TextField()
    duties = peewee.TextField()
    state = peewee.TextField()
    admitted_at = peewee.BigIntegerField()
    left_at = peewee.BigIntegerField(null=True)

    class Meta:
        """Name."""

        table_name = "staff_person"


class StaffLinkTable(peewee.Model):
    """A person of the staff who is also a member."""

    id = peewee.TextField(primary_key=True)
    person = peewee.TextField(index=True)
    member = peewee.TextField(index=True)

    class Meta:
        """Name."""

        table_name = "staff_link"


class CommunityTable(peewee.Model):
    """The community the vault is for; one row."""

    id = peewee.TextField(primary_key=True)
    name = peewee.TextField()

    class Meta:
        """Name."""

        table_name = "staff_community"
