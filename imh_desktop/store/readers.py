"""For whom this laptop carries: remembered here, and in no archive."""

import json
from collections.abc import Iterable

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.sqlcipher import Connection

_NAME = "readers"


class Readers:
    """The remembered readers, by class; who writes holds the transaction."""

    def __init__(self, connection: Connection) -> None:
        """Read and write through a connection."""
        self._execute = connection.execute

    def keep(self, device_ids: dict[ChainClass, Iterable[str]]) -> None:
        """Remember who gets which class, in place of what was remembered."""
        value = json.dumps({part.value: sorted(ids) for part, ids in device_ids.items()})
        self._execute("REPLACE INTO local VALUES (?, ?)", (_NAME, value))

    def all(self) -> dict[ChainClass, tuple[str, ...]]:
        """Return device ids by class."""
        row = self._execute("SELECT value FROM local WHERE name = ?", (_NAME,)).fetchone()
        kept = json.loads(row[0]) if row else {}
        return {part: tuple(kept.get(part.value, ())) for part in ChainClass}
