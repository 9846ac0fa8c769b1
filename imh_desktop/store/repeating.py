"""Retractions said again about some records alone, so that who is given only these reads them as
they are read here, and learns nothing of others: no place in a chain, no reason, no count."""

from collections.abc import Iterator, Set
from uuid import UUID, uuid5

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.ancestry import Fold, History
from imh_desktop.store.entry import Changes
from imh_desktop.store.pen import Pen
from imh_desktop.store.retractions import (
    ABOUT,
    BROUGHT_BACK,
    REPEATS,
    Named,
    naming,
    stands,
)
from imh_desktop.store.rules import shown_nowhere
from imh_desktop.store.shapes import RETRACTION
from imh_desktop.store.shelf import RecordRow

Write = tuple[str, Changes, ChainClass]

_SAME = ("archive_id", "device_id", "made_at")
_OWNED = ("child_id", "visit_id")


class Repeating:
    """Looks which retractions concern some records that go together.

    What of these families was taken back altogether goes no more; but whoever got it before is to
    lose it too, so the retraction goes.
    """

    def __init__(self, pen: Pen, records: Set[str]) -> None:
        """Look with the journal's pen. ``records``: the ids of those that go."""
        self._pen = pen
        self._folds = {
            row.record_id: History(pen.shelf.load(row)).fold()
            for row in pen.shelf.records_of(RETRACTION)
        }
        self._concerned = self._with_repeats(records | self._gone(records))

    def going(self) -> frozenset[str]:
        """Return the ids of the retractions that go along."""
        return frozenset(id_ for id_, fold in self._repeats() if fold.fields.get(ABOUT) in
                         self._concerned)  # fmt: skip

    def writes(self) -> Iterator[Write]:
        """Give what is still to be said: record id, changes and class of each retraction."""
        needed = set[str]()
        for repeat_id, said, part in self._wanted():
            needed.add(repeat_id)
            fold = self._folds.get(repeat_id)
            new = {f: v for f, v in said.items() if fold is None or fold.fields.get(f) != v}
            if new:
                yield repeat_id, new, part
        going = self.going() - needed
        for row in self._pen.retractions.overruled():
            if row.record_id in going and stands(self._folds[row.record_id]):
                yield row.record_id, {BROUGHT_BACK: True}, row.chain_class

    def _wanted(self) -> Iterator[Write]:
        for part, standing in self._pen.retractions.all().items():
            for retraction_id, named in standing.items():
                whole = self._folds[retraction_id].fields
                if REPEATS in whole:
                    continue
                same: Changes = {field: whole[field] for field in _SAME if field in whole}
                for about, taken in self._taken(part, named):
                    said: Changes = {REPEATS: retraction_id, ABOUT: about, BROUGHT_BACK: False}
                    repeat_id = str(uuid5(UUID(retraction_id), about))
                    yield repeat_id, same | said | naming(Named({}, taken)), part

    def _taken(self, part: ChainClass, named: Named) -> Iterator[tuple[str, frozenset[str]]]:
        """Give the records concerned of which something is taken back, and the entries' ids."""
        for row in self._pen.retractions.records([named]):
            if row.chain_class is part and row.record_id in self._concerned:
                entries = self._pen.shelf.load(row)
                if taken := frozenset(e.entry_id for e in entries if named.has(e)):
                    yield row.record_id, taken

    def _gone(self, records: Set[str]) -> Set[str]:
        """Return what these families had and is to be seen nowhere any more."""
        standing = [n for each in self._pen.retractions.all().values() for n in each.values()]
        rows = self._pen.retractions.records(standing) if standing else []
        gone = [row for row in rows if shown_nowhere(row, self._pen.history(row))]
        visits = self._of(gone, records)
        return visits | self._of(gone, visits)

    def _of(self, rows: list[RecordRow], owners: Set[str]) -> Set[str]:
        found = set[str]()
        for row in rows:
            said = [e.changes.get(field) for e in self._pen.shelf.load(row) for field in _OWNED]
            if any(isinstance(each, str) and each in owners for each in said):
                found.add(row.record_id)
        return found

    def _with_repeats(self, records: Set[str]) -> Set[str]:
        """Add the retractions about these records, and those about such retractions."""
        about, found = {id_: fold.fields.get(ABOUT) for id_, fold in self._repeats()}, records
        while more := {id_ for id_, of in about.items() if of in found} - found:
            found = found | more
        return found

    def _repeats(self) -> list[tuple[str, Fold]]:
        return [
            (id_, fold) for id_, fold in self._folds.items()
            if isinstance(fold.fields.get(ABOUT), str)
        ]  # fmt: skip
