"""Which records go with a visit or a child when it is erased, of every class.

Read from the projections, and from the journal where a record is projected nowhere: what was taken
back, or is in conflict, is erased as well.
"""

from collections.abc import Iterable, Iterator

from imh_desktop.store.faults import storage_faults
from imh_desktop.store.packs import id_text
from imh_desktop.store.shelf import RecordRow
from imh_desktop.store.vault import Vault

Holder = tuple[str, str]
"""Record type, and the column by which such a record hangs on another."""

_ON_VISIT: tuple[Holder, ...] = (
    ("private", "visit_id"),
    ("own_referral", "visit_id"),
    ("reflection", "visit_id"),
    ("referral", "visit_id"),
    ("page", "visit_id"),
    ("print", "visit_id"),
    ("quality", "subject_id"),
)
_ON_CHILD: tuple[Holder, ...] = (
    ("visit", "child_id"),
    ("caregiver", "child_id"),
    ("consent", "child_id"),
    ("referral", "child_id"),
    ("handover", "child_id"),
    ("page", "child_id"),
    ("print", "child_id"),
    ("link", "child_a"),
    ("link", "child_b"),
    ("quality", "subject_id"),
)
_ON_CAREGIVER: tuple[Holder, ...] = (("own_referral", "caregiver_id"), ("quality", "subject_id"))


@storage_faults()
def of_visit(vault: Vault, visit_id: str) -> tuple[RecordRow, ...]:
    """Return a visit and every record that tells of it. What tells alone that something was done
    (``event``) names ids only, and stays."""
    found = {visit_id, *_hanging(vault, [visit_id], _ON_VISIT)}
    return _rows(vault, found)


@storage_faults()
def of_child(vault: Vault, child_id: str) -> tuple[RecordRow, ...]:
    """Return a child and every record that tells of it or of those who care for it alone; its home
    too, where no one else is at home there."""
    found = {child_id, *_hanging(vault, [child_id], _ON_CHILD)}
    types = {row.record_id: row.record_type for row in _rows(vault, found)}
    visits = [id_ for id_ in types if types[id_] == "visit"]
    people = [id_ for id_ in types if types[id_] == "caregiver"]
    found.update(_hanging(vault, visits, _ON_VISIT), _hanging(vault, people, _ON_CAREGIVER))
    found.update(_homes_left(vault, found))
    return _rows(vault, found)


@storage_faults()
def erased_children(vault: Vault) -> list[str]:
    """Return the ids of the children whose beginning is erased."""
    select = (
        "SELECT DISTINCT r.record_id FROM erased e JOIN record r USING (record_no)"
        " WHERE r.record_type = 'child' AND e.parents = x'' ORDER BY record_no"
    )
    rows = vault.open_connection().execute(select).fetchall()
    return [id_text(record_id) for (record_id,) in rows]


@storage_faults()
def moved_from(vault: Vault, visit_ids: Iterable[str]) -> dict[str, set[str]]:
    """Return child id -> fields of other children that say that one of these visits was recorded
    with them by mistake."""
    select = "SELECT record_id, field FROM element JOIN child USING (record_no) WHERE field = ?"
    found: dict[str, set[str]] = {}
    for visit_id in visit_ids:
        rows = vault.open_connection().execute(select, (f"moved.{visit_id}",)).fetchall()
        for record_id, field in rows:
            found.setdefault(record_id, set()).add(field)
    return found


def _rows(vault: Vault, record_ids: Iterable[str]) -> tuple[RecordRow, ...]:
    found = filter(None, map(vault.journal.shelf.record, record_ids))
    return tuple(sorted(found))


def _hanging(vault: Vault, ids: Iterable[str], holders: Iterable[Holder]) -> set[str]:
    wanted, found = set(ids), set[str]()
    for record_type, column in holders:
        for record_id in wanted:
            found.update(_projected(vault, record_type, column, record_id))
        found.update(_hidden(vault, record_type, column, wanted))
    return found


def _projected(vault: Vault, record_type: str, column: str, named: str) -> Iterator[str]:
    prefix = "private_" if record_type in ("private", "own_referral") else ""
    select = (
        f'SELECT record_id FROM "{record_type}" WHERE "{column}" = ?1'  # noqa: S608
        f' UNION SELECT record_id FROM {prefix}conflict JOIN "{record_type}" USING (record_no)'
        " WHERE field = ?2 AND value = ?3"
    )
    values = (named, column, f'"{named}"')
    for (record_id,) in vault.open_connection().execute(select, values).fetchall():
        yield record_id


def _hidden(vault: Vault, record_type: str, column: str, wanted: set[str]) -> Iterator[str]:
    """Yield the records that are projected nowhere and ever named one of these."""
    journal = vault.journal
    select = (
        f"SELECT lower(hex(record_id)) FROM record WHERE record_type = '{record_type}'"  # noqa: S608
        f' AND record_no NOT IN (SELECT record_no FROM "{record_type}")'
    )
    hidden = {text for (text,) in vault.open_connection().execute(select, ()).fetchall()}
    if not hidden:
        return
    for row in journal.shelf.records_of(record_type):
        if row.record_id.replace("-", "") in hidden:
            said = {entry.changes.get(column) for entry in journal.shelf.load(row)}
            if said & wanted:
                yield row.record_id


def _homes_left(vault: Vault, going: set[str]) -> Iterator[str]:
    execute = vault.open_connection().execute
    at_home = {
        table: execute(f"SELECT record_id, household_id FROM {table}").fetchall()  # noqa: S608
        for table in ("child", "caregiver")
    }
    lived = {home for some in at_home.values() for id_, home in some if id_ in going and home}
    stay = {home for some in at_home.values() for id_, home in some if id_ not in going}
    yield from sorted(lived - stay)
