"""A connection that outlives a fault of the disk.

After one failed read SQLCipher calls every later page damaged on the same connection, and one that
was opened while the disk refused stays read-only for ever (measured: ``tests/faults``). The file is
sound all the while. So a connection that met such a fault is replaced by a new one before it is
used again; whether a file is damaged, a new connection alone can tell.

Whatever the disk refuses leaves here as a fault in plain words, so that no room of the store can
forget to say it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, NoReturn

from imh_desktop.store.faults import code_of, told
from imh_desktop.store.sqlcipher import Connection, Cursor, DatabaseError

_SUSPECT = frozenset({8, 10, 11, 14, 15, 26})
"""SQLite's primary codes after which a connection is not to be trusted: read-only, I/O error,
malformed, cannot open, locking protocol, not a database."""


_AT_ONCE = 500
"""Rows that are fetched together where they are gone through one by one."""


class SteadyConnection:
    """Passes everything on. Outside a transaction a statement that meets such a fault is tried once
    more on a new connection; within one, the transaction is lost and the next statement gets it.

    (Plain ``try`` and no context manager: a page of a child runs some hundreds of statements.)
    """

    def __init__(self, connection: Connection, open_again: Callable[[], Connection]) -> None:
        """Begin with an open connection."""
        self._real, self._open_again, self._suspect = connection, open_again, False
        self._changes_before = 0

    @property
    def in_transaction(self) -> bool:
        """Tell whether a transaction is held."""
        return self._real.in_transaction

    @property
    def total_changes(self) -> int:
        """Return a number that grows with every row that is changed, and with a new connection."""
        return self._changes_before + self._real.total_changes

    def execute(self, sql: str, values: Sequence[object] = (), /) -> Cursor:
        """Run a statement."""
        outside = not self._real.in_transaction
        if self._suspect and outside:
            self._renew()
        try:
            return _Rows(self._real.execute(sql, values), self.refuse)
        except DatabaseError as error:
            if not self._met(error) or not outside:
                self.refuse(error)
        self._renew()
        try:
            return _Rows(self._real.execute(sql, values), self.refuse)
        except DatabaseError as error:
            self.refuse(error)

    def executemany(self, sql: str, rows: Iterable[Sequence[object]], /) -> Cursor:
        """Run a statement for each row."""
        try:
            return self._real.executemany(sql, rows)
        except DatabaseError as error:
            self.refuse(error)

    def backup(
        self, target: Any, /, *, pages: int = -1, progress: Callable[[int, int, int], None]
    ) -> None:
        """Copy the file into another connection's."""
        if self._suspect:
            self._renew()
        try:
            self._real.backup(target, pages=pages, progress=progress)
        except DatabaseError as error:
            self.refuse(error)

    def close(self) -> None:
        """Close it."""
        self._real.close()

    def refuse(self, error: BaseException) -> NoReturn:
        """Note what a statement met, and tell it in plain words; a bug passes on."""
        self._met(error)
        if fault := told(error):
            raise fault from error
        raise error

    def _met(self, error: BaseException) -> bool:
        """Note what a statement met; tell whether the connection is not to be trusted now."""
        found = code_of(error) in _SUSPECT
        self._suspect = self._suspect or found
        return found

    def _renew(self) -> None:
        """Put a new connection in place of one that is not to be trusted. The new one is open
        before the old one closes, so that the last to close never folds the WAL."""
        try:
            renewed = self._open_again()
        except DatabaseError as error:
            self.refuse(error)
        with suppress(DatabaseError):
            self._changes_before += self._real.total_changes + 1
            self._real.close()
        self._real, self._suspect = renewed, False


class _Rows:
    """A cursor whose later rows, too, tell the disk's faults in plain words."""

    __slots__ = ("_real", "_refuse")

    def __init__(self, real: Cursor, refuse: Callable[[BaseException], NoReturn]) -> None:
        self._real, self._refuse = real, refuse

    @property
    def lastrowid(self) -> int:
        return self._real.lastrowid

    @property
    def rowcount(self) -> int:
        return self._real.rowcount

    @property
    def description(self) -> Sequence[Sequence[Any]]:
        return self._real.description

    def fetchone(self) -> Any:
        try:
            return self._real.fetchone()
        except DatabaseError as error:
            self._refuse(error)

    def fetchmany(self, size: int, /) -> list[Any]:
        try:
            return self._real.fetchmany(size)
        except DatabaseError as error:
            self._refuse(error)

    def fetchall(self) -> list[Any]:
        try:
            return self._real.fetchall()
        except DatabaseError as error:
            self._refuse(error)

    def __iter__(self) -> Iterator[Any]:
        try:
            while rows := self._real.fetchmany(_AT_ONCE):
                yield from rows
        except DatabaseError as error:
            self._refuse(error)
