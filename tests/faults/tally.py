"""What a suite found, in numbers that can be added up and kept between two runs."""

import json
import time
from collections.abc import Iterable
from pathlib import Path

MOST = 20
"""How many faults are kept in words."""


class Tally:
    """Trials, and what went wrong in them."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.trials = self.acknowledged = self.lost = self.lossy = self.damaged = self.bad = 0
        self.reported = 0
        self.seconds = 0.0
        self.said: list[str] = []
        self._since = time.monotonic()

    def add(
        self, *, acknowledged: int = 0, lost: int = 0, faults: Iterable[str] = (),
        bad: Iterable[str] = (), reported: int = 0,
    ) -> None:  # fmt: skip
        """Note one trial.

        Args:
            lost: acknowledged entries that are not there. faults: what verification found.
            bad: what else must not be: a foreign exception, no sentence, a file altered.
            reported: faults that were told in a sentence.
        """
        faults, bad = list(faults), list(bad)
        self.trials += 1
        self.acknowledged += acknowledged
        self.lost += lost
        self.lossy += lost > 0
        self.damaged += bool(faults)
        self.bad += bool(bad)
        self.reported += reported
        self.said = [*self.said, *faults, *bad][:MOST]
        self.seconds = time.monotonic() - self._since

    def unite(self, other: dict[str, object]) -> None:
        """Add what another process found."""
        for name, value in other.items():
            mine = getattr(self, name)
            setattr(self, name, mine + value)
        self.said = self.said[:MOST]

    def facts(self) -> dict[str, object]:
        """Return the numbers, to be written down."""
        return {name: value for name, value in vars(self).items() if not name.startswith("_")}

    @property
    def clean(self) -> bool:
        """Tell whether nothing at all went wrong."""
        return not (self.lost or self.damaged or self.bad)

    def save(self, path: Path) -> None:
        """Write the numbers down."""
        path.write_text(json.dumps(self.facts()), encoding="utf-8")
