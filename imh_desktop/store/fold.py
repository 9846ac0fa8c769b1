"""What the entries of a record say together, once they are put in order (``ancestry``)."""

import re
from typing import NamedTuple

from imh_desktop.store.entry import Changes, Entry, Value

FINISHED = "finished_at"
"""When a record was closed, where its close was erased and made again."""
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")


class Candidate(NamedTuple):
    """One of the values a field in conflict holds, and the entry that set it."""

    value: Value
    entry_id: str
    worker_id: str
    recorded_at: str


class Fold(NamedTuple):
    """The values that stand. ``setters``: field -> the entries that hold its present value."""

    fields: Changes
    conflicts: dict[str, tuple[Candidate, ...]]
    setters: dict[str, tuple[str, ...]]
    close: Entry | None

    @property
    def closed_at(self) -> str:
        """Return when the record was closed; empty while it is open."""
        if self.close is None:
            return ""
        said = self.fields.get(FINISHED)
        known = isinstance(said, str) and _INSTANT.fullmatch(said)
        return str(said) if known else self.close.recorded_at
