"""Entries whose values are gone: they keep their place in chain and ancestry, and say nothing.

Of an entry, absent < whole < erased; what is erased never becomes whole again (design.md 1).
"""

from typing import NamedTuple

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.chains import Chains
from imh_desktop.store.entry import Entry, erased_entry
from imh_desktop.store.faults import storage_faults
from imh_desktop.store.packs import id_bytes, id_text
from imh_desktop.store.sqlcipher import Connection

_ID = 16


class RecordRow(NamedTuple):
    """A record's number here, and what it is."""

    record_no: int
    record_id: str
    record_type: str
    chain_class: ChainClass


class ErasedEntries:
    """The table of the erased; the shelf's caller holds the transaction."""

    def __init__(self, connection: Connection, chains: Chains) -> None:
        """Read and write through a connection."""
        self._execute, self._chains = connection.execute, chains

    def put(self, record_no: int, chain_no: int, entry: Entry) -> None:
        """Lay down one."""
        values = (
            id_bytes(entry.entry_id), record_no, chain_no, entry.seq,
            b"".join(map(id_bytes, entry.parents)), bytes.fromhex(entry.erased),
        )  # fmt: skip
        self._execute("INSERT INTO erased VALUES (?, ?, ?, ?, ?, ?)", values)

    @storage_faults()
    def of(self, record: RecordRow) -> list[Entry]:
        """Return those of a record."""
        select = "SELECT entry_id, chain_no, seq, parents, content FROM erased WHERE record_no = ?"
        return [
            erased_entry(
                id_text(entry_id), self._chains.known[chain_no], seq, record.record_type,
                record.record_id, _ids(parents), content.hex(),
            )
            for entry_id, chain_no, seq, parents, content in self._execute(
                select, (record.record_no,)
            )
        ]  # fmt: skip


def _ids(joined: bytes) -> tuple[str, ...]:
    return tuple(id_text(joined[at : at + _ID]) for at in range(0, len(joined), _ID))
