"""The data files beside a copy on paper: a table for a spreadsheet, and JSON for a program."""

import csv
import io
from collections.abc import Iterable, Sequence

import msgspec

from imh_desktop.core.family_copy import AdultCopy, FamilyCopy
from imh_desktop.exchange.tables.guard import guarded
from imh_desktop.words import Words

_BOM = "\ufeff"


def child_files(copy: FamilyCopy, words: Words) -> dict[str, bytes]:
    """Return file name -> bytes of a child's copy."""
    rows = (
        (
            visit.on.isoformat(), domain.title, answer.text, answer.answer, answer.how,
            answer.note, answer.item_id, answer.code,
        )
        for visit in copy.visits
        for domain in visit.domains
        for answer in domain.answers
    )  # fmt: skip
    titles = (
        words.say("Day of the visit"), words.say("Area"), words.say("Question"),
        words.say("Answer"), words.say("How it is known"), words.say("Note"), "item_id", "code",
    )  # fmt: skip
    return {"answers.csv": _table(titles, rows), "everything.json": _json(copy)}


def adult_files(copy: AdultCopy, words: Words) -> dict[str, bytes]:
    """Return file name -> bytes of an adult's own copy."""
    titles = (
        words.say("Day of the visit"), words.say("Question"), words.say("Answer"),
        words.say("Note"), words.say("What was done"),
    )  # fmt: skip
    rows = (
        (each.on.isoformat(), each.text, each.answer, each.note, each.action)
        for each in copy.answers
    )
    return {"own-copy.csv": _table(titles, rows), "own-copy.json": _json(copy)}


def _table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as the exports write it: quoted, and no cell begins a formula."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(titles)
    for row in rows:
        writer.writerow([guarded(cell) for cell in row])
    return f"{_BOM}{out.getvalue()}".encode()


def _json(copy: FamilyCopy | AdultCopy) -> bytes:
    return msgspec.json.format(msgspec.json.encode(copy), indent=2) + b"\n"
