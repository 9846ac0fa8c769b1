"""imh-desktop vault verify: is everything whole."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from imh_desktop.cli.progress import progress_option, tell_after
from imh_desktop.cli.vaults import json_option, opened, vault_options
from imh_desktop.words import Words

if TYPE_CHECKING:
    from imh_desktop.core.progress import Progress
    from imh_desktop.flows.health import Health

_MARKS = {"good": "ok", "note": "--", "bad": "!!"}
_MOST_FAULTS = 50


@click.command()
@vault_options
@json_option
@progress_option
def verify(folder: Path | None, handle: int | None, as_json: bool, progress: "Progress") -> int:
    """Check file, entries, chains, what is shown, backups and disk. Exit 1: something is wrong.

    Every entry that was altered, added or taken away is named by its id.
    """
    from imh_desktop.flows import health
    from imh_desktop.store.faults import VaultDamaged

    now = datetime.now(UTC)
    try:
        with opened(folder, handle) as vault:
            found = health.check(vault, now, progress)
    except VaultDamaged as fault:
        found = health.unopened(fault, now)
    tell_after(progress, _told(found), _lines(found, now), as_json=as_json)
    return 0 if found.sound else 1


def _told(found: "Health") -> dict[str, Any]:
    return {"sound": found.sound, **msgspec.to_builtins(found)}


def _lines(found: "Health", now: datetime) -> list[str]:
    from imh_desktop.flows.health_words import told, verdict

    words, lines = Words("en"), list[str]()
    for part in found.parts:
        said = told(part, now, words)
        lines.append(f"{_MARKS[part.state]}  {said.title}: {said.said} {said.to_do}".rstrip())
        lines += [f"      {fault}" for fault in part.faults[:_MOST_FAULTS]]
        if len(part.faults) > _MOST_FAULTS:
            lines.append(f"      and {len(part.faults) - _MOST_FAULTS} more: --json has all")
    return [*lines, verdict(found, words)]
