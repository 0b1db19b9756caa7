"""People and keys at the terminal: secrets are typed or read, never arguments."""

import json
from pathlib import Path

import pytest

from app.recovery import as_text, parse
from app.staff.roles import Role
from tests.builders import OWNER, Site, enrol, passphrase
from tests.journeys.typist import Typist, written

LEAD = "林岚"
MODERATOR = "周叙"
NEW = "a lantern crosses the frozen lake at six"
AGAIN = "seven otters carry a blue drum uphill"


@pytest.fixture
def typist(tmp_path: Path) -> Typist:
    typist = Typist(site=Site(root=tmp_path))
    with typist.site.created() as workspace:
        enrol(workspace, LEAD, Role.LEAD)
        enrol(workspace, MODERATOR, Role.MODERATOR)
    return typist


def secret(typist: Typist, name: str, words: str) -> str:
    path = Path(written(typist.site.root / name, words + "\n"))
    path.chmod(0o600)
    return str(path)


def enters(typist: Typist, name: str, words: str) -> bool:
    """Tell whether this passphrase opens the vault."""
    file = secret(typist, "try", words)
    signed_in = ("--as", name, "--passphrase-file", file)
    return typist.types("vault", "info", *signed_in).exit_code == 0


# --- people ----------------------------------------------------------------------


def test_role_and_duties_are_changed_and_what_is_not_named_stays(typist: Typist):
    someone = ("--person", MODERATOR)
    told = typist.does("person", "change", *someone, "--duty", "crisis")["person"]
    assert (told["role"], told["duties"]) == ("moderator", ["crisis"])
    told = typist.does("person", "change", *someone, "--role", "lead")["person"]
    assert (told["role"], told["duties"]) == ("lead", ["crisis"])
    words = typist.says("person", "change", *someone, "--no-duties").stdout
    assert words == f"{MODERATOR} is now: Lead.\n"
    change = ("person", "change", *someone, "--role", "lead")
    assert typist.fails(*change)[:2] == (1, "nothing_changes")


def test_a_suspension_begins_and_ends(typist: Typist):
    someone = ("--person", MODERATOR)
    told = typist.does("person", "suspend", *someone)["person"]
    assert told["state"] == "suspended"
    assert typist.fails("vault", "info", by=MODERATOR)[:2] == (1, "person_suspended")
    assert typist.does("person", "reinstate", *someone)["person"]["state"] == "active"
    assert typist.says("vault", "info", by=MODERATOR).exit_code == 0
    assert typist.fails("person", "suspend", "--person", "x")[1] == "person_not_found"
    lead = ("person", "suspend", *someone)
    assert typist.fails(*lead, by=LEAD)[:2] == (1, "not_permitted")


def test_a_removal_is_asked_about_and_owes_a_new_key(typist: Typist):
    remove = ("person", "remove", "--person", MODERATOR)
    only = typist.does(*remove)
    assert (only["removed"], only["rekey_owed"]) == (False, False)
    removed = typist.says(*remove, "--yes")
    assert f"{MODERATOR} is removed." in removed.stdout
    assert "vault rekey" in removed.stderr
    assert typist.says("vault", "info", by=MODERATOR).exit_code == 1
    before = {each.name for each in typist.site.place.glob("vault-*.db")}
    assert typist.fails("vault", "rekey", by=LEAD)[1] == "not_permitted"
    done = typist.does("vault", "rekey")
    assert (done["rekeyed"], done["rekey_owed"]) == (True, False)
    after = {each.name for each in typist.site.place.glob("vault-*.db")}
    assert len(after) == 1
    assert after != before
    assert typist.says("vault", "verify").exit_code == 0
    assert typist.does("vault", "rekey", "--new-backup")["backups"] == 1


def test_where_there_is_a_second_owner_a_removal_is_proposed(typist: Typist):
    typist.does("person", "change", "--person", LEAD, "--role", "owner")
    told = typist.does("person", "remove", "--person", MODERATOR, "--yes")["proposal"]
    assert (told["what"], told["state"]) == ("staff.removal", "waiting")
    assert typist.says("vault", "info", by=MODERATOR).exit_code == 0


def test_a_removal_can_be_declined(typist: Typist):
    somebody = Typist(site=typist.site, there=True)
    remove = ("person", "remove", "--person", MODERATOR)
    declined = somebody.says(*remove, typing="n\n")
    assert "Nothing was changed." in declined.stderr
    assert typist.says("vault", "info", by=MODERATOR).exit_code == 0


