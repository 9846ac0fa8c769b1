"""imh-desktop child tried, tries: the log of tries to reach a family between visits."""

from datetime import date
from pathlib import Path

import click

from imh_desktop.cli.days import Day
from imh_desktop.cli.decision_lines import flat
from imh_desktop.cli.output import tell
from imh_desktop.cli.vaults import json_option, opened_on, vault_options

_child = click.argument("child_id", metavar="CHILD")
_HOWS = ("visit", "phone", "message", "missed", "talked")


@click.command()
@vault_options
@json_option
@click.option(
    "--how",
    required=True,
    type=click.Choice(_HOWS),
    help="visit: nobody was at home; missed: the family did not come; talked: it was reached.",
)
@click.option("--on", type=Day(), metavar="DAY", help="Today by default.")
@click.option("--who", default="", help="Who tried; you by default.")
@click.option("--came", default="", help="What came of it; the family may read it.")
@click.option("--also", multiple=True, metavar="CHILD", help="A sibling it is kept of too.")
@_child
def tried(
    folder: Path | None, handle: int | None, as_json: bool, how: str, on: date | None, who: str,
    came: str, also: tuple[str, ...], child_id: str,
) -> None:  # fmt: skip
    """Write down a try to reach a child's family; `undo` takes it back."""
    from imh_desktop.flows.clock import local_today
    from imh_desktop.flows.contacting import log_contact
    from imh_desktop.flows.referral_steps import AttemptForm
    from imh_desktop.words import Words

    today = local_today()
    form = AttemptForm(on=(on or today).isoformat(), how=how, who=who, came=came)
    with opened_on(folder, handle, child_id) as vault:
        attempt_id = log_contact(
            vault, child_id, form, Words("en"), today=today, also=frozenset(also)
        )
    tell({"attempt_id": attempt_id}, [f"written: {attempt_id}"], as_json=as_json)


@click.command()
@vault_options
@json_option
@_child
def tries(folder: Path | None, handle: int | None, as_json: bool, child_id: str) -> None:
    """List the tries to reach a child's family, by day, and how many led to nothing yet."""
    import msgspec

    from imh_desktop.flows.contact_words import contact_said
    from imh_desktop.flows.contacting import tried as tried_so_far
    from imh_desktop.flows.loading import child_of
    from imh_desktop.flows.today_words import tries_said
    from imh_desktop.store.contact_log import contacts
    from imh_desktop.words import Words

    words = Words("en")
    with opened_on(folder, handle, child_id) as vault:
        child_of(vault, child_id)
        found, waiting = contacts(vault, child_id), tried_so_far(vault, child_id)
    lines = [flat(contact_said(one, words)) for one in found]
    if waiting:
        lines.append(tries_said(waiting, words))
    tell(msgspec.to_builtins(found), lines or ["nobody tried yet"], as_json=as_json)
