"""Which stretches of which chains are to be carried: what not every recipient is known to hold.

A stretch ends at a head its own device signed, so that anyone may carry anyone's entries.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.chains import Tip
from imh_desktop.store.entry import Chain, Entry, next_link
from imh_desktop.store.heads import Head, Heads
from imh_desktop.store.places import Places
from imh_desktop.store.receipts import Held
from imh_desktop.store.shelf import RecordRow, Shelf

Accepted = Mapping[str, Set[tuple[str, int, bytes]]]
"""Device id -> the heads (chain id, seq, link) that still count of it."""


class Stretch(NamedTuple):
    """A chain from ``first`` to ``seq``: ``base`` is the link before it, ``link`` at its end.

    ``signature`` (hex): the chain's device's, over the end; empty where this device has to sign.
    """

    chain: Chain
    first: int
    base: bytes
    seq: int
    link: bytes
    signature: str


class Place(NamedTuple):
    """A place whose entry never came: its content hash (hex)."""

    chain: Chain
    seq: int
    content: str


class Stretches:
    """Looks through the chains for one archive."""

    def __init__(
        self, shelf: Shelf, heads: Heads, places: Places, tips: Sequence[Tip], device_id: str
    ) -> None:
        """Look at a journal whose tips are saved."""
        self._shelf, self._heads, self._places = shelf, heads, places
        self._tips, self._device_id = tips, device_id

    def lacking(
        self, receipts: Mapping[str, Iterable[Held]], readers: Mapping[ChainClass, Iterable[str]],
        accepted: Accepted,
    ) -> list[Stretch]:  # fmt: skip
        """Return what must be carried, so that each reader comes to hold everything.

        Args:
            receipts: device id -> what it is known to hold. readers: device ids by class;
                a class without any is not carried. accepted: of devices that were revoked.
        """
        found = []
        for chain_no, chain in sorted(self._shelf.chains.known.items()):
            held = [
                _of(chain, receipts.get(each, ())) for each in readers.get(chain.chain_class, ())
            ]
            if not held:
                continue
            known = self._known(chain_no)
            ends = self._ends(chain, known, accepted)
            for first, last in self._heads.walkable(chain_no, self._tips):
                if stretch := _stretch(chain, known, ends, first, last, held):
                    found.append(stretch)
        return found

    def touches(self, stretch: Stretch, records: Set[str]) -> bool:
        """Tell whether a stretch holds an entry of one of these records."""
        return any(row.record_id in records for row in self.records(stretch))

    def records(self, stretch: Stretch) -> Iterator[RecordRow]:
        """Return the records of the entries of a stretch."""
        return self._places.records_at(self._number(stretch), stretch.first, stretch.seq)

    def first(self, stretch: Stretch) -> Entry | None:
        """Return the first entry of a stretch of this device's own; None of any other's."""
        if stretch.chain.device_id != self._device_id or stretch.first > stretch.seq:
            return None
        return self._places.entry(self._number(stretch), stretch.first)

    def _number(self, stretch: Stretch) -> int:
        known = self._shelf.chains.known.items()
        return next(number for number, chain in known if chain == stretch.chain)

    def lines(self, stretches: Iterable[Stretch]) -> Iterator[Entry | Place]:
        """Give what stands at each place of the stretches, in their order."""
        numbers = {chain: number for number, chain in self._shelf.chains.known.items()}
        for stretch in stretches:
            chain_no = numbers[stretch.chain]
            withheld = self._heads.withheld(chain_no)
            for seq in range(stretch.first, stretch.seq + 1):
                entry = self._places.entry(chain_no, seq)
                yield entry or Place(stretch.chain, seq, withheld[seq].hex())

    def _ends(self, chain: Chain, known: Sequence[Head], accepted: Accepted) -> list[Head]:
        """Return where a stretch of a chain may end: its device's word must stand there."""
        own = chain.device_id == self._device_id
        ends = [head for head in known if head.signature or own]
        if chain.device_id not in accepted:
            return ends
        heads = accepted[chain.device_id]
        return [head for head in ends if (chain.chain_id, head.seq, head.link) in heads]

    def _known(self, chain_no: int) -> list[Head]:
        """Return the links of a chain. Where it forks only one branch can be told as one chain:
        that which was here first."""
        heads = self._heads.of(chain_no, self._tips)
        forked = len({head.seq for head in heads}) < len(heads)
        if not (forked or chain_no in self._places.forked):
            return heads
        links = dict(self._walked(chain_no, heads[0].link))
        return [head for head in heads if links.get(head.seq) == head.link]

    def links(self, chain_no: int) -> dict[int, bytes]:
        """Return the links of a chain as far as they can be followed from its beginning."""
        start = self._heads.of(chain_no)[0]
        return dict(self._walked(chain_no, start.link))

    def _walked(self, chain_no: int, link: bytes) -> Iterator[tuple[int, bytes]]:
        withheld = self._heads.withheld(chain_no)
        seq = 0
        while link:
            yield seq, link
            seq += 1
            entry = self._places.entry(chain_no, seq)
            digest = entry.digest if entry else withheld.get(seq)
            link = next_link(link, seq, digest) if digest else b""


def _of(chain: Chain, receipt: Iterable[Held]) -> list[Held]:
    return [each for each in receipt if each.chain_id == chain.chain_id]


def _confirmed(held: list[Held], first: int, last: int, links: set[tuple[int, bytes]]) -> int:
    """Return up to where a device has said that it holds a range; the seq before it if nothing
    was said, or what was said is of another history than ours."""
    agreed = [
        each.last for each in held
        if each.first <= first <= each.last <= last and (each.last, each.link) in links
    ]  # fmt: skip
    return max(agreed, default=first - 1)


def _stretch(
    chain: Chain, known: Sequence[Head], ends: Sequence[Head], first: int, last: int,
    held: list[list[Held]],
) -> Stretch | None:  # fmt: skip
    """Return what is to be carried of a range; None when nothing can be."""
    within = [head for head in ends if first <= head.seq <= last]
    if not within:
        return None
    links = {(head.seq, head.link) for head in known}
    start = min(_confirmed(each, first, last, links) for each in held) + 1
    base = next((head.link for head in known if head.seq == start - 1), None)
    end = within[-1]
    if base is None or start > end.seq + 1:
        return None
    return Stretch(chain, start, base, end.seq, end.link, end.signature)
