"""The lines of a verified archive on their way into the vault, batch by batch."""

from collections.abc import Callable, Iterator

from imh_desktop.exchange.archive import (
    ArchiveSummary,
    Erased,
    Line,
    PartSummary,
    Run,
    VerifiedArchive,
    Withheld,
)
from imh_desktop.flows.archiving import note_of
from imh_desktop.store.arriving import Along, Arriving
from imh_desktop.store.entry import Entry, erased_entry
from imh_desktop.store.receipts import Held
from imh_desktop.store.stretches import Place, Stretch

_MOST_LINES, _MOST_LETTERS = 4_000, 8_000_000
"""How much is held in memory at a time."""


def places_of(summary: ArchiveSummary) -> int:
    """Return how many places the parts that were opened have."""
    return sum(sum(part.tally) for part in summary.parts.values())


def take(arriving: Arriving, archive: VerifiedArchive, more: Callable[[int], None]) -> None:
    """Give all that an archive holds. ``more`` takes how many places were given just now."""
    summary = archive.summary
    arriving.begin(note_of(summary))
    for part, told in summary.parts.items():
        held = [Held(h.chain_id, h.first, h.last, bytes.fromhex(h.link)) for h in told.receipt]
        arriving.receipt(summary.sender, part, summary.made_at, held)
        lines = map(_stored, archive.entries(part))
        _take_part(arriving, told, lines, more)


def _take_part(
    arriving: Arriving, told: PartSummary, lines: Iterator[Entry | Place],
    more: Callable[[int], None],
) -> None:  # fmt: skip
    batch: list[Entry | Place] = []
    letters, gone = 0, told.tally.erased + told.tally.withheld > 0
    for run in map(_stretch, told.runs):
        along = Along(run)
        for _ in range(run.first, run.seq + 1):
            line = next(lines)
            if gone:
                along.pass_by(line)
            batch.append(line)
            letters += _weight(line)
            if len(batch) >= _MOST_LINES or letters >= _MOST_LETTERS:
                arriving.take(batch)
                more(len(batch))
                batch, letters = [], 0
        arriving.end(run, along.unsigned, along.withheld)
    arriving.take(batch)
    more(len(batch))
    if next(lines, None) is not None:
        raise RuntimeError("an archive gave more lines than its runs have")


def _stored(line: Line) -> Entry | Place:
    if isinstance(line, Withheld):
        return Place(line.chain, line.seq, line.content)
    if isinstance(line, Erased):
        return erased_entry(
            line.entry_id, line.chain, line.seq, line.record_type, line.record_id, line.parents,
            line.content,
        )  # fmt: skip
    return line


def _stretch(run: Run) -> Stretch:
    base, link = bytes.fromhex(run.base), bytes.fromhex(run.link)
    return Stretch(run.chain, run.first, base, run.seq, link, run.signature)


def _weight(line: Entry | Place) -> int:
    """Return about how many letters a line holds in memory."""
    if isinstance(line, Place):
        return 100
    said = [value for value in line.changes.values() if isinstance(value, str)]
    return 500 + sum(map(len, said)) + len(line.reason)
