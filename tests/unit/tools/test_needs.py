"""What is missing is named with the command that brings it, or brought."""

import subprocess
import sys
from pathlib import Path

import needs
import pytest
from needs import Need

MISSING = [
    Need("libEGL.so.1", "libegl1", "libEGL.so.1()(64bit)"),
    Need("中文字体", "fonts-noto-cjk", "google-noto-sans-cjk-fonts"),
]


class System:
    """A Linux of our making: its programs, its user, and what was run on it."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.programs: set[str] = set()
        self.user = 1000
        self.ran: list[list[str]] = []
        patch.setenv("LC_ALL", "C")
        patch.setattr(needs, "LINUX", True)
        patch.setattr(needs.shutil, "which", self._which)
        patch.setattr(needs.os, "geteuid", lambda: self.user, raising=False)
        patch.setattr(needs.subprocess, "run", self._run)

    def _which(self, name: str) -> str | None:
        return f"/usr/bin/{name}" if name in self.programs else None

    def _run(
        self, command: list[str], **_: object
    ) -> "subprocess.CompletedProcess[str]":
        self.ran.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> System:
    return System(monkeypatch)


def test_nothing_missing_says_nothing(
    system: System, capsys: pytest.CaptureFixture[str]
):
    needs.provide([])
    assert capsys.readouterr().out == ""
    assert system.ran == []


def test_a_person_is_told_the_command(
    system: System, capsys: pytest.CaptureFixture[str]
):
    system.programs = {"apt-get"}
    with pytest.raises(SystemExit) as stopped:
        needs.provide(MISSING)
    assert stopped.value.code == 1
    said = capsys.readouterr().out
    assert "libEGL.so.1, 中文字体" in said
    wanted = "sudo apt-get install --no-install-recommends fonts-noto-cjk libegl1\n"
    assert wanted in said
    assert system.ran == []


def test_another_linux_is_told_its_own_command(
    system: System, capsys: pytest.CaptureFixture[str]
):
    system.programs = {"dnf"}
    system.user = 0
    with pytest.raises(SystemExit):
        needs.provide(MISSING)
    wanted = "sudo dnf install 'libEGL.so.1()(64bit)' 'google-noto-sans-cjk-fonts'"
    assert wanted in capsys.readouterr().out


def test_root_gets_it_installed(system: System):
    system.programs = {"apt-get"}
    system.user = 0
    needs.provide(MISSING)
    first, second = system.ran
    assert first[-1] == "update"
    assert second[-2:] == ["fonts-noto-cjk", "libegl1"]


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh_CN.UTF-8", "好\n"), ("en_GB.UTF-8", "well\n"), ("C", "well\n")],
)
def test_words_follow_the_system(
    language: str,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.setenv("LC_ALL", language)
    needs.say("好", "well")
    assert capsys.readouterr().out == said


def test_the_script_names_its_duties():
    told = subprocess.run(
        [sys.executable, Path(needs.__file__).with_name("dev.py"), "nothing"],
        capture_output=True,
        check=False,
        text=True,
    )
    assert told.returncode == 2
    assert "run" in told.stderr
