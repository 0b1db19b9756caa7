"""A vault with a lead, a moderator and a second owner, and what is sealed in it."""

from typing import Any

import pytest

from app.errors import AppError, NotPermitted
from app.ids import PersonId
from app.staff.queries import StaffList, StaffRow
from app.staff.roles import Role
from app.work import Command
from app.workspace import Workspace
from tests.builders import OWNER, Site, enrol

NEW = "完全不同的另外一句登录话：窗外有一只灰喜鹊"
RECOVERED = "从恢复单回来以后：楼下的面馆今天换了招牌"
LEAD, MODERATOR, SECOND = "何澄", "周慎", "叶青"


def crewed(site: Site) -> dict[str, PersonId]:
    """Make the vault; it is closed. Return its people by name."""
    with site.created() as workspace:
        return {
            LEAD: enrol(workspace, LEAD, Role.LEAD),
            MODERATOR: enrol(workspace, MODERATOR, Role.MODERATOR),
            SECOND: enrol(workspace, SECOND, Role.OWNER),
            OWNER: PersonId(workspace.person),
        }


def do(site: Site, command: Command[Any], name: str = OWNER) -> Any:
    with site.opened(name) as workspace:
        return workspace.execute(command).value


def refused(site: Site, command: Command[Any], name: str = OWNER) -> str:
    with site.opened(name) as workspace, pytest.raises(AppError) as caught:
        workspace.execute(command)
    return caught.value.code


def row(site: Site, person: PersonId) -> StaffRow:
    with site.opened() as workspace:
        return next(r for r in workspace.query(StaffList()) if r.id == person)


def sealed(workspace: Workspace, audience: str = "leads") -> str:
    """Seal something through a note's commit; return where it can be found."""
    act = workspace._session.act(workspace._session.surroundings.clock())
    value = act.seal(audience, "text", "机密的话", subject="s" * 32)
    with workspace._session.store.transaction():
        workspace._session.store.sql(
            "CREATE TABLE IF NOT EXISTS probe(value BLOB, wrap BLOB)"
        )
        for wrap in act.sealer.wraps:
            workspace._session.store.sql(
                "INSERT INTO journal_wrap VALUES(?, 1, ?, ?, ?)",
                (wrap.id, wrap.audience, wrap.generation, wrap.sealed),
            )
        workspace._session.store.sql("INSERT INTO probe VALUES(?, '')", (value,))
    return audience


def opens(workspace: Workspace) -> bool:
    ((value,),) = workspace._session.store.sql("SELECT value FROM probe")
    try:
        told = workspace._session.opener().open(bytes(value), "s" * 32, "text")
    except NotPermitted:
        return False
    return told == "机密的话"
