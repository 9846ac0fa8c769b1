"""Rows of the projections, read for ``records``: plain fields, elements, answers, candidates."""

from collections.abc import Callable, Hashable, Iterable
from typing import Any, NamedTuple, TypeVar, cast

import msgspec

from imh_desktop.store.entry import Changes, Scalar, Value, encode, is_id
from imh_desktop.store.faults import storage_faults
from imh_desktop.store.one_reading import reading_of
from imh_desktop.store.packs import id_bytes
from imh_desktop.store.record import Record
from imh_desktop.store.shapes import OWN_REFERRAL, PRIVATE_TYPES, Place, route
from imh_desktop.store.sqlcipher import Connection
from imh_desktop.store.vault import Vault
from imh_desktop.store.vocabulary import restore

_T = TypeVar("_T")
_DECODE, _ENCODE = msgspec.json.decode, msgspec.json.encode


class Row:
    """One record as projected."""

    def __init__(
        self,
        fields: dict[str, object],
        elements: dict[str, str],
        answers: list[tuple[str, str]],
        conflicts: dict[str, list[str]],
    ) -> None:
        """Hold a row; element and conflict values are JSON."""
        self._fields, self._elements = fields, elements
        self._answers, self._conflicts = answers, conflicts
        self.record_id = str(fields["record_id"])
        self.chain_class = str(fields["chain_class"])

    @property
    def unsettled(self) -> tuple[str, ...]:
        """Return the fields in conflict."""
        return tuple(sorted(self._conflicts))

    def text(self, field: str) -> str:
        """Return a text; empty when not set; candidates in conflict side by side."""
        value = self._fields.get(field)
        return value if isinstance(value, str) else " / ".join(self.texts(field))

    def texts(self, field: str) -> list[str]:
        """Return a text, or all its candidates in conflict, as a list without repeats."""
        value = self._fields.get(field)
        if isinstance(value, str):
            return [value]
        said = [_DECODE(text) for text in self._conflicts.get(field, ())]
        return sorted({text for text in said if isinstance(text, str)})

    def number(self, field: str) -> int | None:
        """Return a whole number; None when not set or in conflict."""
        value = self._fields.get(field)
        return value if isinstance(value, int) else None

    def truth(self, field: str) -> bool | None:
        """Return yes or no; None when not set or in conflict."""
        value = self.number(field)
        return None if value is None else bool(value)

    def element(self, field: str) -> Value:
        """Return a field that is no column."""
        text = self._elements.get(field)
        return None if text is None else cast(Value, _DECODE(text))

    def elements(self, group: str) -> dict[str, Value]:
        """Return the elements of a group by id, sorted by id."""
        prefix = f"{group}."
        found = {f.removeprefix(prefix): f for f in self._elements if f.startswith(prefix)}
        return {id_: self.element(field) for id_, field in sorted(found.items())}

    def texts_of(self, group: str) -> dict[str, str]:
        """Return those elements of a group that are texts."""
        return {id_: said for id_, said in self.elements(group).items() if isinstance(said, str)}

    def answers(self) -> list[tuple[str, dict[str, Scalar]]]:
        """Return item id -> answer, by item; one that a newer release wrote in another form is
        left out."""
        said = [(item_id, _DECODE(text)) for item_id, text in self._answers]
        return [(item_id, a) for item_id, a in said if isinstance(a, dict) and a.get("code")]


def row_of(record: Record, changes: Changes) -> Row:
    """Return the row a record would be projected to with some fields set to other values."""
    beside: dict[Place, list[tuple[str, str]]] = {"answer": [], "element": []}
    columns: dict[str, object] = {
        "record_id": record.record_id,
        "chain_class": record.chain_class.value,
        "closed_at": record.closed_at,
    }
    for field, value in {**record.fields, **changes}.items():
        to, key, _ = route(record.record_type, field)
        if to == "column":
            columns[key] = value
        elif value is not None:
            beside[to].append((key, encode(value).decode()))
    return Row(columns, dict(beside["element"]), beside["answer"], {})


class VisitDay(NamedTuple):
    """One visit as lists show it. ``answers``: how many while it is open; ``again``: the day its
    results say to look again, as text; ``level``: their open level; None when they say none."""

    on: str
    visit_id: str
    closed: bool
    answers: int
    again: str | None
    level: str | None


