"""Whole closed records written at once, many in one transaction: made-up ones, by the thousand.

What lies on disk afterwards is what answering card by card and closing would have left there.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.ancestry import CLOSED, History
from imh_desktop.store.entry import Changes, check_changes
from imh_desktop.store.journal import Journal
from imh_desktop.store.pen import Pen
from imh_desktop.store.rules import require_class
from imh_desktop.store.shapes import require_known


class Filling:
    """Writes with the journal's pen, within the transaction that ``filling`` holds."""

    def __init__(self, pen: Pen) -> None:
        """Write through a pen whose index and links are saved."""
        self._pen = pen
        self._numbers = {chain: number for number, chain in pen.shelf.chains.known.items()}

    def open(self, record_type: str, record_id: str, changes: Changes) -> None:
        """Keep one change of an open record."""
        self._pen.put(record_type, record_id, changes, ChainClass.OPEN, "")

    def closed(
        self, record_type: str, record_id: str, chain: ChainClass, said: Sequence[Changes]
    ) -> None:
        """Keep a new record whole: one entry each of ``said``, the last of which closes it."""
        assert said[-1].get(CLOSED) is True
        require_class(record_type, chain)
        pen, shelf = self._pen, self._pen.shelf
        row, tip = shelf.add_record(record_id, record_type, chain), self._pen.own.of(chain)
        entries, heads = [], tuple[str, ...]()
        for changes in said:
            check_changes(changes, record_type)
            entry = pen.entry(row, tip, heads, changes, "", pen.now())
            tip.extend(entry.digest)
            entries.append(entry)
            heads = (entry.entry_id,)
        require_known(record_type, {f: v for each in said[:-1] for f, v in each.items()})
        pen.settle_new(row, History(entries), self._numbers)


@contextmanager
def filling(journal: Journal) -> Iterator[Filling]:
    """Hold one transaction for many records."""
    pen = journal.pen
    with journal.transaction():
        pen.shelf.save(pen.own.tips())
        yield Filling(pen)
        pen.shelf.save(pen.own.tips())
        pen.shelf.chains.save_tips(pen.own.tips())
