"""The log as a table for a spreadsheet: guarded as every table, and an entry of its own."""

import csv
from pathlib import Path

from imh_desktop.content.library import Library
from imh_desktop.errors import InputError, to_tell
from imh_desktop.exchange.tables.guard import guarded
from imh_desktop.flows import log_book
from imh_desktop.flows.apart import require_real
from imh_desktop.flows.export_targets import unfinished
from imh_desktop.flows.log_book import LogLine, Wanted
from imh_desktop.flows.roles import role_of
from imh_desktop.store.entry import Changes
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

COLUMNS = ("at", "who", "kind", "what", "where", "entry", "worker")
_COORDINATORS_ONLY = to_tell(
    "Exports are made on a coordinator's laptop, and this is not one. The log can be read here."
)


def export_log(vault: Vault, library: Library, words: Words, wanted: Wanted, target: Path) -> int:
    """Write the wanted lines as CSV; return how many. That it was done is an entry.

    Raises:
        InputError: this is no coordinator's laptop or a demo, or something stands at the target.
        EnvironmentFault: the disk refused; nothing was left at the target.
    """
    require_real(vault)
    if role_of(vault) != "coordinator":
        raise InputError(_COORDINATORS_ONLY)
    found = log_book.lines(vault, library, words, wanted)
    with unfinished(target, vault.folder) as (place, name_it):
        with place.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
            writer.writerow(COLUMNS)
            count = 0
            for count, line in enumerate(found, 1):  # noqa: B007 the count is what is wanted
                writer.writerow([guarded(cell) for cell in _cells(line)])
        name_it(lambda: _note(vault, count))
    return count


def _cells(line: LogLine) -> tuple[str, ...]:
    return line.at, line.who, line.kind, line.said, line.where, line.entry_id, line.worker_id


def _note(vault: Vault, rows: int) -> None:
    entry: Changes = {"kind": "exported", "subject": "log", "details.rows": rows}
    vault.journal.write("event", vault.journal.new_id(), entry)
