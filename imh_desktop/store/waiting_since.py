"""When work was written that is still waiting for a receipt."""

import msgspec

from imh_desktop.store.packs import Body
from imh_desktop.store.shelf import Shelf
from imh_desktop.store.sqlcipher import Connection

_LOOSE = "SELECT seq, body FROM entry WHERE chain_no = ? AND seq >= ? ORDER BY seq LIMIT 1"
_BODY = msgspec.json.Decoder(Body).decode


class WaitingSince:
    """Looks for the first entry of a chain from a place on, and remembers what it found: it is
    asked whenever the list of children is shown, and there is no index on places."""

    def __init__(self, connection: Connection, shelf: Shelf) -> None:
        """Look at the vault's own entries."""
        self._execute, self._shelf = connection.execute, shelf
        self._found: dict[tuple[int, int], str] = {}

    def written_at(self, chain_no: int, seq: int) -> str:
        """Return when the first whole entry at or after ``seq`` was written, by the clock of who
        wrote it; empty when none is left."""
        place = (chain_no, seq)
        if place not in self._found and (first := self._first(chain_no, seq)):
            self._found[place] = first
        return self._found.get(place, "")

    def _first(self, chain_no: int, seq: int) -> str:
        """Look at what lies loose, then at the packs, the youngest first."""
        loose = self._execute(_LOOSE, (chain_no, seq)).fetchone()
        first = (loose[0], _BODY(loose[1]).recorded_at) if loose else None
        for record_no in range(self._shelf.last_record(), 0, -1):
            if first and first[0] == seq:
                break
            pack = self._shelf.packs.of(record_no)
            found = [
                (row.seq, row.body.recorded_at) for row in (pack.rows if pack else ())
                if row.chain_no == chain_no and row.seq >= seq
            ]  # fmt: skip
            first = min([*found, *([first] if first else [])], default=None)
        return first[1] if first else ""
