"""Is every stored entry what was written? Edits, removals and strangers are named by entry."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Literal

import msgspec

from imh_desktop.errors import InputError
from imh_desktop.store.chains import Tip
from imh_desktop.store.entry import Entry, first_link, next_link
from imh_desktop.store.faults import VaultDamaged
from imh_desktop.store.packs import Row, id_bytes, id_text, mark_of
from imh_desktop.store.projections import Dump
from imh_desktop.store.shelf import RecordRow, Shelf, content_of
from imh_desktop.store.sqlcipher import Connection

Checked = Literal["file", "entries", "lists"]
"""The file itself; entries and chains; the lists that are made of them."""
_BETWEEN_WORDS = 100
_UNREADABLE = (
    ValueError, KeyError, IndexError, msgspec.MsgspecError, InputError, VaultDamaged
)  # fmt: skip


_Found = tuple[int, str, bytes]
"""One stored entry, as far as it could be read: seq, entry id and content hash."""


class Inspection:
    """One pass over everything stored."""

    def __init__(self, shelf: Shelf) -> None:
        """Look at a journal's shelf."""
        self._shelf = shelf
        self.faults: list[str] = []
        self._found: defaultdict[int, list[_Found]] = defaultdict(list)
        self._places: dict[bytes, int] = {}
        self._links: defaultdict[int, dict[int, bytes]] = defaultdict(dict)
        self._numbers = {chain: number for number, chain in shelf.chains.known.items()}

    def run(self, own: Iterable[Tip], told: Callable[[int], None] = lambda _: None) -> list[str]:
        """Return what is wrong with entries and chains; ``told``: takes how many records are
        done."""
        for done, record in enumerate(self._shelf.records()):
            if done % _BETWEEN_WORDS == 0:
                told(done)
            self._inspect_record(record)
        self._inspect_index()
        self._note_heads()
        tips = {tip.chain_no: tip for tip in own}
        for chain_no in sorted(self._shelf.chains.known):
            tip = tips.get(chain_no)
            expected = set(range(1, tip.seq + 1)) if tip else self._shelf.chains.held(chain_no)
            self._found[chain_no].sort()
            self._inspect_chain(chain_no, expected)
            if tip:
                self._links[chain_no][tip.seq] = tip.link
            self._inspect_links(chain_no)
        return self.faults

    def _note_heads(self) -> None:
        """Take the links that are kept of chains, but of one with two histories: its kept links
        are of both."""
        forked = self._shelf.chains.forked()
        for chain_no, seq, link in self._shelf.chains.heads():
            if self._shelf.chains.known[chain_no].chain_id not in forked:
                self._links[chain_no][seq] = link

    def _inspect_record(self, record: RecordRow) -> None:
        rows, links, broken = self._shelf.readable(record.record_no)
        self.faults += [f"{what} cannot be read" for what in broken]
        for row in rows:
            self._inspect_row(record, row)
        for entry in self._shelf.erased.of(record):
            self._note_erased(record, entry)
        for chain_no, seq, link in links:
            self._links[chain_no][seq] = link

    def _inspect_row(self, record: RecordRow, row: Row) -> None:
        key, chain_no, seq, body = row
        self._places[key] = record.record_no
        entry_id = id_text(key)
        try:
            digest = content_of(record, entry_id, body).digest
        except _UNREADABLE:
            digest = b""
        if not digest or chain_no not in self._shelf.chains.known:
            self.faults.append(f"entry {entry_id} cannot be read")
            return
        if mark_of(digest) != body.mark:
            self.faults.append(f"entry {entry_id} was altered")
        self._found[chain_no].append((seq, entry_id, digest))

    def _note_erased(self, record: RecordRow, entry: Entry) -> None:
        self._places[id_bytes(entry.entry_id)] = record.record_no
        chain_no = self._numbers[entry.chain]
        self._found[chain_no].append((entry.seq, entry.entry_id, entry.digest))

    def _inspect_index(self) -> None:
        for entry_id, record_no in self._shelf.strays():
            what = f"entry {id_text(entry_id)}" if entry_id else f"pack {record_no}"
            self.faults.append(f"{what} belongs to no record")
        listed = self._shelf.index.listed()
        if listed == self._places:
            return
        for entry_id in sorted({id_ for id_, _ in listed.items() ^ self._places.items()}):
            self.faults.append(f"entry {id_text(entry_id)} is not where the index says")

    def _inspect_chain(self, chain_no: int, expected: set[int]) -> None:
        chain_id, found = self._shelf.chains.known[chain_no].chain_id, self._found[chain_no]
        for seq in sorted(expected.difference([seq for seq, _, _ in found])):
            self.faults.append(f"chain {chain_id}: entry {seq} is missing")
        for seq, entry_id, _ in found:
            if seq not in expected:
                self.faults.append(f"chain {chain_id}: entry {entry_id} was put in")

    def _inspect_links(self, chain_no: int) -> None:
        """Follow the links from the first entry; a fork or a gap ends what can be followed."""
        chain_id, kept = self._shelf.chains.known[chain_no].chain_id, self._links[chain_no]
        link, sound = first_link(chain_id), 0
        for seq, digest in self._followed(chain_no):
            link = next_link(link, seq, digest)
            if seq not in kept:
                continue
            if kept[seq] != link:
                self.faults.append(
                    f"chain {chain_id}: entries {sound + 1} to {seq} are not what was written"
                )
                return
            sound = seq

    def _followed(self, chain_no: int) -> Iterator[tuple[int, bytes]]:
        """Give seq and content hash from the first entry on, as long as one stands at each seq."""
        found = [each for each in self._found[chain_no] if each[0] > 0]
        after = [seq for seq, _, _ in found[1:]]
        for place, (seq, _, digest), following in zip(count(1), found, [*after, 0], strict=False):
            if place != seq or following == seq:
                return
            yield seq, digest


def replay_faults(
    connection: Connection, dump: Callable[[], Dump], replay: Callable[[], None]
) -> list[str]:
    """Replay the journal into the projections, compare, and undo it."""
    before = dump()
    connection.execute("BEGIN IMMEDIATE")
    try:
        replay()
        after = dump()
    except _UNREADABLE:
        return ["the journal cannot be replayed"]
    finally:
        connection.execute("ROLLBACK")
    faults = []
    for table, rows in after.items():
        if rows != before[table]:
            differing = {row[0] for row in set(rows) ^ set(before[table])}
            faults += [f"{table}: record {id_} is not what the journal says" for id_ in differing]
    return sorted(faults, key=str)
