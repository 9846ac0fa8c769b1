"""The save path under test: made-up visits answered through the flows, and what must be there."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from imh_desktop.flows import soaking

Acknowledge = Callable[[str, str], None]


def begin(folder: Path) -> None:
    """Make the throw-away vault, so that what comes later is answering alone."""
    soaking.soak(folder, lambda _entry, _content: None, visits=0)


def answer(folder: Path, acknowledge: Callable[[str], None], visits: int) -> None:
    """Answer and close visits; ``acknowledge`` takes what each commit is known by."""
    soaking.soak(folder, lambda entry, content: acknowledge(f"{entry} {content}"), visits=visits)


class Found(NamedTuple):
    """What a vault holds after a fault. ``lost``: acknowledged and not there; ``faults``: what
    verifying finds."""

    lost: int
    faults: tuple[str, ...]


def found(folder: Path, acknowledged: Iterable[str]) -> Found:
    """Open the vault as the program does, and compare."""
    have: set[str] = set()
    faults = soaking.check(folder, lambda entry, content: have.add(f"{entry} {content}"))
    return Found(len(set(acknowledged) - have), faults)
