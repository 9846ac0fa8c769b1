"""Writes the visits to come for a calendar, without names unless a person chose them."""

from datetime import date, datetime
from pathlib import Path

import msgspec

from imh_desktop.content.library import Library
from imh_desktop.core.people import Child
from imh_desktop.core.visit_calendar import LABELS, ComingVisit, Label, one_line, uid_of
from imh_desktop.errors import InputError
from imh_desktop.flows.apart import require_real
from imh_desktop.flows.caseload import Caseload
from imh_desktop.flows.export_targets import unfinished
from imh_desktop.flows.roles import role_of
from imh_desktop.store import records
from imh_desktop.store.entry import Changes
from imh_desktop.store.export_sources import child_marks
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


class WrittenCalendar(msgspec.Struct, frozen=True, kw_only=True):
    """A calendar that has its name. ``over``: visits whose day is over, which are not in it."""

    path: Path
    visits: int
    over: int


def write_calendar(
    vault: Vault, library: Library, target: Path, label: Label, words: Words, now: datetime
) -> WrittenCalendar:
    """Write the visits due from today on; the journal keeps that it was done, and whether with
    names, before the file has its name.

    Args:
        now: with its time zone.
    Raises:
        InputError: no such label, something stands at the target, or this is a print desk's or
            the demo.
        EnvironmentFault: the disk refused; nothing was left there.
    """
    from imh_desktop.exchange.calendar_file import calendar_bytes

    require_real(vault)
    if label not in LABELS:
        raise InputError(
            words.say("Please choose one of the answers."), place="label",
            expected=", ".join(LABELS),
        )  # fmt: skip
    if role_of(vault) == "staff":
        raise InputError(words.say("A print desk has no visits of its own."))
    visits, over = coming(vault, library, now.date(), label, words)
    with unfinished(target, vault.folder) as (place, name_it):
        place.write_bytes(calendar_bytes(visits, now))
        name_it(lambda: _note(vault, len(visits), label))
    return WrittenCalendar(path=target, visits=len(visits), over=over)


def coming(
    vault: Vault, library: Library, today: date, label: Label, words: Words
) -> tuple[tuple[ComingVisit, ...], int]:
    """Return the visits due from today on, by day, and how many more are over.

    Nothing of a child whose care ended, of one another laptop follows, and of a made-up child
    among real ones.
    """
    made_up = {mark.child_id for mark in child_marks(vault) if mark.made_up}
    if records.programme(vault).fictional:
        made_up = set()
    rows = [
        row for row in Caseload(vault, today, library).rows()
        if row.due_on and row.held not in ("given", "covered") and row.child.child_id not in made_up
    ]  # fmt: skip
    found = [
        ComingVisit(
            uid=uid_of(row.child.child_id), on=row.due_on, summary=_summary(row.child, label, words)
        )
        for row in rows if row.due_on and row.due_on >= today
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda visit: (visit.on, visit.uid))), len(rows) - len(found)


def _summary(child: Child, label: Label, words: Words) -> str:
    said = {"none": "", "number": child.number, "name": child.given_name}[label]
    line = one_line(said)
    return words.say("Visit {whom}", whom=line) if line else words.say("Visit")


def _note(vault: Vault, visits: int, label: Label) -> None:
    entry: Changes = {
        "kind": "exported", "subject": "calendar", "details.rows": visits,
        "details.label": label, "details.private": False,
    }  # fmt: skip
    vault.journal.write("event", vault.journal.new_id(), entry)
