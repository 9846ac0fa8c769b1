"""Rows of the projections, read for ``records``. What the trash hides is left out of them."""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

import msgspec

from imh_desktop.store.entry import Value, is_id
from imh_desktop.store.faults import selected, storage_faults
from imh_desktop.store.hidden import hidden
from imh_desktop.store.one_reading import reading_of
from imh_desktop.store.packs import id_bytes
from imh_desktop.store.row import Row
from imh_desktop.store.row_parts import RowParts
from imh_desktop.store.shapes import OWN_REFERRAL, PRIVATE_TYPES
from imh_desktop.store.vault import Vault
from imh_desktop.store.visit_days import VISIT_DAYS, Draft, VisitDay, latest

_T = TypeVar("_T")
_DECODE = msgspec.json.decode
_PLACES = ("record_id", "child_id", "visit_id", "child_a", "child_b")
"""The columns of a row that may name a record the trash hides."""


class Tables:
    """The projections of an open vault."""

    def __init__(self, vault: Vault) -> None:
        """Read through the vault's connection. What is in the trash is left out of everything."""
        self._connection, self._reading = vault.open_connection(), reading_of(vault)
        self._hidden = self._once("hidden", lambda: hidden(self._connection))

    def one(self, table: str, record_id: str) -> Row | None:
        """Return one record."""
        if not is_id(record_id):
            return None
        read = self._reading and self._reading.get(self._connection, (table, record_id))
        if isinstance(read, Row):
            return read
        where = "WHERE t.record_no = (SELECT record_no FROM record WHERE record_id = ?)"
        return next(iter(self._rows(table, where, (id_bytes(record_id),))), None)

    def by_column(self, table: str, column: str, value: str) -> Row | None:
        """Return the first record with this value in a column."""
        return next(iter(self.of(table, column, value)), None)

    def of(self, table: str, column: str, value: str) -> list[Row]:
        """Return the records with this value in a column, in the order they came."""
        return self._rows(table, f'WHERE t."{column}" = ? ORDER BY t.record_no', (value,))

    def all(self, table: str) -> list[Row]:
        """Return every record of a type, in the order they came."""
        return self._rows(table, "", ())

    def children_born_near(self, first: str, last: str, also: str, number: str) -> list[Row]:
        """Return the children born within two days, on a third one, or of a number; and those of
        whose birth two laptops say different things."""
        where = (
            "WHERE t.born_latest >= ? AND t.born_earliest <= ? OR t.born_earliest = ?"
            " OR t.number = ? AND t.number <> ''"
            " OR t.born_earliest IS NULL OR t.born_latest IS NULL"
        )
        return self._rows("child", where, (first, last, also, number))

    def part(self, table: str, after: int, most: int) -> tuple[list[Row], int]:
        """Return at most so many records of a type, and where the next part goes on."""
        numbers = selected(
            self._connection,
            f'SELECT record_no FROM "{table}" WHERE record_no > ?'  # noqa: S608
            " ORDER BY record_no LIMIT ?",
            (after, most),
        )
        last = int(numbers[-1][0]) if numbers else after
        within = "WHERE t.record_no > ? AND t.record_no <= ? ORDER BY t.record_no"
        rows = self._rows(table, within, (after, last))
        return (rows, last) if rows or not numbers else self.part(table, last, most)

    def count(self, table: str) -> int:
        """Return how many records of a type there are."""
        if self._hidden:
            return len(self.all(table))
        (row,) = selected(self._connection, f'SELECT count(*) FROM "{table}"', ())  # noqa: S608
        return int(row[0])

    def open_visits(self) -> list[Row]:
        """Return the visits that are not closed."""
        return self._rows("visit", "WHERE t.closed_at IS NULL", ())

    def saying(self, table: str, column: str) -> list[Row]:
        """Return the records that hold something in a column, or whose column is in conflict."""
        where = (
            f'WHERE t."{column}" IS NOT NULL'  # noqa: S608
            " OR t.record_no IN (SELECT record_no FROM conflict WHERE field = ?)"
            " ORDER BY t.record_no"
        )
        return self._rows(table, where, (column,))

    def caregiver_names(self) -> dict[str, list[str]]:
        """Return child id -> the names of its caregivers, as they were added."""
        names: dict[str, list[str]] = {}
        select = (
            "SELECT record_id, child_id, name FROM caregiver WHERE child_id <> '' AND name <> ''"
            " ORDER BY record_no"
        )
        for record_id, child_id, name in selected(self._connection, select, ()):
            if record_id not in self._hidden:
                names.setdefault(child_id, []).append(name)
        return names

    def latest_visits(
        self,
    ) -> tuple[dict[str, VisitDay], dict[str, VisitDay], dict[str, list[Draft]]]:
        """Return child id -> its latest open visit, -> its latest closed one, -> all open ones."""
        rows = selected(self._connection, VISIT_DAYS, ())
        # Sorting them all in SQL costs more than looking at each once.
        return latest(row for row in rows if row[2] not in self._hidden)

    def elements_of(self, table: str, group: str) -> dict[str, dict[str, Value]]:
        """Return record id -> the elements of a group by id, of the records that have some."""
        select = (
            f'SELECT t.record_id, e.field, e.value FROM "{table}" t'  # noqa: S608
            " CROSS JOIN element e USING (record_no) WHERE e.field >= ? AND e.field < ?"
        )
        found: dict[str, dict[str, Value]] = {}
        for record_id, field, value in selected(
            self._connection, select, (f"{group}.", f"{group}/")
        ):
            if record_id not in self._hidden:
                found.setdefault(record_id, {})[field.partition(".")[2]] = _DECODE(value)
        return found

    def closed_on(self, on: str) -> dict[str, str]:
        """Return visit id -> child id of the closed visits of a day."""
        select = 'SELECT record_id, child_id FROM visit WHERE "on" = ? AND closed_at IS NOT NULL'
        return dict(selected(self._connection, select, (on,)))

    def _once(self, key: Hashable, read: Callable[[], _T]) -> _T:
        """Read what was not read yet for the page that is being made."""
        if self._reading is None:
            return read()
        found = self._reading.get(self._connection, key)
        if found is None:
            found = read()
            self._reading.keep(key, found)
        return cast(_T, found)

    def _rows(self, table: str, where: str, values: tuple[str | int | bytes, ...]) -> list[Row]:
        rows = self._once((table, where, values), lambda: self._read_rows(table, where, values))
        if self._reading:
            for row in rows:
                self._reading.keep((table, row.record_id), row)
        return list(rows)

    def _read_rows(
        self, table: str, where: str, values: tuple[str | int | bytes, ...]
    ) -> list[Row]:
        select = (
            f'SELECT r.chain_class, t.* FROM "{table}" t JOIN record r'  # noqa: S608
            f" USING (record_no) {where or 'ORDER BY t.record_no'}"
        )
        with storage_faults():
            cursor = self._connection.execute(select, values)
            names = [column[0] for column in cursor.description]
            read = (dict(zip(names, row, strict=True)) for row in cursor)
            # An adult's own referral stands also when the visit it was written at does not.
            places = _PLACES if table != OWN_REFERRAL else ("record_id",)
            found = [row for row in read if self._hidden.isdisjoint(map(row.get, places))]
        whole = table if not where else ""
        parts = RowParts(self._connection, "private_" if table in PRIVATE_TYPES else "", whole)
        return [parts.row(fields) for fields in found]
