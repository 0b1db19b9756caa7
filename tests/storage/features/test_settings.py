"""Settings of the vault: bounds, the last value, who may."""

from pathlib import Path

import pytest

from app.settings.commands import ChangeSetting
from app.settings.model import SETTINGS, Setting
from app.settings.queries import SettingRow, VaultSettings
from app.settings.wording import about_text, setting_text, value_text
from app.words import Language, use_language
from tests.builders import OWNER, Site
from tests.storage.features.setting import LEAD, MODERATOR, Stage


def row(stage: Stage, setting: Setting, name: str = "") -> SettingRow:
    rows = stage.ask(VaultSettings(), name)
    return next(row for row in rows if row.setting is setting)


def change(setting: Setting, value: int | None) -> ChangeSetting:
    return ChangeSetting(setting=setting, value=value)


def test_a_new_vault_has_the_defaults(tmp_path: Path, quick: None):
    with Site(root=tmp_path).created() as workspace:
        rows = workspace.query(VaultSettings())
    assert [row.setting for row in rows] == list(Setting)
    values = {row.setting: row.value for row in rows}
    assert values == {
        Setting.REVIEW_SHARE: 100,
        Setting.BACKUP_DAYS: 400,
        Setting.NOTICE_DAYS: 7,
        Setting.LEFT_DAYS: None,
        Setting.REVIEW_DAYS: 180,
    }
    assert {row.changed_at for row in rows} == {None}


def test_the_last_value_holds_and_says_whose_it_is(stage: Stage):
    for value in (90, 30):
        stage.clock.forward(minutes=1)
        stage.do(OWNER, change(Setting.BACKUP_DAYS, value))
    found = row(stage, Setting.BACKUP_DAYS, LEAD)
    assert found.value == 30
    assert (found.changed_at, found.changed_by) == (stage.clock(), OWNER)
    stage.do(OWNER, change(Setting.LEFT_DAYS, 60))
    stage.do(OWNER, change(Setting.LEFT_DAYS, None))
    assert row(stage, Setting.LEFT_DAYS).value is None


def test_what_it_is_already_is_no_change(stage: Stage):
    workspace = stage.sign_in(OWNER)
    before = workspace._session.journal.position
    stage.do(OWNER, change(Setting.BACKUP_DAYS, 400))
    assert workspace._session.journal.position == before


def test_a_change_can_be_undone(stage: Stage):
    outcome = stage.outcome(OWNER, change(Setting.LEFT_DAYS, 60))
    assert outcome.changes.areas == {"settings"}
    undo = change(Setting.LEFT_DAYS, None)
    assert outcome.undo == undo
    stage.do(OWNER, undo)
    assert row(stage, Setting.LEFT_DAYS).value is None


@pytest.mark.parametrize("setting", list(Setting))
def test_bounds_hold(stage: Stage, setting: Setting):
    definition = SETTINGS[setting]
    for value in (definition.least - 1, definition.most + 1):
        problem = stage.refused(OWNER, change(setting, value))
        assert problem.code == "setting_out_of_bounds"
        assert problem.context == {"least": definition.least, "most": definition.most}
    for value in (definition.most, definition.least):
        stage.do(OWNER, change(setting, value))
        assert row(stage, setting).value == value
    if definition.may_be_off:
        stage.do(OWNER, change(setting, None))
    else:
        assert stage.refusal(OWNER, change(setting, None)) == "setting_not_off"


def test_only_who_may_changes_them(stage: Stage):
    for name in (LEAD, MODERATOR):
        assert stage.refusal(name, change(Setting.BACKUP_DAYS, 90)) == "not_permitted"


def test_a_rebuild_gives_the_same(stage: Stage):
    for value in (50, 20, 80):
        stage.do(OWNER, change(Setting.REVIEW_SHARE, value))
    workspace = stage.sign_in(OWNER)
    before = workspace.digests()
    workspace.rebuild()
    assert workspace.digests() == before
    assert workspace.verify().sound


def test_every_setting_has_its_words():
    use_language(Language.ZH_CN)
    try:
        assert value_text(Setting.REVIEW_SHARE, 25) == "25%"
        assert value_text(Setting.BACKUP_DAYS, 400) == "400 天"
        assert value_text(Setting.LEFT_DAYS, None) == "关闭"
        words = [setting_text(each) + about_text(each) for each in Setting]
        assert len(set(words)) == len(Setting)
    finally:
        use_language(Language.EN)
