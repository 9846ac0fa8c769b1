"""Links of chains that were verified under a signed head, and places whose entry never came.

With them a stretch of a chain can be carried on by anyone, and held to its device's word.
"""

from collections.abc import Iterable, Set
from typing import NamedTuple

from imh_desktop.store.chains import Chains, Tip, ranges_of
from imh_desktop.store.entry import first_link
from imh_desktop.store.faults import storage_faults
from imh_desktop.store.sqlcipher import Connection


class Head(NamedTuple):
    """A link of a chain at a seq; ``signature`` (hex) is empty where its device signed only a
    later one, or this device has still to sign."""

    seq: int
    link: bytes
    signature: str


class Heads:
    """Reads and writes heads; who writes holds the transaction."""

    def __init__(self, connection: Connection, chains: Chains) -> None:
        """Read and write through a connection."""
        self._execute, self._chains = connection.execute, chains

    def note(self, chain_no: int, head: Head) -> None:
        """Keep a verified link; a signature that is known is not forgotten."""
        self._execute(
            "INSERT INTO head VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE"
            " SET signature = excluded.signature WHERE signature = ''",
            (chain_no, *head),
        )

    @storage_faults()
    def of(self, chain_no: int, tips: Iterable[Tip] = ()) -> list[Head]:
        """Return the known links of a chain, the beginning and this device's own end among
        them, by seq."""
        select = "SELECT seq, link, signature FROM head WHERE chain_no = ?"
        kept = map(Head._make, self._execute(select, (chain_no,)))
        found = {(head.seq, head.link): head for head in kept}
        ends = [Head(tip.seq, tip.link, "") for tip in tips if tip.chain_no == chain_no]
        start = Head(0, first_link(self._chains.known[chain_no].chain_id), "")
        for head in (start, *ends):
            found.setdefault((head.seq, head.link), head)
        return sorted(found.values())

    def withhold(self, chain_no: int, seq: int, content: bytes) -> None:
        """Keep the content hash of a place whose entry did not come."""
        self._execute("INSERT OR IGNORE INTO withheld VALUES (?, ?, ?)", (chain_no, seq, content))

    @storage_faults()
    def withheld(self, chain_no: int) -> dict[int, bytes]:
        """Return the places of a chain whose entries did not come: seq -> content hash."""
        select = "SELECT seq, content FROM withheld WHERE chain_no = ?"
        there = self._chains.held(chain_no)
        found = self._execute(select, (chain_no,)).fetchall()
        return {seq: content for seq, content in found if seq not in there}

    def walkable(self, chain_no: int, tips: Iterable[Tip]) -> list[tuple[int, int]]:
        """Return the ranges of a chain (first, last) of which every content hash is known."""
        return self._ranges(chain_no, tips, self.withheld(chain_no).keys())

    def had(self, chain_no: int, tips: Iterable[Tip]) -> list[tuple[int, int]]:
        """Return the ranges of a chain whose entries are here, whole or erased."""
        return self._ranges(chain_no, tips, frozenset())

    def _ranges(
        self, chain_no: int, tips: Iterable[Tip], beside: Set[int]
    ) -> list[tuple[int, int]]:
        for tip in tips:
            if tip.chain_no == chain_no:
                return [(1, tip.seq)] if tip.seq else []
        return ranges_of(self._chains.held(chain_no) | beside)
