"""Making a vault: whole under unfinished names first, so that a power cut leaves none or one."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec

from imh_desktop.core.identity import uuid7
from imh_desktop.store import keys, slots, swapping
from imh_desktop.store.faults import VaultExists, storage_faults
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
from imh_desktop.store.sqlcipher import connect_to_write
from imh_desktop.store.upgrade import upgrade

MADE_UP = "made_up"
"""What a demonstration's own vault is marked with, among what is no record: no entry from
elsewhere can set it or take it away, every copy of the file has it, and its page is sealed."""

Clock = Callable[[], datetime]
Random = Callable[[int], bytes]


def build(
    folder: Path, raw_key: bytes, worker_name: str, key_file: keys.KeyFile | None,
    clock: Clock, random: Random, *, made_up: bool = False,
) -> None:  # fmt: skip
    """Make a whole vault under unfinished names; it takes its own when all of it is on disk.

    ``made_up``: it is marked for good as a demonstration.
    """
    make_folder(folder)
    held = lock(folder)
    try:
        if swapping.pending(folder) or any((folder / name).exists() for name in (VAULT, KEYS)):
            raise VaultExists(
                "This folder holds a file of this program already. It was left as it is: open it, "
                "or choose another folder."
            )
        unfinished = folder / (VAULT + UNFINISHED)
        with storage_faults():
            _fill(unfinished, raw_key, worker_name, key_file, clock, random, made_up=made_up)
        if key_file is not None:
            keys.write_new_keys(folder, key_file)
        unfinished.replace(folder / VAULT)
        sync_folder(folder)
    finally:
        held.release()
    finish(folder)


def first_keys(
    raw_key: bytes, passphrase: bytes, code: bytes, cost: keys.Cost, clock: Clock, random: Random
) -> keys.KeyFile:
    """Return the key file of a new vault: a passphrase's slot, and the recovery code's."""
    vault_id, *slot_ids = (new_id(clock, random) for _ in range(3))
    file = keys.new_file(vault_id, cost, random)
    kinds: tuple[keys.Kind, keys.Kind] = ("passphrase", "recovery")
    made = (
        keys.new_slot(file, slot_id, kind, keys.stretched(file, secret), raw_key, random)
        for slot_id, kind, secret in zip(slot_ids, kinds, (passphrase, code), strict=True)
    )
    return msgspec.structs.replace(file, slots=tuple(made))


def finish(folder: Path) -> None:
    """Do what the program was about to do when it ended: finish a restore that was decided, and
    give a new key file its name."""
    swapping.finish(folder)
    if (folder / VAULT).exists() and not (folder / KEYS).exists():
        keys.name_new_keys(folder)


def _fill(
    path: Path, raw_key: bytes, worker_name: str, key_file: keys.KeyFile | None,
    clock: Clock, random: Random, *, made_up: bool,
) -> None:  # fmt: skip
    """Write the first entries: who works here, and on which device."""
    make_private_file(path)
    connection = connect_to_write(path, raw_key)
    try:
        upgrade(connection, path, raw_key)
        device_id, worker_id = new_id(clock, random), new_id(clock, random)
        local = {
            "vault_id": key_file.vault_id if key_file else new_id(clock, random),
            "device_id": device_id,
            "worker_id": worker_id,
            **({MADE_UP: "yes"} if made_up else {}),
        }
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO local VALUES (?, ?)", local.items())
        for slot in key_file.slots if key_file else ():
            whose = worker_id if slot.kind == "passphrase" else ""
            slots.enter(connection, slot.slot_id, slots.Known(slot.kind, whose, slot.public))
        connection.execute("COMMIT")
        journal = Journal(
            connection, worker_id=worker_id, device_id=device_id, clock=clock, random=random,
            check_file=list,
        )  # fmt: skip
        journal.replaying.refresh()
        with journal.transaction():
            journal.pen.own.begin_all()
        journal.write("worker", worker_id, {"name": worker_name, "role": "visitor"})
        journal.write("device", device_id, {"name": ""})
        journal.save_tips()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()


def new_id(clock: Clock, random: Random) -> str:
    """Return an id made before there is a journal."""
    return uuid7(int(clock().timestamp() * 1000), lambda n: int.from_bytes(random(8)) >> 64 - n)
