"""Verified archives on their way into the vault: run by run, in the merge's one transaction."""

from collections.abc import Iterable, Sequence

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.archive_log import MERGED, ArchiveLog, ArchiveNote
from imh_desktop.store.entry import Entry, next_link
from imh_desktop.store.heads import Head, Heads
from imh_desktop.store.receipts import Held, Receipts
from imh_desktop.store.shapes import PRIVATE_TYPES
from imh_desktop.store.shelf import Shelf
from imh_desktop.store.stretches import Place, Stretch
from imh_desktop.store.uniting import Meeting, Uniting


class Arriving:
    """Takes archives, one after the other. What is taken must have been verified."""

    def __init__(
        self, shelf: Shelf, union: Uniting, heads: Heads, receipts: Receipts, log: ArchiveLog,
        now: str,
    ) -> None:  # fmt: skip
        """Write beside the journal's union."""
        self._shelf, self._union, self._heads = shelf, union, heads
        self._receipts, self._log, self._now = receipts, log, now
        self._archive_no = 0
        self.new = self.known = 0
        """Entries of open records."""
        self.waiting: set[str] = set()
        """Entries that arrived erased and wait to be confirmed."""
        self.erased: set[str] = set()

    def begin(self, note: ArchiveNote) -> None:
        """Begin with an archive."""
        self._archive_no = self._log.note(MERGED, note, self._now)

    def receipt(
        self, device_id: str, chain_class: ChainClass, made_at: str, held: Iterable[Held]
    ) -> None:
        """Take what the archive's sender says that it holds."""
        self._receipts.note(device_id, chain_class, made_at, held)

    def take(self, lines: Sequence[Entry | Place]) -> None:
        """Take the lines of some places.

        Raises:
            InputError: as ``Journal.admit``; the whole merge is to be undone.
        """
        outcome = self._union.take((line for line in lines if isinstance(line, Entry)), read=True)
        self._log.note_arrivals(self._archive_no, outcome.new)
        self._log.count_new(self._archive_no, len(outcome.new))
        if lines and lines[0].chain.chain_class is ChainClass.OPEN:  # a part is of one class
            self.new += len(outcome.new)
            self.known += len(outcome.known)
        self.waiting.update(outcome.erasures)
        self.erased.update(outcome.erased)

    def end(self, run: Stretch, unsigned: Iterable[Head], withheld: Iterable[Place]) -> None:
        """Keep a run's links once its lines were taken. ``unsigned``: links within it that a
        receipt will need."""
        numbers = {chain: number for number, chain in self._shelf.chains.known.items()}
        if run.chain not in numbers:
            numbers[run.chain] = self._shelf.chains.add(run.chain, own=False)
        chain_no = numbers[run.chain]
        end = Head(run.seq, run.link, run.signature)
        if run.first <= run.seq:
            heads = (Head(run.first - 1, run.base, ""), *unsigned, end)
        else:  # only told, not verified by entries: it can but confirm what is here
            heads = (end,) if (end.seq, end.link) in self._links(chain_no) else ()
        for head in heads:
            if head.seq:
                self._heads.note(chain_no, head)
        for place in withheld:
            self._heads.withhold(chain_no, place.seq, bytes.fromhex(place.content))

    @property
    def meetings(self) -> list[Meeting]:
        """Return what a person has to look at in open records; known when the transaction has
        ended."""
        return [one for one in self._union.meetings if one.record_type not in PRIVATE_TYPES]

    def confirm(self) -> None:
        """Let what arrived erased, or is named by an erasure that arrived, and was confirmed lose
        its values by a word of this vault's own; what was not confirmed waits."""
        waiting, confirmed = self._union.confirm()
        self.waiting |= waiting
        self.erased |= confirmed

    @property
    def begun(self) -> dict[str, int]:
        """Return how many open records came new, by type; known as ``meetings``."""
        return self._union.begun

    @property
    def grown(self) -> int:
        """Return how many open records that were here got more; known as ``meetings``."""
        return self._union.grown

    @property
    def forks(self) -> set[tuple[str, int]]:
        """Return open chain and first seq where a second entry came to stand at a place."""
        known = self._shelf.chains.known.values()
        chains = {chain.chain_id for chain in known if chain.chain_class is ChainClass.OPEN}
        return {fork for fork in self._union.forks.items() if fork[0] in chains}

    def _links(self, chain_no: int) -> set[tuple[int, bytes]]:
        return {(head.seq, head.link) for head in self._heads.of(chain_no)}


class Along:
    """Follows the links of a run while its lines go by, in bounded memory."""

    def __init__(self, run: Stretch) -> None:
        """Stand before the first place."""
        self._link, self._had = run.base, True
        self._seq = run.first - 1
        self.unsigned: list[Head] = []
        self.withheld: list[Place] = []

    def pass_by(self, line: Entry | Place) -> None:
        """Go on by one place; keep the link before a place whose entry is not, or may not be,
        taken, and its content hash, so that the chain can be followed past it."""
        content = line.content if isinstance(line, Place) else line.erased
        if content:
            if self._had:
                self.unsigned.append(Head(self._seq, self._link, ""))
            self.withheld.append(Place(line.chain, line.seq, content))
        digest = bytes.fromhex(content) if isinstance(line, Place) else line.digest
        self._had = not content
        self._seq += 1
        self._link = next_link(self._link, self._seq, digest)
