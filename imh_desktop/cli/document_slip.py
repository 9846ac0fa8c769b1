"""imh-desktop document slip: whose slip came back."""

from pathlib import Path

import click

from imh_desktop.cli.output import tell
from imh_desktop.cli.vaults import json_option, opened, vault_options


@click.command("slip")
@vault_options
@json_option
@click.argument("code", metavar="CODE")
def slip(folder: Path | None, handle: int | None, as_json: bool, code: str) -> None:
    """Print the ids of the referral, child and visit that a slip's code stands for."""
    from imh_desktop.flows.return_slips import referral_of

    with opened(folder, handle) as vault:
        found = referral_of(vault, code)
    told = {"referral": found.referral_id, "child": found.child_id, "visit": found.visit_id}
    tell(told, [f"{what} {value}" for what, value in told.items()], as_json=as_json)
