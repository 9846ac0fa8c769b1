"""Where the entry of each place of a chain lies, and the entries themselves, chain by chain."""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence

from imh_desktop.store.entry import Entry
from imh_desktop.store.faults import storage_faults
from imh_desktop.store.packs import id_bytes
from imh_desktop.store.shelf import RecordRow, Shelf
from imh_desktop.store.sqlcipher import Connection

_READY = 32
"""How many records are kept read. A visit's entries lie side by side in their chain, mostly."""


class Places:
    """An index made for one archive: some tens of bytes an entry; records are read as needed."""

    def __init__(self, connection: Connection, shelf: Shelf) -> None:
        """Look at where everything lies."""
        self._execute, self._shelf = connection.execute, shelf
        self._records = {record.record_no: record for record in shelf.records()}
        self._chains = {chain: number for number, chain in shelf.chains.known.items()}
        self._where: dict[int, dict[int, int]] = {}
        self._doubles: dict[tuple[int, int], set[int]] = {}
        self._ready: OrderedDict[int, dict[tuple[int, int], list[Entry]]] = OrderedDict()
        self.forked: set[int] = set()
        """The chains that have two entries at one place: a copied or restored vault wrote on."""
        for chain_no, seq, record_no in self._laid():
            self._note(chain_no, seq, record_no)

    @storage_faults()
    def entry(self, chain_no: int, seq: int) -> Entry | None:
        """Return the entry of a place; of two the one that was here first."""
        record_no = self._where.get(chain_no, {}).get(seq)
        if record_no is None:
            return None
        doubles = self._doubles.get((chain_no, seq), {record_no})
        found = [entry for no in doubles for entry in self._read(no).get((chain_no, seq), ())]
        return min(found, key=self._came) if len(found) > 1 else found[0]

    def records(self, ranges: Mapping[str, Sequence[tuple[int, int]]]) -> Iterator[RecordRow]:
        """Return the records of the entries at some places: chain id -> ranges (first, last)."""
        for chain, chain_no in self._chains.items():
            for first, last in ranges.get(chain.chain_id, ()):
                yield from self.records_at(chain_no, first, last)

    def records_at(self, chain_no: int, first: int, last: int) -> Iterator[RecordRow]:
        """Return the records of the entries of a chain from first to last."""
        there = self._where.get(chain_no, {})
        for seq in there.keys() if last - first > len(there) else range(first, last + 1):
            if seq in there and first <= seq <= last:
                for number in self._doubles.get((chain_no, seq), {there[seq]}):
                    yield self._records[number]

    def _laid(self) -> Iterator[tuple[int, int, int]]:
        loose = "SELECT chain_no, seq, place / 1048576 FROM entry"
        erased = "SELECT chain_no, seq, record_no FROM erased"
        yield from self._execute(loose).fetchall()
        yield from self._execute(erased).fetchall()
        for record_no in self._records:
            pack = self._shelf.packs.of(record_no)
            for row in pack.rows if pack else ():
                yield row.chain_no, row.seq, record_no

    def _note(self, chain_no: int, seq: int, record_no: int) -> None:
        there = self._where.setdefault(chain_no, {})
        if seq in there:
            self.forked.add(chain_no)
            self._doubles.setdefault((chain_no, seq), {there[seq]}).add(record_no)
        there[seq] = record_no

    def _read(self, record_no: int) -> dict[tuple[int, int], list[Entry]]:
        if record_no in self._ready:
            self._ready.move_to_end(record_no)
            return self._ready[record_no]
        found: dict[tuple[int, int], list[Entry]] = {}
        for entry in self._shelf.load(self._records[record_no]):
            found.setdefault((self._chains[entry.chain], entry.seq), []).append(entry)
        self._ready[record_no] = found
        if len(self._ready) > _READY:
            self._ready.popitem(last=False)
        return found

    def _came(self, entry: Entry) -> tuple[int, str]:
        """Return with which archive an entry came; 0 = written here."""
        select = "SELECT archive_no FROM arrival WHERE entry_id = ?"
        row = self._execute(select, (id_bytes(entry.entry_id),)).fetchone()
        return (int(row[0]) if row else 0, entry.entry_id)
