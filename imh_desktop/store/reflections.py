"""What a visitor wonders about a visit: her own note, beside the child's record and not in it.

It is a record of its own, so that nothing made of visits holds it: no page, no export, no family
that is given to another laptop.
"""

from uuid import UUID, uuid5

from imh_desktop.store.reading import Tables
from imh_desktop.store.vault import Vault


def reflection_id(visit_id: str, worker_id: str) -> str:
    """Return the id of the one note of a visitor on a visit, the same on every laptop."""
    return str(uuid5(UUID(visit_id), f"reflection/{worker_id}"))


def reflection(vault: Vault, visit_id: str, worker_id: str) -> str:
    """Return what a visitor wrote; empty when nothing, or while two laptops differ."""
    row = Tables(vault).one("reflection", reflection_id(visit_id, worker_id))
    return row.text("text") if row else ""
