"""Tries to reach families between visits, as they stand in the children's records."""

from imh_desktop.core.referral_loop import Attempt
from imh_desktop.store.reading import Tables
from imh_desktop.store.referral_values import attempts_of
from imh_desktop.store.vault import Vault


def contacts(vault: Vault, child_id: str) -> tuple[Attempt, ...]:
    """Return the tries to reach one child's family, by day."""
    row = Tables(vault).one("child", child_id)
    return attempts_of(row.elements("attempts")) if row else ()


def all_contacts(vault: Vault) -> dict[str, tuple[Attempt, ...]]:
    """Return child id -> the tries to reach its family, of those that have some."""
    said = Tables(vault).elements_of("child", "attempts")
    return {child_id: attempts_of(found) for child_id, found in said.items()}
