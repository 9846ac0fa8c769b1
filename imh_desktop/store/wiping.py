"""After an erasure no page of the file, free or not, and no WAL holds what was erased.

Emptying a table leaves words in the slack of its pages; so the whole file is written anew. Until
that is done the vault says that it is due, and whoever opens it next does it.
"""

from imh_desktop.store.faults import storage_faults
from imh_desktop.store.sqlcipher import Connection

_DUE = "wipe"


def wipe_later(connection: Connection) -> None:
    """Note that the file is to be written anew; the caller holds the transaction."""
    connection.execute("INSERT OR IGNORE INTO local VALUES (?, '')", (_DUE,))


@storage_faults()
def finish_wiping(connection: Connection) -> None:
    """Write the file anew, if that is due.

    Raises:
        StorageFault: the disk refused; what was erased is erased, and this is done the next time.
    """
    if not connection.execute("SELECT 1 FROM local WHERE name = ?", (_DUE,)).fetchone():
        return
    if _anew(connection):
        connection.execute("DELETE FROM local WHERE name = ?", (_DUE,))


def _anew(connection: Connection) -> bool:
    """Write the file anew and empty the WAL; tell whether nothing hindered that."""
    connection.execute("VACUUM").fetchall()
    (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
