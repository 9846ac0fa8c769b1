"""What the person here did last on this laptop: a reading of the journal, and no second log.

Entries written in one transaction are one act. Entries of class G and V are none of it, and those
of closed visits lie in packs: these are amended, never undone.
"""

from collections.abc import Iterable, Iterator, Set

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.ancestry import UNDOING
from imh_desktop.store.entry import Entry
from imh_desktop.store.faults import storage_faults
from imh_desktop.store.packs import id_bytes
from imh_desktop.store.shapes import PRIVATE_TYPES, SHAPES
from imh_desktop.store.vault import Vault

Act = tuple[Entry, ...]
"""The entries of one transaction, in the order they were written."""


def acts(vault: Vault) -> Iterator[Act]:
    """Yield what this worker wrote on this laptop in open records that are not closed, the latest
    first."""
    shelf, act = vault.journal.shelf, list[Entry]()
    for _chain, _seq, place in _own_places(vault):
        entry = shelf.entry_at(place)
        if act and not _together(entry, act[-1]):
            yield from _mine(vault, act)
            act = []
        act.append(entry)
    yield from _mine(vault, act)


def acts_on(vault: Vault, record_ids: Iterable[str]) -> list[Entry]:
    """Return what this worker wrote on this laptop in some records and has not undone, the
    earliest first, without what began a visit. Private records may be among them: the caller
    knows what may be told."""
    found = []
    for record_id in record_ids:
        history, clock = vault.journal.history(record_id), ""
        undone, undoing = undone_in(history), undoing_in(history)
        for entry in history:
            clock = max(clock, entry.recorded_at)  # within a record the order is sure
            began_visit = not entry.parents and entry.record_type == "visit"
            mine = entry.worker_id == vault.worker_id and _here(vault, entry)
            if mine and not began_visit and entry.entry_id not in undone | undoing.keys():
                found.append((clock, entry))
    return [entry for _clock, entry in sorted(found, key=lambda one: one[0])]


@storage_faults()
def last_written(vault: Vault) -> str:
    """Return when something was last written here, as far as it is quickly known: the latest open
    entry of this laptop, or the close of the visit begun last; empty when there is neither."""
    select = "SELECT closed_at FROM visit WHERE closed_at <> '' ORDER BY record_no DESC LIMIT 1"
    closed = vault.open_connection().execute(select).fetchone()
    places = _own_places(vault)[:1]
    found = [vault.journal.shelf.entry_at(place).recorded_at for _, _, place in places]
    return max((*found, *(closed or ())), default="")


def undoing_in(entries: Iterable[Entry]) -> dict[str, str]:
    """Return entry id -> the id of the entry it undoes, of those that undo another."""
    undoing = (entry for entry in entries if entry.reason.startswith(UNDOING))
    return {entry.entry_id: entry.reason.removeprefix(UNDOING) for entry in undoing}


def undone_in(entries: Iterable[Entry]) -> set[str]:
    """Return the ids of the entries that are undone: by an entry that is not itself undone."""
    undoing, undone = undoing_in(entries), set[str]()
    for entry_id in undoing:
        at, back = undoing[entry_id], True
        while at in undoing:
            at, back = undoing[at], not back
        (undone.add if back else undone.discard)(at)
    return undone


def _here(vault: Vault, entry: Entry) -> bool:
    return entry.chain.device_id == vault.device_id


@storage_faults()
def _own_places(vault: Vault) -> list[tuple[int, int, int]]:
    """Return where the loose open entries of this laptop lie, the latest first: chain number, seq
    and place."""
    select = (
        "SELECT e.chain_no, e.seq, e.place FROM entry e JOIN chain c USING (chain_no)"
        " WHERE c.device_id = ? AND c.chain_class = ? ORDER BY e.chain_no DESC, e.seq DESC"
    )
    values = (id_bytes(vault.device_id), ChainClass.OPEN.value)
    return vault.open_connection().execute(select, values).fetchall()


def _together(earlier: Entry, later: Entry) -> bool:
    return (
        earlier.chain == later.chain
        and earlier.seq + 1 == later.seq
        and earlier.recorded_at == later.recorded_at
    )


def _mine(vault: Vault, act: list[Entry]) -> Iterator[Act]:
    if act and all(entry.worker_id == vault.worker_id for entry in act):
        yield tuple(reversed(act))


@storage_faults()
def others_standing_on(vault: Vault, record_type: str, record_id: str, besides: Set[str]) -> bool:
    """Tell whether another record names this one, ``besides`` some; of what was said alone nothing
    is told."""
    connection = vault.open_connection()
    names = {f"{record_type}_id", "subject_id"}
    if record_type == "child":
        names |= {"child_a", "child_b"}
    for table, shape in SHAPES.items():
        if table in PRIVATE_TYPES:
            continue
        for column in sorted(names & shape.columns.keys()):
            select = f'SELECT record_id FROM "{table}" WHERE "{column}" = ?'  # noqa: S608
            if {id_ for (id_,) in connection.execute(select, (record_id,))} - besides:
                return True
    return False
