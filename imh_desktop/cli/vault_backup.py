"""imh-desktop vault backup, backups, restore, rehearse: copies, and going back to one."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from imh_desktop.cli.output import tell
from imh_desktop.cli.progress import progress_option, tell_after
from imh_desktop.cli.vaults import folder_of, found_key, json_option, typed_secret, vault_options
from imh_desktop.errors import InputError

if TYPE_CHECKING:
    from imh_desktop.core.progress import Progress
    from imh_desktop.flows.going_back import Preview
    from imh_desktop.store.backup_copy import Backup
    from imh_desktop.store.restoring import BackupKey

_GIVES_WAY = 10


@click.command()
@vault_options
@json_option
@progress_option
@click.option("--why", default="asked", type=click.Choice(["hourly", "quit", "asked"]), hidden=True)
@click.option(
    "--second", metavar="DIR",
    help="Lay every backup there too from now on, such as on a stick; \"\" ends that.",
)  # fmt: skip
def backup(
    folder: Path | None, handle: int | None, as_json: bool, progress: "Progress", why: Any,
    second: str | None,
) -> None:  # fmt: skip
    """Make a backup now, beside whoever works with the vault: copied, opened, checked, compared."""
    from imh_desktop.flows import backing_up

    home = folder_of(folder)
    opened = found_key(home, handle)
    if why == "hourly" and hasattr(os, "nice"):
        os.nice(_GIVES_WAY)  # to the window beside it
    if second is not None:
        backing_up.choose_second(home, opened.raw_key, second)
    made = backing_up.back_up(home, opened.raw_key, datetime.now(UTC), progress, why=why)
    lines = [f"{made.name}  {made.entries} entries, {made.size} bytes"]
    lines += {
        "made": ["at the second place too"],
        "absent": ["the second place is not there now"],
        "refused": [f"the second place refused: {made.second_fault}"],
        "unset": [],
    }[made.second]
    tell_after(progress, msgspec.to_builtins(made), lines, as_json=as_json)


@click.command("backups")
@vault_options
@json_option
def backups(folder: Path | None, handle: int | None, as_json: bool) -> None:
    """List the backups that can be reached, the latest first. No passphrase is needed."""
    from imh_desktop.flows import backing_up

    found = backing_up.all_backups(folder_of(folder, there=False))
    told = [
        {
            "name": one.name, "made_at": one.made_at.isoformat(), "why": one.note.why,
            "entries": one.note.entries, "size": one.size, "path": str(one.path),
        }
        for one in found
    ]  # fmt: skip
    lines = [
        f"{one.name}  {one.note.entries} entries  {one.size} bytes  {one.note.why}" for one in found
    ]
    tell(told, lines or ["No backup is here."], as_json=as_json)


@click.command()
@vault_options
@json_option
@progress_option
@click.option("--yes", is_flag=True, help="Do it; without this, only what it would mean is told.")
@click.option("--code", is_flag=True, help="The recovery code comes instead of a passphrase.")
@click.argument("name")
def restore(
    folder: Path | None, handle: int | None, as_json: bool, progress: "Progress", yes: bool,
    code: bool, name: str,
) -> None:  # fmt: skip
    """Go back to a backup, by its NAME or the path of its folder.

    The vault that stands there is set aside whole, beside the restored one; nothing is deleted. It
    works when that vault cannot be opened, with the passphrase of the time of the backup.
    """
    from imh_desktop.flows import backing_up, going_back

    home = folder_of(folder, there=False)
    chosen = backing_up.named(home, name)
    found = _key(home, chosen, handle, code=code)
    if not yes:
        seen = going_back.preview(home, chosen, found)
        tell_after(progress, msgspec.to_builtins(seen), _lines(seen), as_json=as_json)
        return
    done = going_back.restore(home, chosen, found, datetime.now(UTC), progress)
    lines = [f"Restored {done.name}. What stood here is whole in {home / done.set_aside}"]
    tell_after(progress, msgspec.to_builtins(done), lines, as_json=as_json)


@click.command()
@vault_options
@json_option
@click.option("--name", help="Which backup; the latest by default.")
def rehearse(folder: Path | None, handle: int | None, as_json: bool, name: str | None) -> int:
    """Restore a backup on trial into a temporary place and check all of it. Exit 1: not sound."""
    from imh_desktop.flows import backing_up

    home = folder_of(folder)
    opened = found_key(home, handle)
    there = backing_up.all_backups(home)
    if not there:
        raise InputError("There is no backup yet.", place="vault rehearse")
    chosen = backing_up.named(home, name) if name else there[0]
    sound = backing_up.rehearse(home, chosen.path, opened.raw_key, datetime.now(UTC))
    said = "sound" if sound else "NOT sound"
    tell({"name": chosen.name, "sound": sound}, [f"{chosen.name}  {said}"], as_json=as_json)
    return 0 if sound else 1


def _key(home: Path, chosen: "Backup", handle: int | None, *, code: bool) -> "BackupKey":
    from imh_desktop.flows import going_back

    handed = found_key(home, handle, only_handed=True)
    if handed is not None:
        return going_back.key_of_open(home, chosen.path, handed.raw_key, handed.slot_id)
    return going_back.key_from(
        home, chosen.path, typed_secret(handle), "recovery" if code else "passphrase"
    )


def _lines(seen: "Preview") -> list[str]:
    held, now, gone = seen.held, seen.now, seen.missing
    last = held.last_at.isoformat(timespec="seconds") if held.last_at else "never"
    lines = [
        f"{seen.name}: {held.children} children, {held.visits} visits, {held.entries} entries;"
        f" the last one of {last}",
        "sound" if seen.sound else "NOT sound: it will not be used",
    ]
    if now is None or gone is None:
        lines.append("The vault that stands here cannot be read with this key.")
    else:
        lines.append(
            f"Not in it of what is here: {gone.children} children, {gone.visits} visits,"
            f" {gone.entries} entries"
        )
    if not seen.keep_keys:
        lines.append("The passphrases of that time come back with it.")
    return [*lines, "Nothing was changed. Give --yes to do it."]
