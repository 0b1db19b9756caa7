"""What a moderator's session holds: not the bytes that open a sealed value.

A test at the level of keys, not of permissions: everything that can be reached from
the open session, and everything in keyring and database, is tried.
"""

import gc
import types
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import peewee
import pytest

from app.cases.commands.intake import OpenCase
from app.cases.model import Channel
from app.cases.queries.cases import CaseDetail
from app.cases.queries.queues import CasePage, Queue
from app.errors import AppError, Corrupt, NotPermitted
from app.files.sample import make_people
from app.ids import MemberId
from app.members.commands import ImportMembers, RevealIdentity
from app.members.queries import MemberDetail, MemberPage
from app.vault.keyring import Keyring
from app.vault.keyring.slots import _vault_key_info
from app.vault.keys import PersonalKeys, ReceivingKey
from app.workspace import Workspace
from tests.builders import OWNER, Site, credentials
from tests.town import LEAD, MODERATOR, begin, member_file

PHONE, REMARK, REPORTER = "19900007531", "已实名 欧阳不存在", "wxid_brave_reporter"
SECRETS = (PHONE, REMARK, REPORTER)


@dataclass(frozen=True, slots=True)
class Scene:
    """A vault with sealed values that a moderator has put in."""

    site: Site
    member: MemberId


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Sealed by the moderator, for others to open."""
    site = Site(root=tmp_path_factory.mktemp("scene"))
    with site.created() as workspace:
        begin(workspace)
    person = replace(make_people(1, 99)[0], phone=PHONE, remark=REMARK)
    with site.opened(MODERATOR) as workspace:
        workspace.execute(ImportMembers(file=member_file([person], "f")))
        found = workspace.query(MemberPage(words=person.platform_id)).rows
        workspace.execute(
            OpenCase(
                member=found[0].id,
                subject_id="",
                channel=Channel.PRIVATE_MESSAGE,
                quote="一句不该说的话",
                reporter=REPORTER,
            )
        )
    return Scene(site, found[0].id)


def reachable(start: object) -> Iterator[object]:
    """Yield every object that can be reached from one, code and modules apart."""
    skipped = (type, types.ModuleType, types.FunctionType, types.CodeType)
    seen: set[int] = set()
    waiting = [start]
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen or isinstance(thing, skipped):
            continue
        seen.add(id(thing))
        yield thing
        waiting.extend(gc.get_referents(thing))


def bytes_within(start: object) -> set[bytes]:
    """Return every string of bytes that can be reached, text included."""
    found: set[bytes] = set()
    for thing in reachable(start):
        if isinstance(thing, bytes | bytearray):
            found.add(bytes(thing))
        elif isinstance(thing, str):
            found.add(thing.encode("utf-8", "surrogatepass"))
    return found


def cells(workspace: Workspace) -> Iterator[bytes]:
    """Yield every value that stands in any table of the database."""
    store = workspace._session.store
    for name in sorted(store.table_names()):
        for row in store.rows(peewee.Table(name).select(peewee.SQL("*"))):
            for value in row:
                if isinstance(value, bytes):
                    yield value
                    yield from inside(value)
                elif value is not None:
                    yield str(value).encode()


def inside(packed: bytes) -> Iterator[bytes]:
    """Yield strings of bytes within packed bodies, grants among them."""
    try:
        waiting: list[Any] = [msgspec.msgpack.decode(packed)]
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return
    while waiting:
        value = waiting.pop()
        if isinstance(value, bytes):
            yield value
        elif isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def secrets_of(site: Site) -> dict[str, bytes]:
    """Return, as the owner, what must not be found: seeds and data keys."""
    opened = Keyring.read(site.place).unlock(credentials(OWNER))
    found = {"the owner's seed": opened.keys.seed}
    with site.opened() as workspace:
        opener = workspace._session.opener()
        for name, key in opener.authority.audiences.items():
            seed = opener.seed_of(key.audience, key.generation)
            found[f"the seed of {name}"] = seed
            private = ReceivingKey(seed)
            info = b"gongdao/wrap/1\0" + key.audience.encode()
            query = "SELECT id, sealed FROM journal_wrap WHERE audience=?"
            for wrap, sealed in workspace._session.store.sql(query, (key.audience,)):
                found[f"a data key of {name}: {wrap.hex()}"] = private.open(
                    sealed, info
                )
    found["the lead's seed"] = (
        Keyring.read(site.place).unlock(credentials(LEAD)).keys.seed
    )
    return found


def infos(workspace: Workspace) -> set[bytes]:
    """Return every purpose for which anything in this vault is sealed."""
    authority = workspace._session.journal.position.authority
    audiences = [key.audience for key in authority.audiences.values()]
    found = {b"gongdao/wrap/1\0" + audience.encode() for audience in audiences}
    found |= {
        b"gongdao/grant/1\0" + audience.encode() + b"\0" + person.encode()
        for audience in audiences
        for person in authority.people
    }
    return found | {_vault_key_info(workspace._session.keyring._contents)}


def opened_with(keys: PersonalKeys, workspace: Workspace) -> list[bytes]:
    """Return whatever opens, of all bytes in keyring and database."""
    found: list[bytes] = []
    keyring = (workspace.place / "keyring").read_bytes()
    sealed = {v for v in cells(workspace) if 48 <= len(v) <= 4096}
    half = keyring[44 : len(keyring) // 2]
    sealed |= {value for value in inside(half) if len(value) > 1000}
    for value in sealed:
        for info in infos(workspace):
            try:
                found.append(keys.receiving.open(value, info))
            except Corrupt:
                continue
    return found


def test_a_moderator_s_session_holds_no_key_to_what_is_sealed(scene: Scene):
    secrets = secrets_of(scene.site)
    assert len(secrets) > 5
    with scene.site.opened(MODERATOR) as workspace:
        workspace.query(MemberDetail(member=scene.member))
        workspace.query(CasePage(queue=Queue.ALL))
        held = b"\0".join(bytes_within(workspace))
    for name, secret in secrets.items():
        assert secret not in held, name


def test_the_owner_s_session_does(scene: Scene):
    """The control: what is looked for would be found."""
    secrets = secrets_of(scene.site)
    with scene.site.opened() as workspace:
        opener = workspace._session.opener()
        seeds = [
            opener.seed_of(key.audience, key.generation)
            for key in opener.authority.audiences.values()
        ]
        held = b"\0".join(bytes_within((workspace, seeds)))
    found = {name for name, secret in secrets.items() if secret in held}
    assert {"the owner's seed", "the seed of identity", "the seed of leads"} <= found


def test_nothing_in_the_vault_opens_with_a_moderator_s_seed(scene: Scene):
    secrets = set(secrets_of(scene.site).values())
    mine = Keyring.read(scene.site.place).unlock(credentials(MODERATOR))
    owners = Keyring.read(scene.site.place).unlock(credentials(OWNER))
    with scene.site.opened(MODERATOR) as workspace:
        assert opened_with(mine.keys, workspace) == [mine.vault_key]
        # The control: the owner's seed opens her own grants, one for each audience.
        granted = opened_with(owners.keys, workspace)
    assert set(granted) - {owners.vault_key} <= secrets
    assert len(granted) == 3


def test_no_sealed_word_stands_in_the_clear_in_the_database(scene: Scene):
    with scene.site.opened(MODERATOR) as workspace:
        everything = b"\0".join(cells(workspace))
    for words in SECRETS:
        assert words.encode() not in everything
    assert "一句不该说的话".encode() in everything


def test_no_answer_to_a_moderator_has_a_sealed_word(scene: Scene):
    with scene.site.opened(MODERATOR) as workspace:
        member = workspace.query(MemberDetail(member=scene.member))
        assert set(member.sealed) == {"phone", "remark"}
        answers: list[object] = [member]
        for words in ("", *SECRETS):
            answers.append(workspace.query(MemberPage(words=words)))
            answers.append(workspace.query(CasePage(queue=Queue.ALL, words=words)))
        lines = workspace.query(CasePage(queue=Queue.ALL)).rows
        answers += [workspace.query(CaseDetail(case=line.id)) for line in lines]
        told = b"\0".join(bytes_within(answers))
        for words in SECRETS:
            assert words.encode() not in told
        with pytest.raises(NotPermitted):
            workspace.execute(RevealIdentity(member=scene.member, reason="想知道"))


def test_no_call_of_the_opener_gives_a_moderator_a_sealed_word(scene: Scene):
    with scene.site.opened(MODERATOR) as workspace:
        opener = workspace._session.opener()
        query = "SELECT id, phone FROM members_member WHERE phone IS NOT NULL"
        sealed = workspace._session.store.sql(query)
        assert sealed
        for member, value in sealed:
            with pytest.raises(NotPermitted):
                opener.open(value, member, "phone")
        for (wrap,) in workspace._session.store.sql("SELECT id FROM journal_wrap"):
            with pytest.raises(NotPermitted):
                opener.check(wrap)
        # Somebody else's name on the opener brings a grant, but not the seed to it.
        for person in opener.authority.people:
            posing = replace(opener, person=person)
            for member, value in sealed[:2]:
                with pytest.raises(AppError):
                    posing.open(value, member, "phone")


def test_a_lead_opens_it_and_the_reading_is_recorded(scene: Scene):
    scene.site.clock.now = datetime(2026, 11, 20, tzinfo=UTC)
    with scene.site.opened(LEAD) as workspace:
        command = RevealIdentity(member=scene.member, reason="核对身份")
        assert workspace.execute(command).value == {"phone": PHONE, "remark": REMARK}
        profile = workspace.query(MemberDetail(member=scene.member))
        assert profile.revealed_by == LEAD
        assert workspace.verify().sound


def test_a_copy_of_the_scene_is_sound(scene: Scene, tmp_path: Path):
    with scene.site.opened(MODERATOR) as workspace:
        report = workspace.verify()
    assert report.sound
    assert report.wraps == 0
