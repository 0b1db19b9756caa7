"""Where the command line starts that also writes PDFs: `python -m ui.cli`.

The commands are those of `app.cli`, which knows no Qt; what paints a PDF is handed to
it here. Like there, what is needed is imported inside `main`: a child that parses a
foreign file imports this program too and must stay bare.
"""

import multiprocessing
import sys


def main() -> int:
    """Run the command that was typed, and return the program's exit code."""
    from app.hardening import harden

    harden()
    from app.cli.program import run
    from app.cli.session import Host
    from ui.publishing.printing import printed

    return run(Host(paper=printed))


if __name__ == "__main__":
    # First of all: a frozen program starts its children as itself.
    multiprocessing.freeze_support()
    sys.exit(main())
