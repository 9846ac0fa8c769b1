"""The tables of children, visits and answers: what the journal says now, and nothing of its own.

Never migrated: dropped and rebuilt from the journal. A closed visit shows its close entry's
results as they are; nothing here recomputes one.
"""

import hashlib
from collections.abc import Iterator

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.ancestry import TRASHED, Candidate, History
from imh_desktop.store.entry import Changes, Value, encode
from imh_desktop.store.schema import LASTING
from imh_desktop.store.shapes import OWN_REFERRAL, SHAPES, Place, Shape, fits, route
from imh_desktop.store.sqlcipher import Connection
from imh_desktop.store.vocabulary import restore, shrink

_VERSION = 2


def _type_table(name: str, shape: Shape) -> str:
    listed = dict.fromkeys(shape.listed, "TEXT")
    columns = "".join(f', "{column}" {kind}' for column, kind in (shape.columns | listed).items())
    closed = ", closed_at TEXT, close_id TEXT" if shape.closes else ""
    return (
        f'CREATE TABLE "{name}" (record_no INTEGER PRIMARY KEY, record_id TEXT NOT NULL'
        f"{columns}{closed}) STRICT"
    )


def _shared_tables(prefix: str) -> tuple[str, ...]:
    return (
        f"CREATE TABLE {prefix}answer (record_no INTEGER, item_id TEXT, value TEXT NOT NULL,"
        " PRIMARY KEY (record_no, item_id)) STRICT, WITHOUT ROWID",
        f"CREATE TABLE {prefix}element (record_no INTEGER, field TEXT, value TEXT NOT NULL,"
        " PRIMARY KEY (record_no, field)) STRICT, WITHOUT ROWID",
        f"CREATE TABLE {prefix}conflict (record_no INTEGER, field TEXT, entry_id TEXT,"
        " value TEXT NOT NULL, PRIMARY KEY (record_no, field, entry_id)) STRICT, WITHOUT ROWID",
        f"CREATE TABLE {prefix}closed (record_no INTEGER PRIMARY KEY, fields BLOB NOT NULL) STRICT",
        f"CREATE TABLE {prefix}late (record_no INTEGER, field TEXT, entry_id TEXT,"
        " PRIMARY KEY (record_no, field, entry_id)) STRICT, WITHOUT ROWID",
    )


SHARED = ("answer", "element", "conflict", "closed", "late")
TABLES = (*SHAPES, *SHARED, *(f"private_{name}" for name in SHARED))
DDL = (
    *(_type_table(name, shape) for name, shape in SHAPES.items()),
    *(
        f'CREATE INDEX {name}_by_{column} ON "{name}" ({column})'
        for name, shape in SHAPES.items()
        for column in shape.parents
    ),
    *(
        f'CREATE INDEX {name}_{TRASHED} ON "{name}" (record_id) WHERE {TRASHED} IS NOT NULL'
        for name, shape in SHAPES.items()
        if TRASHED in shape.columns
    ),
    *_shared_tables(""),
    *_shared_tables("private_"),
)
STAMP = hashlib.sha256(f"{_VERSION}{DDL}".encode()).hexdigest()
"""Changes with the tables; a vault that carries another stamp is projected anew."""

_STAMPED = "projections"

Dump = dict[str, list[tuple[object, ...]]]


