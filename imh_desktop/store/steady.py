"""A connection that outlives a fault of the disk.

After one failed read SQLCipher calls every later page damaged on the same connection, and one that
was opened while the disk refused stays read-only for ever (measured: ``tests/faults``). The file is
sound all the while. So a connection that met such a fault is replaced by a new one before it is
used again; whether a file is damaged, a new connection alone can tell.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any

from imh_desktop.store.sqlcipher import Connection, Cursor, DatabaseError

_SUSPECT = frozenset({8, 10, 11, 14, 26})
"""SQLite's primary codes after which a connection is not to be trusted: read-only, I/O error,
malformed, cannot open, not a database."""


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
        if outside and self._suspect:
            self._renew()
        try:
            return self._real.execute(sql, values)
        except DatabaseError as error:
            if not self._met(error) or not outside:
                raise
        self._renew()
        return self._real.execute(sql, values)

    def executemany(self, sql: str, rows: Iterable[Sequence[object]], /) -> Cursor:
        """Run a statement for each row."""
        try:
            return self._real.executemany(sql, rows)
        except DatabaseError as error:
            self._met(error)
            raise

    def backup(
        self, target: Any, /, *, pages: int = -1, progress: Callable[[int, int, int], None]
    ) -> None:
        """Copy the file into another connection's."""
        self._real.backup(target, pages=pages, progress=progress)

    def close(self) -> None:
        """Close it."""
        self._real.close()

    def _met(self, error: Exception) -> bool:
        """Note what a statement met; tell whether the connection is not to be trusted now."""
        found = (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _SUSPECT
        self._suspect = self._suspect or found
        return found

    def _renew(self) -> None:
        """Put a new connection in place of one that is not to be trusted. The new one is open
        before the old one closes, so that the last to close never folds the WAL."""
        renewed = self._open_again()
        with suppress(DatabaseError):
            self._real.close()
        self._real, self._suspect = renewed, False
