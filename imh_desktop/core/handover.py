"""A family given to another laptop: for a time, or for good. Both may go on writing."""

from datetime import date
from typing import Literal

import msgspec

HandoverKind = Literal["cover", "handover"]
"""cover: for a time, as when somebody is ill; handover: for good."""


class Handover(msgspec.Struct, frozen=True, kw_only=True):
    """One family, given once. ``until_on``: None = until it is said otherwise."""

    handover_id: str
    child_id: str
    from_worker: str
    from_device: str
    to_device: str
    kind: HandoverKind
    from_on: date
    until_on: date | None = None

    def holds(self, on: date) -> bool:
        """Tell whether it holds on a day."""
        return self.from_on <= on and (self.until_on is None or on <= self.until_on)
