"""What is installed is pinned by hash, complete, and no more than is asked for."""

import re
import tomllib

import pytest

from tests.architecture.tree import ROOT

FILES = {
    "run": "requirements.txt",
    "dev": "requirements-dev.txt",
    "build": "requirements-build.txt",
}
PIN = re.compile(
    r"^([a-z0-9][a-z0-9.-]*)==(\S+)( ; [^\\\n]+)? \\\n((?:    --hash=\S+(?: \\)?\n)+)",
    re.MULTILINE,
)


def text_of(group: str) -> str:
    return (ROOT / FILES[group]).read_text(encoding="utf-8")


def pinned(group: str) -> set[str]:
    return {name for name, *_ in PIN.findall(text_of(group))}


def wanted(group: str) -> set[str]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    asked = project["dependency-groups"].get(group, [])
    if group == "run":
        asked = project["project"]["dependencies"]
    return {re.split(r"[<>=; ]", name)[0].lower() for name in asked}


@pytest.mark.parametrize("group", FILES)
def test_every_dependency_is_pinned(group: str):
    assert wanted(group) <= pinned(group)


@pytest.mark.parametrize("group", FILES)
def test_nothing_stands_in_the_file_but_hashed_pins(group: str):
    rest = PIN.sub("", text_of(group)).splitlines()
    assert [line for line in rest if line[:2] not in ("# ", "-r")] == []


@pytest.mark.parametrize("group", FILES)
def test_hashes_are_sha256(group: str):
    hashes = re.findall(r"--hash=(\S+)", text_of(group))
    assert [h for h in hashes if not re.fullmatch(r"sha256:[0-9a-f]{64}", h)] == []


def test_running_installs_no_tool():
    assert pinned("run") & (pinned("dev") | pinned("build")) == set()


@pytest.mark.parametrize("name", ["cffi", "cryptography", "msgspec", "sqlcipher3"])
def test_compiled_packages_have_files_for_many_systems(name: str):
    # Three systems, four versions of Python: one file alone is a pin to one machine.
    hashes = [found[3].count("--hash") for found in PIN.findall(text_of("run"))]
    names = [found[0] for found in PIN.findall(text_of("run"))]
    assert hashes[names.index(name)] > 12
