"""imh-desktop export calendar: the visits to come, without names unless they are asked for."""

from pathlib import Path

import click

from imh_desktop.cli.export_options import FILE
from imh_desktop.cli.output import tell
from imh_desktop.cli.vaults import json_option, opened, vault_options


@click.command()
@vault_options
@json_option
@click.option(
    "--label", type=click.Choice(["none", "number", "name"]), default="none", show_default=True,
    help="What an event says of the child. Calendars travel: a name is read by many.",
)  # fmt: skip
@click.option("--language", default="en", help="Of the words: en or es.")
@click.option("--out", required=True, type=FILE, metavar="FILE.ics")
def calendar(
    folder: Path | None, handle: int | None, as_json: bool, label: str, language: str, out: Path
) -> None:
    """Write the visits to come for a calendar; those of ended care are not in it."""
    from imh_desktop.content.library import Library
    from imh_desktop.core.visit_calendar import LABELS
    from imh_desktop.flows.clock import local_now
    from imh_desktop.flows.visit_calendar import write_calendar
    from imh_desktop.words import Words

    chosen = next(each for each in LABELS if each == label)
    with opened(folder, handle) as vault:
        done = write_calendar(vault, Library(), out, chosen, Words(language), local_now())
    told = {"path": str(done.path), "visits": done.visits, "over": done.over}
    lines = [f"{done.path}: {done.visits} visits"]
    if done.over:
        lines.append(f"{done.over} whose day is over are not in it; `imh-desktop today` has them")
    tell(told, lines, as_json=as_json)
