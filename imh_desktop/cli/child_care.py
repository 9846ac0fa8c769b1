"""imh-desktop child care, end, paper, leaving: whether visits go on, and what is left to do."""

from pathlib import Path

import click

from imh_desktop.cli.decision_lines import flat
from imh_desktop.cli.output import tell
from imh_desktop.cli.vaults import json_option, opened_on, vault_options

_child = click.argument("child_id", metavar="CHILD")
_reason = click.option("--reason", default="", help="Why, in a few words.")


@click.command()
@vault_options
@json_option
@_child
def care(folder: Path | None, handle: int | None, as_json: bool, child_id: str) -> None:
    """Show whether visits to a child go on, and when the next one is due."""
    import msgspec

    from imh_desktop.content.library import Library
    from imh_desktop.flows.care import due_said
    from imh_desktop.flows.loading import child_of
    from imh_desktop.flows.visits_due import next_due
    from imh_desktop.store import standing
    from imh_desktop.words import Words

    with opened_on(folder, handle, child_id) as vault:
        child = child_of(vault, child_id)
        found, due = standing.care_of(vault, child_id), next_due(vault, Library(), child)
        wanted = standing.wanted_visit(vault, child_id)
    since = f"  since {found.on.isoformat()}" if found.on else ""
    said = due_said(due, wanted.reason if wanted else "", Words("en")) if due else ()
    lines = [f"{'  '.join(found.statuses)}{since}", *map(flat, said)]
    told = {**msgspec.to_builtins(found), "next": msgspec.to_builtins(due)}
    tell(told, lines, as_json=as_json)


@click.command()
@vault_options
@json_option
@_child
@click.argument("status")
@_reason
def end(
    folder: Path | None, handle: int | None, as_json: bool, child_id: str, status: str, reason: str
) -> None:
    """Say that visits ended, or go on again: STATUS is moved, declined, transferred, aged_out,
    discharged, died or active."""
    import msgspec

    from imh_desktop.flows.care import set_care
    from imh_desktop.flows.clock import local_today
    from imh_desktop.words import Words

    with opened_on(folder, handle, child_id) as vault:
        kept = set_care(vault, child_id, status, local_today(), reason, Words("en"))
    tell(msgspec.to_builtins(kept), [f"{child_id}  {status}"], as_json=as_json)


@click.command()
@vault_options
@json_option
@_child
@_reason
def paper(
    folder: Path | None, handle: int | None, as_json: bool, child_id: str, reason: str
) -> None:
    """Say why papers about a child are made although visits ended. The family's page of a child
    who died is never made."""
    from imh_desktop.flows.care_doors import ask_for_paper
    from imh_desktop.words import Words

    with opened_on(folder, handle, child_id) as vault:
        ask_for_paper(vault, child_id, reason, Words("en"))
    tell(
        {"child_id": child_id, "asked": True}, [f"{child_id}  papers may be made"], as_json=as_json
    )


@click.command()
@vault_options
@json_option
@_child
@click.option("--way", default="", help="How the family leaves; else as the record tells.")
def leaving(
    folder: Path | None, handle: int | None, as_json: bool, child_id: str, way: str
) -> None:
    """Show what is left to do when a family leaves: each line is read from the record."""
    import msgspec

    from imh_desktop.core.farewell import WAYS
    from imh_desktop.errors import InputError
    from imh_desktop.flows import farewell
    from imh_desktop.flows.clock import local_today
    from imh_desktop.words import Words

    today = local_today()
    with opened_on(folder, handle, child_id) as vault:
        wanted = way or farewell.presumed_way(vault, child_id, today) or ""
        known = next((each for each in WAYS if each == wanted), None)
        if known is None:
            raise InputError("Say how the family leaves.", place="way", expected=", ".join(WAYS))
        found = farewell.to_do(vault, child_id, known, today, Words("en"))
    lines = [f"{'done' if one.done else 'open'}  {one.kind}  {' '.join(one.left)}" for one in found]
    told = {"way": known, "lines": msgspec.to_builtins(found)}
    tell(told, [line.rstrip() for line in lines], as_json=as_json)
