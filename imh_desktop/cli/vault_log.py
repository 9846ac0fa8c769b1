"""imh-desktop vault log: who opened, changed, printed and exported what, and when."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import click
import msgspec

from imh_desktop.cli.days import Day
from imh_desktop.cli.output import say_where, tell
from imh_desktop.cli.vaults import json_option, opened_on, vault_options
from imh_desktop.errors import InputError
from imh_desktop.words import Words

_KINDS = ("opened", "changed", "printed", "exported", "people", "file", "private")


@click.command()
@vault_options
@json_option
@click.option("--since", type=Day(), metavar="DAY", help="From this day on.")
@click.option("--kind", type=click.Choice(_KINDS))
@click.option("--worker", default="", metavar="NAME", help="Of a person, by name or id.")
@click.option("--child", default="", metavar="ID", help="Of a child, by id.")
@click.option("--most", default=200, type=click.IntRange(1), show_default=True, help="Lines.")
@click.option("--before", default="", metavar="ENTRY", help="Go on from here.")
@click.option("--csv", "target", type=click.Path(path_type=Path), metavar="FILE", help="All of it.")
def log(
    folder: Path | None, handle: int | None, as_json: bool, since: date | None, kind: str | None,
    worker: str, child: str, most: int, before: str, target: Path | None,
) -> None:  # fmt: skip
    """Tell the latest acts first. Entries, nothing else: there is no second log."""
    from imh_desktop.content.library import Library
    from imh_desktop.flows import log_book
    from imh_desktop.flows.log_export import export_log
    from imh_desktop.store import records
    from imh_desktop.store.entry import is_id

    if before and not is_id(before):
        raise InputError("is no id", place=f"--before {before}", expected="an entry's id")
    with opened_on(folder, handle, child) as vault:
        people = records.workers(vault)
        known = [id_ for id_, one in people.items() if worker in (id_, one.name)]
        if worker and not known:
            raise InputError("nobody of this name or id is known here", place="--worker")
        wanted = log_book.Wanted(
            since=datetime.combine(since, time(), UTC) if since else None,
            kind=msgspec.convert(kind, log_book.Kind | None), worker_id=known[0] if worker else "",
            child_id=child, before=before,
        )  # fmt: skip
        if target is not None:
            export_log(vault, Library(), Words("en"), wanted, target)
            say_where(target)
            return
        found = log_book.page_of(vault, Library(), Words("en"), wanted, most)
    lines = [f"{one.at}  {one.who}: {one.said}  {one.where}".rstrip() for one in found]
    tell(msgspec.to_builtins(found), lines, as_json=as_json)
