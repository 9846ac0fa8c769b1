"""What waits for a person: fields in conflict, and answers that met a close they did not know."""

from collections.abc import Iterable
from typing import NamedTuple

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.ancestry import CLOSED, RESULTS
from imh_desktop.store.entry import is_id
from imh_desktop.store.faults import storage_faults
from imh_desktop.store.hidden import hidden
from imh_desktop.store.packs import id_bytes, id_text
from imh_desktop.store.vault import Vault

# CROSS JOIN: what waits is little, records are many; SQLite would begin with the records.
_SELECT = """
SELECT w.record_id, w.record_type, w.chain_class, w.late, w.field FROM (
    SELECT r.record_no, r.record_id, r.record_type, r.chain_class, 0 late,
        c.field FROM (SELECT * FROM conflict UNION ALL SELECT * FROM private_conflict) c
        CROSS JOIN record r USING (record_no)
    UNION ALL
    SELECT r.record_no, r.record_id, r.record_type, r.chain_class, 1, l.field
        FROM (SELECT * FROM late UNION ALL SELECT * FROM private_late) l
        CROSS JOIN record r USING (record_no)
) w ORDER BY w.record_id, w.field"""

_UNDECIDED = """
SELECT r.record_id, c.field FROM record r JOIN conflict c USING (record_no)
    WHERE r.record_id IN ({0})
UNION SELECT r.record_id, c.field FROM record r JOIN private_conflict c USING (record_no)
    WHERE r.record_id IN ({0})"""


class Waiting(NamedTuple):
    """One record. ``conflicts``: the fields in conflict; ``late``: the fields that late entries
    set to something else than what stands, and no amendment has looked at yet."""

    record_id: str
    record_type: str
    chain_class: ChainClass
    conflicts: frozenset[str]
    late: frozenset[str]

    @property
    def asked(self) -> frozenset[str]:
        """Return the fields to ask a person about. While two closings disagree nothing else is
        asked; results are asked of as ``results`` and only where nothing else is in conflict:
        they are made anew with whatever is decided."""
        if CLOSED in self.conflicts:
            return frozenset({CLOSED})
        said = frozenset(f for f in self.conflicts if not f.startswith(RESULTS)) | self.late
        if "born_earliest" in said:  # a birth is one question, though it is two days
            said -= {"born_latest"}
        return said or frozenset({RESULTS.rstrip(".")})


def waiting(vault: Vault) -> list[Waiting]:
    """Return every record with something to decide, by id."""
    with storage_faults():
        rows = vault.open_connection().execute(_SELECT).fetchall()
    found: dict[str, Waiting] = {}
    for record_id, record_type, chain_class, late, field in rows:
        kept = found.get(record_id) or Waiting(
            id_text(record_id), record_type, ChainClass(chain_class), frozenset(), frozenset()
        )
        if late:
            found[record_id] = kept._replace(late=kept.late | {field})
        else:
            found[record_id] = kept._replace(conflicts=kept.conflicts | {field})
    away = hidden(vault.open_connection())
    return [one for one in found.values() if one.record_id not in away]


def undecided(vault: Vault, record_ids: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return record id -> its fields in conflict, for those of the records that have any."""
    wanted = [id_bytes(each) for each in record_ids if is_id(each)]
    select = _UNDECIDED.format(", ".join("?" * len(wanted)))
    with storage_faults():
        rows = vault.open_connection().execute(select, wanted * 2).fetchall()
    found: dict[str, frozenset[str]] = {}
    for record_id, field in rows:
        key = id_text(record_id)
        found[key] = found.get(key, frozenset()) | {field}
    return found
