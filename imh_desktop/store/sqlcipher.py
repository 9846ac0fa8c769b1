"""The one door to SQLCipher; imported before sqlite-utils, which then speaks through it too.

sqlite-utils takes the module called ``pysqlite3`` when there is one: under that name it gets
SQLCipher's exceptions and features, and can never open an unencrypted file behind our back.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Literal, Protocol, cast

import sqlcipher3
from sqlcipher3 import dbapi2

from imh_desktop.store.salts import torn_salt

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = dbapi2

DatabaseError: type[Exception] = dbapi2.DatabaseError

_BEFORE_KEY = ("PRAGMA cipher_log_level = none", "PRAGMA cipher_memory_security = ON")
PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA secure_delete = ON",
    "PRAGMA wal_autocheckpoint = 4000",
    "PRAGMA journal_size_limit = 16777216",
)
"""What every writing connection is set to. A checkpoint waits for an idle moment, so the
automatic one is only a ceiling (4,000 pages = 16 MiB)."""

_SECTORS = "psow=0"
"""A sector that is being written when the power fails may turn to rubbish whole, with what was
saved in it before: the next commit begins in a sector of its own. On a disk of some milliseconds
a sync it costs nothing that can be measured."""

_STATEMENTS = 8
"""How many prepared statements are kept: an answer needs four. Kept ones fill SQLite's small
store of quick memory; when it is full every value is locked in memory one by one, and an answer
costs half as much again."""

_PATIENCE = 0.5
"""Seconds to wait for a program that holds the file: the window stands still meanwhile, and it is
to be said within one second (security.md R9)."""

Mode = Literal["rwc", "rw", "ro", "immutable"]


class Cursor(Protocol):
    """The part of a database cursor the store uses."""

    @property
    def lastrowid(self) -> int: ...
    @property
    def rowcount(self) -> int: ...
    @property
    def description(self) -> Sequence[Sequence[Any]]: ...

    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...
    def fetchmany(self, size: int, /) -> list[Any]: ...
    def __iter__(self) -> Any: ...


class Connection(Protocol):
    """The part of a database connection the store uses."""

    @property
    def in_transaction(self) -> bool: ...
    @property
    def total_changes(self) -> int: ...

    def execute(self, sql: str, values: Sequence[object] = ..., /) -> Cursor: ...
    def executemany(self, sql: str, rows: Iterable[Sequence[object]], /) -> Cursor: ...
    def backup(
        self, target: Any, /, *, pages: int = -1, progress: Callable[[int, int, int], None]
    ) -> None: ...
    def close(self) -> None: ...


def connect(path: Path, raw_key: bytes, mode: Mode) -> Connection:
    """Open an encrypted file with its raw key; nothing is read yet.

    Args:
        mode: ``rwc`` creates, ``rw`` writes, ``ro`` looks, ``immutable`` looks at a file that has
            no WAL beside it without making one.
    """
    salt = torn_salt(path, partial(opens_with, path, raw_key)) if mode != "rwc" else b""
    return _keyed(path, raw_key, mode, salt)


def _keyed(path: Path, raw_key: bytes, mode: Mode, salt: bytes) -> Connection:
    query = "immutable=1" if mode == "immutable" else f"mode={mode}"
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?{query}&{_SECTORS}",
        uri=True,
        isolation_level=None,
        cached_statements=_STATEMENTS,
        timeout=_PATIENCE,
    )
    for pragma in _BEFORE_KEY:
        connection.execute(pragma)
    connection.set_key(f"x'{raw_key.hex()}{salt.hex()}'")
    return cast(Connection, connection)


def look_mode(path: Path) -> Mode:
    """Return how to look at a file that nobody has open, without leaving a trace."""
    wal = path.with_name(path.name + "-wal")
    return "ro" if wal.exists() and wal.stat().st_size > 0 else "immutable"


def opens_with(path: Path, raw_key: bytes, salt: bytes) -> bool:
    """Tell whether a file can be read with a salt."""
    connection = _keyed(path, raw_key, "ro", salt)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except DatabaseError:
        return False
    finally:
        connection.close()
    return True


def connect_to_write(path: Path, raw_key: bytes, mode: Mode = "rw") -> Connection:
    """Open for writing, with every setting that makes a commit durable."""
    connection = connect(path, raw_key, mode)
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma).fetchall()
    except DatabaseError:
        connection.close()
        raise
    return connection
