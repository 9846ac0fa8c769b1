"""The chains entries stand on: one a device and class, each ending in a tip that grows."""

from collections.abc import Iterable, Set

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.entry import Chain, first_link, next_link
from imh_desktop.store.packs import id_bytes, id_text
from imh_desktop.store.sqlcipher import Connection


class Tip:
    """The last entry of one of this device's own chains."""

    __slots__ = ("chain", "chain_no", "link", "seq")

    def __init__(self, chain_no: int, chain: Chain, seq: int, link: bytes) -> None:
        """Stand at a seq and its link."""
        self.chain_no, self.chain, self.seq, self.link = chain_no, chain, seq, link

    @property
    def end(self) -> tuple[int, int, bytes]:
        """Return chain number, seq and link."""
        return self.chain_no, self.seq, self.link

    def extend(self, digest: bytes) -> None:
        """Move on by one entry."""
        self.seq += 1
        self.link = next_link(self.link, self.seq, digest)


class Chains:
    """Every chain known here, by its number here."""

    def __init__(self, connection: Connection) -> None:
        """Read the chains that are known."""
        self._connection, self._execute = connection, connection.execute
        self.known: dict[int, Chain] = {}
        self.read()

    def read(self) -> None:
        """Read them anew, after a transaction was undone."""
        rows = self._execute("SELECT chain_no, chain_id, device_id, chain_class FROM chain")
        self.known = {
            no: Chain(id_text(chain_id), id_text(device_id), ChainClass(chain_class))
            for no, chain_id, device_id, chain_class in rows
        }

    def add(self, chain: Chain, *, own: bool) -> int:
        """Make room for a chain and return its number."""
        values = (
            id_bytes(chain.chain_id), id_bytes(chain.device_id), chain.chain_class.value,
            own, first_link(chain.chain_id),
        )  # fmt: skip
        insert = (
            "INSERT INTO chain (chain_id, device_id, chain_class, own, seq, link)"
            " VALUES (?, ?, ?, ?, 0, ?)"
        )
        number = self._execute(insert, values).lastrowid
        self.known[number] = chain
        return number

    def saved_tips(self) -> dict[int, Tip]:
        """Return how far this device's own chains were linked when last saved."""
        saved = self._execute("SELECT chain_no, seq, link FROM chain WHERE own ORDER BY chain_no")
        return {no: Tip(no, self.known[no], seq, link) for no, seq, link in saved.fetchall()}

    def save_tips(self, tips: Iterable[Tip]) -> None:
        """Keep how far they are linked."""
        update = "UPDATE chain SET seq = ?, link = ? WHERE chain_no = ?"
        for tip in tips:
            self._execute(update, (tip.seq, tip.link, tip.chain_no))

    def retire(self, tip: Tip) -> None:
        """Write no more on an own chain."""
        self._execute("UPDATE chain SET own = 0 WHERE chain_no = ?", (tip.chain_no,))
        self.hold(tip.chain_no, range(1, tip.seq + 1))
        if tip.seq:  # so that what was written on it here can still be signed and carried
            keep = "INSERT OR IGNORE INTO head VALUES (?, ?, ?, '')"
            self._execute(keep, (tip.chain_no, tip.seq, tip.link))

    def heads(self) -> list[tuple[int, int, bytes]]:
        """Return the links that are kept of all chains: chain number, seq and link."""
        return self._execute("SELECT chain_no, seq, link FROM head").fetchall()

    def note_fork(self, chain_id: str, seq: int) -> None:
        """Keep that a chain has two histories from a seq on."""
        keep = "INSERT OR IGNORE INTO local VALUES (?, ?)"
        self._execute(keep, (f"fork/{chain_id}", str(seq)))

    def forked(self) -> set[str]:
        """Return the ids of the chains that have two histories here."""
        rows = self._execute("SELECT name FROM local WHERE name GLOB 'fork/*'").fetchall()
        return {name.removeprefix("fork/") for (name,) in rows}

    def hold(self, chain_no: int, seqs: Iterable[int]) -> None:
        """Note which seqs of a chain have arrived."""
        ranges = ranges_of({*self.held(chain_no), *seqs})
        self._execute("DELETE FROM held WHERE chain_no = ?", (chain_no,))
        rows = [(chain_no, first, last) for first, last in ranges]
        self._connection.executemany("INSERT INTO held VALUES (?, ?, ?)", rows)

    def held(self, chain_no: int) -> set[int]:
        """Return which seqs of a chain have arrived."""
        rows = self._execute("SELECT first, last FROM held WHERE chain_no = ?", (chain_no,))
        return {seq for first, last in rows for seq in range(first, last + 1)}


def ranges_of(seqs: Set[int]) -> list[tuple[int, int]]:
    """Return the unbroken ranges (first, last) of some seqs."""
    ranges: list[tuple[int, int]] = []
    for seq in sorted(seqs):
        if ranges and ranges[-1][1] == seq - 1:
            ranges[-1] = (ranges[-1][0], seq)
        else:
            ranges.append((seq, seq))
    return ranges