def test_who_forgot_theirs_gets_a_new_passphrase(typist: Typist):
    reissue = ("person", "reissue", "--person", MODERATOR, "--new-passphrase-file")
    given = typist.says(*reissue, secret(typist, "new", NEW))
    assert given.exit_code == 0
    assert given.stderr == ""
    assert NEW not in given.output
    assert enters(typist, MODERATOR, NEW)
    assert not enters(typist, MODERATOR, passphrase(MODERATOR))
    short = typist.fails(*reissue, secret(typist, "short", "short"))
    assert short[:2] == (1, "passphrase_too_short")


# --- one's own keys ----------------------------------------------------------------


def test_one_s_passphrase_is_changed_by_prompts(typist: Typist):
    somebody = Typist(site=typist.site, there=True)
    somebody.keyboard.typed = [passphrase(OWNER), NEW, NEW]
    changed = somebody.types("passphrase", "change", "--as", OWNER)
    assert changed.exit_code == 0, changed.output
    assert changed.stdout == "The new passphrase holds from now on.\n"
    assert enters(typist, OWNER, NEW)
    somebody.keyboard.typed = [NEW, AGAIN, "something else entirely"]
    differ = somebody.types("passphrase", "change", "--as", OWNER)
    assert differ.exit_code == 1
    assert enters(typist, OWNER, NEW)


def test_new_personal_keys_owe_the_vault_a_new_one(typist: Typist):
    file = secret(typist, "new", NEW)
    change = ("passphrase", "change", "--new-passphrase-file", file)
    assert typist.does(*change, by=MODERATOR)["rekey_owed"] is False
    signed_in = ("--as", MODERATOR, "--passphrase-file", file, "--json")
    again = secret(typist, "again", AGAIN)
    rotated = typist.types(
        *("passphrase", "change", "--new-keys", "--new-passphrase-file", again),
        *signed_in,
    )
    assert json.loads(rotated.stdout)["rekey_owed"] is True
    assert enters(typist, MODERATOR, AGAIN)


def test_a_forgotten_passphrase(typist: Typist):
    groups = typist.does("recovery", "make")["groups"]
    assert len(groups) == 8
    shown = typist.says("recovery", "make", "--yes").stdout
    key = as_text(parse("".join(line.split()[1] for line in shown.splitlines()[:8])))
    new = secret(typist, "new", NEW)
    use = ("recovery", "use", "--json", "--new-passphrase-file", new, "--key-file", "-")
    earlier = typist.types(*use, typing="-".join(groups) + "\n")
    assert json.loads(earlier.stdout)["error"]["code"] == "recovery_key_unknown"
    slip = key[:18] + ("0" if key[18] != "0" else "1") + key[19:]
    wrong = json.loads(typist.types(*use, typing=slip).stdout)["error"]
    assert wrong["code"] == "recovery_group_wrong"
    assert wrong["message"].startswith("Group 3 of the recovery key")
    used = typist.types(*use, typing=key.lower().replace("-", " ") + "\n")
    assert json.loads(used.stdout)["person"]["name"] == OWNER
    assert enters(typist, OWNER, NEW)
    assert not enters(typist, OWNER, passphrase(OWNER))
    spent = typist.types(*use, typing=key)
    assert json.loads(spent.stdout)["error"]["code"] == "recovery_key_unknown"


def test_a_second_sheet_is_asked_about(typist: Typist):
    assert typist.does("recovery", "make")["groups"]
    assert typist.does("recovery", "make")["groups"] == []
    assert typist.fails("recovery", "make", by=MODERATOR)[1] == "not_permitted"


def test_a_recovery_key_is_asked_for_where_somebody_is_there(typist: Typist):
    groups = typist.does("recovery", "make")["groups"]
    alone = typist.types("recovery", "use")
    assert alone.exit_code == 2
    assert "Add --key-file." in alone.stderr
    somebody = Typist(site=typist.site, there=True)
    somebody.keyboard.typed = [" ".join(groups), NEW, NEW]
    used = somebody.types("recovery", "use")
    assert used.exit_code == 0, used.output
    assert somebody.keyboard.asked[0] == "Recovery key: "
    assert groups[0] not in used.output
    assert enters(typist, OWNER, NEW)


# --- what waits outside --------------------------------------------------------------


def test_nothing_waits_and_nothing_can_be_admitted(typist: Typist):
    assert typist.does("staff", "held") == {"held": []}
    assert typist.says("staff", "held").stdout == "Nothing found.\n"
    assert typist.fails("staff", "admit", "00ff")[:2] == (1, "not_admissible")
    assert typist.fails("staff", "held", by=MODERATOR)[1] == "not_permitted"
