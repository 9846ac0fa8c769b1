"""What lies half done: drafts of notes, and where the visitor was. Saved like an answer, but no
record: it stays in this vault, and each line is overwritten by the next.
"""

from collections.abc import Callable
from datetime import datetime

from imh_desktop.store.entry import check_changes
from imh_desktop.store.faults import storage_faults
from imh_desktop.store.sqlcipher import Connection


class Desk:
    """Drafts by place (``visit_id/item_id``, ``form/worker_id/form/record_id``), and the card and
    scroll of each open visit."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime]) -> None:
        """Write through the vault's connection."""
        self._execute, self._clock = connection.execute, clock

    def keep_draft(self, place: str, text: str) -> None:
        """Keep half-typed text; on disk when this returns.

        Raises:
            InputError: the text holds NUL. StorageFault: the disk refused.
        """
        check_changes({place: text}, place)
        now = self._clock().isoformat(timespec="milliseconds")
        with storage_faults():
            self._execute("REPLACE INTO draft VALUES (?, ?, ?)", (place, text, now))

    def drafts(self, visit_id: str = "") -> dict[str, str]:
        """Return the drafts of a visit by place; of all visits when none is named."""
        if not visit_id:
            return dict(self._execute("SELECT place, text FROM draft ORDER BY place").fetchall())
        select = "SELECT place, text FROM draft WHERE substr(place, 1, ?) = ? ORDER BY place"
        prefix = f"{visit_id}/"
        return dict(self._execute(select, (len(prefix), prefix)).fetchall())

    def draft(self, place: str) -> str:
        """Return the draft at one place; empty where there is none."""
        row = self._execute("SELECT text FROM draft WHERE place = ?", (place,)).fetchone()
        return row[0] if row else ""

    def forget_draft(self, place: str) -> None:
        """Forget a draft, once it has become an entry or was emptied."""
        with storage_faults():
            self._execute("DELETE FROM draft WHERE place = ?", (place,))

    def forget_forms_of(self, worker_id: str) -> None:
        """Forget what somebody half typed into forms: nobody else is ever shown it."""
        prefix = f"form/{worker_id}/"
        with storage_faults():
            self._execute("DELETE FROM draft WHERE substr(place, 1, ?) = ?", (len(prefix), prefix))

    def remember_card(self, visit_id: str, item_id: str, scroll: int) -> None:
        """Keep which card is before the visitor, and how far the page is scrolled (pixels)."""
        with storage_faults():
            self._execute(
                "REPLACE INTO local VALUES (?, ?)", (f"card/{visit_id}", f"{scroll}/{item_id}")
            )

    def card(self, visit_id: str) -> tuple[str, int] | None:
        """Return the card and the scroll that were kept; None before the first."""
        select = "SELECT value FROM local WHERE name = ?"
        row = self._execute(select, (f"card/{visit_id}",)).fetchone()
        if row is None:
            return None
        scroll, _, item_id = row[0].partition("/")
        return item_id, int(scroll)

    def clear(self, visit_id: str) -> None:
        """Forget a visit's card and drafts, once it is closed."""
        prefix = f"{visit_id}/"
        with storage_faults():
            self._execute("DELETE FROM local WHERE name = ?", (f"card/{visit_id}",))
            self._execute("DELETE FROM draft WHERE substr(place, 1, ?) = ?", (len(prefix), prefix))


@storage_faults()
def forget_at(connection: Connection, place: str) -> None:
    """Forget what is half typed at a place: as it is, or under it; and, of a visit, its card."""
    connection.execute("DELETE FROM local WHERE name = ?", (f"card/{place}",))
    connection.execute(
        "DELETE FROM draft WHERE place = ?1"
        " OR substr(place, 1, length(?1) + 1) IN (?1 || '/', ?1 || '@')",
        (place,),
    )


@storage_faults()
def forget_forms(connection: Connection, named: str) -> None:
    """Forget every form that is half typed, whoever typed it, about a record (its id) or a part of
    it (``visit_id/item_id``); and those in which a record was chosen."""
    connection.execute(
        "DELETE FROM draft WHERE substr(place, 1, 5) = 'form/'"
        " AND (instr(place || '/', '/' || ?1 || '/') OR instr(text, ?1))",
        (named,),
    )
