"""The vault's settings now, and how they came about."""

import peewee


class SettingTable(peewee.Model):
    """A setting that was changed; the id is its code."""

    id = peewee.TextField(primary_key=True)
    vault = peewee.TextField()
    value = peewee.IntegerField(null=True)
    changed_at = peewee.BigIntegerField()
    changed_by = peewee.TextField()
    changes = peewee.IntegerField()

    class Meta:
        """Name."""

        table_name = "settings_setting"


class SettingChangeTable(peewee.Model):
    """One change of a setting."""

    id = peewee.TextField(primary_key=True)
    vault = peewee.TextField()
    setting = peewee.TextField()
    place = peewee.IntegerField()
    value = peewee.IntegerField(null=True)
    at = peewee.BigIntegerField()
    lot = peewee.BlobField(null=True)

    class Meta:
        """Name and index: a setting's changes in order."""

        table_name = "settings_change"
        indexes = ((("setting", "place"), False),)
