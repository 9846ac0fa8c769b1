"""imh-desktop trash: what was begun or added by mistake, put away and put back."""

from pathlib import Path

import click

from imh_desktop.cli.decision_lines import flat
from imh_desktop.cli.output import tell
from imh_desktop.cli.vaults import json_option, opened, opened_on, vault_options

_record = click.argument("record_id", metavar="RECORD")


@click.group()
def trash() -> None:
    """Put an open visit, a caregiver or a child away, and back. Nothing is ever erased by it."""


@trash.command("list")
@vault_options
@json_option
@click.option("--language", default="en", help="Of the words: en or es.")
def list_(folder: Path | None, handle: int | None, as_json: bool, language: str) -> None:
    """List what was put there in the last 30 days."""
    import msgspec

    from imh_desktop.flows import trash
    from imh_desktop.flows.clock import local_now
    from imh_desktop.words import Words

    with opened(folder, handle) as vault:
        found = trash.in_trash(vault, local_now(), Words(language))
    lines = [
        flat(f"{one.record_id} {one.said}, {one.child}: {one.by}, {one.on}: {one.reason}")
        for one in found
    ]
    tell(msgspec.to_builtins(found), lines or ["the trash is empty"], as_json=as_json)


@trash.command()
@vault_options
@json_option
@click.option("--reason", required=True, metavar="TEXT", help="Why; kept with it.")
@_record
def put(
    folder: Path | None, handle: int | None, as_json: bool, reason: str, record_id: str
) -> None:
    """Put a record in the trash; with a child, all that was begun of it."""
    from imh_desktop.flows import trash
    from imh_desktop.words import Words

    with opened_on(folder, handle, record_id) as vault:
        trash.put(vault, record_id, reason, Words("en"))
    tell({"record_id": record_id}, [f"record {record_id}: in the trash"], as_json=as_json)


@trash.command()
@vault_options
@json_option
@_record
def back(folder: Path | None, handle: int | None, as_json: bool, record_id: str) -> None:
    """Take a record out of the trash, with what went there with it."""
    from imh_desktop.flows import trash
    from imh_desktop.words import Words

    with opened_on(folder, handle, record_id) as vault:
        trash.put_back(vault, record_id, Words("en"))
    tell({"record_id": record_id}, [f"record {record_id}: put back"], as_json=as_json)
