"""What hangs on projected rows: elements, answers, candidates in conflict, what is closed."""

from collections.abc import Iterable
from typing import Any, cast

import msgspec

from imh_desktop.store.faults import selected
from imh_desktop.store.row import Row
from imh_desktop.store.sqlcipher import Connection
from imh_desktop.store.vocabulary import restore

_COLUMNS = {
    "element": "p.field, p.value",
    "answer": "p.item_id, p.value",
    "conflict": "p.field, p.value",
    "closed": "p.fields",
}


class _Closed(msgspec.Struct, frozen=True):
    """What stands of a closed record beside its columns."""

    answers: dict[str, msgspec.Raw]
    elements: dict[str, msgspec.Raw]


_CLOSED = msgspec.json.Decoder(_Closed).decode


class RowParts:
    """What hangs on rows: read at once for a whole table, else record by record."""

    def __init__(self, connection: Connection, prefix: str, whole: str) -> None:
        """Read of the tables whose names begin with ``prefix``; ``whole``: of all records in this
        table, "" = of one after the other."""
        self._connection, self._prefix = connection, prefix
        self._whole = {
            kind: _by_record(selected(connection, self._select(kind, columns, whole), ()))
            for kind, columns in _COLUMNS.items()
            if whole
        }

    def row(self, fields: dict[str, object]) -> Row:
        """Return one row with all that hangs on it."""
        number = cast(int, fields["record_no"])
        elements, answers, conflicts, closed = (self._of(kind, number) for kind in _COLUMNS)
        for (small,) in closed:
            found = _CLOSED(restore(small))
            answers, elements = _texts(found.answers), _texts(found.elements)
        candidates: dict[str, list[str]] = {}
        for field, value in conflicts:
            candidates.setdefault(field, []).append(value)
        return Row(fields, dict(cast(Any, elements)), cast(Any, answers), candidates)

    def _of(self, kind: str, number: int) -> list[tuple[Any, ...]]:
        if self._whole:
            return self._whole[kind].get(number, [])
        select = f"{self._select(kind, _COLUMNS[kind], '')} WHERE p.record_no = ?"
        return [row[1:] for row in selected(self._connection, select, (number,))]

    def _select(self, kind: str, columns: str, whole: str) -> str:
        """Return what reads one kind of a record's parts. Of a whole table its own rows come
        first (CROSS JOIN): of a small one, little is read."""
        among = f'"{whole}" CROSS JOIN ' if whole else ""
        shared = " USING (record_no)" if whole else ""
        return f"SELECT p.record_no, {columns} FROM {among}{self._prefix}{kind} p{shared}"  # noqa: S608


def _texts(found: dict[str, msgspec.Raw]) -> list[tuple[Any, ...]]:
    return [(key, bytes(value).decode()) for key, value in found.items()]


def _by_record(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = {}
    for number, *rest in rows:
        found.setdefault(number, []).append(tuple(rest))
    return found
