"""A clock that was set back is told by an entry of its own, once each time it happens.

The order of entries never comes from a clock; but who reads the log must know where its times are
no order. An ordinary event: a release that does not know its kind carries, keeps and shows it as
something of a newer release.
"""

from datetime import datetime, timedelta

from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import EnvironmentFault
from imh_desktop.store.faults import storage_faults
from imh_desktop.store.packs import id_bytes
from imh_desktop.store.shelf import Shelf
from imh_desktop.store.sqlcipher import Connection

SET_BACK = "vault_clock_back"
_BACK = timedelta(minutes=2)
"""Less is how clocks are put right by themselves."""
_LOOKED_AT = 64
"""How many entries of the records begun last are looked at."""


class ClockWatch:
    """Compares the time of each transaction with that of the one before; told by the pen."""

    def __init__(self) -> None:
        """Watch nothing yet."""
        self._last: datetime | None = None
        self._on = False

    def begin(self, last: datetime | None) -> None:
        """Watch from now on. ``last``: when this laptop wrote last; None where that is unknown."""
        self._on, self._last = True, last

    def noticed(self, now: datetime) -> datetime | None:
        """Return what was written last, where that is well past now; None where it is not."""
        last = self._last
        return last if last is not None and last - now > _BACK else None

    def stood(self, now: datetime) -> None:
        """Take notice that something was written at a time, and is on disk."""
        if self._on:
            self._last = now


def last_of_own(connection: Connection, shelf: Shelf, device_id: str) -> datetime | None:
    """Return when this laptop wrote last, as far as the records begun last tell: to open and to
    lock the file begins one. None where they do not, or cannot be read: a clock is no ground to
    keep a damaged vault shut, and no more pages are read for it than these lie on."""
    select = (
        "SELECT n.place FROM (SELECT place, chain_no, seq FROM entry ORDER BY place DESC LIMIT ?) n"
        " JOIN chain c USING (chain_no) WHERE c.device_id = ? AND c.chain_class = ?"
        " ORDER BY n.chain_no DESC, n.seq DESC LIMIT 1"
    )
    values = (_LOOKED_AT, id_bytes(device_id), ChainClass.OPEN.value)
    try:
        with storage_faults():
            row = connection.execute(select, values).fetchone()
        return datetime.fromisoformat(shelf.entry_at(row[0]).recorded_at) if row else None
    except (EnvironmentFault, ValueError):
        return None
