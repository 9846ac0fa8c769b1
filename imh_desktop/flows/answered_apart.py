"""What was answered at one child's visit about what was agreed with another child: one of the two
visits was moved between them.

It is told in full where the thing was agreed, and no more than named where it was answered. It
counts for neither child.
"""

from collections.abc import Iterator

import msgspec

from imh_desktop.content.library import Library
from imh_desktop.core.follow_up import agreed_at, visit_of_key
from imh_desktop.core.visit import Visit
from imh_desktop.flows.following_up import lines_said, said_of
from imh_desktop.flows.moving_visits import is_with, moved_ids
from imh_desktop.store import records
from imh_desktop.store.follow_ups import followed, followed_of
from imh_desktop.store.moves import came_from
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


class AnsweredApart(msgspec.Struct, frozen=True, kw_only=True):
    """What one visit of another child says about what was agreed here. ``visit_on``: its day, in
    words; ``lines``: each thing with its answer and note."""

    visit_on: str
    lines: tuple[str, ...]


def answered_apart(
    vault: Vault, library: Library, child_id: str, words: Words
) -> tuple[AnsweredApart, ...]:
    """Return what was answered at other children's visits about what was agreed with this one,
    the earliest visit first."""
    own = tuple(visit for visit in records.visits(vault, child_id) if visit.closed_at)
    agreed = tuple(one for visit in own for one in agreed_at(visit))
    others = {visit.visit_id: visit for visit in _others(vault, child_id)}
    found = []
    for visit in sorted(others.values(), key=lambda one: (one.on, one.visit_id)):
        said = followed(vault, visit.visit_id)
        asked = tuple(one for one in agreed if one.key in said.keys)
        if lines := lines_said(said_of(library, own, asked, said, words), words):
            found.append(AnsweredApart(visit_on=words.date(visit.on), lines=lines))
    return tuple(found)


def named_apart(vault: Vault, child_id: str, words: Words) -> dict[str, str]:
    """Return visit id -> a sentence that says how many answers of a child's closed visits are
    about what was agreed with another child; visits with none are left out."""
    said, visits = followed_of(vault, child_id), records.visits(vault, child_id)
    own, found = {visit.visit_id for visit in visits}, dict[str, str]()
    for visit in visits:
        keys = said[visit.visit_id].keys if visit.visit_id in said else ()
        asked_at = [visit_of_key(key) for key in keys]
        count = sum(_elsewhere(vault, id_, child_id) for id_ in asked_at if id_ not in own)
        if visit.closed_at and count:
            found[visit.visit_id] = words.count(
                "{n} answer is about what was agreed with another child. It stands on that child’s"
                " page, and does not count here.",
                "{n} answers are about what was agreed with another child. They stand on that"
                " child’s page, and do not count here.",
                count,
            )
    return found


def _elsewhere(vault: Vault, visit_id: str, child_id: str) -> bool:
    """Tell whether a visit is here, and with another child; one that has not come is neither."""
    return records.visit(vault, visit_id) is not None and not is_with(vault, visit_id, child_id)


def _others(vault: Vault, child_id: str) -> Iterator[Visit]:
    """Yield the visits that may have asked about it: those moved away from this child, and those
    of the children from whom a visit was moved here."""
    for visit_id in moved_ids(vault, child_id):
        visit = records.visit(vault, visit_id)
        if visit and not is_with(vault, visit_id, child_id):
            yield visit
    for other_id in came_from(vault, child_id) - {child_id}:
        yield from records.visits(vault, other_id)
