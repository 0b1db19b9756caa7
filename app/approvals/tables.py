"""Proposals as they are now."""

import peewee


class ProposalTable(peewee.Model):
    """A proposal; columns that end in `sealed` hold ciphertext."""

    id = peewee.TextField(primary_key=True)
    what = peewee.TextField()
    about = peewee.TextField(index=True)
    basis = peewee.TextField()
    command = peewee.TextField(null=True)
    sealed = peewee.BlobField(null=True)
    proposer = peewee.TextField()
    at = peewee.BigIntegerField()
    state = peewee.TextField()
    closer = peewee.TextField(null=True)
    closed_at = peewee.BigIntegerField(null=True)
    reason = peewee.TextField(null=True)
    reason_sealed = peewee.BlobField(null=True)

    class Meta:
        """Name and indexes: one for each way the list is paged."""

        table_name = "approvals_proposal"
        indexes = (
            (("state", "at", "id"), False),
            (("closed_at", "id"), False),
        )
