"""How dear one guess is to be: measured on this laptop, once, when its key file is made."""

from collections.abc import Callable
from math import ceil
from statistics import median
from time import perf_counter

from imh_desktop.store import key_file
from imh_desktop.store.key_file import Cost

AIM = 0.5
"""Seconds that one guess takes here at least (security.md S3)."""
_MARGIN = 1.15
_TRIES = 3
_MOST_MEMORY = 256 * 1024
"""KiB: a guess is made dear by memory first, up to what a laptop of 4 GiB can spare."""
_MOST_PASSES = 10
_GRAIN = 8 * 1024


def calibrated(measure: Callable[[Cost], float] | None = None) -> Cost:
    """Return parameters by which one derivation takes half a second on this laptop, and never
    less than the floor.

    Args:
        measure: gives the seconds that one derivation takes.
    """
    floor, measured = key_file.FLOOR, measure or seconds
    wanted = _MARGIN * AIM / median(measured(floor) for _ in range(_TRIES))
    memory = ceil(floor.memory_kib * max(wanted, 1) / _GRAIN) * _GRAIN
    spared = min(memory, _MOST_MEMORY)
    passes = ceil(floor.passes * wanted * floor.memory_kib / spared)
    return Cost(spared, min(max(passes, floor.passes), _MOST_PASSES), floor.lanes)


def seconds(cost: Cost) -> float:
    """Return how long one derivation takes here."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    begun = perf_counter()
    Argon2id(
        salt=bytes(16), length=32, iterations=cost.passes, lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive(b"how long")  # fmt: skip
    return perf_counter() - begun
