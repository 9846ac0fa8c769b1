"""The projections made anew from the journal: dropped, and every record projected again."""

from imh_desktop.core.progress import Count, uncounted
from imh_desktop.store.pen import Pen

_BETWEEN_WORDS = 25
"""Records that are projected anew between two words of how far it is: some hundredths of a
second."""


class Replaying:
    """Projects with the journal's pen."""

    def __init__(self, pen: Pen) -> None:
        """Stand beside the journal."""
        self._pen = pen

    def rebuild(self, told: Count = uncounted) -> None:
        """Drop the projections and replay the journal, whole or not at all: what is killed or
        raises half-way leaves the former ones.

        Args:
            told: takes how many records are done, and of how many.
        """
        with self._pen.transaction():
            self.replay(told)

    def refresh(self, told: Count = uncounted) -> None:
        """Rebuild the projections when another release made them, or none has yet."""
        if not self._pen.projector.current:
            self.rebuild(told)

    def replay(self, told: Count = uncounted) -> None:
        """Project every record anew; the caller holds the transaction."""
        self._pen.projector.renew()
        rows = self._pen.shelf.records()
        for done, row in enumerate(rows):
            if done % _BETWEEN_WORDS == 0:
                told(done, len(rows))
            self._pen.project(row, self._pen.history(row))
        told(len(rows), len(rows))
