"""Making one backup: copied from one moment of the vault, opened, compared, and only then named.

A vault may be written to meanwhile, by this process or another: the copy has a connection of its
own and sees one moment of it. No lock of the vault is needed; a lock of the backups is.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from imh_desktop.core import backup_rota
from imh_desktop.core.progress import Count, uncounted
from imh_desktop.errors import to_tell
from imh_desktop.store.faults import (
    REFUSED,
    StorageFault,
    VaultBusy,
    VaultDamaged,
    storage_faults,
)
from imh_desktop.store.folder import (
    BESIDE,
    UNFINISHED,
    VAULT,
    disk,
    lock,
    make_folder,
    make_private_file,
    sync_file,
    sync_folder,
    write_whole,
)
from imh_desktop.store.page_copy import copy_pages, of_the_copy, standing
from imh_desktop.store.soundness import damage, entry_count, mark
from imh_desktop.store.sqlcipher import Connection, Mode, connect

BACKUPS = "backups"
NOTE = "backup.json"
LOCK = "backup.lock"
_NAME = re.compile(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ(-\d+)?")
_MOST_BYTES = 2 << 30
_SHARE = 4
"""Backups take at most one byte of so many that are free or theirs."""
_PATIENCE = {"hourly": 0.0, "quit": 2.0}
PATIENCE = 120.0
"""How many seconds a backup that a person or a step of work asks for waits for one that is being
made. The hourly one need not be made twice; nobody who closes the laptop waits long."""
UNSOUND = to_tell(
    "A backup was made and did not check out. Nothing was changed in your file. Check the disk, and"
    " your file."
)
_BUSY = to_tell("A backup is being made already. Nothing was changed. Try again in a moment.")


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What lies beside a backup. ``why``: hourly, quit, asked, merge, upgrade, rekey or restore;
    ``mark``: where the journal stood (``soundness.mark``); ``number``: the order they were made
    in, which no clock can tell."""

    format: int = 1
    made_at: str = ""
    why: str = ""
    mark: str = ""
    entries: int = 0
    number: int = 0


class Backup(msgspec.Struct, frozen=True, kw_only=True):
    """One backup that has its name: it was opened and compared. ``size``: bytes."""

    name: str
    path: Path
    made_at: datetime
    size: int
    note: Note


def back_up_beside(
    folder: Path, raw_key: bytes, when: datetime, told: Count = uncounted, *, why: str
) -> Path:
    """Back up the vault of a folder, open or not; return the backup's folder.

    Args:
        told: takes how many pages were copied and then compared.
    Raises:
        VaultBusy: another backup is being made. StorageFault: the disk refused.
        VaultDamaged: the copy did not check out. No backup was made, and the vault was not changed.
    """
    home = folder / BACKUPS
    with alone(home, patience=_PATIENCE.get(why, PATIENCE)):
        thin(home, when)
        before = made(home)
        number = max((each.note.number for each in before), default=0) + 1
        note = Note(made_at=when.astimezone(UTC).isoformat(), why=why, number=number)
        target = _free(home, when.astimezone(UTC).strftime("%Y-%m-%dT%H-%M-%SZ"))
        unfinished = target.with_name(target.name + UNFINISHED)
        with disk(), storage_faults():
            pages = fill(folder, raw_key, unfinished, _half(told), note)
            unfinished.replace(target)
            sync_folder(home)
        thin(home, when)
    told(2 * pages, 2 * pages)
    return target


def made(home: Path) -> tuple[Backup, ...]:
    """Return the backups that lie in a place, in the order they were made; none of a place that
    cannot be read."""
    try:
        return here(home)
    except StorageFault:
        return ()


def here(home: Path) -> tuple[Backup, ...]:
    """As ``made``, of a place where they are missed.

    Raises:
        StorageFault: there is such a place, and it cannot be read.
    """
    try:
        found = [path for path in home.iterdir() if _NAME.fullmatch(path.name)]
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise StorageFault(REFUSED) from error
    backups = [backup for path in found if (backup := look_at(path))]
    return tuple(sorted(backups, key=lambda one: (one.note.number, one.made_at, one.name)))


def look_at(path: Path) -> Backup | None:
    """Return what a folder says of the backup in it; None when none is there."""
    try:
        size = sum(file.stat().st_size for file in path.iterdir() if file.is_file())
        if not (path / VAULT).is_file():
            return None
    except OSError:
        return None
    note = Note()
    with suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError):
        note = msgspec.json.decode((path / NOTE).read_bytes(), type=Note)
    return Backup(name=path.name, path=path, made_at=_when(path, note), size=size, note=note)


