"""The vault: the encrypted file that holds everything, opened by one program at a time.

On any fault it is left as it is: never deleted, renamed, overwritten or made anew.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from filelock import FileLock

from imh_desktop.core.identity import uuid7
from imh_desktop.errors import InputError
from imh_desktop.store import keys, schema
from imh_desktop.store.desk import Desk
from imh_desktop.store.faults import (
    StorageFault,
    VaultDamaged,
    VaultExists,
    VaultMissing,
    storage_faults,
)
from imh_desktop.store.folder import (
    KEYS,
    UNFINISHED,
    VAULT,
    lock,
    make_folder,
    make_private_file,
    sync_folder,
)
from imh_desktop.store.journal import Journal
from imh_desktop.store.recovery_code import write_code
from imh_desktop.store.sqlcipher import Connection, connect, connect_to_write
from imh_desktop.store.upgrade import damage, schema_faults, upgrade

Clock = Callable[[], datetime]
Random = Callable[[int], bytes]


def _now() -> datetime:
    return datetime.now(UTC)


class Vault:
    """An open vault. Made by ``create``, ``unlock``, ``recover`` or ``open_with_key``, never by
    its constructor; used on the thread that opened it."""

    def __init__(
        self, folder: Path, raw_key: bytes, connection: Connection, held: FileLock,
        *, slot_id: str, clock: Clock, random: Random,
    ) -> None:  # fmt: skip
        """Stand on an open connection and a lock that is held."""
        self.folder, self._raw_key, self._held = folder, raw_key, held
        self._connection: Connection | None = connection
        self.vault_id = self._local("vault_id")
        self.device_id = self._local("device_id")
        self.worker_id = self._local(f"slot/{slot_id}") or self._local("worker_id")
        self.desk = Desk(connection, clock)
        self.journal = Journal(
            connection, worker_id=self.worker_id, device_id=self.device_id, clock=clock,
            random=random, check_file=self._check_file,
        )  # fmt: skip

    @staticmethod
    def exists(folder: Path) -> bool:
        """Tell whether the folder holds a vault."""
        return (folder / VAULT).exists()

    @classmethod
    def create(
        cls, folder: Path, passphrase: str, worker_name: str, *,
        cost: keys.Cost = keys.FLOOR, clock: Clock = _now, random: Random = os.urandom,
    ) -> tuple["Vault", str]:  # fmt: skip
        """Make a vault, its first worker and two key slots; return it open, and the recovery
        code, which is kept nowhere.

        Raises:
            VaultExists: the folder holds one, or the keys of one.
            StorageFault: the disk refused.
        """
        if not passphrase:
            raise InputError("Choose a passphrase.", place="passphrase")
        raw_key, secret = random(32), random(16)
        vault_id, *slot_ids = (_new_id(clock, random) for _ in range(3))
        kinds: tuple[keys.Kind, keys.Kind] = ("passphrase", "recovery")
        secrets_typed = (keys.passphrase_secret(passphrase), secret)
        slots = tuple(
            keys.seal(vault_id, slot_id, kind, typed, raw_key, cost=cost, random=random)
            for slot_id, kind, typed in zip(slot_ids, kinds, secrets_typed, strict=True)
        )
        key_file = keys.KeyFile(format=keys.FORMAT, vault_id=vault_id, slots=slots)
        _build(folder, raw_key, worker_name, key_file, clock, random)
        vault = cls.open_with_key(folder, raw_key, slot_id=slot_ids[0], clock=clock, random=random)
        return vault, write_code(secret)

    @classmethod
    def create_with_key(
        cls, folder: Path, raw_key: bytes, worker_name: str, *,
        clock: Clock = _now, random: Random = os.urandom,
    ) -> "Vault":  # fmt: skip
        """Make a vault without key slots, for demonstrations and crash tests.

        Raises:
            VaultExists: the folder holds one. StorageFault: the disk refused.
        """
        _build(folder, raw_key, worker_name, None, clock, random)
        return cls.open_with_key(folder, raw_key, clock=clock, random=random)

    @classmethod
    def unlock(
        cls, folder: Path, passphrase: str, *,
        floor: keys.Cost = keys.FLOOR, clock: Clock = _now, random: Random = os.urandom,
    ) -> "Vault":  # fmt: skip
        """Open a vault with a worker's passphrase.

        Raises:
            VaultMissing, WrongPassphrase, KeysDamaged, VaultBusy, VaultDamaged, VaultTooNew,
            StorageFault: nothing was changed.
        """
        _finish(folder)
        opened = keys.unseal(folder, passphrase, "passphrase", floor=floor)
        return cls.open_with_key(
            folder, opened.raw_key, slot_id=opened.slot_id, clock=clock, random=random
        )

    @classmethod
    def recover(
        cls, folder: Path, code: str, *,
        floor: keys.Cost = keys.FLOOR, clock: Clock = _now, random: Random = os.urandom,
    ) -> "Vault":  # fmt: skip
        """Open a vault with the recovery code; that it was used is an entry.

        Raises:
            InputError: the code has a slip. Else as ``unlock``.
        """
        _finish(folder)
        opened = keys.unseal(folder, code, "recovery", floor=floor)
        vault = cls.open_with_key(
            folder, opened.raw_key, slot_id=opened.slot_id, clock=clock, random=random
        )
        used = {"kind": "recovery_used", "subject": vault.worker_id}
        vault.journal.write("event", vault.journal.new_id(), {**used})
        return vault

    @classmethod
    def open_with_key(
        cls, folder: Path, raw_key: bytes, *,
        slot_id: str = "", clock: Clock = _now, random: Random = os.urandom,
    ) -> "Vault":  # fmt: skip
        """Open a vault with its raw key.

        Raises:
            VaultMissing, VaultBusy, VaultDamaged, VaultTooNew, StorageFault: nothing was changed.
        """
        path = folder / VAULT
        if not path.is_file():
            raise VaultMissing("There is no vault in this folder.", place=str(folder))
        held = lock(folder)
        try:
            with storage_faults():
                _look(path, raw_key)
                connection = connect_to_write(path, raw_key)
                try:
                    upgrade(connection, path, raw_key)
                    vault = cls(
                        folder, raw_key, connection, held,
                        slot_id=slot_id, clock=clock, random=random,
                    )  # fmt: skip
                    vault.journal.refresh()
                except BaseException:
                    connection.close()
                    raise
        except BaseException:
            held.release()
            raise
        return vault

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
            raise VaultMissing("The vault is closed.")
        return self._connection

    def close(self) -> None:
        """Close the file and give up the lock. What was written is on disk already, so a disk
        that refuses now loses nothing."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            with suppress(StorageFault), storage_faults():
                self.journal.save_tips()
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()
            self._held.release()

    def __enter__(self) -> "Vault":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    def _check_file(self) -> list[str]:
        connection = self.open_connection()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return damage(self.folder / VAULT, self._raw_key) + schema_faults(connection)

    def _local(self, name: str) -> str:
        select = "SELECT value FROM local WHERE name = ?"
        row = self.open_connection().execute(select, (name,)).fetchone()
        return str(row[0]) if row else ""


