"""Goes along the runs of a part, place by place, and holds each entry to its chain's signed head.

Soundness: link(n) = SHA-256(link(n-1), n, content(n)). Who signed link(n) has thereby fixed
everything before it, so a run that arrives at the signed head is that device's own, whatever
stands before the run and whoever carried it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError, to_tell
from imh_desktop.exchange.archive.faults import forged
from imh_desktop.exchange.archive.lines import Erased, Line, Read, Withheld, read_line
from imh_desktop.exchange.archive.shape import Run
from imh_desktop.exchange.archive.strict import NotStrict
from imh_desktop.store.entry import Chain, Entry, first_link, next_link

KnownLinks = Mapping[str, Mapping[int, bytes]]
"""chain id -> seq -> link, as verified here before."""

ALTERED = to_tell(
    "{file} was altered: the entries {first} to {last} of chain {chain} are not those that its"
    " device signed. Nothing was taken."
)
NO_ENTRY = to_tell(
    "{file} was altered: place {seq} of chain {chain} holds no entry. Nothing was taken."
)
RUNS = to_tell(
    "{file} was altered: chain {chain} is told twice or turned round. Nothing was taken."
)
COUNT = to_tell("{file} was altered: it holds other entries than it says. Nothing was taken.")


MOST = 10_000_000
"""Places of one part; a whole programme has a tenth of that."""
TOO_MANY = to_tell("{file} says that it holds more entries than an archive may. Nothing was taken.")


class Gap(NamedTuple):
    """Entries of a chain that are neither here nor in the archive."""

    chain_id: str
    device_id: str
    first: int
    last: int


class Tally(NamedTuple):
    """How many places hold an entry, an erased one, or one that is not told."""

    whole: int = 0
    erased: int = 0
    withheld: int = 0


class Walk:
    """Takes lines, in order, and gives what each says."""

    def __init__(
        self, runs: Sequence[Run], known: KnownLinks, read: Callable[..., Read] = read_line
    ) -> None:
        """Stand before the first place.

        Args:
            read: reads one line.
        Raises:
            Refusal: the runs of a chain are not in order, none of theirs, or endless.
        """
        _require_order(runs)
        self.gaps = _gaps(runs, known)
        self.forks: list[tuple[str, int]] = []
        self._counts = {Entry: 0, Erased: 0, Withheld: 0}
        self._runs, self._read = iter(runs), read
        self._links = {chain_id: dict(links) for chain_id, links in known.items()}
        self._run: Run | None = None
        self._seq, self._link, self._chain = 0, b"", Chain("", "", ChainClass.OPEN)
        self._next()

    @property
    def tally(self) -> Tally:
        """Return what was taken so far."""
        return Tally(*self._counts.values())

    def take(self, data: bytes) -> Line:
        """Read the line of the next place.

        Raises:
            Refusal: it is none, or does not lead to the head.
        """
        run, seq = self._run, self._seq
        if run is None:
            raise forged(COUNT)
        try:
            line, digest = self._read(data, self._chain, seq)
        except (NotStrict, InputError):
            raise forged(NO_ENTRY, chain=run.chain_id, seq=seq) from None
        self._counts[type(line)] += 1
        self._link = next_link(self._link, seq, digest)
        self._seq = seq + 1
        self._compare(run.chain_id, seq)
        if seq == run.seq:
            self._require_head(run)
            self._next()
        return line

    def finish(self) -> None:
        """Be at the end.

        Raises:
            Refusal: places are left.
        """
        if self._run is not None:
            raise forged(COUNT)

    def _next(self) -> None:
        """Go to the next run that has entries; check on the way those that have none."""
        for run in self._runs:
            self._run, self._seq, self._chain = run, run.first, run.chain
            self._link = bytes.fromhex(run.base)
            self._compare(run.chain_id, run.first - 1)
            if run.count:
                return
            self._require_head(run)
        self._run = None

    def _require_head(self, run: Run) -> None:
        if self._link != bytes.fromhex(run.link):
            raise forged(ALTERED, first=run.first, last=run.seq, chain=run.chain_id)
        self._links.setdefault(run.chain_id, {}).setdefault(run.seq, self._link)

    def _compare(self, chain_id: str, seq: int) -> None:
        """A device that signs two histories of one chain was restored, copied or stolen."""
        known = self._links.get(chain_id)
        if known and known.get(seq, self._link) != self._link:
            self.forks.append((chain_id, seq))


def _require_order(runs: Sequence[Run]) -> None:
    if sum(run.count for run in runs) > MOST:
        raise forged(TOO_MANY)
    reached: dict[str, int] = {}
    chains = {run.chain_id: run.chain for run in runs}
    for run in runs:
        sound = (
            run.chain == chains[run.chain_id]
            and reached.get(run.chain_id, 0) < run.first <= run.seq + 1
            and (run.first > 1 or bytes.fromhex(run.base) == first_link(run.chain_id))
        )
        if not sound:
            raise forged(RUNS, chain=run.chain_id)
        reached[run.chain_id] = run.seq


def _gaps(runs: Sequence[Run], known: KnownLinks) -> tuple[Gap, ...]:
    gaps: list[Gap] = []
    reached = {chain_id: max(links, default=0) for chain_id, links in known.items()}
    for run in runs:
        before = reached.get(run.chain_id, 0)
        if before < run.first - 1:
            gaps.append(Gap(run.chain_id, run.device_id, before + 1, run.first - 1))
        reached[run.chain_id] = max(before, run.seq)
    return tuple(gaps)
