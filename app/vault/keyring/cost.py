"""What one guess at a passphrase costs, and the bounds of it."""

import time

from app.vault.keys import Argon2Cost, stretch

FLOOR = Argon2Cost(memory_kib=64 * 1024, iterations=3, lanes=4)
CEILING = Argon2Cost(memory_kib=1024 * 1024, iterations=20, lanes=8)


def calibrated_cost(seconds: float = 1.0) -> Argon2Cost:
    """Return a cost that takes this machine about so long, never below the floor.

    Memory stays at twice the floor while there is time for three passes over
    it; passes are then added up to the bound (RFC 9106 section 4).
    """
    probe = FLOOR
    started = time.perf_counter()
    stretch(b"", bytes(16), probe)
    taken = max(time.perf_counter() - started, 1e-3)
    if taken * 2 > seconds:
        return probe
    passes = int(probe.iterations * seconds / (taken * 2))
    return Argon2Cost(
        memory_kib=probe.memory_kib * 2,
        iterations=max(probe.iterations, min(passes, CEILING.iterations)),
        lanes=probe.lanes,
    )


def within_bounds(cost: Argon2Cost) -> bool:
    """Tell whether figures from a file may be used; some spend all the memory."""
    return (
        FLOOR.memory_kib <= cost.memory_kib <= CEILING.memory_kib
        # A cheaper guess is no danger to whoever makes it.
        and 1 <= cost.iterations <= CEILING.iterations
        and 1 <= cost.lanes <= CEILING.lanes
    )
