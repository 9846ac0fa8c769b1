"""What the trash hides, which is not all that lies in it."""

import msgspec

from imh_desktop.store.faults import selected
from imh_desktop.store.sqlcipher import Connection

_BEGUN = (
    "SELECT 1 FROM visit WHERE child_id = ? AND trashed IS NULL"
    " UNION ALL SELECT 1 FROM caregiver WHERE child_id = ? AND trashed IS NULL"
)
_SAID_ALONE = (
    "SELECT 1 FROM private WHERE visit_id = ? AND trashed IS NULL"
    " UNION ALL SELECT 1 FROM own_referral WHERE visit_id = ? AND trashed IS NULL"
)
_PEOPLE = "SELECT record_id FROM caregiver WHERE child_id = ? AND trashed IS NOT NULL"
_NAMES = """
SELECT caregiver_id FROM private
    WHERE trashed IS NULL AND caregiver_id IN (SELECT value FROM json_each(?1))
UNION ALL SELECT caregiver_id FROM own_referral
    WHERE caregiver_id IN (SELECT value FROM json_each(?1))
UNION ALL SELECT substr(value, instr(value, '"informant":"') + 13, 36) FROM answer
    WHERE substr(value, instr(value, '"informant":"') + 13, 36) IN
        (SELECT value FROM json_each(?1))"""
"""Whom what was said alone, was asked for or was told in an open visit names; ids are 36 letters,
and an answer is kept as canonical JSON."""
OF_CHILD = ("visit", "caregiver")
"""What is put in the trash with its child."""


def hidden(connection: Connection) -> frozenset[object]:
    """Return the ids of the records in the trash. What somebody went on with who did not know is
    shown: a child of whom something is not there, a visit at which something was said alone since,
    a caregiver who is named, or whose child is shown again."""
    children, visits, people = (_away(connection, kind) for kind in ("child", *OF_CHILD))
    gone = {each for each in children if not _any(connection, _BEGUN, each)}
    back = {id_ for child in children - gone for (id_,) in selected(connection, _PEOPLE, (child,))}
    drafts = {each for each in visits if not _any(connection, _SAID_ALONE, each)}
    return frozenset(gone | drafts | (people - back - _named(connection, people - back)))


def _away(connection: Connection, kind: str) -> set[object]:
    select = 'SELECT record_id FROM "{}" WHERE trashed IS NOT NULL'.format
    return {record_id for (record_id,) in selected(connection, select(kind), ())}


def _any(connection: Connection, select: str, record_id: object) -> bool:
    values = (str(record_id),) * select.count("?")
    return any(selected(connection, select, values))


def _named(connection: Connection, people: set[object]) -> set[object]:
    """Return which caregivers in the trash a record names, in one pass however many there are.
    Nobody who is named goes there: who is was named by somebody who did not know."""
    if not people:
        return set()
    ids = msgspec.json.encode(sorted(map(str, people))).decode()
    return {named for (named,) in selected(connection, _NAMES, (ids,))}
