r"""Run, test, check, measure and build: the same on Linux, macOS and Windows.

    python3 tools/dev.py run        Windows: py tools\dev.py run
    python3 tools/dev.py test [what pytest takes]
    python3 tools/dev.py check | bench | reliability | build

Needs Python's standard library alone; everything else goes into `.venv`, pinned and
checked by hash, and is installed again only when the pins change.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
from pathlib import Path

from needs import base_needs, build_needs, provide, say, screen_needs

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BUILD = ROOT / "build"
RUN = "requirements.txt"
ADDS = {"requirements-dev.txt": [RUN], "requirements-build.txt": [RUN]}
OLDEST = (3, 11)
WINDOWS = sys.platform == "win32"
CHECKS = (
    ("ruff", "check"),
    ("ruff", "format", "--check"),
    ("basedpyright",),
    ("lint-imports", "--no-logo"),
    ("vulture",),
)


def main() -> int:
    """Do what the first argument names; return the exit status."""
    if sys.version_info < OLDEST:
        wanted, here = ".".join(map(str, OLDEST)), sys.version.split()[0]
        say(
            f"需要 Python {wanted} 或更新版本，当前是 {here}。",
            f"Python {wanted} or newer is needed; this is {here}.",
        )
        return 1
    # What children print comes after what is said here, also when piped.
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr] (a text stream)
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("what", choices=DUTIES)
    asked, further = parser.parse_known_args()
    os.chdir(ROOT)
    return DUTIES[asked.what](further)


def run(further: list[str]) -> int:
    """Open the application, or show its job in files where there is no display."""
    if has_display():
        provide(base_needs() + screen_needs())
        return start(environment(VENV, RUN), "-m", "ui", *further)
    provide(base_needs())
    python = environment(VENV, RUN)
    say(
        "没有图形显示：改为演示整套工作，保险库、报告和截图写入 demo-output/。",
        "No display here: performing the job as a demonstration instead; vault,"
        " report and pictures go to demo-output/.",
    )
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return start(python, "-m", "ui", "demo", "--out", "demo-output", *further)


def test(further: list[str]) -> int:
    """Run the tests, without a screen, on every core."""
    # In stretches, so that what a file prepares for its tests is prepared once.
    spread = ("--numprocesses=auto", "--dist=worksteal")
    return start(tools(), "-m", "pytest", *spread, *further)


def check(further: list[str]) -> int:
    """Check form, types, walls and dead code; say everything that fails."""
    python = tools()
    failed = 0
    for program, *arguments in CHECKS:
        print("$", program, *arguments)
        failed |= start(python.parent / program, *arguments, *further)
    return min(failed, 1)


def bench(further: list[str]) -> int:
    """Print what the product does in a second, beside raw SQLCipher."""
    settings = {
        "python_files": "bench_*.py test_*.py",
        "python_functions": "bench_* test_*",
        "timeout": "1800",
    }
    options = [f"--override-ini={name}={value}" for name, value in settings.items()]
    shown = ("-p", "no:randomly", "--benchmark-enable", "--capture=no")
    folder = "tests/benchmarks"
    return start(tools(), "-m", "pytest", folder, *options, *shown, *further)


def reliability(further: list[str]) -> int:
    """Print what the vault is held to, row by row, with counts."""
    return start(tools(), "-m", "tests.reliability", *further)


def build(further: list[str]) -> int:
    """Make a folder that runs without Python, in `dist/`."""
    provide(base_needs() + build_needs())
    # A place of its own, so that no test tool is swept into the folder.
    python = environment(BUILD / "venv", "requirements-build.txt")
    places = ("--workpath", str(BUILD / "work"), "--distpath", "dist")
    spec = ("-m", "PyInstaller", "--noconfirm", *places, "build.spec")
    return start(python, *spec, *further)


DUTIES = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "reliability": reliability,
    "build": build,
}


def tools() -> Path:
    """Return the Python that has the test tools as well."""
    provide(base_needs())
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return environment(VENV, "requirements-dev.txt")


def has_display() -> bool:
    """Tell whether a window can be shown."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def environment(folder: Path, requirements: str) -> Path:
    """Return the folder's Python, with everything in `requirements` installed."""
    python = folder / ("Scripts/python.exe" if WINDOWS else "bin/python")
    if not runs(python):
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
    files = [requirements, *ADDS.get(requirements, [])]
    pins = hashlib.sha256(b"".join((ROOT / file).read_bytes() for file in files))
    stamp = folder / f"installed-{requirements}"
    if not stamp.exists() or stamp.read_text() != pins.hexdigest():
        say(
            f"正在安装 {requirements} 中的依赖（仅在清单变化时）……",
            f"Installing what {requirements} names (only when it has changed) ...",
        )
        hashed = ("--require-hashes", "--only-binary=:all:", "-r", requirements)
        quiet = ("--quiet", "--disable-pip-version-check", "--no-input")
        install = [python, "-m", "pip", "install", *quiet, *hashed]
        subprocess.run(install, check=True)
        stamp.write_text(pins.hexdigest())
    return python


def runs(python: Path) -> bool:
    """Tell whether this environment's Python is there and new enough."""
    try:
        told = subprocess.run(
            [python, "-c", "import pip, sys; print(*sys.version_info[:2])"],
            capture_output=True,
            check=True,
            text=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    return tuple(map(int, told.stdout.split())) >= OLDEST


def start(program: Path, *arguments: str) -> int:
    """Run a program to its end; return its exit status."""
    try:
        return subprocess.run([program, *arguments], check=False).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as failed:
        sys.exit(failed.returncode or 1)
