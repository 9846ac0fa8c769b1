"""The second place of the backups, such as a stick; and what this laptop keeps about it.

The notes lie beside the vault, so that they can be read when the vault cannot.
"""

import filecmp
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from imh_desktop.errors import InputError, to_tell
from imh_desktop.store.backup_copy import UNSOUND, alone, made, thin
from imh_desktop.store.faults import VaultDamaged, storage_faults
from imh_desktop.store.folder import (
    UNFINISHED,
    VAULT,
    disk,
    make_folder,
    make_private_file,
    sync_file,
    sync_folder,
    write_whole,
)
from imh_desktop.store.soundness import damage

FILE = "backups.json"
PLACE = "imh-desktop-backups"
Carried = Literal["made", "absent", "unset"]
_WITHIN = to_tell(
    "This folder lies within the folder of your file. Choose another place, such as a stick."
)
_UNWRITABLE = to_tell("Nothing can be written there. Choose another place.")


class Notes(msgspec.Struct, frozen=True, kw_only=True):
    """``second``: the second place, empty without one; ``vault_id``: whose backups lie there;
    ``second_at``: when a backup was last laid
    there (UTC, ISO 8601); ``rehearsed``: the backup that was last restored on trial, when, and
    whether it was sound."""

    second: str = ""
    vault_id: str = ""
    second_at: str = ""
    second_mark: str = ""
    rehearsed: str = ""
    rehearsed_at: str = ""
    rehearsed_sound: bool = True


def read_notes(folder: Path) -> Notes:
    """Return what is noted; nothing where nothing is, or nobody can read it."""
    with suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return msgspec.json.decode((folder / FILE).read_bytes(), type=Notes)
    return Notes()


def write_notes(folder: Path, notes: Notes) -> None:
    """Keep notes. Raises StorageFault: the disk refused; the former ones stand."""
    write_whole(folder / FILE, msgspec.json.encode(notes))


def home_at(place: Path, vault_id: str) -> Path:
    """Return the folder of a vault's backups at a second place: several laptops can share one."""
    return place / PLACE / vault_id


def choose(folder: Path, vault_id: str, place: Path) -> None:
    """Let backups go to a second place too.

    Raises:
        InputError: it lies within the vault's folder, or nothing can be written there.
    """
    inside, around = place.resolve(), folder.resolve()
    if inside == around or around in inside.parents:
        raise InputError(_WITHIN, place="second")
    try:
        home_at(place, vault_id).mkdir(parents=True, exist_ok=True)
    except OSError:
        raise InputError(_UNWRITABLE, place="second") from None
    former = read_notes(folder)
    there = Notes(
        second=str(inside), vault_id=vault_id,
        rehearsed=former.rehearsed, rehearsed_at=former.rehearsed_at,
        rehearsed_sound=former.rehearsed_sound,
    )  # fmt: skip
    write_notes(folder, former if former.second == there.second else there)


def give_up(folder: Path) -> None:
    """Let backups go to no second place any more; what lies there stays."""
    write_notes(
        folder,
        msgspec.structs.replace(read_notes(folder), second="", second_at="", second_mark=""),
    )


def carry(folder: Path, backup: Path, vault_id: str, raw_key: bytes, when: datetime) -> Carried:
    """Lay a backup down at the second place: copied, read back, checked, then named. A place that
    is not there now, such as a stick in a drawer, is no fault.

    Raises:
        StorageFault: the place refused. VaultDamaged: the copy did not check out. VaultBusy:
            another backup is being laid there. Nothing was left there under a name.
    """
    notes = read_notes(folder)
    if not notes.second:
        return "unset"
    home = home_at(Path(notes.second), vault_id)
    if not home.is_dir():  # never made anew: the mount point of a stick that is away is a folder
        return "absent"
    with alone(home), disk(), storage_faults():
        thin(home, when)
        target = home / backup.name
        if not target.exists():
            _lay(backup, target, raw_key)
        thin(home, when)
    mark = next((each.note.mark for each in made(home) if each.name == backup.name), "")
    write_notes(
        folder,
        msgspec.structs.replace(
            read_notes(folder), second_at=when.isoformat(timespec="seconds"), second_mark=mark
        ),
    )
    return "made"


def _lay(backup: Path, target: Path, raw_key: bytes) -> None:
    unfinished = target.with_name(target.name + UNFINISHED)
    make_folder(unfinished)
    for file in sorted(backup.iterdir()):
        make_private_file(unfinished / file.name)
        shutil.copyfile(file, unfinished / file.name)
        sync_file(unfinished / file.name)
        if not filecmp.cmp(file, unfinished / file.name, shallow=False):
            raise VaultDamaged(UNSOUND)
    if damage(unfinished / VAULT, raw_key):
        raise VaultDamaged(UNSOUND)
    unfinished.replace(target)
    sync_folder(target.parent)
