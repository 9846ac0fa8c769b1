"""imh-desktop today: what waits, in the order of the window's first view."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from imh_desktop.cli.days import Day
from imh_desktop.cli.decision_lines import flat
from imh_desktop.cli.output import tell
from imh_desktop.cli.vaults import json_option, opened, vault_options

if TYPE_CHECKING:
    from imh_desktop.flows.today import TodayRow
    from imh_desktop.words import Words


@click.command()
@vault_options
@json_option
@click.option("--day", type=Day(), metavar="DAY", help="As of this day; today by default.")
@click.option("--language", default="en", help="Of the words: en or es.")
def today(
    folder: Path | None, handle: int | None, as_json: bool, day: date | None, language: str
) -> None:
    """List visits due, visits left open and referrals that wait, the most forgotten first."""
    from imh_desktop.content.library import Library
    from imh_desktop.flows.caseload import Caseload
    from imh_desktop.flows.clock import local_today
    from imh_desktop.flows.today import today_board
    from imh_desktop.words import Words

    words, on = Words(language), day or local_today()
    with opened(folder, handle) as vault:
        rows = today_board(vault, Caseload(vault, on, Library()).every, on)
        told = [_told(row, on, words) for row in rows]
    lines = [
        flat(
            "  ".join(
                str(one[key]) for key in ("child", "said", "why", "beside", "since") if one[key]
            )
        )
        for one in told
    ]
    tell(told, lines or [words.say("Nothing waits today.")], as_json=as_json)


def _told(row: "TodayRow", on: date, words: "Words") -> dict[str, object]:
    from imh_desktop.flows.today_words import beside_said, since_said, what_said, why_there

    matter = row.matter
    return {
        "what": matter.what, "child_id": matter.child_id, "record_id": matter.record_id,
        "on": matter.on.isoformat(), "days_over": (on - matter.on).days, "child": row.child.name,
        "own_on": row.due.on.isoformat() if row.due and row.due.rule else None,
        "said": what_said(row, on, words), "why": why_there(row, words),
        "beside": beside_said(row, words), "since": since_said(row, on, words),
        "owner": row.owner, "answered": row.progress.answered if row.progress else None,
        "total": row.progress.total if row.progress else None,
        "tries": row.tries.times if row.tries else 0,
    }  # fmt: skip
