"""A community with decided cases, and a draft that would treat some differently."""

from pathlib import Path

from app.rulebook.commands import BeginDraft
from app.rulebook.model import Severity
from tests.builders import OWNER
from tests.screens.hearing import HANDLES, MODERATOR, Hearing, assemble
from tests.storage.features.rules import BOOK, with_clause, without

CLAUSES = ("3.2", "1.1", "2.1", "1.2")
"""Cited once about each member."""


def tried(root: Path) -> Hearing:
    """Make the vault: under the draft 3.2 is graver, 2.1 milder, 1.1 gone."""
    hearing = assemble(root)
    with hearing.site.opened(MODERATOR) as workspace:
        for clause in CLAUSES:
            for handle in HANDLES:
                hearing.decide(workspace, handle, clause)
                hearing.site.clock.forward(days=2)
    with hearing.site.opened(OWNER) as workspace:
        graver = with_clause(without(BOOK, "1.1"), "3.2", severity=Severity.HIGH)
        milder = with_clause(graver, "2.1", severity=Severity.LOW)
        workspace.execute(BeginDraft(book=milder))
    return hearing
