"""Giving people ways into an open vault, and taking them away: one act, all of it or nothing."""

from collections.abc import Iterable
from os import urandom
from pathlib import Path

import msgspec

from imh_desktop.errors import EnvironmentFault, InputError, to_tell
from imh_desktop.store import key_file, keys, slots
from imh_desktop.store.backup_copy import BACKUPS, made
from imh_desktop.store.faults import KeysDamaged
from imh_desktop.store.key_file import FIRST_FORMAT, MOST_SLOTS, KeyFile, Kind
from imh_desktop.store.slots import Known, Said
from imh_desktop.store.vault import Vault

_NOT_NOW = to_tell(
    "Your file has ways in that were made by an earlier release. Nothing was changed. Lock it, open"
    " it once with your passphrase, and try again."
)


def slots_of(vault: Vault, *, worker_id: str = "", kind: Kind | None = None) -> tuple[str, ...]:
    """Return the ids of slots, of one worker or of one kind."""
    known = slots.known(vault.open_connection())
    return tuple(
        slot_id
        for slot_id, one in known.items()
        if (not worker_id or one.worker_id == worker_id) and (kind is None or one.kind == kind)
    )


def workers_here(vault: Vault) -> frozenset[str]:
    """Return who has a passphrase of her own."""
    known = slots.known(vault.open_connection()).values()
    return frozenset(one.worker_id for one in known if one.worker_id)


def old_kinds(vault: Vault) -> frozenset[Kind]:
    """Return the kinds of which a slot of the first format is left."""
    return frozenset(slot.kind for slot in _read(vault).old)


def give(
    vault: Vault, kind: Kind, secret: bytes, *, worker_id: str = "", instead: Iterable[str] = (),
    said: Iterable[Said] = (),
) -> str:  # fmt: skip
    """Give a way in; return its slot's id.

    Args:
        secret: what is typed, as bytes.
        worker_id: whose it is; empty for a code or cards.
        instead: slots it stands instead of.
        said: what the act writes into the journal.
    Raises:
        InputError: there are too many. EnvironmentFault: the disk refused. Nothing was changed.
    """
    file, instead = _read(vault), tuple(instead)
    if file.format == FIRST_FORMAT or file.following:
        raise InputError(_NOT_NOW)
    if len(file.slots) - len(instead) >= MOST_SLOTS:
        raise InputError("No more than {most} people can work on one laptop.", most=MOST_SLOTS - 2)
    slot_id = vault.journal.new_id()
    root = keys.stretched(file, secret)
    slot = keys.new_slot(file, slot_id, kind, root, vault.key(), urandom)
    known = Known(kind, worker_id, slot.public)
    after = _without(file, instead)
    after = msgspec.structs.replace(after, slots=(*after.slots, slot))
    slots.change(vault, after, add=(slot_id, known), drop=instead, said=list(said))
    return slot_id


def event(vault: Vault, kind: str, subject: str) -> Said:
    """Return the entry of an act: what, on whom or what, and by whom."""
    told = {"kind": kind, "subject": subject, "details.by": vault.worker_id}
    return ("event", vault.journal.new_id(), {**told})


def _read(vault: Vault) -> KeyFile:
    return key_file.read_keys(vault.folder, floor=vault.floor)


def _without(file: KeyFile, gone: Iterable[str]) -> KeyFile:
    gone = frozenset(gone)
    return msgspec.structs.replace(
        file,
        slots=tuple(slot for slot in file.slots if slot.slot_id not in gone),
        old=tuple(slot for slot in file.old if slot.slot_id not in gone),
    )


def close_backups(vault: Vault) -> tuple[int, int]:
    """Take the slots of who works here no more out of the key files of the backups on this laptop;
    return how many were changed, and how many could not be. A backup that nobody could open then
    stays as it is."""
    here = workers_here(vault)
    former = slots.former(vault.open_connection())
    gone = {at for at, one in former.items() if one.worker_id and one.worker_id not in here}
    closed = left = 0
    for backup in made(vault.folder / BACKUPS):
        try:
            closed += _close(backup.path, gone, vault)
        except EnvironmentFault:
            left += 1
    return closed, left


def _close(folder: Path, gone: Iterable[str], vault: Vault) -> bool:
    file = key_file.read_keys(folder, floor=vault.floor)
    after = _without(file, gone)
    if after.slot_ids == file.slot_ids:
        return False
    if not after.slot_ids:
        raise KeysDamaged(_NOT_NOW)
    key_file.write_keys(folder, after)
    return True