@contextmanager
def alone(home: Path, *, patience: float = 0) -> Iterator[None]:
    """Hold the place of the backups alone, and clear away what was never finished there.
    ``patience``: for how many seconds a backup that is being made is waited for.

    Raises:
        VaultBusy: a backup is being made there. StorageFault: it cannot be written.
    """
    make_folder(home)
    try:
        held = lock(home, LOCK, patience=patience)
    except VaultBusy:
        raise VaultBusy(_BUSY) from None
    try:
        with disk():
            for path in home.glob(f"*{UNFINISHED}"):
                shutil.rmtree(path)
        yield
    finally:
        held.release()


def thin(home: Path, now: datetime) -> None:
    """Let go of the backups that newer ones stand for. What the disk will not let go stays."""
    there = made(home)
    if not there:
        return
    copies = [backup_rota.Copy(b.name, b.made_at, b.size, b.note.why) for b in there]
    budget = room_for_backups(home, sum(each.size for each in there))
    for name in backup_rota.to_remove(copies, there[-1].name, now, budget):
        with suppress(OSError):
            doomed = (home / name).replace(home / (name + UNFINISHED))  # never half a backup
            shutil.rmtree(doomed)


def room_for_backups(home: Path, theirs: int) -> int:
    """Return how many bytes backups may take. ``theirs``: what they take now."""
    try:
        free = shutil.disk_usage(home).free
    except OSError:
        return _MOST_BYTES
    return min(_MOST_BYTES, (free + theirs) // _SHARE)


def fill(
    folder: Path, raw_key: bytes, target: Path, told: Count = uncounted,
    note: Note | None = None, *, mode: Mode = "rw", under: bytes = b"",
) -> int:  # fmt: skip
    """Copy a vault and what belongs to it into a folder of its own, as it is at this moment. The
    copy is one file, and has no WAL.

    Args:
        told: takes how many pages were copied.
        note: compare the copy, and lay this beside it.
        mode: how the source is opened; to write, so that nothing is left beside a file that
            nobody has open; ``look_mode`` where it must stay byte for byte.
        under: the copy's key, where it is another.
    Returns:
        How many pages it has.
    Raises:
        OSError, DatabaseError: the disk refused. VaultDamaged: the copy says something else.
    """
    if target.exists():
        shutil.rmtree(target)
    make_folder(target)
    make_private_file(target / VAULT)
    source = connect(folder / VAULT, raw_key, mode)
    try:
        source.execute("BEGIN")
        pages = _copy(source, target / VAULT, under or raw_key, told)
        if note is not None:
            _require_same(source, target / VAULT, raw_key)
            said = msgspec.structs.replace(note, mark=mark(source), entries=entry_count(source))
            write_whole(target / NOTE, msgspec.json.encode(said))
    finally:
        source.close()
    for name in BESIDE:
        if (folder / name).exists():
            write_whole(target / name, (folder / name).read_bytes())
    sync_file(target / VAULT)
    sync_folder(target)
    return pages


def _copy(source: Connection, path: Path, raw_key: bytes, told: Count) -> int:
    source.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the moment begins here
    copy = connect(path, raw_key, "rw")
    try:
        copy_pages(source, copy, told)
        # Without a WAL the copy is one file, and can be looked at without leaving a trace.
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
        (pages,) = copy.execute("PRAGMA page_count").fetchone()
    finally:
        copy.close()
    return int(pages)


def _require_same(source: Connection, path: Path, raw_key: bytes) -> None:
    """Refuse a copy that is not whole or says something else.

    Raises:
        VaultDamaged: the copy did not check out.
    """
    with of_the_copy(UNSOUND):
        if damage(path, raw_key) or _standing_of(path, raw_key) != standing(source):
            raise VaultDamaged(UNSOUND)


def _standing_of(path: Path, raw_key: bytes) -> tuple[dict[str, int], str]:
    copy = connect(path, raw_key, "ro")
    try:
        return standing(copy)
    finally:
        copy.close()


def _half(told: Count) -> Count:
    """Tell of the copying as the first half; the comparing is the second."""
    return lambda done, total: told(done, 2 * total)


def _when(path: Path, note: Note) -> datetime:
    """Return when a backup was made: by its note, else by its name."""
    with suppress(ValueError):
        at = datetime.fromisoformat(note.made_at)
        return at.astimezone(UTC)
    return datetime.strptime(path.name[:20], "%Y-%m-%dT%H-%M-%SZ").replace(tzinfo=UTC)


def _free(home: Path, name: str) -> Path:
    """Return a name that is not taken: two backups can fall into one second."""
    with disk():
        taken = {path.name for path in home.iterdir()}
    number = 2
    free = name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return home / free
