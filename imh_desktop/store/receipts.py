"""What each device has said that it holds. Until then, nothing counts as carried to it."""

from collections.abc import Iterable
from typing import NamedTuple

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.packs import id_bytes, id_text
from imh_desktop.store.sqlcipher import Connection


class Held(NamedTuple):
    """Entries of a chain a device holds, from ``first`` to ``last``; ``link`` at ``last``."""

    chain_id: str
    first: int
    last: int
    link: bytes


class Receipts:
    """The receipts of other devices; who writes holds the transaction."""

    def __init__(self, connection: Connection) -> None:
        """Read and write through a connection."""
        self._connection, self._execute = connection, connection.execute

    def note(
        self, device_id: str, chain_class: ChainClass, made_at: str, held: Iterable[Held]
    ) -> None:
        """Keep what a device says of one class, in place of what it said before.

        A device that was restored holds less than it once did; so the latest word stands, by the
        device's own clock (``made_at``), and not the greatest.
        """
        key = (id_bytes(device_id), chain_class.value)
        select = "SELECT made_at FROM receipt_day WHERE device_id = ? AND chain_class = ?"
        said = self._execute(select, key).fetchone()
        if said and said[0] >= made_at:
            return
        self._execute("REPLACE INTO receipt_day VALUES (?, ?, ?)", (*key, made_at))
        self._execute("DELETE FROM receipt WHERE device_id = ? AND chain_class = ?", key)
        rows = [(key[0], id_bytes(h.chain_id), key[1], h.first, h.last, h.link) for h in held]
        self._connection.executemany("REPLACE INTO receipt VALUES (?, ?, ?, ?, ?, ?)", rows)

    def all(self) -> dict[str, list[Held]]:
        """Return what is known: device id -> what it holds."""
        found: dict[str, list[Held]] = {}
        rows = self._execute("SELECT device_id, chain_id, first, last, link FROM receipt")
        for device_id, chain_id, first, last, link in rows:
            held = Held(id_text(chain_id), first, last, link)
            found.setdefault(id_text(device_id), []).append(held)
        return found

    def days(self, chain_class: ChainClass) -> dict[str, str]:
        """Return device id -> when it last said what it holds of a class, by its own clock."""
        select = "SELECT device_id, made_at FROM receipt_day WHERE chain_class = ?"
        rows = self._execute(select, (chain_class.value,))
        return {id_text(device_id): made_at for device_id, made_at in rows}
