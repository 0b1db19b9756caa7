"""`python -m app`: the command line."""

import multiprocessing
import sys

from app.cli import main

if __name__ == "__main__":
    # First of all: a frozen program starts its children as itself.
    multiprocessing.freeze_support()
    sys.exit(main())