def _look(path: Path, raw_key: bytes) -> None:
    """Read without leaving a trace: a vault that is damaged or too new stays byte for byte."""
    wal = path.with_name(path.name + "-wal")
    fresh = wal.exists() and wal.stat().st_size > 0
    connection = connect(path, raw_key, "ro" if fresh else "immutable")
    try:
        done = schema.applied(connection)
        schema.refuse_newer(done)
        if not done:
            raise VaultDamaged(
                "The vault's file is empty. It was left as it is: keep it, and restore a backup."
            )
    finally:
        connection.close()


def _build(
    folder: Path, raw_key: bytes, worker_name: str, key_file: keys.KeyFile | None,
    clock: Clock, random: Random,
) -> None:  # fmt: skip
    """Make a whole vault under unfinished names; it takes its own when all of it is on disk."""
    make_folder(folder)
    held = lock(folder)
    try:
        if any((folder / name).exists() for name in (VAULT, KEYS)):
            raise VaultExists(
                "This folder holds a vault already. It was left as it is: open it, or choose"
                " another folder.",
                place=str(folder),
            )
        unfinished = folder / (VAULT + UNFINISHED)
        with storage_faults():
            _fill(unfinished, raw_key, worker_name, key_file, clock, random)
        if key_file is not None:
            keys.write_new_keys(folder, key_file)
        unfinished.replace(folder / VAULT)
        sync_folder(folder)
    finally:
        held.release()
    _finish(folder)


def _finish(folder: Path) -> None:
    """Give the key file its name, if the program ended just before."""
    if (folder / VAULT).exists() and not (folder / KEYS).exists():
        keys.name_new_keys(folder)


def _fill(
    path: Path, raw_key: bytes, worker_name: str, key_file: keys.KeyFile | None,
    clock: Clock, random: Random,
) -> None:  # fmt: skip
    make_private_file(path)
    connection = connect_to_write(path, raw_key)
    try:
        upgrade(connection, path, raw_key)
        device_id, worker_id = _new_id(clock, random), _new_id(clock, random)
        local = {
            "vault_id": key_file.vault_id if key_file else _new_id(clock, random),
            "device_id": device_id,
            "worker_id": worker_id,
        }
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO local VALUES (?, ?)", local.items())
        connection.execute("COMMIT")
        journal = Journal(
            connection, worker_id=worker_id, device_id=device_id, clock=clock, random=random,
            check_file=list,
        )  # fmt: skip
        journal.refresh()
        journal.begin_chains()
        journal.write("worker", worker_id, {"name": worker_name, "role": "visitor"})
        journal.write("device", device_id, {"name": ""})
        journal.save_tips()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()


def _new_id(clock: Clock, random: Random) -> str:
    return uuid7(int(clock().timestamp() * 1000), lambda n: int.from_bytes(random(8)) >> 64 - n)
