"""Everything the vault knows of carrying: what to carry, what others hold, what has arrived."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from datetime import datetime

from imh_desktop.core.privacy import ChainClass
from imh_desktop.core.progress import Count, uncounted
from imh_desktop.store.archive_log import MADE, MADE_IN_PART, MERGED, ArchiveLog, ArchiveNote
from imh_desktop.store.arriving import Arriving
from imh_desktop.store.entry import Chain, Entry
from imh_desktop.store.faults import storage_faults
from imh_desktop.store.heads import Head, Heads
from imh_desktop.store.journal import Journal
from imh_desktop.store.places import Places
from imh_desktop.store.readers import Readers
from imh_desktop.store.receipts import Held, Receipts
from imh_desktop.store.shelf import RecordRow
from imh_desktop.store.sqlcipher import Connection
from imh_desktop.store.stretches import Accepted, Place, Stretch, Stretches
from imh_desktop.store.waiting_since import WaitingSince


class Carriage:
    """Carries for one vault; plain values in and out."""

    def __init__(
        self, connection: Connection, journal: Journal, device_id: str,
        clock: Callable[[], datetime],
    ) -> None:  # fmt: skip
        """Stand beside the journal, on its connection."""
        self._connection, self._journal = connection, journal
        self._device_id, self._clock = device_id, clock
        self._receipts, self._log = Receipts(connection), ArchiveLog(connection)
        self._since = WaitingSince(connection, journal.shelf)

    @property
    def _heads(self) -> Heads:
        return Heads(self._connection, self._journal.shelf.chains)

    def now(self) -> str:
        """Return the time now: UTC, ISO 8601."""
        return self._clock().isoformat(timespec="milliseconds").replace("+00:00", "Z")

    @storage_faults()
    def lacking(
        self, readers: Mapping[ChainClass, Iterable[str]], accepted: Accepted | None = None, *,
        only: Set[str] | None = None,
    ) -> "Load":  # fmt: skip
        """Return what not every reader is known to hold.

        Args:
            readers: device ids by class.
            accepted: of devices that were revoked, the only heads that still count.
            only: ids of records; the entries of all others are withheld, and chains that hold
                none of them are left out.
        """
        self._journal.save_tips()
        shelf = self._journal.shelf
        places = Places(self._connection, shelf)
        found = Stretches(shelf, self._heads, places, self._journal.tips(), self._device_id)
        stretches = found.lacking(self._receipts.all(), readers, accepted or {})
        if only is not None:
            stretches = [each for each in stretches if found.touches(each, only)]
        return Load(found, stretches, only)

    @storage_faults()
    def oldest_unconfirmed(self, device_ids: Iterable[str]) -> str:
        """Return when this device wrote the first entry of an open chain that one of these
        devices has not said it holds; empty when they hold all."""
        said = self._receipts.all()
        ends = [
            {held.chain_id: held.last for held in said.get(device_id, ())}
            for device_id in device_ids
        ]
        own = [t for t in self._journal.tips() if t.chain.chain_class is ChainClass.OPEN]
        waiting = [
            (tip.chain_no, last + 1) for tip in own for end in ends
            if (last := end.get(tip.chain.chain_id, 0)) < tip.seq
        ]  # fmt: skip
        return min((self._since.written_at(*place) for place in waiting), default="")

    def devices(self) -> set[str]:
        """Return the devices whose chains are known here, and this one."""
        chains = self._journal.shelf.chains.known.values()
        return {chain.device_id for chain in chains} | {self._device_id}

    @storage_faults()
    def links(self) -> dict[str, dict[int, bytes]]:
        """Return the verified links: chain id -> seq -> link."""
        heads, tips = self._heads, self._journal.tips()
        return {
            chain.chain_id: {head.seq: head.link for head in heads.of(number, tips)}
            for number, chain in self._journal.shelf.chains.known.items()
        }

    @storage_faults()
    def walked(self, chain_ids: Iterable[str]) -> dict[str, dict[int, bytes]]:
        """Return the links of some chains as far as they can be followed: chain id -> seq -> link.
        Every entry of theirs is read."""
        self._journal.save_tips()
        shelf, wanted = self._journal.shelf, set(chain_ids)
        places = Places(self._connection, shelf)
        found = Stretches(shelf, self._heads, places, self._journal.tips(), self._device_id)
        return {
            chain.chain_id: found.links(number)
            for number, chain in shelf.chains.known.items()
            if chain.chain_id in wanted
        }

    @storage_faults()
    def verified(self) -> list[tuple[Chain, Held]]:
        """Return what is held here: this device's receipt to all others.

        A chain with two histories is never confirmed: a range of it could be told as the one and
        be the other. Whoever wrote it repeats it.
        """
        heads, tips, found = self._heads, self._journal.tips(), list[tuple[Chain, Held]]()
        forked = self._journal.shelf.chains.forked()
        for number, chain in sorted(self._journal.shelf.chains.known.items()):
            if chain.chain_id in forked:
                continue
            links = [(head.seq, head.link) for head in heads.of(number, tips)]
            for first, last in heads.had(number, tips):
                within = [link for link in links if first <= link[0] <= last]
                if within:
                    found.append((chain, Held(chain.chain_id, first, *within[-1])))
        return found

    @storage_faults()
    def gaps(self) -> list[tuple[Chain, int, int]]:
        """Return what is missing of each chain between what is here: first and last seq."""
        heads, tips, found = self._heads, self._journal.tips(), list[tuple[Chain, int, int]]()
        for number, chain in sorted(self._journal.shelf.chains.known.items()):
            reached = 0
            for first, last in heads.walkable(number, tips):
                if first > reached + 1:
                    found.append((chain, reached + 1, first - 1))
                reached = last
        return found

    @storage_faults()
    def made(self) -> list[ArchiveNote]:
        """Return the archives made here, but those of a part of the vault."""
        return self._log.notes(MADE)

    @storage_faults()
    def merged(self) -> list[ArchiveNote]:
        """Return the archives merged here."""
        return self._log.notes(MERGED)

    @storage_faults()
    def brought_openly(self) -> dict[str, int]:
        """Return how many entries of open records each archive brought first: its id -> count."""
        self._journal.save_tips()
        return self._log.brought_openly()

    def note_made(self, note: ArchiveNote, signed: Iterable[Stretch], *, in_part: bool) -> None:
        """Keep that an archive was made, and the heads that were signed for it; ``in_part``: it
        was of some records alone."""
        numbers = {chain: no for no, chain in self._journal.shelf.chains.known.items()}
        with self._journal.transaction():
            self._log.note(MADE_IN_PART if in_part else MADE, note, self.now())
            for each in signed:
                self._heads.note(numbers[each.chain], Head(each.seq, each.link, each.signature))

    @storage_faults()
    def readers(self) -> dict[ChainClass, tuple[str, ...]]:
        """Return for whom this laptop carries: device ids by class."""
        return Readers(self._connection).all()

    def keep_readers(self, device_ids: dict[ChainClass, Iterable[str]]) -> None:
        """Remember for whom this laptop carries."""
        with self._journal.transaction():
            Readers(self._connection).keep(device_ids)

    @storage_faults()
    def heard(self) -> dict[str, str]:
        """Return device id -> when it last said what it holds of open chains, by its clock."""
        return self._receipts.days(ChainClass.OPEN)

    @contextmanager
    def arriving(self, confirmed: Set[str], told: Count = uncounted) -> Iterator[Arriving]:
        """Hold the one transaction of a merge. ``confirmed``, ``told``: as ``Journal.uniting``."""
        with self._journal.uniting(confirmed, told) as union:
            yield Arriving(
                self._journal.shelf, union, self._heads, self._receipts, self._log, self.now()
            )


class Load:
    """What one archive carries: ``stretches`` of chains, and what stands at their places."""

    def __init__(
        self, source: Stretches, stretches: list[Stretch], only: Set[str] | None = None
    ) -> None:
        """Carry these stretches; ``only``: as ``Carriage.lacking``."""
        self._source, self.stretches, self._only = source, stretches, only

    def of(self, chain_class: ChainClass) -> list[Stretch]:
        """Return the stretches of a class."""
        return [each for each in self.stretches if each.chain.chain_class is chain_class]

    def records(self) -> Iterator[RecordRow]:
        """Give the records of what is carried; one may come several times."""
        for each in self.stretches:
            yield from self._source.records(each)

    def oldest(self) -> str:
        """Return when the oldest of this device's own entries was written; empty if it carries
        none of its own."""
        found = (self._source.first(each) for each in self.stretches)
        return min((entry.recorded_at for entry in found if entry), default="")

    def lines(self, stretches: Iterable[Stretch]) -> Iterator[Entry | Place]:
        """Give what stands at each place, in order; read from the vault while they are taken."""
        for line in self._source.lines(stretches):
            if isinstance(line, Entry) and not self._goes(line):
                yield Place(line.chain, line.seq, line.digest.hex())
            else:
                yield line

    def _goes(self, entry: Entry) -> bool:
        return self._only is None or entry.record_id in self._only
