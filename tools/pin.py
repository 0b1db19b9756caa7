"""Pin every dependency, with the hashes of all its files for all systems.

Reads the names from `pyproject.toml` and writes `requirements*.txt`. Pins that are
there stay; `--upgrade` lets them move. Needs `uv` on the path (it resolves for Linux,
macOS and Windows at once) and is for maintainers: running and testing never need it.
"""

import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUN = "requirements.txt"
ADDED = {"dev": "requirements-dev.txt", "build": "requirements-build.txt"}
HEADER = "# Written by tools/pin.py from the names in pyproject.toml.\n"
PIN = re.compile(r"^[^\s#].*(?:\n +.*)*\n", re.MULTILINE)
COMPILE = shlex.split(
    "uv pip compile --quiet --universal --generate-hashes --python-version 3.11"
    " --no-config --no-header --no-annotate --no-emit-index-url --no-emit-find-links"
)


def main() -> None:
    """Write the three files anew."""
    upgrade = [option for option in sys.argv[1:] if option == "--upgrade"]
    run = _compiled(RUN, "pyproject.toml", *upgrade)
    _write(RUN, *run.values())
    for group, file in ADDED.items():
        sources = ("pyproject.toml", "--group", group, "-c", RUN)
        pins = _compiled(file, *sources, *upgrade)
        added = [block for name, block in pins.items() if name not in run]
        _write(file, f"-r {RUN}\n", *added)


def _write(file: str, *blocks: str) -> None:
    text = HEADER + "".join(blocks)
    (ROOT / file).write_text(text, encoding="utf-8", newline="\n")


def _compiled(file: str, *sources: str) -> dict[str, str]:
    """Return each package's pin with its hashes, by name."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / file
        for known in (RUN, file):
            if (ROOT / known).exists():
                (Path(folder) / known).write_bytes((ROOT / known).read_bytes())
        subprocess.run([*COMPILE, *sources, "-o", out], cwd=ROOT, check=True)
        blocks = PIN.findall(out.read_text(encoding="utf-8"))
    pins: dict[str, str] = {}
    for block in blocks:  # a package has two where systems need different versions
        name = re.split(r"[=\s]", block)[0]
        pins[name] = pins.get(name, "") + block
    return pins


if __name__ == "__main__":
    main()
