"""What may be written to a record, and what is refused with a sentence."""

from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError
from imh_desktop.store.ancestry import CLOSED, RESULTS, History
from imh_desktop.store.entry import Changes, Value
from imh_desktop.store.faults import ConflictError, RecordClosed
from imh_desktop.store.shapes import SHAPES, belongs, require_known
from imh_desktop.store.shelf import RecordRow


class Live:
    """What a write must know of a record, kept from the last one."""

    __slots__ = ("absent", "closed", "conflicts", "heads", "place", "put_away", "row")

    def __init__(self, row: RecordRow, history: History, place: int) -> None:
        """Know a record as its history leaves it, and the next free place on the shelf."""
        fold = history.fold()
        self.row, self.place, self.heads = row, place, history.heads
        self.conflicts = frozenset(fold.conflicts)
        self.closed = fold.close is not None
        self.absent, self.put_away = shown_nowhere(row, history), history.put_away


def shown_nowhere(row: RecordRow, history: History) -> bool:
    """Tell whether what is left of a record is to be shown nowhere: after retractions, or because
    all that was said of it was undone."""
    shape = SHAPES.get(row.record_type)
    return history.silent or history.absent(shape.parents if shape else ())


def refuse(live: Live, record_type: str, changes: Changes, chain: ChainClass) -> None:
    """Refuse an ordinary write that the record as it stands does not take.

    Raises:
        ConflictError, RecordClosed, InputError: as ``Journal.write``.
        ValueError: the record is of another type (a slip in the program).
    """
    row = live.row
    if row.record_type != record_type:
        raise ValueError(f"this record is a {row.record_type}, not a {record_type}")
    if row.chain_class is not chain:
        raise InputError("Open and private answers never mix.", place=f"record {row.record_id}")
    if changes.get("sensitivity", chain.value) != chain.value:
        raise InputError("A private record keeps its class.", place=f"record {row.record_id}")
    if live.closed:
        raise RecordClosed(
            "This visit is closed. Correct it by an amendment.", place=f"record {row.record_id}"
        )
    if live.conflicts and not live.conflicts.isdisjoint(changes):
        raise undecided(next(iter(live.conflicts.intersection(changes))))


def require_class(record_type: str, chain: ChainClass) -> None:
    """Refuse to begin a record on a chain of a class it does not belong to."""
    if not belongs(record_type, chain):
        raise InputError("Open and private answers never mix.", place=record_type)


def require_reason(reason: str) -> None:
    """Refuse a decision or an amendment that gives no reason."""
    if not reason.strip():
        raise InputError("Say why, in a few words.", place="reason")


def require_closable(row: RecordRow, history: History) -> None:
    """Refuse to close what is closed, or holds a field that is undecided.

    Raises:
        ConflictError, RecordClosed: as ``Journal.close_many``.
        ValueError: a record of this type is never closed (a slip in the program).
    """
    if row.record_type not in SHAPES or not SHAPES[row.record_type].closes:
        raise ValueError(f"a {row.record_type} is never closed")
    if history.close is not None:
        raise RecordClosed("This visit is already closed.", place=f"record {row.record_id}")
    if conflicts := history.fold().conflicts:
        raise undecided(next(iter(conflicts)))


def require_closed(history: History, record_id: str) -> None:
    """Refuse to amend what is open, or to keep results of it."""
    if history.close is None:
        raise InputError("This visit is open: write in it.", place=f"record {record_id}")


def require_decidable(history: History, field: str, value: Value, reason: str) -> None:
    """Refuse a decision where nothing is to be decided, or for a close that is none."""
    conflict = history.fold().conflicts.get(field)
    require_reason(reason)
    if not conflict:
        raise InputError("Nothing is to be decided here.", place=field)
    if field == CLOSED and value not in (None, *(c.entry_id for c in history.closes)):
        raise InputError("Choose one of the two closings, or open the visit.", place=field)


def require_amendable(history: History, record_type: str, changes: Changes) -> None:
    """Refuse an amendment of a field nobody knows, or one in conflict. Results are made from the
    answers and may be in conflict; what a newer release wrote may be taken in as it is."""
    said = {f: v for f, v in changes.items() if not f.startswith(RESULTS)}
    written = {field for entry in history.entries for field in entry.changes}
    require_known(record_type, {f: v for f, v in said.items() if f not in written})
    for field in history.fold().conflicts.keys() & said.keys():
        raise undecided(field)


def undecided(field: str) -> ConflictError:
    """Return the refusal of a silent write to a field in conflict."""
    return ConflictError(
        "Two people wrote different things here. Please decide under “To decide” first.",
        place=field,
    )
