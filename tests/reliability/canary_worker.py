"""A process that takes in personal data, works with it and waits to be looked at.

    python -m tests.reliability.canary_worker PLACE MEMBERS COMPLAINTS [DEFENCE ...]

Home, temporary folder and settings are those of its environment. It does without the
defences that are named.
"""

import contextlib
import random
import sys
from pathlib import Path

from app.cases.queries.queues import CasePage, Queue
from app.errors import AppError, InputError
from app.files.profiles import read_complaints, read_members
from app.members.commands import ImportMembers, RevealIdentity
from app.members.queries import MemberPage
from app.notes.commands import AddNote
from app.words import sentence
from app.workspace import Surroundings, Workspace
from tests.builders import CHEAP, COMMUNITY, OWNER, HandClock, credentials
from tests.reliability.starting import begin_as_the_product_does
from tests.town import ImportCases, Life, begin

NOTE = "密语七四一：起因是对译本的争论"
DRAFT = "密语八五二：还没想好怎么写"
SEARCHED = "密语九六三"


def main() -> None:
    """Do a bit of everything, then wait with the vault open."""
    place, members, complaints = map(Path, sys.argv[1:4])
    begin_as_the_product_does(sys.argv[4:])
    clock = HandClock()
    # The markers are where the product itself puts them.
    around = Surroundings(clock=clock, cost=CHEAP)
    workspace = Workspace.create(
        place, community=COMMUNITY, owner=credentials(OWNER), surroundings=around
    )
    begin(workspace)
    workspace.execute(ImportMembers(file=read_members(members)))
    workspace.execute(ImportCases(file=read_complaints(complaints)))
    Life(workspace, clock, random.Random(3)).steps(40)
    case = workspace.query(CasePage(queue=Queue.ALL)).rows[0].id
    workspace.execute(AddNote(subject=case, text=NOTE))
    workspace.desk.put("draft", DRAFT, clock())
    workspace.query(CasePage(queue=Queue.ALL, words=SEARCHED))
    member = workspace.query(MemberPage()).rows[0].id
    with contextlib.suppress(InputError):  # not every member has sealed values
        workspace.execute(RevealIdentity(member=member, reason="核对身份"))
    try:
        workspace.execute(AddNote(subject=case, text=""))
    except AppError as refused:
        sys.stderr.write(f"{sentence(refused)}\n")
    workspace.rebuild()
    if not workspace.verify().sound:
        raise InputError("vault_damaged")
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()
