"""The command line, over the same workspace as the window.

`main` is all that others need. What it takes is imported inside it, since a child
that parses a foreign file imports the starting program too and must stay bare.
May not import `ui`.
"""


def main() -> int:
    """Run the command that was typed, and return the program's exit code."""
    from app.hardening import harden

    harden()
    from app.cli.program import run

    return run()
