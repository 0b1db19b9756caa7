"""The journal's own tables: the only ones that ever migrate."""

import peewee

ACCEPTED = "accepted"
HELD = "held"
"""What a commit's standing can be: it counts, or it waits outside and is shown."""


class CommitTable(peewee.Model):
    """A signed commit; columns beside the header repeat it, to sort and find by.

    `fault` says why it is held, `signer` under which key its signature was found to
    hold.
    """

    id = peewee.IntegerField(primary_key=True)
    hash = peewee.BlobField(unique=True)
    header = peewee.BlobField()
    signature = peewee.BlobField()
    feed = peewee.TextField()
    seq = peewee.IntegerField()
    clock = peewee.BigIntegerField()
    actor = peewee.TextField()
    staff = peewee.BooleanField()
    standing = peewee.TextField()
    # After these the layout of version 2 begins; see `layout`.
    fault = peewee.TextField(constraints=[peewee.SQL("DEFAULT ''")])
    signer = peewee.BlobField(null=True)

    class Meta:
        """Name and indexes."""

        table_name = "journal_commit"
        indexes = (
            (("clock", "feed", "seq", "hash"), True),
            (("feed", "seq"), False),
            (("staff", "clock"), False),
            (("actor", "clock"), False),
            (("feed", "clock"), False),
        )


# An entry that waits is one in a thousand; only those are in this index.
CommitTable.add_index(
    peewee.SQL(
        "CREATE INDEX IF NOT EXISTS committable_held"
        " ON journal_commit(clock) WHERE standing='held'"
    )
)

ORDER = (CommitTable.clock, CommitTable.feed, CommitTable.seq, CommitTable.hash)
"""The order of commits, the same in every copy. Its index makes sorting needless."""


class EventTable(peewee.Model):
    """An event with its bodies, salts and leaves; known by its place alone."""

    commit = peewee.IntegerField(column_name="commit_id")
    n = peewee.IntegerField()
    kind = peewee.TextField()
    version = peewee.IntegerField()
    subject = peewee.TextField(index=True)
    facts = peewee.BlobField()
    facts_salt = peewee.BlobField()
    facts_leaf = peewee.BlobField()
    personal = peewee.BlobField(null=True)
    personal_salt = peewee.BlobField(null=True)
    personal_leaf = peewee.BlobField(null=True)

    class Meta:
        """Name and key; rows lie in the order in which they are read."""

        table_name = "journal_event"
        primary_key = peewee.CompositeKey("commit", "n")
        without_rowid = True


class KindTable(peewee.Model):
    """Which kinds of event a commit has, to find commits by what they did."""

    kind = peewee.TextField()
    clock = peewee.BigIntegerField()
    commit = peewee.IntegerField(column_name="commit_id")

    class Meta:
        """Name and key; a kind's commits lie in the order of their clocks."""

        table_name = "journal_kind"
        primary_key = peewee.CompositeKey("kind", "clock", "commit")
        without_rowid = True


class WrapTable(peewee.Model):
    """A commit's data key, sealed to an audience; outside the commitments.

    Several commits may name one: whose key it is tells the key itself.
    """

    id = peewee.BlobField()
    commit = peewee.IntegerField(column_name="commit_id", index=True)
    audience = peewee.TextField()
    generation = peewee.IntegerField()
    sealed = peewee.BlobField()

    class Meta:
        """Name and key."""

        table_name = "journal_wrap"
        primary_key = peewee.CompositeKey("id", "commit")


class TombstoneTable(peewee.Model):
    """A subject whose personal bodies were erased, and by which commit.

    `proof` is that commit's header, signature and events, so that a restored backup
    can be shown why it must forget; one of a commit's rows holds it for all.
    """

    subject = peewee.TextField(primary_key=True)
    commit = peewee.BlobField(column_name="commit_hash", index=True)
    proof = peewee.BlobField()

    class Meta:
        """Name."""

        table_name = "journal_tombstone"


class StateTable(peewee.Model):
    """Small facts about this copy: layout and fold versions, the own feed."""

    name = peewee.TextField(primary_key=True)
    value = peewee.TextField()

    class Meta:
        """Name."""

        table_name = "journal_state"


FIRST_TABLES: tuple[type[peewee.Model], ...] = (
    CommitTable,
    EventTable,
    WrapTable,
    StateTable,
)
"""What every layout has had."""

JOURNAL_TABLES: tuple[type[peewee.Model], ...] = (
    *FIRST_TABLES,
    TombstoneTable,
    KindTable,
)
