"""Slots of the first format, which seal the data key itself: opened, and made into today's."""

from collections.abc import Callable
from os import urandom
from uuid import uuid4

import msgspec

from imh_desktop.store.key_file import FIRST_FORMAT, Cost, KeyFile, Kind, OldSlot
from imh_desktop.store.keys import (
    Opened,
    Renewal,
    decrypted,
    new_file,
    new_slot,
    stretched,
    with_slot,
)


def open_old(
    keys: KeyFile, kind: Kind, secret: bytes, calibrate: Callable[[], Cost]
) -> Opened | None:
    """Open a slot of the first format, and make one of today's of it."""
    for old in keys.old:
        if old.kind != kind:
            continue
        root = stretched(old, secret)
        raw_key = decrypted(root, bytes.fromhex(old.sealed), old.bound(keys.vault_id))
        if raw_key is not None:
            renewal = _of_today(keys, old, secret, raw_key, calibrate)
            return Opened(keys.vault_id, old.slot_id, raw_key, kind, renewal=renewal)
    return None


def _of_today(
    keys: KeyFile, old: OldSlot, secret: bytes, raw_key: bytes,
    calibrate: Callable[[], Cost],
) -> Renewal | None:  # fmt: skip
    if keys.following:
        return None
    file = keys
    if keys.format == FIRST_FORMAT:
        cost = calibrate()
        file = msgspec.structs.replace(new_file(keys.vault_id, cost, urandom), old=keys.old)
    root = stretched(file, secret)
    slot = new_slot(file, str(uuid4()), old.kind, root, raw_key, urandom)
    return Renewal(slot, keys, with_slot(file, old.slot_id, slot))
