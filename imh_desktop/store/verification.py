"""Is every stored entry what was written? Edits, removals and strangers are named by entry."""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

import msgspec

from imh_desktop.errors import InputError
from imh_desktop.store.chains import Tip
from imh_desktop.store.entry import Entry, first_link, next_link
from imh_desktop.store.faults import VaultDamaged
from imh_desktop.store.packs import Row, id_bytes, id_text, mark_of
from imh_desktop.store.projections import Dump
from imh_desktop.store.shelf import RecordRow, Shelf
from imh_desktop.store.sqlcipher import Connection

Checked = Literal["file", "entries", "lists"]
"""The file itself; entries and chains; the lists that are made of them."""
_BETWEEN_WORDS = 100
_UNREADABLE = (
    ValueError, KeyError, IndexError, msgspec.MsgspecError, InputError, VaultDamaged
)  # fmt: skip


class _Found(NamedTuple):
    """One stored entry, as far as it could be read."""

    seq: int
    entry_id: str
    digest: bytes


class Inspection:
    """One pass over everything stored."""

    def __init__(self, shelf: Shelf) -> None:
        """Look at a journal's shelf."""
        self._shelf = shelf
        self.faults: list[str] = []
        self._chains: dict[int, dict[int, list[_Found]]] = {}
        self._places: dict[bytes, int] = {}
        self._links: dict[int, dict[int, bytes]] = {}
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
            self._inspect_chain(chain_no, expected)
            if tip:
                self._links.setdefault(chain_no, {})[tip.seq] = tip.link
            self._inspect_links(chain_no)
        return self.faults

    def _note_heads(self) -> None:
        """Take the links that are kept of chains, but of one with two histories: its kept links
        are of both."""
        forked = self._shelf.chains.forked()
        for chain_no, seq, link in self._shelf.chains.heads():
            if self._shelf.chains.known[chain_no].chain_id not in forked:
                self._links.setdefault(chain_no, {})[seq] = link

    def _inspect_record(self, record: RecordRow) -> None:
        rows, links, broken = self._shelf.readable(record.record_no)
        self.faults += [f"{what} cannot be read" for what in broken]
        for row in rows:
            self._inspect_row(record, row)
        for entry in self._shelf.erased.of(record):
            self._note_erased(record, entry)
        for chain_no, seq, link in links:
            self._links.setdefault(chain_no, {})[seq] = link

    def _inspect_row(self, record: RecordRow, row: Row) -> None:
        self._places[row.entry_id] = record.record_no
        try:
            entry = self._shelf.entry_of(record, row)
            digest = entry.digest
        except _UNREADABLE:
            self.faults.append(f"entry {id_text(row.entry_id)} cannot be read")
            return
        if mark_of(digest) != row.body.mark:
            self.faults.append(f"entry {entry.entry_id} was altered")
        found = _Found(row.seq, entry.entry_id, digest)
        self._chains.setdefault(row.chain_no, {}).setdefault(row.seq, []).append(found)

    def _note_erased(self, record: RecordRow, entry: Entry) -> None:
        self._places[id_bytes(entry.entry_id)] = record.record_no
        chain_no = self._numbers[entry.chain]
        found = _Found(entry.seq, entry.entry_id, entry.digest)
        self._chains.setdefault(chain_no, {}).setdefault(entry.seq, []).append(found)

    def _inspect_index(self) -> None:
        for entry_id, record_no in self._shelf.strays():
            what = f"entry {id_text(entry_id)}" if entry_id else f"pack {record_no}"
            self.faults.append(f"{what} belongs to no record")
        listed = self._shelf.index.listed()
        for entry_id in sorted({id_ for id_, _ in listed.items() ^ self._places.items()}):
            self.faults.append(f"entry {id_text(entry_id)} is not where the index says")

    def _inspect_chain(self, chain_no: int, expected: set[int]) -> None:
        chain_id = self._shelf.chains.known[chain_no].chain_id
        there = self._chains.get(chain_no, {})
        for seq in sorted(expected - there.keys()):
            self.faults.append(f"chain {chain_id}: entry {seq} is missing")
        for seq in sorted(there.keys() - expected):
            for found in there[seq]:
                self.faults.append(f"chain {chain_id}: entry {found.entry_id} was put in")

    def _inspect_links(self, chain_no: int) -> None:
        """Follow the links from the first entry; a fork or a gap ends what can be followed."""
        chain_id = self._shelf.chains.known[chain_no].chain_id
        there, kept = self._chains.get(chain_no, {}), self._links.get(chain_no, {})
        link, seq, sound = first_link(chain_id), 0, 0
        while len(there.get(seq + 1, ())) == 1:
            seq += 1
            link = next_link(link, seq, there[seq][0].digest)
            if seq not in kept:
                continue
            if kept[seq] != link:
                self.faults.append(
                    f"chain {chain_id}: entries {sound + 1} to {seq} are not what was written"
                )
                return
            sound = seq


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
