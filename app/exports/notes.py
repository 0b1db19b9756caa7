"""What the reader of a report must know, for beside the file."""

from collections.abc import Set

from app.exports.model import TierPolicy
from app.exports.wording import tier_name, tier_readers
from app.words import tr


def report_notes(
    policy: TierPolicy, running_months: Set[str] = frozenset()
) -> list[str]:
    """Return what a reader must know, for beside the file; the file has no room.

    Args:
        policy: what the report was measured by.
        running_months: months in it that have not ended.
    """
    lines = [
        tr(
            "Tier: {tier}. {readers}.",
            tier=tier_name(policy.tier),
            readers=tier_readers(policy.tier),
        ),
        tr(
            "Every figure shown stands for at least {least} different members.",
            least=policy.least_members,
        ),
    ]
    if policy.largest_share is not None:
        lines.append(
            tr(
                "No member makes up more than {share}% of a figure shown.",
                share=policy.largest_share,
            )
        )
    lines += [
        tr(
            "“Withheld” means that few members stand behind the figure, that one of"
            " them makes up much of it, or that another withheld figure could be"
            " computed from it. It can be zero, and it can be large."
        ),
        tr(
            "The month is the month of the decision. A case in which two clauses were"
            " found breached counts once under each, and in the totals twice."
        ),
        tr("Clauses, months and outcomes without any case are not listed."),
    ]
    if running_months:
        lines.append(
            tr(
                "Not ended yet, so the figures are not final: {months}.",
                months=", ".join(sorted(running_months)),
            )
        )
    lines.append(
        tr(
            "The checks estimate the risk that somebody is recognised. They are no"
            " certificate that the data are anonymous in law."
        )
    )
    return lines
