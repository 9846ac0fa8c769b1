"""How far long work has come: told step by step to whoever shows it."""

from collections.abc import Callable
from functools import partial
from typing import Literal

Step = Literal["verify", "backup", "take", "settle", "draw", "write", "restore", "look"]
"""Archives are checked; the vault is copied; entries are taken; records are brought up to date;
pages are drawn; a file is written; a backup is put back; the vault is looked through."""

Progress = Callable[[Step, int, int], None]
"""Takes the step, how much of it is done, and how much it is in all."""

Count = Callable[[int, int], None]
"""Takes how much of one step is done, and how much it is in all."""


def quiet(step: Step, done: int, total: int) -> None:
    """Tell nobody."""


def uncounted(done: int, total: int) -> None:
    """Tell nobody of one step."""


class Meter:
    """Counts up through several things, one after the other, and never past the end."""

    def __init__(self, told: Count, total: int) -> None:
        """Count to ``total``."""
        self._told, self._done, self._total = told, 0, total

    def add(self, more: int) -> None:
        """Tell that so much more is done."""
        self._done = min(self._done + more, self._total)
        self._told(self._done, self._total)

    def finish(self) -> None:
        """Tell that all is done."""
        self.add(self._total)


def within(progress: Progress, step: Step) -> Count:
    """Return what tells of one step."""
    return partial(progress, step)
