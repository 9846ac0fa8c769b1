"""A connection that outlives a fault of the disk.

After one failed read SQLCipher calls every later page damaged on the same connection, and one that
was opened while the disk refused stays read-only for ever (measured: ``tests/faults``). The file is
sound all the while. So a connection that met such a fault is replaced by a new one before it is
used again; whether a file is damaged, a new connection alone can tell.

Whatever the disk refuses leaves here as a fault in plain words, so that no room of the store can
forget to say it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from imh_desktop.store.faults import code_of, storage_faults
from imh_desktop.store.sqlcipher import Connection, Cursor, DatabaseError

_SUSPECT = frozenset({8, 10, 11, 14, 15, 26})
"""SQLite's primary codes after which a connection is not to be trusted: read-only, I/O error,
malformed, cannot open, locking protocol, not a database."""


class SteadyConnection:
    """Passes everything on. Outside a transaction a statement that meets such a fault is tried once
    more on a new connection; within one, the transaction is lost and the next statement gets it."""

    def __init__(self, connection: Connection, open_again: Callable[[], Connection]) -> None:
        """Begin with an open connection."""
        self._real, self._open_again, self._suspect = connection, open_again, False

    @property
    def in_transaction(self) -> bool:
        """Tell whether a transaction is held."""
        return self._real.in_transaction

    def execute(self, sql: str, values: Sequence[object] = (), /) -> Cursor:
        """Run a statement."""
        outside = not self._real.in_transaction
        with storage_faults():
            if outside and self._suspect:
                self._renew()
            try:
                return _Rows(self._real.execute(sql, values), self._noting)
            except DatabaseError as error:
                if not self._met(error) or not outside:
                    raise
            self._renew()
            return _Rows(self._real.execute(sql, values), self._noting)

    def executemany(self, sql: str, rows: Iterable[Sequence[object]], /) -> Cursor:
        """Run a statement for each row."""
        with self._noting():
            return self._real.executemany(sql, rows)

    def backup(
        self, target: Any, /, *, pages: int = -1, progress: Callable[[int, int, int], None]
    ) -> None:
        """Copy the file into another connection's."""
        with self._noting():
            if self._suspect:
                self._renew()
            self._real.backup(target, pages=pages, progress=progress)

    def close(self) -> None:
        """Close it."""
        self._real.close()

    @contextmanager
    def _noting(self) -> Iterator[None]:
        """Note what is met in the block, and tell it in plain words."""
        with storage_faults():
            try:
                yield
            except DatabaseError as error:
                self._met(error)
                raise

    def _met(self, error: BaseException) -> bool:
        """Note what a statement met; tell whether the connection is not to be trusted now."""
        found = code_of(error) in _SUSPECT
        self._suspect = self._suspect or found
        return found

    def _renew(self) -> None:
        """Put a new connection in place of one that is not to be trusted. The new one is open
        before the old one closes, so that the last to close never folds the WAL."""
        renewed = self._open_again()
        with suppress(DatabaseError):
            self._real.close()
        self._real, self._suspect = renewed, False


class _Rows:
    """A cursor whose later rows, too, tell the disk's faults in plain words."""

    __slots__ = ("_noting", "_real")

    def __init__(self, real: Cursor, noting: Callable[[], Any]) -> None:
        self._real, self._noting = real, noting

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
        with self._noting():
            return self._real.fetchone()

    def fetchall(self) -> list[Any]:
        with self._noting():
            return self._real.fetchall()

    def __iter__(self) -> Iterator[Any]:
        with self._noting():
            for row in self._real:  # "yield from" would close the cursor of a reader that stops
                yield row
