"""Every page of a vault copied into another file, and the two compared."""

from collections.abc import Iterator
from contextlib import contextmanager

from imh_desktop.core.progress import Count
from imh_desktop.store.faults import VaultDamaged, told
from imh_desktop.store.soundness import counts, mark
from imh_desktop.store.sqlcipher import Connection, DatabaseError

_PAGES = 256
"""How many are copied between two words of how far it is."""


def copy_pages(source: Connection, copy: Connection, count: Count) -> None:
    """Copy one moment of a vault. ``count``: takes how many pages were copied, of how many."""
    source.backup(copy, pages=_PAGES, progress=lambda _, left, total: count(total - left, total))


def standing(connection: Connection) -> tuple[dict[str, int], str]:
    """Return how many rows there are, by table, and where the chains stand."""
    return counts(connection), mark(connection)


@contextmanager
def of_the_copy(said: str) -> Iterator[None]:
    """Let what ails a copy not be told as if it ailed the vault. ``said``: the sentence instead."""
    try:
        yield
    except DatabaseError as error:
        if isinstance(told(error), VaultDamaged):
            raise VaultDamaged(said) from error
        raise
