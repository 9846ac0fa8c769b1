"""imh-desktop document slip: whose slip came back, and what it says."""

from pathlib import Path

import click

from imh_desktop.cli.output import tell
from imh_desktop.cli.vaults import json_option, opened, vault_options


@click.command("slip")
@vault_options
@json_option
@click.argument("code", metavar="CODE")
@click.option("--outcome", multiple=True, metavar="LETTER", help="A ticked box; may be repeated.")
@click.option("--on", default="", metavar="DAY", help="The day it tells of. Default: today.")
@click.option("--who", default="", metavar="NAME", help="Who says so. Default: the partner.")
def slip(
    folder: Path | None, handle: int | None, as_json: bool, code: str,
    outcome: tuple[str, ...], on: str, who: str,
) -> None:  # fmt: skip
    """Print the ids that a slip's code stands for; with --outcome, record its boxes."""
    from imh_desktop.flows import child_opened
    from imh_desktop.flows.clock import local_today
    from imh_desktop.flows.fields import day
    from imh_desktop.flows.return_slips import record_slip, referral_of
    from imh_desktop.words import Words

    words, today = Words("en"), local_today()
    with opened(folder, handle) as vault:
        found = referral_of(vault, code)
        child_opened.note(vault, found.child_id)
        told: dict[str, object] = {
            "referral": found.referral_id, "child": found.child_id, "visit": found.visit_id,
        }  # fmt: skip
        if outcome:
            said = day(on, "on", words, until=today) if on else today
            told["recorded"] = record_slip(vault, code, outcome, said, who, words, today=today)
    lines = [f"{what} {value}" for what, value in told.items()]
    if told.get("recorded") == 0:
        lines.append("This was recorded before. Nothing was changed.")
    tell(told, lines, as_json=as_json)
