"""What lies in the trash: since when, by whom, and why."""

from collections.abc import Iterable
from typing import NamedTuple

from imh_desktop.store.ancestry import TRASHED
from imh_desktop.store.entry import Changes, Entry
from imh_desktop.store.faults import storage_faults
from imh_desktop.store.hidden import OF_CHILD, hidden
from imh_desktop.store.shapes import OWN_REFERRAL, PRIVATE
from imh_desktop.store.vault import Vault

_ALONE = (PRIVATE, OWN_REFERRAL)


class PutAway(NamedTuple):
    """One record in the trash, as it was before; ``entry``: which put it there."""

    record_id: str
    record_type: str
    fields: Changes
    entry: Entry


def put_away(vault: Vault) -> list[PutAway]:
    """Return what lies in the trash, the latest first."""
    return _put_away(vault, hidden(vault.open_connection()))


@storage_faults()
def people_away(vault: Vault, child_id: str) -> list[PutAway]:
    """Return the caregivers of a child who lie in the trash, though the child does not."""
    connection = vault.open_connection()
    select = "SELECT record_id FROM caregiver WHERE child_id = ? AND trashed IS NOT NULL"
    away = {id_ for (id_,) in connection.execute(select, (child_id,)).fetchall()}
    return _put_away(vault, away & hidden(connection)) if away else []


def _put_away(vault: Vault, record_ids: Iterable[object]) -> list[PutAway]:
    found = []
    for record_id in record_ids:
        history = vault.journal.retracting.history(str(record_id))
        record = vault.journal.record(str(record_id))
        if history is None or record is None:
            continue
        said = filter(None, map(history.entry, history.fold().setters[TRASHED]))
        entry = max(said, key=lambda each: each.recorded_at)
        found.append(PutAway(record.record_id, record.record_type, record.fields, entry))
    return sorted(found, key=lambda one: (one.entry.recorded_at, one.record_id), reverse=True)


def gone_on_with(vault: Vault, record_id: str) -> Entry | None:
    """Return the entry that put a record away though it is shown, because somebody who did not
    know went on with it or took it out; None where there is none, or somebody who knew wrote
    since."""
    history = vault.journal.retracting.history(record_id)
    if history is None or history.close:
        return None
    said = map(history.entry, sorted({*history.fold().setters.get(TRASHED, ())} & {*history.heads}))
    away = [each for each in said if each is not None and each.changes[TRASHED] is True]
    return away[-1] if away else None


def of_child(vault: Vault, child_id: str) -> list[str]:
    """Return the ids of what goes into the trash with a child, and comes back with it."""
    select = 'SELECT record_id FROM "{}" WHERE child_id = ? ORDER BY record_no'.format
    rows = vault.open_connection().execute
    return [id_ for kind in OF_CHILD for (id_,) in rows(select(kind), (child_id,)).fetchall()]


@storage_faults()
def any_visit(vault: Vault, child_id: str) -> bool:
    """Tell whether a visit of a child was ever begun, also one in the trash."""
    select = "SELECT 1 FROM visit WHERE child_id = ? LIMIT 1"
    return bool(vault.open_connection().execute(select, (child_id,)).fetchall())


@storage_faults()
def said_at(vault: Vault, visit_id: str) -> list[str]:
    """Return the ids of the private records of a visit, and of what adults asked for at it: they
    bear the mark with it, so that what is said since by somebody who did not know is seen. What an
    adult asked for stands all the same, and whatever becomes of it brings no visit back."""
    select = 'SELECT record_id FROM "{}" WHERE visit_id = ? ORDER BY record_no'.format
    rows = vault.open_connection().execute
    return [id_ for kind in _ALONE for (id_,) in rows(select(kind), (visit_id,)).fetchall()]
