"""imh-desktop erase due, and erase rules: what is kept no longer, and for how long it is kept."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from imh_desktop.cli.decision_lines import flat
from imh_desktop.cli.output import tell
from imh_desktop.cli.progress import progress_option, tell_after
from imh_desktop.cli.vaults import json_option, opened, vault_options
from imh_desktop.core.retention import RULES

if TYPE_CHECKING:
    from imh_desktop.core.progress import Progress


@click.command()
@vault_options
@json_option
@progress_option
@click.option("--child", "some", multiple=True, metavar="CHILD", help="Of the list, this child.")
@click.option("--rest", is_flag=True, help="Of the list, what is of no whole child.")
@click.option("--preview", "only_shown", is_flag=True, help="Say what is over; erase nothing.")
@click.option("--yes", is_flag=True, help="Erase it all. Nothing can bring it back.")
def due(
    folder: Path | None, handle: int | None, as_json: bool, progress: "Progress",
    some: tuple[str, ...], rest: bool, only_shown: bool, yes: bool,
) -> None:  # fmt: skip
    """Erase what is over by the programme's rules. A coordinator confirms; nothing runs by itself.

    Without --child and --rest it is all of the list. JSON holds ids alone; lines hold names.
    """
    from imh_desktop.content.library import Library
    from imh_desktop.flows import retention
    from imh_desktop.flows.clock import local_today
    from imh_desktop.words import Words

    words, today = Words("en"), local_today()
    with opened(folder, handle) as vault:
        found = retention.due(vault, today)
        children = list(some) or [each.child_id for each in found.children if not rest]
        sure = yes and not only_shown
        if sure:
            whole = rest or not some
            retention.erase_due(vault, Library(), found, children, today, words, rest=whole)
    told = {
        "erased": sure,
        "children": [
            {"child_id": each.child_id, "rule": each.rule, "since": _day(each.since)}
            for each in found.children
        ],
        "private_until": _day(found.private_until),
        "contacts_until": _day(found.contacts_until),
        "contacts": found.contacts,
    }
    lines = [
        flat(f"{each.child_id} {each.name}: {each.rule}, since {_day(each.since) or '-'}")
        for each in found.children
    ]
    if found.private_until:
        lines.append(f"what was said alone up to {found.private_until}")
    lines += [f"child {id_}: {count} tries to reach it" for id_, count in found.contacts.items()]
    end = "erased" if sure else "nothing was erased: add --yes"
    tell_after(progress, told, [*(lines or ["nothing is over"]), end], as_json=as_json)


@click.command()
@vault_options
@json_option
@click.option(
    "--set", "changed", multiple=True, metavar="RULE=MONTHS",
    help=f"One of {', '.join(RULES)}; 0 takes the rule away.",
)  # fmt: skip
def rules(folder: Path | None, handle: int | None, as_json: bool, changed: tuple[str, ...]) -> None:
    """Say or set for how many months something is kept. Without a rule all is kept."""
    from imh_desktop.flows import retention
    from imh_desktop.words import Words

    with opened(folder, handle) as vault:
        months = retention.rules(vault)
        for each in changed:
            rule, _, count = each.partition("=")
            if rule not in RULES or not count.isdecimal():
                raise click.BadParameter(f"{each!r} is no RULE=MONTHS.", param_hint="--set")
            if int(count):
                months[rule] = int(count)
            else:
                months.pop(rule, None)
        if changed:
            months = retention.save_rules(vault, months, Words("en"))
    lines = [f"{rule}: {count} months" for rule, count in months.items()]
    tell(dict(months), lines or ["no rule: everything is kept"], as_json=as_json)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
