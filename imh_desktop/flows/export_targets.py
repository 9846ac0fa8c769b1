"""Where an export goes: written whole under another name first, and never over anything."""

import errno
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from imh_desktop.errors import EnvironmentFault, InputError, to_tell
from imh_desktop.flows.scratch import SCRATCH
from imh_desktop.store.folder import VAULT, sync_file, sync_folder

_PART = ".part"
_FULL = to_tell("The disk is full. Nothing was left of this export. Make some room and try again.")
_UNWRITABLE = to_tell("This place cannot be written. Nothing was left of this export.")


class ExportUnwritten(EnvironmentFault):
    """The disk refused; nothing stands at the target."""


def check_target(target: Path, vault_folder: Path) -> None:
    """Refuse a place where something stands, or that belongs to a vault; its own folder for
    copies of a moment excepted.

    Raises:
        InputError: with the place, and what would do.
    """
    place, where = str(target), target.resolve()
    if target.is_dir() and not any(target.iterdir()):
        pass
    elif target.exists() or target.is_symlink():
        raise InputError(
            "There is something here already. Nothing was changed.", place=place,
            expected="a new name, or an empty folder",
        )  # fmt: skip
    homes = (where, *where.parents)
    if vault_folder.resolve() / SCRATCH in where.parents:
        return  # for a moment only: it is emptied when the vault closes
    if vault_folder.resolve() in homes or any((home / VAULT).exists() for home in homes):
        raise InputError(
            "An export cannot stand beside a file of this program. Nothing was changed.",
            place=place, expected="another folder",
        )  # fmt: skip
    if not where.parent.is_dir():
        raise InputError("There is no such folder.", place=str(target.parent))


@contextmanager
def unfinished(
    target: Path, vault_folder: Path
) -> Iterator[tuple[Path, Callable[[Callable[[], None]], None]]]:
    """Give a place to write to, in a private folder beside the target, and a way to give it the
    target's name.

    Called with what is to happen between syncing and naming, that way syncs what was written,
    lets it happen, and renames. When the block ends otherwise, nothing is left.

    Raises:
        InputError: as ``check_target``. EnvironmentFault: the disk refused.
    """
    check_target(target, vault_folder)
    folder = _part(target)
    with _writing():
        sweep(target)
        try:
            folder.mkdir(mode=0o700)
            place = folder / target.name
            yield place, lambda before: _name(place, target, before)
        finally:
            sweep(target)


def sweep(target: Path) -> None:
    """Remove what an export that was killed left of itself."""
    if _part(target).is_dir():
        shutil.rmtree(_part(target))


def _part(target: Path) -> Path:
    return target.with_name(f".{target.name}{_PART}")


def _name(place: Path, target: Path, before: Callable[[], None]) -> None:
    for path in (place, *place.rglob("*")) if place.is_dir() else (place,):
        _sync(path)
    before()
    if target.is_dir():
        target.rmdir()
    place.replace(target)
    sync_folder(target.parent)


def _sync(path: Path) -> None:
    if path.is_dir():
        path.chmod(0o700)
        sync_folder(path)
    else:
        path.chmod(0o600)
        sync_file(path)


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise ExportUnwritten(_FULL) from error
        raise ExportUnwritten(_UNWRITABLE) from error
