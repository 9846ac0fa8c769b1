"""Putting a restored vault in the place of the present one, whole or not at all.

A restore is decided by one rename: ``restoring.new`` becomes ``restore-<when>``. From then on
whoever opens the folder finishes it; before, it never was. What stood here is moved into
``set-aside-<when>`` and never changed: it opens as a vault does. When all of it is out of the way
``restore-`` becomes ``moving-in-``, so that a kill never leaves a file of which nobody can tell
whose it is.
"""

import re
import shutil
from pathlib import Path

from imh_desktop.store.folder import (
    BESIDE,
    LOCK,
    UNFINISHED,
    VAULT,
    disk,
    lock,
    make_folder,
    sync_folder,
)

BUILDING = "restoring" + UNFINISHED
_DECIDED, _MOVING_IN, _ASIDE = "restore-", "moving-in-", "set-aside-"
_SET_ASIDE = re.compile(r"set-aside-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ(-\d+)?")
_BEFORE_THE_FILE = (f"{VAULT}-wal", f"{VAULT}-shm")
"""What must be replayed into a vault's file goes before the file itself."""
ANCHOR = "anchor"


def pending(folder: Path) -> bool:
    """Tell whether a restore was decided and is not finished."""
    return any(_named(folder, begin) for begin in (_DECIDED, _MOVING_IN))


def set_aside(folder: Path) -> tuple[Path, ...]:
    """Return the vaults that were set aside here, the earliest first."""
    return tuple(path for path in _named(folder, _ASIDE) if _SET_ASIDE.fullmatch(path.name))


def decide(folder: Path, name: str) -> Path:
    """Decide for what was built in ``restoring.new``; the caller holds the vault's lock.

    Returns:
        Where the present vault goes.
    Raises:
        StorageFault: the disk refused; nothing is decided.
    """
    ready, free, number = folder / BUILDING, name, 2
    with disk():
        (ready / LOCK).unlink(missing_ok=True)
        sync_folder(ready)
        begins = (_DECIDED, _MOVING_IN, _ASIDE)
        while any((folder / (begin + free)).exists() for begin in begins):
            free, number = f"{name}-{number}", number + 1
        ready.replace(folder / (_DECIDED + free))
        sync_folder(folder)
    return folder / (_ASIDE + free)


def finish(folder: Path) -> None:
    """Finish a restore that was decided, if there is one. Can be killed, and called again.

    Raises:
        VaultBusy: another program has the vault. StorageFault: the disk refused; it is finished
            next time.
    """
    if not pending(folder):
        return
    held = lock(folder)
    try:
        swap(folder)
    finally:
        held.release()


def swap(folder: Path) -> None:
    """As ``finish``, by whoever holds the vault's lock."""
    with disk():
        for ready in _named(folder, _DECIDED):
            _move_out(folder, ready)
        for ready in _named(folder, _MOVING_IN):
            _move_in(folder, ready)


def former(folder: Path) -> list[str]:
    """Return the names of all a vault in a folder is made of, in the order they are moved."""
    of_file = sorted(path.name for path in folder.glob(f"{VAULT}*") if path.suffix != UNFINISHED)
    names = (*_BEFORE_THE_FILE, *of_file, *BESIDE, ANCHOR)
    return [name for name in dict.fromkeys(names) if (folder / name).is_file()]


def _move_out(folder: Path, ready: Path) -> None:
    aside = folder / (_ASIDE + ready.name.removeprefix(_DECIDED))
    make_folder(aside)
    for name in former(folder):
        (folder / name).replace(aside / name)
    sync_folder(aside)
    sync_folder(folder)
    ready.replace(folder / (_MOVING_IN + ready.name.removeprefix(_DECIDED)))
    sync_folder(folder)


def _move_in(folder: Path, ready: Path) -> None:
    files = [path for path in ready.iterdir() if path.is_file()]
    for path in sorted(files, key=lambda path: path.name == VAULT):
        path.replace(folder / path.name)
    sync_folder(folder)
    shutil.rmtree(ready)
    sync_folder(folder)


def _named(folder: Path, begin: str) -> list[Path]:
    return sorted(path for path in folder.glob(f"{begin}*") if path.is_dir())
