"""This device's keys, and the papers of devices it has seen; what they mean is told elsewhere."""

from collections.abc import Iterable
from typing import NamedTuple

from imh_desktop.store.faults import storage_faults
from imh_desktop.store.packs import id_bytes
from imh_desktop.store.sqlcipher import Connection


class Paper(NamedTuple):
    """A paper as it was signed. ``by_hand``: a person compared the words and took it up."""

    kind: str
    body: bytes
    by_hand: bool


class DevicePapers:
    """Keeps keys and papers in the encrypted vault, and nowhere else."""

    def __init__(self, connection: Connection, device_id: str) -> None:
        """Read and write through a connection."""
        self._execute, self._device_id = connection.execute, device_id

    @storage_faults()
    def keys(self) -> tuple[bytes, str] | None:
        """Return this device's signing seed (32 bytes) and its identity; None before the first."""
        select = "SELECT seed, identity FROM device_key WHERE device_id = ?"
        row = self._execute(select, (id_bytes(self._device_id),)).fetchone()
        return (bytes(row[0]), str(row[1])) if row else None

    @storage_faults()
    def keep_keys(self, seed: bytes, identity: str) -> None:
        """Keep the keys of this device. They are made once and never replaced.

        Raises:
            RuntimeError: it has keys already (a slip in the program).
        """
        if self.keys() is not None:
            raise RuntimeError("this device has its keys already")
        values = (id_bytes(self._device_id), seed, identity)
        self._execute("INSERT INTO device_key VALUES (?, ?, ?)", values)

    @storage_faults()
    def keep(self, papers: Iterable[Paper]) -> None:
        """Keep papers, all of them or none; one taken up by hand stays so."""
        self._execute("SAVEPOINT papers")
        try:
            for paper in papers:
                self._keep(paper)
        except BaseException:
            self._execute("ROLLBACK TO papers")
            raise
        finally:
            self._execute("RELEASE papers")

    def _keep(self, paper: Paper) -> None:
        self._execute(
            "INSERT INTO paper (kind, body, by_hand) VALUES (?, ?, ?) ON CONFLICT (body)"
            " DO UPDATE SET by_hand = max(by_hand, excluded.by_hand)"
            " WHERE by_hand < excluded.by_hand",
            (paper.kind, paper.body, paper.by_hand),
        )

    @storage_faults()
    def papers(self, kind: str) -> list[Paper]:
        """Return the papers of a kind, in the order they came."""
        select = "SELECT kind, body, by_hand FROM paper WHERE kind = ? ORDER BY paper_no"
        rows = self._execute(select, (kind,)).fetchall()
        return [Paper(kind, bytes(body), bool(by_hand)) for kind, body, by_hand in rows]
