"""imh-desktop undo: what was done last on this laptop, and taking one of it back."""

from pathlib import Path

import click

from imh_desktop.cli.decision_lines import flat
from imh_desktop.cli.output import tell
from imh_desktop.cli.vaults import json_option, opened, vault_options


@click.group()
def undo() -> None:
    """List what was done last here, and take one of it back. Nothing said in private is listed."""


@undo.command("list")
@vault_options
@json_option
@click.option("--language", default="en", help="Of the words: en or es.")
def list_(folder: Path | None, handle: int | None, as_json: bool, language: str) -> None:
    """List the last 50 acts, the latest first, with what each would bring back."""
    import msgspec

    from imh_desktop.content.library import Library
    from imh_desktop.flows import last_acts
    from imh_desktop.words import Words

    with opened(folder, handle) as vault:
        found = last_acts.last_acts(vault, Library(), Words(language))
    lines = [
        flat(f"{act.act_id} {act.when}, {act.where}: {act.said}. {act.refused or act.restores}")
        for act in found
    ]
    tell(msgspec.to_builtins(found), lines, as_json=as_json)


@undo.command()
@vault_options
@json_option
@click.argument("act_id", metavar="ACT")
def take(folder: Path | None, handle: int | None, as_json: bool, act_id: str) -> None:
    """Take one act back: its id as in the list. The journal keeps both."""
    from imh_desktop.content.library import Library
    from imh_desktop.flows import last_acts
    from imh_desktop.words import Words

    with opened(folder, handle) as vault:
        made = last_acts.take_back(vault, Library(), act_id, Words("en"))
    said = [f"act {act_id}: taken back by {len(made)} entries"]
    tell({"act_id": act_id, "entries": list(made)}, said, as_json=as_json)
