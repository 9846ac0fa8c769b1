"""One page is one reading: what was read for it is not read from the file again.

A page about a child is put together by a dozen flows, and each of them asks for the child, its
visits and what hangs on them. Within ``one_reading`` the second who asks gets what the first got.
Nothing outlives the page, and nothing is stale: whatever is written through the connection, by
whomever, makes all of it forgotten.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from copy import copy
from functools import update_wrapper
from typing import Concatenate, ParamSpec, TypeVar, cast

from imh_desktop.store.sqlcipher import Connection
from imh_desktop.store.vault import Vault

P = ParamSpec("P")
T = TypeVar("T")


class Reading:
    """What was read through one connection since the last write through it."""

    def __init__(self, connection: Connection) -> None:
        """Begin with nothing."""
        self._connection, self._changes = connection, connection.total_changes
        self._known: dict[Hashable, object] = {}

    def get(self, connection: Connection, key: Hashable) -> object | None:
        """Return what was read under a key; None when nothing was, or something was written."""
        self._forget_if_written(connection)
        return self._known.get(key)

    def keep(self, key: Hashable, value: object) -> None:
        """Keep what was read; within a transaction nothing: it may be rolled back, and a count of
        changes does not go back with it."""
        if not self._connection.in_transaction:
            self._known[key] = value

    def _forget_if_written(self, connection: Connection) -> None:
        changes = connection.total_changes
        other = connection is not self._connection or changes != self._changes
        if other or connection.in_transaction:
            self._connection, self._changes = connection, changes
            self._known.clear()


_READINGS: dict[int, Reading] = {}
"""By the identity of the vault that is being read; each is there only while its block runs."""


@contextmanager
def one_reading(vault: Vault) -> Iterator[None]:
    """Read every record once while the block runs; a block within a block is part of it."""
    if id(vault) in _READINGS:
        yield
        return
    _READINGS[id(vault)] = Reading(vault.open_connection())
    try:
        yield
    finally:
        del _READINGS[id(vault)]


def reading_of(vault: Vault) -> Reading | None:
    """Return what is remembered of a vault; None outside of ``one_reading``."""
    return _READINGS.get(id(vault))


def read_once(
    read: Callable[Concatenate[Vault, P], T],
) -> Callable[Concatenate[Vault, P], T]:
    """Let a reading be asked again without reading again. A list or a dict is handed out as a
    copy; what it holds are values that nobody changes."""

    def once(vault: Vault, *args: P.args, **named: P.kwargs) -> T:
        reading = reading_of(vault)
        if reading is None or named:
            return read(vault, *args, **named)
        key = (read, args)
        found = reading.get(vault.open_connection(), key)
        if found is None:
            found = read(vault, *args, **named)
            if found is not None:
                reading.keep(key, found)
        return cast(T, copy(found) if isinstance(found, list | dict) else found)

    return update_wrapper(cast(Callable[Concatenate[Vault, P], T], once), read)