class Projector:
    """Writes the projections; its caller holds the transaction."""

    def __init__(self, connection: Connection) -> None:
        """Write through a connection."""
        self._connection = connection
        self._execute = connection.execute

    @property
    def current(self) -> bool:
        """Tell whether the tables there are were made by this release."""
        stamp = self._execute("SELECT value FROM local WHERE name = ?", (_STAMPED,)).fetchone()
        return bool(stamp == (STAMP,))

    def renew(self) -> None:
        """Make the tables, empty; whatever was projected before, by any release, goes."""
        names = self._execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in names:
            if name not in LASTING and not name.startswith("sqlite_"):
                self._execute(f'DROP TABLE "{name}"')
        for statement in DDL:
            self._execute(statement)
        self._execute("REPLACE INTO local VALUES (?, ?)", (_STAMPED, STAMP))

    def add(self, record_no: int, record_id: str, record_type: str) -> None:
        """Make the row of a new record."""
        if record_type in SHAPES:
            insert = f'INSERT INTO "{record_type}" (record_no, record_id) VALUES (?, ?)'  # noqa: S608
            self._execute(insert, (record_no, record_id))

    def change(
        self, record_no: int, record_type: str, chain_class: ChainClass, changes: Changes
    ) -> None:
        """Project changes to a record whose fields are in no conflict."""
        sql = _OPEN if chain_class is ChainClass.OPEN else _PRIVATE
        for to, key, value in self._beside_columns(record_no, record_type, changes):
            put, drop = sql.answer if to == "answer" else sql.element
            if value is None:
                self._execute(drop, (record_no, key))
            else:
                self._execute(put, (record_no, key, _json(value)))

    def rewrite(
        self, record_no: int, record_id: str, record_type: str, chain_class: ChainClass,
        history: History,
    ) -> None:  # fmt: skip
        """Project a whole record anew."""
        fold = history.fold()
        away = history.put_away or record_type == OWN_REFERRAL
        fields = {f: v for f, v in fold.fields.items() if f != TRASHED or away}
        self.clear(record_no, record_type, chain_class)
        self.add(record_no, record_id, record_type)
        if fold.close is not None and record_type in SHAPES and SHAPES[record_type].closes:
            update = f'UPDATE "{record_type}" SET closed_at = ?, close_id = ? WHERE record_no = ?'  # noqa: S608
            self._execute(update, (fold.closed_at, fold.close.entry_id, record_no))
            self._change_closed(record_no, record_type, chain_class, fields)
        else:
            self.change(record_no, record_type, chain_class, fields)
        self._conflicts(record_no, chain_class, fold.conflicts)
        self._late(record_no, chain_class, history, fold.fields)

    def clear(self, record_no: int, record_type: str, chain_class: ChainClass) -> None:
        """Remove all that is projected of a record."""
        prefix = "" if chain_class is ChainClass.OPEN else "private_"
        tables = [f"{prefix}{name}" for name in SHARED]
        for table in [*tables, record_type] if record_type in SHAPES else tables:
            self._execute(f'DELETE FROM "{table}" WHERE record_no = ?', (record_no,))  # noqa: S608

    def in_conflict(self, record_no: int, chain_class: ChainClass) -> set[str]:
        """Return the fields of a record that are projected as in conflict."""
        sql = _OPEN if chain_class is ChainClass.OPEN else _PRIVATE
        return {field for (field,) in self._execute(sql.conflicts, (record_no,))}

    def dump(self) -> Dump:
        """Return every projected row, by table, sorted; records by their ids, since their
        numbers are this vault's own."""
        dump: Dump = {}
        for table in TABLES:
            select = (
                f'SELECT lower(hex(r.record_id)), t.* FROM "{table}" t'  # noqa: S608
                " LEFT JOIN record r USING (record_no)"
            )
            cursor = self._execute(select)
            at = [column[0] for column in cursor.description].index("record_no")
            rows = [tuple(map(_plain, (*row[:at], *row[at + 1 :]))) for row in cursor]
            dump[table] = sorted(rows, key=repr)
        return dump

    def _beside_columns(
        self, record_no: int, record_type: str, changes: Changes
    ) -> Iterator[tuple[Place, str, Value]]:
        """Set the columns; yield all changes, with None for what a column took."""
        for field, value in changes.items():
            to, key, _ = route(record_type, field)
            if to == "column":
                value = self._column(record_no, record_type, key, value)
            yield to, key, value

    def _change_closed(
        self, record_no: int, record_type: str, chain_class: ChainClass, fields: Changes
    ) -> None:
        """Project a closed record: all that is no column stands small in one row, not in many."""
        beside: dict[str, dict[str, Value]] = {"answers": {}, "elements": {}}
        for to, key, value in self._beside_columns(record_no, record_type, fields):
            if value is not None:
                beside["answers" if to == "answer" else "elements"][key] = value
        for result in SHAPES[record_type].listed:
            if isinstance(said := fields.get(result), str):
                update = f'UPDATE "{record_type}" SET "{result}" = ? WHERE record_no = ?'  # noqa: S608
                self._execute(update, (said, record_no))
        sql = _OPEN if chain_class is ChainClass.OPEN else _PRIVATE
        self._execute(sql.put_closed, (record_no, shrink(encode(beside))))

    def _column(self, record_no: int, table: str, column: str, value: Value) -> Value:
        """Set a column, and return what it cannot hold."""
        held = value is not None and fits(SHAPES[table].columns[column], value)
        update = f'UPDATE "{table}" SET "{column}" = ? WHERE record_no = ?'  # noqa: S608
        self._execute(update, (value if held else None, record_no))
        return None if held else value

    def _late(
        self, record_no: int, chain_class: ChainClass, history: History, present: Changes
    ) -> None:
        """Project what came late and says something else than what stands."""
        sql = _OPEN if chain_class is ChainClass.OPEN else _PRIVATE
        for entry in history.late():
            for field in history.late_fields[entry.entry_id]:
                if _json(entry.changes[field]) != _json(present.get(field)):
                    self._execute(sql.put_late, (record_no, field, entry.entry_id))

    def _conflicts(
        self,
        record_no: int,
        chain_class: ChainClass,
        conflicts: dict[str, tuple[Candidate, ...]],
    ) -> None:
        sql = _OPEN if chain_class is ChainClass.OPEN else _PRIVATE
        for field, candidates in conflicts.items():
            for one in candidates:
                value = _json(one.value)
                self._execute(sql.put_conflict, (record_no, field, one.entry_id, value))


class _Statements:
    """The constant statements of the shared tables, open or private: to put, and to drop."""

    def __init__(self, prefix: str) -> None:
        self.answer = _put_and_drop(f"{prefix}answer", "item_id")
        self.element = _put_and_drop(f"{prefix}element", "field")
        self.put_conflict = f"INSERT INTO {prefix}conflict VALUES (?, ?, ?, ?)"  # noqa: S608
        self.conflicts = f"SELECT field FROM {prefix}conflict WHERE record_no = ?"  # noqa: S608
        self.put_closed = f"INSERT INTO {prefix}closed VALUES (?, ?)"  # noqa: S608
        self.put_late = f"INSERT INTO {prefix}late VALUES (?, ?, ?)"  # noqa: S608


def _put_and_drop(table: str, key: str) -> tuple[str, str]:
    return (
        f"REPLACE INTO {table} VALUES (?, ?, ?)",  # noqa: S608
        f"DELETE FROM {table} WHERE record_no = ? AND {key} = ?",  # noqa: S608
    )


_OPEN, _PRIVATE = _Statements(""), _Statements("private_")


def _json(value: Value) -> str:
    return encode(value).decode()


def _plain(value: object) -> object:
    """Return a closed record's fields as text; damaged ones as they are: they will differ."""
    if not isinstance(value, bytes):
        return value
    try:
        return restore(value).decode()
    except ValueError:
        return value
