"""What adults said in private (class G), as a file of its own. Class V leaves by no export."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.visit import PrivateTalk, Visit
from imh_desktop.errors import InputError
from imh_desktop.exchange.tables.csv_files import CsvFolder
from imh_desktop.exchange.tables.shape import Choice, Row, Table, Variable
from imh_desktop.flows.export_choices import IN_CONFLICT, known
from imh_desktop.flows.export_tables import Prepared
from imh_desktop.flows.export_targets import check_target
from imh_desktop.flows.exporting import leaving
from imh_desktop.flows.loading import checklist_of
from imh_desktop.store import records
from imh_desktop.store.export_sources import Told, private_told

_NAME = "private_answers"
_FIELDS = ("answers", "notes", "actions")


def require_private(prepared: Prepared, target: Path) -> None:
    """Refuse, before anything is written, a private file that nobody may have, or whose place
    will not do. One that holds nothing is made like any other: that it was made is an open entry,
    which is not to tell whether an adult said anything in private.

    Raises:
        InputError: it is for a partner, or as ``check_target``.
    """
    check_target(target, prepared.vault.folder)
    if prepared.ask.partner_id:
        raise InputError(
            "No consent for a partner covers what adults told in private.",
            place="--with-private-g",
        )


def export_private(prepared: Prepared, target: Path, *, bom: bool) -> int:
    """Write adults' private answers of class G, one row each, as one CSV file; return the rows.
    How many there are is for whoever opens the file, and is told nowhere else.

    Raises:
        InputError, EnvironmentFault: as ``exporting``.
    """
    table = _table(prepared)
    with leaving(prepared.vault, prepared.allowed, target) as (path, tally):
        tally.private = True
        folder = path.with_name(f"{path.name}.folder")
        with CsvFolder(folder, (table,), bom=bom, label_title=prepared.label_title) as out:
            for row in _rows(prepared):
                out.write(table.name, row)
                tally.rows += 1
        (folder / f"{table.name}.csv").replace(path)
        folder.rmdir()
    return tally.rows


def _rows(prepared: Prepared) -> Iterator[Row]:
    vault, items = prepared.vault, dict[str, frozenset[str]]()
    for child_id in prepared.allowed.covers:
        for visit in records.visits(vault, child_id):
            if visit.checklist_hash not in items:
                items[visit.checklist_hash] = _items_of_class_g(prepared, visit)
            for talk, known_of in private_told(vault, visit.visit_id, Sensitivity.G):
                yield from _talk_rows(visit, talk, known_of, items[visit.checklist_hash])


def _items_of_class_g(prepared: Prepared, visit: Visit) -> frozenset[str]:
    """Return what may leave of a talk. The record is of class G as a whole; a program that slips,
    or was altered, may have put an item of class V into it. Where the checklist is not here, no
    item is known to be of class G, and none leaves."""
    try:
        checklist = checklist_of(prepared.vault, prepared.library, visit)
    except InputError:
        return frozenset()
    return frozenset(i.item_id for i in checklist.items if i.sensitivity is Sensitivity.G)


def _talk_rows(
    visit: Visit, talk: PrivateTalk, known_of: Told, items: frozenset[str]
) -> Iterator[Row]:
    disputed = {_item(field) for field in known_of.conflicts}
    late = sum(any(_item(f) in items for f in entry.changes) for entry in known_of.late)
    for item_id in sorted({*talk.answers, *talk.notes, *talk.actions, *disputed} & items):
        answer = talk.answers.get(item_id)
        unsettled = f"answers.{item_id}" in known_of.conflicts
        code = answer.code if answer else None
        yield (
            visit.visit_id, visit.child_id, talk.caregiver_id, visit.on.isoformat(),
            visit.checklist_id, item_id, IN_CONFLICT if unsettled else code,
            answer.known if answer else None, talk.notes.get(item_id), talk.actions.get(item_id),
            " ".join(sorted(f for f in known_of.conflicts if _item(f) == item_id)), late,
        )  # fmt: skip


def _item(field: str) -> str:
    group, _, item_id = field.partition(".")
    return item_id if group in _FIELDS else ""


def _table(prepared: Prepared) -> Table:
    words, labels = prepared.words, _labels(prepared)
    say = words.say
    disputed = Choice(IN_CONFLICT, say("Two laptops hold different answers"), missing=True)
    codes = (*(Choice(code, label) for code, label in labels.items()), disputed)
    plain = {
        "visit_id": say("The visit, by a number of this program"),
        "child_id": say("The child, by a number of this program"),
        "caregiver_id": say("The caregiver, by a number of this program"),
        "visit_on": say("Day of the visit"),
        "checklist_id": say("The checklist"),
        "item_id": say("The question, by its name in the checklist"),
    }
    after = {
        "note": say("The visitor's note"),
        "action": say("What was done at once"),
        "in_conflict": say("Fields on which two laptops hold different values"),
        "late_answers": say("Answers that came after the visit was closed"),
    }
    return Table(
        name=_NAME, title=say("What adults told in private"),
        variables=(
            *(Variable(name=n, title=t) for n, t in plain.items()),
            Variable(name="code", title=say("The answer"), kind="code", choices=codes),
            Variable(name="known", title=say("How the answer is known"), kind="code",
                     choices=known(words)),
            *(Variable(name=n, title=t) for n, t in after.items()),
        ),
        key=("visit_id", "caregiver_id", "item_id"),
    )  # fmt: skip


def _labels(prepared: Prepared) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for texts in prepared.forms.texts.values():
        found |= texts.choices
    return found
