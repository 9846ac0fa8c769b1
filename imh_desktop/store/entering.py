"""Coming in through a slot: what was cut off is finished, and what opened is made as of today."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from imh_desktop.core.progress import Count, uncounted
from imh_desktop.errors import to_tell
from imh_desktop.store import key_file, rekeying, slots
from imh_desktop.store.faults import KeysDamaged, StorageFault, VaultBusy
from imh_desktop.store.key_file import Cost
from imh_desktop.store.keys import Opened, Renewal
from imh_desktop.store.making import Clock, Random
from imh_desktop.store.slots import Known
from imh_desktop.store.vault import Vault

_NOT_OURS = to_tell(
    "The key file beside your file does not fit it. Both were left as they are. Put the key of a"
    " backup beside it."
)


def _now() -> datetime:
    return datetime.now(UTC)


def enter(
    folder: Path, opened: Opened, *, floor: Cost | None = None, clock: Clock = _now,
    random: Random = os.urandom, told: Count = uncounted,
) -> Vault:  # fmt: skip
    """Open the vault by what a secret opened, on the thread that will use it. That a code or cards
    were used is an entry.

    Raises:
        KeysDamaged: the vault does not know the slot. Else as ``Vault.open_with_key``.
    """
    key = rekeying.in_force(folder, opened.raw_key, opened.following, floor=floor)
    vault = Vault.open_with_key(
        folder, key, slot_id=opened.slot_id, clock=clock, random=random, told=told
    )
    vault.floor = floor
    try:
        _require_same(vault, opened)
        slots.settle(vault)
        vault.by_recovery = vault.by_recovery or opened.kind != "passphrase"
        _renew(vault, opened)
        if opened.kind != "passphrase":
            used = {"kind": "recovery_used", "subject": vault.worker_id}
            vault.journal.write("event", vault.journal.new_id(), {**used})
    except BaseException:
        vault.close()
        raise
    return vault


def _require_same(vault: Vault, opened: Opened) -> None:
    """Refuse a key file that names another vault, or other public keys than the vault itself."""
    if not opened.slot_id:  # a raw key, which no file vouches for
        return
    mine = slots.known(vault.open_connection()).get(opened.slot_id)
    same = mine is None or (mine.kind, mine.public) == (opened.kind, opened.public)
    if opened.vault_id != vault.vault_id or not same:
        raise KeysDamaged(_NOT_OURS)


def _renew(vault: Vault, opened: Opened) -> None:
    """Bring the slot that opened, and the twin of its file, up to date; a disk that refuses can
    wait until the next time."""
    with suppress(StorageFault, VaultBusy):
        if opened.renewal is not None:
            _take_up(vault, opened, opened.renewal)
        key_file.mend_twin(vault.folder, floor=vault.floor)


def _take_up(vault: Vault, opened: Opened, renewal: Renewal) -> None:
    keys = key_file.read_keys(vault.folder, floor=vault.floor)
    if keys != renewal.read:  # another program was here first; the next time will do
        return
    if renewal.slot.slot_id == opened.slot_id:
        key_file.write_keys(vault.folder, renewal.file)
        return
    _know_the_old(vault, keys)
    whose = vault.worker_id if opened.kind == "passphrase" else ""
    known = Known(opened.kind, whose, renewal.slot.public)
    slots.change(vault, renewal.file, add=(renewal.slot.slot_id, known), drop=(opened.slot_id,))
    vault.slot_id = renewal.slot.slot_id


def _know_the_old(vault: Vault, keys: key_file.KeyFile) -> None:
    """Enter slots of the first format into a vault that has no map yet: its passphrase was of
    the one worker there was."""
    connection = vault.open_connection()
    if slots.known(connection):
        return
    with vault.journal.pen.transaction():
        for old in keys.old:
            whose = vault.worker_id if old.kind == "passphrase" else ""
            slots.enter(connection, old.slot_id, Known(old.kind, whose))
