"""Without a display the whole job is shown in files."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCREENS = (
    "unlock",
    "workbench",
    "cases",
    "appeals",
    "members",
    "rulebook",
    "revision",
    "revision-motions",
    "revision-ballots",
    "exports",
    "team",
    "audit",
)


def test_the_demonstration_leaves_vault_report_and_pictures(tmp_path: Path):
    out = tmp_path / "demo"
    done = subprocess.run(
        [sys.executable, "-m", "ui", "demo", "--out", str(out)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=400,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    wanted = {
        f"{screen}-{mode}-{language}.png"
        for screen in SCREENS
        for mode in ("light", "dark")
        for language in ("zh_CN", "en")
    }
    assert {each.name for each in out.glob("*.png")} == wanted
    (report,) = out.glob("执行情况*.csv")
    rows = report.read_text(encoding="utf-8-sig").splitlines()
    assert any(row.endswith(('"Shown"', '"已列出"', '"列出"')) for row in rows)
    assert len(list(out.glob("*.gongdao/vault-*.db"))) == 1
