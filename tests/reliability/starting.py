"""How a process begins whose traces are looked for."""

import sys
from collections.abc import Iterable

from app.hardening import harden
from tests.reliability.sabotage import take_away


def begin_as_the_product_does(defences: Iterable[str], *, window: bool = False) -> None:
    """Harden this process, on a system that would write dumps of any size.

    Args:
        defences: what it does without.
        window: whether it shows file dialogs.
    """
    take_away(defences)
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
    harden(window=window)
