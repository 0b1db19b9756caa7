"""Read one foreign file and report how it went; run as a program of its own.

The peak memory of a child that has ended is known to its parent alone, as the highest
of all its children; hence one process for each file.
"""

import json
import sys
import time
from pathlib import Path

from app.errors import AppError
from app.files.tables import read_sheet


def report(path: Path) -> dict[str, str | int | float]:
    """Read the file and return code, seconds, peak MiB of the child, and rows."""
    began = time.monotonic()
    code, rows = "", 0
    try:
        rows = len(read_sheet(path).rows)
    except AppError as refused:
        code = refused.code
    seconds = time.monotonic() - began
    return {"code": code, "seconds": seconds, "mebibytes": peak(), "rows": rows}


def peak() -> float:
    """Return the most memory a child of this process had, in MiB."""
    if sys.platform == "win32":
        return 0.0  # its job object is the bound; nothing there reports the peak
    import resource

    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return most / (1 << 20) if sys.platform == "darwin" else most / (1 << 10)


if __name__ == "__main__":
    json.dump(report(Path(sys.argv[1])), sys.stdout)
