"""Cases, decisions and sanctions as they are now."""

import peewee


class CaseTable(peewee.Model):
    """A case; the reporter column holds ciphertext."""

    id = peewee.TextField(primary_key=True)
    number = peewee.TextField(index=True)
    state = peewee.TextField()
    channel = peewee.TextField()
    member = peewee.TextField(null=True)
    subject_id = peewee.TextField()
    subject_key = peewee.TextField(null=True)
    quote = peewee.TextField()
    complaint = peewee.TextField()
    reporter = peewee.BlobField(null=True)
    set_aside = peewee.TextField()
    clause = peewee.TextField(null=True)
    severity = peewee.TextField(null=True)
    holder = peewee.TextField(null=True)
    opened_at = peewee.BigIntegerField()
    reported_at = peewee.BigIntegerField(null=True)
    occurred_at = peewee.BigIntegerField(null=True)
    due_at = peewee.BigIntegerField()
    decision = peewee.TextField(null=True)
    decided_at = peewee.BigIntegerField(null=True)
    outcome = peewee.TextField(null=True)

    class Meta:
        """Name and indexes: one for each way a queue is paged."""

        table_name = "cases_case"
        indexes = (
            (("state", "due_at", "id"), False),
            (("holder", "due_at", "id"), False),
            (("state", "decided_at", "id"), False),
            (("opened_at", "id"), False),
            # With the id, a person's own cases are left out of a queue unread.
            (("member", "id"), False),
        )


CaseTable.add_index(
    CaseTable.index(
        CaseTable.subject_key,
        CaseTable.id,
        where=CaseTable.subject_key.is_null(is_null=False),
    )
)


class AsideTable(peewee.Model):
    """Somebody of the staff who stands aside in a case."""

    id = peewee.TextField(primary_key=True)
    case = peewee.TextField(column_name="case")
    person = peewee.TextField()

    class Meta:
        """Name and index: in which cases a person stands aside."""

        table_name = "cases_aside"
        indexes = ((("person", "case"), False), (("case",), False))


class DecisionTable(peewee.Model):
    """A decision with all it was founded on."""

    id = peewee.TextField(primary_key=True)
    case = peewee.TextField(column_name="case", index=True)
    decider = peewee.TextField()
    proposer = peewee.TextField(null=True)
    at = peewee.BigIntegerField()
    clause = peewee.TextField(null=True)
    rulebook = peewee.TextField(null=True)
    version = peewee.IntegerField()
    severity = peewee.TextField(null=True)
    proposed = peewee.BlobField(null=True)
    step = peewee.BlobField(null=True)
    ordinal = peewee.IntegerField()
    window_days = peewee.IntegerField()
    counted = peewee.TextField()
    sanction = peewee.TextField(null=True)
    reason = peewee.TextField()
    deviation_reason = peewee.TextField()
    retracted_at = peewee.BigIntegerField(null=True)
    returned_at = peewee.BigIntegerField(null=True)

    class Meta:
        """Name and index: how a clause fared of late."""

        table_name = "cases_decision"
        indexes = ((("clause", "at"), False),)


class SanctionTable(peewee.Model):
    """A sanction; it never changes but for being reversed."""

    id = peewee.TextField(primary_key=True)
    case = peewee.TextField(column_name="case", index=True)
    member = peewee.TextField(null=True, index=True)
    clause = peewee.TextField()
    offence_class = peewee.TextField()
    kind = peewee.TextField()
    days = peewee.IntegerField()
    points = peewee.IntegerField()
    effective_at = peewee.BigIntegerField()
    ends_at = peewee.BigIntegerField(null=True)
    expires_at = peewee.BigIntegerField()
    reversed_at = peewee.BigIntegerField(null=True)

    class Meta:
        """Name."""

        table_name = "cases_sanction"


SanctionTable.add_index(
    # All a sum of points needs: whose points call for a review is asked of everybody.
    SanctionTable.index(
        SanctionTable.member,
        SanctionTable.expires_at,
        SanctionTable.effective_at,
        SanctionTable.points,
        where=SanctionTable.reversed_at.is_null()
        & SanctionTable.member.is_null(is_null=False)
        & (SanctionTable.points > peewee.SQL("0")),
        name="cases_sanction_counting",
    )
)


class TimelineTable(peewee.Model):
    """What happened to a case, in order."""

    id = peewee.TextField(primary_key=True)
    case = peewee.TextField(column_name="case")
    at = peewee.BigIntegerField()
    place = peewee.IntegerField()
    actor = peewee.TextField()
    what = peewee.TextField()
    detail = peewee.TextField()
    text = peewee.TextField()

    class Meta:
        """Name and indexes."""

        table_name = "cases_timeline"
        indexes = ((("case", "at", "place"), False),)


class CaseImportTable(peewee.Model):
    """A file of complaints that was taken in."""

    id = peewee.TextField(primary_key=True)
    sha256 = peewee.TextField(index=True)
    at = peewee.BigIntegerField()
    opened = peewee.IntegerField()
    unknown = peewee.IntegerField()

    class Meta:
        """Name."""

        table_name = "cases_import"
