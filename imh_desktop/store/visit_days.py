"""The visits as lists show them: the latest ones of each child, and those still open."""

from collections.abc import Iterable
from typing import Any, NamedTuple

VISIT_DAYS = (
    'SELECT v.child_id, v."on", v.record_id, v.closed_at IS NOT NULL,'
    " CASE WHEN v.closed_at IS NULL THEN (SELECT count(*) FROM answer a"
    ' WHERE a.record_no = v.record_no) ELSE 0 END, v."results.reobserve_on",'
    ' v."results.open_level", v.worker_id'
    " FROM visit v WHERE v.child_id <> '' AND v.\"on\" <> ''"
)
"""The rows that ``latest`` looks through; the third value is the visit's id."""


class VisitDay(NamedTuple):
    """One visit as lists show it. ``answers``: how many while it is open; ``again``: the day its
    results say to look again, as text; ``level``: their open level; None when they say none."""

    on: str
    visit_id: str
    closed: bool
    answers: int
    again: str | None
    level: str | None


class Draft(NamedTuple):
    """An open visit as lists show it: whose it is, and how many answers it holds."""

    on: str
    visit_id: str
    answers: int
    worker_id: str


def latest(
    rows: Iterable[Any],
) -> tuple[dict[str, VisitDay], dict[str, VisitDay], dict[str, list[Draft]]]:
    """Return child id -> its latest open visit, -> its latest closed one, -> all open ones."""
    found: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
    drafts: dict[str, list[Draft]] = {}
    for row in rows:
        child_id, on, visit_id, closed = row[:4]
        if not closed:
            draft = Draft(on, visit_id, answers=row[4], worker_id=row[7] or "")
            drafts.setdefault(child_id, []).append(draft)
        last = found[closed].get(child_id)
        if last is None or on > last[1] or (on == last[1] and visit_id > last[2]):
            found[closed][child_id] = row
    unfinished, finished = ({id_: VisitDay(*row[1:7]) for id_, row in each.items()}
                            for each in found)  # fmt: skip
    return unfinished, finished, drafts