class Draft(NamedTuple):
    """An open visit as lists show it: whose it is, and how many answers it holds."""

    on: str
    visit_id: str
    answers: int
    worker_id: str


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
        numbers = _read(
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
        (row,) = _read(self._connection, f'SELECT count(*) FROM "{table}"', ())  # noqa: S608
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
        for record_id, child_id, name in _read(self._connection, select, ()):
            if record_id not in self._hidden:
                names.setdefault(child_id, []).append(name)
        return names

    def latest_visits(
        self,
    ) -> tuple[dict[str, VisitDay], dict[str, VisitDay], dict[str, list[Draft]]]:
        """Return child id -> its latest open visit, -> its latest closed one, -> all open ones."""
        select = (
            'SELECT v.child_id, v."on", v.record_id, v.closed_at IS NOT NULL,'
            " CASE WHEN v.closed_at IS NULL THEN (SELECT count(*) FROM answer a"
            ' WHERE a.record_no = v.record_no) ELSE 0 END, v."results.reobserve_on",'
            ' v."results.open_level", v.worker_id'
            " FROM visit v WHERE v.child_id <> '' AND v.\"on\" <> ''"
        )
        latest: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
        drafts: dict[str, list[Draft]] = {}
        # Sorting them all in SQL costs more than looking at each once.
        for row in _read(self._connection, select, ()):
            child_id, on, visit_id, closed = row[:4]
            if visit_id in self._hidden:
                continue
            if not closed:
                draft = Draft(on, visit_id, answers=row[4], worker_id=row[7] or "")
                drafts.setdefault(child_id, []).append(draft)
            last = latest[closed].get(child_id)
            if last is None or on > last[1] or (on == last[1] and visit_id > last[2]):
                latest[closed][child_id] = row
        unfinished, finished = ({id_: VisitDay(*row[1:7]) for id_, row in found.items()}
                                for found in latest)  # fmt: skip
        return unfinished, finished, drafts

    def elements_of(self, table: str, group: str) -> dict[str, dict[str, Value]]:
        """Return record id -> the elements of a group by id, of the records that have some."""
        select = (
            f'SELECT t.record_id, e.field, e.value FROM "{table}" t'  # noqa: S608
            " CROSS JOIN element e USING (record_no) WHERE e.field >= ? AND e.field < ?"
        )
        found: dict[str, dict[str, Value]] = {}
        for record_id, field, value in _read(self._connection, select, (f"{group}.", f"{group}/")):
            if record_id not in self._hidden:
                found.setdefault(record_id, {})[field.partition(".")[2]] = _DECODE(value)
        return found

    def closed_on(self, on: str) -> dict[str, str]:
        """Return visit id -> child id of the closed visits of a day."""
        select = 'SELECT record_id, child_id FROM visit WHERE "on" = ? AND closed_at IS NOT NULL'
        return dict(_read(self._connection, select, (on,)))

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
        parts = _Parts(self._connection, "private_" if table in PRIVATE_TYPES else "", whole)
        return [parts.row(fields) for fields in found]


def hidden(connection: Connection) -> frozenset[object]:
    """Return the ids of the records in the trash. What somebody went on with who did not know is
    shown: a child of whom something is not there, a visit at which something was said alone since,
    a caregiver who is named, or whose child is shown again."""
    children, visits, people = (_away(connection, kind) for kind in ("child", *OF_CHILD))
    gone = {each for each in children if not _any(connection, _BEGUN, each)}
    back = {id_ for child in children - gone for (id_,) in _read(connection, _PEOPLE, (child,))}
    drafts = {each for each in visits if not _any(connection, _SAID_ALONE, each)}
    return frozenset(gone | drafts | (people - back - _named(connection, people - back)))


def _away(connection: Connection, kind: str) -> set[object]:
    select = 'SELECT record_id FROM "{}" WHERE trashed IS NOT NULL'.format
    return {record_id for (record_id,) in _read(connection, select(kind), ())}


def _any(connection: Connection, select: str, record_id: object) -> bool:
    values = (str(record_id),) * select.count("?")
    return any(_read(connection, select, values))


def _named(connection: Connection, people: set[object]) -> set[object]:
    """Return which caregivers in the trash a record names, in one pass however many there are.
    Nobody who is named goes there: who is was named by somebody who did not know."""
    if not people:
        return set()
    ids = _ENCODE(sorted(map(str, people))).decode()
    return {named for (named,) in _read(connection, _NAMES, (ids,))}


_BEGUN = (
    "SELECT 1 FROM visit WHERE child_id = ? AND trashed IS NULL"
    " UNION ALL SELECT 1 FROM caregiver WHERE child_id = ? AND trashed IS NULL"
)
_SAID_ALONE = (
    "SELECT 1 FROM private WHERE visit_id = ? AND trashed IS NULL"
    " UNION ALL SELECT 1 FROM own_referral WHERE visit_id = ? AND trashed IS NULL"
)
_PEOPLE = "SELECT record_id FROM caregiver WHERE child_id = ? AND trashed IS NOT NULL"
_NAMES = """
SELECT caregiver_id FROM private
    WHERE trashed IS NULL AND caregiver_id IN (SELECT value FROM json_each(?1))
UNION ALL SELECT caregiver_id FROM own_referral
    WHERE caregiver_id IN (SELECT value FROM json_each(?1))
UNION ALL SELECT substr(value, instr(value, '"informant":"') + 13, 36) FROM answer
    WHERE substr(value, instr(value, '"informant":"') + 13, 36) IN
        (SELECT value FROM json_each(?1))"""
"""Whom what was said alone, was asked for or was told in an open visit names; ids are 36 letters,
and an answer is kept as canonical JSON."""
OF_CHILD = ("visit", "caregiver")
"""What is put in the trash with its child."""
_PLACES = ("record_id", "child_id", "visit_id", "child_a", "child_b")


class _Parts:
    """What hangs on rows: read at once for a whole table, else record by record."""

    def __init__(self, connection: Connection, prefix: str, whole: str) -> None:
        self._connection, self._prefix = connection, prefix
        self._whole = {
            kind: _by_record(_read(connection, self._select(kind, columns, whole), ()))
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
        return [row[1:] for row in _read(self._connection, select, (number,))]

    def _select(self, kind: str, columns: str, whole: str) -> str:
        """Return what reads one kind of a record's parts. Of a whole table its own rows come
        first (CROSS JOIN): of a small one, little is read."""
        among = f'"{whole}" CROSS JOIN ' if whole else ""
        shared = " USING (record_no)" if whole else ""
        return f"SELECT p.record_no, {columns} FROM {among}{self._prefix}{kind} p{shared}"  # noqa: S608


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


def _texts(found: dict[str, msgspec.Raw]) -> list[tuple[Any, ...]]:
    return [(key, bytes(value).decode()) for key, value in found.items()]


def _by_record(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = {}
    for number, *rest in rows:
        found.setdefault(number, []).append(tuple(rest))
    return found


def _read(connection: Connection, select: str, values: tuple[object, ...]) -> list[Any]:
    with storage_faults():
        return connection.execute(select, values).fetchall()
