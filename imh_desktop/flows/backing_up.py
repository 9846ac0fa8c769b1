"""Backups as a person meets them: made beside the work, kept in two places, and how old."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import msgspec

from imh_desktop.core.progress import Progress, quiet, within
from imh_desktop.errors import EnvironmentFault, InputError, to_tell
from imh_desktop.store import anchors, backups, ballast, restoring, second_place
from imh_desktop.store.backup_copy import Backup, back_up_beside, here, look_at, made
from imh_desktop.store.faults import StorageFault, VaultBusy, VaultDamaged, storage_faults
from imh_desktop.store.holdings import looking_at, vault_id
from imh_desktop.store.vault import Vault

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
Why = Literal["hourly", "quit", "asked"]
Second = Literal["made", "absent", "unset", "refused"]
NO_SUCH = to_tell("There is no backup of this name.")


class MadeBackup(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one backup. ``second``: whether it lies at the second place too;
    ``second_fault``: why it was refused there; ``rehearsed``: whether the weekly trial restore was
    done with it, ``sound``: and went well."""

    name: str
    entries: int
    size: int
    second: Second
    second_fault: str = ""
    rehearsed: bool = False
    sound: bool = True


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How the backups stand. ``changed``: something was written since the last one; ``at``: when
    that was made; ``second``: the second place; ``second_at``: when one was last laid there."""

    changed: bool
    at: datetime | None = None
    second: str = ""
    second_there: bool = False
    second_at: datetime | None = None
    rehearsed_at: datetime | None = None
    rehearsed_sound: bool = True


def back_up(
    folder: Path, raw_key: bytes, now: datetime, progress: Progress = quiet, *, why: Why = "asked"
) -> MadeBackup:
    """Back up the vault of a folder beside whoever works with it, here and at the second place.
    Once a week the backup is restored on trial.

    Raises:
        EnvironmentFault: no backup was made here; the vault was not changed.
    """
    told = within(progress, "backup")
    path = ballast.with_reserve(folder, lambda: back_up_beside(folder, raw_key, now, told, why=why))
    note = next(each for each in made(folder / backups.BACKUPS) if each.path == path)
    second, fault = _carry(folder, path, raw_key, now)
    rehearsed, sound = False, True
    if why == "hourly" and _rehearsal_due(folder, now):
        with suppress(StorageFault, VaultBusy):  # no room for it today: the backup stands
            rehearsed, sound = True, rehearse(folder, path, raw_key, now)
    ballast.ensure(folder)
    return MadeBackup(
        name=note.name, entries=note.note.entries, size=note.size, second=second,
        second_fault=fault, rehearsed=rehearsed, sound=sound,
    )  # fmt: skip


def choose_second(folder: Path, raw_key: bytes, place: str) -> None:
    """Let every backup go to a second place too; to none any more where none is named.

    Raises:
        InputError: nothing can be written there, or it lies within the vault's folder.
    """
    if not place:
        second_place.give_up(folder)
        return
    with storage_faults(), looking_at(folder, raw_key) as connection:
        whose = vault_id(connection)
    second_place.choose(folder, whose, Path(place))


def rehearse(folder: Path, backup: Path, raw_key: bytes, now: datetime) -> bool:
    """Restore a backup into a temporary place and check all of it there; note and tell how it
    went.

    Raises:
        StorageFault: the disk refused; nothing is noted.
    """
    try:
        restoring.rehearse(folder, backup, raw_key)
        sound = True
    except VaultDamaged:
        sound = False
    notes = second_place.read_notes(folder)
    at = now.astimezone(UTC).isoformat(timespec="seconds")
    second_place.write_notes(
        folder,
        msgspec.structs.replace(
            notes, rehearsed=backup.name, rehearsed_at=at, rehearsed_sound=sound
        ),
    )
    return sound


def standing(vault: Vault) -> Standing:
    """Return how the backups of an open vault stand.

    Raises:
        EnvironmentFault: nobody can tell.
    """
    there = backups.backups_of(vault)
    notes = second_place.read_notes(vault.folder)
    place = Path(notes.second) if notes.second else None
    return Standing(
        changed=not there or there[-1].note.mark != backups.mark_of(vault),
        at=there[-1].made_at if there else None,
        second=notes.second,
        second_there=place is not None and second_place.home_at(place, vault.vault_id).is_dir(),
        second_at=_instant(notes.second_at),
        rehearsed_at=_instant(notes.rehearsed_at), rehearsed_sound=notes.rehearsed_sound,
    )  # fmt: skip


def settle(vault: Vault) -> None:
    """Write down beside the vault where it stands, after a backup was made beside it. A disk that
    refuses can wait until the vault is closed."""
    with suppress(EnvironmentFault, InputError):
        anchors.write(vault)


def all_backups(folder: Path) -> tuple[Backup, ...]:
    """Return every backup of a vault that can be reached now, the latest first; one that lies in
    both places once.

    Raises:
        StorageFault: those on this laptop cannot be read.
    """
    found = {backup.name: backup for backup in here(folder / backups.BACKUPS)}
    notes = second_place.read_notes(folder)
    if notes.second:
        for backup in made(second_place.home_at(Path(notes.second), notes.vault_id)):
            found.setdefault(backup.name, backup)
    return tuple(sorted(found.values(), key=lambda one: (one.made_at, one.name), reverse=True))


def backups_in(place: Path) -> tuple[Backup, ...]:
    """Return the backups in a folder that a person names: the folder of one, of several, or the
    stick they lie on; the latest first."""
    if alone := look_at(place):
        return (alone,)
    homes = [place, place / backups.BACKUPS]
    for above in (place, place / second_place.PLACE):
        with suppress(OSError):
            homes += [each for each in above.iterdir() if each.is_dir()]
    found = {backup.path: backup for home in homes for backup in made(home)}
    return tuple(sorted(found.values(), key=lambda one: one.made_at, reverse=True))


def named(folder: Path, name: str) -> Backup:
    """Return a backup by its name, or by the path of its folder.

    Raises:
        InputError: there is none.
    """
    for backup in all_backups(folder):
        if backup.name == name:
            return backup
    if found := look_at(Path(name)):
        return found
    raise InputError(NO_SUCH, place=name, expected="a name that `vault backups` lists, or a folder")


def _carry(folder: Path, backup: Path, raw_key: bytes, now: datetime) -> tuple[Second, str]:
    """Lay it at the second place; a backup here counts, whatever becomes of it there."""
    try:
        with looking_at(backup, raw_key) as connection:
            whose = vault_id(connection)
        return second_place.carry(folder, backup, whose, raw_key, now), ""
    except EnvironmentFault as fault:
        return "refused", fault.sentence


def _rehearsal_due(folder: Path, now: datetime) -> bool:
    last = _instant(second_place.read_notes(folder).rehearsed_at)
    return last is None or not timedelta(0) <= now - last < WEEK


def _instant(said: str) -> datetime | None:
    try:
        return datetime.fromisoformat(said).astimezone(UTC)
    except ValueError:
        return None
