"""What a visit says of what was agreed before it: answers and notes by key."""

from typing import NamedTuple

from imh_desktop.store.reading import Tables
from imh_desktop.store.row import Row
from imh_desktop.store.vault import Vault


class Followed(NamedTuple):
    """``codes``, ``notes``: by the key of ``core.follow_up.Agreement``; what two laptops answered
    differently is left out until it is decided."""

    codes: dict[str, str]
    notes: dict[str, str]

    @property
    def keys(self) -> frozenset[str]:
        """Return what was answered or noted."""
        return frozenset(self.codes) | frozenset(self.notes)


def followed(vault: Vault, visit_id: str) -> Followed:
    """Return what one visit says."""
    row = Tables(vault).one("visit", visit_id)
    return _of(row) if row else Followed({}, {})


def followed_of(vault: Vault, child_id: str) -> dict[str, Followed]:
    """Return visit id -> what it says, of a child's visits."""
    return {row.record_id: _of(row) for row in Tables(vault).of("visit", "child_id", child_id)}


def _of(row: Row) -> Followed:
    return Followed(row.texts_of("followed"), row.texts_of("follow_notes"))
