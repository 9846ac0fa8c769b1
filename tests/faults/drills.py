"""R8: every backup made in the run is drilled: both checks, the same rows and chain ends, a trial
restore, and a restore. Half of them are made while she answers on: each is one moment of it."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

from imh_desktop.errors import ImhError
from imh_desktop.store import restoring
from imh_desktop.store.backup_copy import back_up_beside, look_at
from imh_desktop.store.entry import Entry
from imh_desktop.store.sqlcipher import connect
from imh_desktop.store.vault import Vault
from tests.faults import world
from tests.faults.tally import Tally

_BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
_IN_ONE = 25
"""Backups of one vault before a new one is begun."""
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"


def run(place: Path, seed: int, trials: int, tally: Tally) -> None:
    """Live on, back up, drill."""
    chance = random.Random(seed)
    for begun in range(0, trials, _IN_ONE):
        folder = place / f"lived-{begun}"
        with Vault.create_with_key(folder, world.KEY, "Ana") as vault:
            told: dict[str, str] = {}
            visitor = world.Visitor(vault, told.__setitem__, chance)
            visitor.step()
            vault.checkpoint()
            early = {"vault.db": (folder / "vault.db").read_bytes()}
            for number in range(begun, min(begun + _IN_ONE, trials)):
                _live(visitor, chance)
                acknowledged = dict(told)
                at_once = bool(number % 2)
                more = visitor.step if at_once else lambda: None
                backup = _back_up(folder, _BEGUN + timedelta(hours=number), more)
                bad = [f"{number}: {each}" for each in _drill(backup, vault, still=not at_once)]
                world.lay(place / "restored", early)
                lost, ill = _restored(place / "restored", backup, acknowledged)
                tally.add(
                    acknowledged=len(acknowledged), lost=lost, faults=ill, bad=bad, reported=1
                )


def _live(visitor: world.Visitor, chance: random.Random) -> None:
    for _ in range(chance.randrange(1, 12)):
        visitor.step()
        if chance.random() < 0.05:
            visitor.vault.checkpoint()


def _back_up(folder: Path, when: datetime, meanwhile: Callable[[], None]) -> Path:
    """Back up in a thread of its own, as the window does, and do something until it is made."""
    with ThreadPoolExecutor(1) as pool:
        made = pool.submit(back_up_beside, folder, world.KEY, when, why="hourly")
        while not made.done():
            meanwhile()
    return made.result()


def _drill(backup: Path, vault: Vault, *, still: bool) -> list[str]:
    """Return what a backup lacks, by plain SQL and by the vault's own entries. ``still``: nothing
    was written meanwhile."""
    bad = []
    looked = look_at(backup)
    there = _rows(backup / "vault.db")
    if looked is None or looked.note.entries != len(_entries(backup)):
        bad.append("its note does not say what it holds")
    if still and there != _rows(vault.folder / "vault.db"):
        bad.append("not the same rows")
    if _of_one_moment(_entries(backup), list(vault.journal.entries())):
        bad.append("not one moment of the vault")
    for check, sound in (("cipher_integrity_check", []), ("integrity_check", [("ok",)])):
        if _asked(backup / "vault.db", f"PRAGMA {check}") != sound:
            bad.append(f"{check} fails")
    try:
        restoring.rehearse(vault.folder, backup, world.KEY)
    except ImhError as fault:
        bad.append(f"the trial restore: {fault}")
    return bad


def _of_one_moment(copied: list[Entry], all_of_them: list[Entry]) -> bool:
    """Tell whether a copy lacks something that is older than what it holds, or has other words."""
    last = max(entry.recorded_at for entry in copied)
    due = {entry.entry_id: entry.content for entry in all_of_them if entry.recorded_at <= last}
    return due != {entry.entry_id: entry.content for entry in copied}


def _restored(folder: Path, backup: Path, told: dict[str, str]) -> tuple[int, list[str]]:
    key = restoring.BackupKey(raw_key=world.KEY)
    try:
        restoring.restore(folder, backup, key, _BEGUN)
    except ImhError as fault:
        return len(told), [str(fault)]
    return world.examine(folder, told)


def _entries(backup: Path) -> list[Entry]:
    """Read the entries of a backup in a copy of it."""
    aside = backup.parents[2] / "as-it-lies.new"  # such a folder keeps no anchor
    world.lay(aside, {"vault.db": (backup / "vault.db").read_bytes()})
    with Vault.open_with_key(aside, world.KEY) as vault:
        return list(vault.journal.entries())


def _rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of all tables."""
    connection = connect(path, world.KEY, "rw")
    try:
        names = [name for (name,) in connection.execute(_TABLES).fetchall()]
        every = ((n, connection.execute(f'SELECT * FROM "{n}"').fetchall()) for n in names)
        return {name: sorted(rows, key=repr) for name, rows in every}
    finally:
        connection.close()


def _asked(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = connect(path, world.KEY, "ro")
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()
