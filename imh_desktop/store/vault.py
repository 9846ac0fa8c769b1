"""The vault: the encrypted file that holds everything, opened by one program at a time.

On any fault it is left as it is: never deleted, renamed, overwritten or made anew.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from imh_desktop.core.progress import Count, uncounted
from imh_desktop.errors import EnvironmentFault, InputError
from imh_desktop.store import anchors, clock_watch, keys, slots, swapping
from imh_desktop.store.ballast import with_reserve
from imh_desktop.store.carriage import Carriage
from imh_desktop.store.desk import Desk
from imh_desktop.store.device_papers import DevicePapers
from imh_desktop.store.faults import StorageFault, VaultMissing, storage_faults
from imh_desktop.store.folder import VAULT
from imh_desktop.store.journal import Journal
from imh_desktop.store.making import MADE_UP, Clock, Random, build, finish, first_keys
from imh_desktop.store.opening import opening
from imh_desktop.store.recovery_code import write_code
from imh_desktop.store.soundness import damage
from imh_desktop.store.sqlcipher import Connection, connect_to_write
from imh_desktop.store.steady import SteadyConnection
from imh_desktop.store.upgrade import schema_faults
from imh_desktop.store.wiping import finish_wiping

if TYPE_CHECKING:
    from filelock import FileLock


def _now() -> datetime:
    return datetime.now(UTC)


class Vault:
    """An open vault. Made by ``create``, ``unlock``, ``recover`` or ``open_with_key``, never by
    its constructor; used on the thread that opened it."""

    def __init__(
        self, folder: Path, raw_key: bytes, connection: Connection, held: "FileLock",
        *, slot_id: str, clock: Clock, random: Random, told: Count = uncounted,
    ) -> None:  # fmt: skip
        """Stand on an open connection and a lock that is held. ``told``: as ``open_with_key``."""
        self.folder, self._raw_key, self.slot_id = folder, bytearray(raw_key), slot_id
        self._clock, self._random = clock, random
        self.floor: keys.Cost | None = None
        self._acting_as = ""
        self.coming_key, self.opened_children = b"", set[str]()
        self._stand_on(connection, held, told)

    def _stand_on(self, connection: Connection, held: "FileLock", told: Count = uncounted) -> None:
        self._held = held
        connection = SteadyConnection(connection, self._open_again)
        self._connection: Connection | None = connection
        self.vault_id = self._local("vault_id")
        self.device_id = self._local("device_id")
        self.first_worker_id = self._local("worker_id")
        self.made_up = bool(self._local(MADE_UP))
        self.by_recovery = self._opened_by_recovery(connection)
        self.worker_id = self._acting_as or slots.worker_of(connection, self.slot_id)
        self.desk = Desk(connection, self._clock)
        self.journal = Journal(
            connection, worker_id=self.worker_id, device_id=self.device_id, clock=self._clock,
            random=self._random, check_file=self._check_file,
        )  # fmt: skip
        self.papers = DevicePapers(connection, self.device_id)
        self.carriage = Carriage(connection, self.journal, self.device_id, self._clock)
        self.journal.replaying.refresh(told)
        wrote = clock_watch.last_of_own(connection, self.journal.shelf, self.device_id)
        self.found = anchors.at_opening(self)
        self._watch_the_clock(wrote)
        finish_wiping(connection)

    def _watch_the_clock(self, wrote: datetime | None) -> None:
        """Let a clock that was set back since this laptop wrote last be told; not where a backup or
        a copy is looked at. Behind the anchor: it may have begun new chains to write on."""
        if self.made_up or not anchors.anchored(self.folder):
            return
        self.journal.pen.clock_watch.begin(wrote)
        with suppress(StorageFault):
            self.journal.pen.note_clock()

    def _open_again(self) -> Connection:
        return connect_to_write(self.folder / VAULT, self.key())

    @staticmethod
    def exists(folder: Path) -> bool:
        """Tell whether the folder holds a vault, or one that is being restored. Where the disk
        refuses to tell, it does: none may be made in its place."""
        try:
            return (folder / VAULT).exists() or swapping.pending(folder)
        except OSError:
            return True

    @classmethod
    def create(
        cls, folder: Path, passphrase: str, worker_name: str, *,
        cost: keys.Cost | None = None, clock: Clock = _now, random: Random = os.urandom,
        made_up: bool = False,
    ) -> tuple["Vault", str]:  # fmt: skip
        """Make a vault, its first worker and two key slots; return it open, and the recovery
        code, which is kept nowhere.

        ``made_up``: it is for demonstration, and marked so for good.

        Raises:
            VaultExists: the folder holds one, or the keys of one.
            StorageFault: the disk refused.
        """
        if not passphrase:
            raise InputError("Choose a passphrase.", place="passphrase")
        raw_key, secret = random(32), random(16)
        secrets_typed = (keys.passphrase_secret(passphrase), secret)
        key_file = first_keys(raw_key, *secrets_typed, cost or keys.FLOOR, clock, random)
        build(folder, raw_key, worker_name, key_file, clock, random, made_up=made_up)
        slot_id = key_file.slots[0].slot_id
        vault = cls.open_with_key(folder, raw_key, slot_id=slot_id, clock=clock, random=random)
        vault.floor = cost
        return vault, write_code(secret)

    @classmethod
    def create_with_key(
        cls, folder: Path, raw_key: bytes, worker_name: str, *,
        clock: Clock = _now, random: Random = os.urandom, made_up: bool = False,
    ) -> "Vault":  # fmt: skip
        """Make a vault without key slots, for demonstrations (``made_up``) and crash tests.

        Raises:
            VaultExists: the folder holds one. StorageFault: the disk refused.
        """
        build(folder, raw_key, worker_name, None, clock, random, made_up=made_up)
        return cls.open_with_key(folder, raw_key, clock=clock, random=random)

    @classmethod
    def unlock(
        cls, folder: Path, passphrase: str, *,
        floor: keys.Cost | None = None, clock: Clock = _now, random: Random = os.urandom,
    ) -> "Vault":  # fmt: skip
        """Open a vault with a worker's passphrase.

        Raises:
            VaultMissing, WrongPassphrase, KeysDamaged, VaultBusy, VaultDamaged, VaultTooNew,
            StorageFault: nothing was changed.
        """
        from imh_desktop.store.entering import enter  # it stands on this room

        finish(folder)
        opened = keys.unseal(folder, passphrase, "passphrase", floor=floor)
        return enter(folder, opened, floor=floor, clock=clock, random=random)

    @classmethod
    def recover(
        cls, folder: Path, code: str, *,
        floor: keys.Cost | None = None, clock: Clock = _now, random: Random = os.urandom,
    ) -> "Vault":  # fmt: skip
        """Open a vault with the recovery code; that it was used is an entry.

        Raises:
            InputError: the code has a slip. Else as ``unlock``.
        """
        from imh_desktop.store.entering import enter  # it stands on this room

        finish(folder)
        opened = keys.unseal(folder, code, "recovery", floor=floor)
        return enter(folder, opened, floor=floor, clock=clock, random=random)

    @classmethod
    def open_with_key(
        cls, folder: Path, raw_key: bytes, *,
        slot_id: str = "", clock: Clock = _now, random: Random = os.urandom,
        told: Count = uncounted,
    ) -> "Vault":  # fmt: skip
        """Open a vault with its raw key.

        Args:
            told: takes how many records were made ready, and of how many, where another release
                wrote the vault last; when it raises, the vault stays as it was.
        Raises:
            VaultMissing, VaultBusy, VaultDamaged, VaultTooNew, StorageFault: nothing was changed.
        """
        with opening(folder, raw_key) as (connection, held):
            return cls(
                folder, raw_key, connection, held, slot_id=slot_id, clock=clock, random=random,
                told=told,
            )  # fmt: skip

    def mark_made_up(self) -> None:
        """Mark for good as a demonstration what an earlier release made without the mark."""
        with storage_faults():
            self.open_connection().execute("REPLACE INTO local VALUES (?, 'yes')", (MADE_UP,))
        self.made_up = True

    def act_as(self, worker_id: str, slot_id: str = "") -> None:
        """Write as a worker from now on, by a slot of hers where she has a new one."""
        self.slot_id = slot_id or self.slot_id
        self.by_recovery = self._opened_by_recovery(self.open_connection())
        self.worker_id = self._acting_as = worker_id
        self.journal.pen.write_as(worker_id)

    def checkpoint(self) -> None:
        """Fold the WAL into the file; for idle moments, since it takes some milliseconds."""
        with storage_faults():
            self.journal.save_tips()
            self.open_connection().execute("PRAGMA wal_checkpoint(PASSIVE)")

    def open_connection(self) -> Connection:
        """Return the connection, for the other rooms of the store.

        Raises:
            VaultMissing: the vault has been closed.
        """
        if self._connection is None:
            raise VaultMissing("Your file is closed.")
        return self._connection

    def key(self) -> bytes:
        """Return the raw key, for the other rooms of the store: a copy has the same one."""
        return bytes(self._raw_key)

    def suspend(self) -> None:
        """Close the file and give up the lock, and keep the key: another process of this program
        works on the file. Until ``resume`` nothing can be read or written here."""
        connection = self._connection
        if connection is None:
            return
        try:
            with suppress(EnvironmentFault):
                with_reserve(self.folder, lambda: self._fold(connection))
        finally:
            self._connection = None
            connection.close()
            self._held.release()

    @storage_faults()
    def _fold(self, connection: Connection) -> None:
        with storage_faults():
            self.journal.save_tips()
            anchors.keep(self)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def resume(self) -> None:
        """Open the file again after ``suspend``, and read it as it is now; where it was given the
        coming key meanwhile, with that.

        Raises:
            As ``open_with_key``; it stays suspended.
        """
        from imh_desktop.store import rekeying  # it stands on this room

        coming = self.coming_key
        self._raw_key[:] = rekeying.in_force(self.folder, self.key(), coming, floor=self.floor)
        self.coming_key = b""
        try:
            with opening(self.folder, self.key()) as (connection, held):
                self._stand_on(connection, held)
                slots.settle(self)
        except BaseException:
            self._connection = None
            raise

    @contextmanager
    def set_aside(self) -> Iterator[None]:
        """Close the file and keep the lock, for who puts another in its place; ``resume`` what is
        there then."""
        self._held.acquire()
        try:
            try:
                self.suspend()
                yield
            finally:
                self._held.release()
        finally:
            self.resume()

    def close(self) -> None:
        """Close the file, give up the lock and forget the key. What was written is on disk
        already, so a disk that refuses now loses nothing."""
        try:
            self.suspend()
        finally:
            self._raw_key[:] = bytes(len(self._raw_key))

    def __enter__(self) -> "Vault":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    def _opened_by_recovery(self, connection: Connection) -> bool:
        known = slots.known(connection).get(self.slot_id)
        return known is not None and not known.worker_id

    def _check_file(self) -> list[str]:
        connection = self.open_connection()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return damage(self.folder / VAULT, bytes(self._raw_key)) + schema_faults(connection)

    def _local(self, name: str) -> str:
        select = "SELECT value FROM local WHERE name = ?"
        row = self.open_connection().execute(select, (name,)).fetchone()
        return str(row[0]) if row else ""
