"""What came of many faults, counted."""

from dataclasses import dataclass, field

from tests.faults.answering import Found


@dataclass
class Tally:
    """``trials``: faults; ``acknowledged``: answers that had to be there, over all of them;
    ``lost``: how many were not; ``damaged``: vaults that did not verify; ``cut_short``: trials
    with a lost answer; ``said``: the first sentences of what was wrong."""

    trials: int = 0
    acknowledged: int = 0
    lost: int = 0
    damaged: int = 0
    cut_short: int = 0
    said: list[str] = field(default_factory=list)

    def note(self, found: Found, acknowledged: int) -> None:
        """Count one trial."""
        self.trials += 1
        self.acknowledged += acknowledged
        self.lost += found.lost
        self.cut_short += bool(found.lost)
        self.damaged += bool(found.faults)
        self.said += list(found.faults)[: max(5 - len(self.said), 0)]
