"""imh-desktop demo: a made-up programme of any size, to look around in."""

import sys
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from imh_desktop.cli.progress import progress_option, tell_after
from imh_desktop.cli.vaults import json_option
from imh_desktop.core.progress import quiet
from imh_desktop.flows.clock import local_today

if TYPE_CHECKING:
    from imh_desktop.core.progress import Progress, Step
    from imh_desktop.flows.demo_at_large import Made


@click.command()
@click.option(
    "--vault",
    "folder",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder that holds no vault; it is made if need be.",
)
@click.option("--remove", is_flag=True, help="Take the demo in this folder off the laptop.")
@click.option("--children", default=100, show_default=True, metavar="N")
@click.option("--visits", default=1_000, show_default=True, metavar="N", help="All together.")
@click.option("--seed", default=1, show_default=True, metavar="N", help="The same, the same again.")
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="The day of the last visits."
)
@json_option
@progress_option
def demo(
    folder: Path, remove: bool, children: int, visits: int, seed: int, today: datetime | None,
    as_json: bool, progress: "Progress",
) -> None:  # fmt: skip
    """Make a vault full of made-up families. Its pages are watermarked, and it is marked so that
    nothing of it is taken for real. It holds no person's data: its passphrase is printed."""
    if remove:
        from imh_desktop.flows import demo_mark

        demo_mark.remove(folder)
        click.echo("The demo is gone from this folder.")
        return
    import msgspec

    from imh_desktop.content.library import Library
    from imh_desktop.flows.demo_at_large import PASSPHRASE, Size, make

    size = Size(children=children, visits=visits, seed=seed)
    day = today.date() if today else local_today()
    begun = time.monotonic()
    watched = progress is quiet and sys.stderr.isatty()
    made = make(folder, Library(), size, day, _bar if watched else progress)
    told = {"seconds": round(time.monotonic() - begun, 1), "passphrase": PASSPHRASE}
    lines = _lines(made, PASSPHRASE, folder)
    tell_after(progress, {**msgspec.to_builtins(made), **told}, lines, as_json=as_json)


def _lines(made: "Made", passphrase: str, folder: Path) -> list[str]:
    return [
        f"{made.children} children of {made.families} families, {made.visits} visits"
        f" ({made.left_open} left open), {made.referrals} referrals: {made.entries} entries.",
        f"Open it with: imh-desktop --vault {folder}",
        f"Its passphrase: {passphrase}",
    ]


def _bar(_step: "Step", done: int, total: int) -> None:
    """Draw how far it is, on standard error and for a person alone."""
    full = 40 * done // max(total, 1)
    end = "\n" if done >= total else ""
    sys.stderr.write(f"\r[{'#' * full}{'.' * (40 - full)}] {done} of {total}{end}")
    sys.stderr.flush()
