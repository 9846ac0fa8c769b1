"""What the tests of a visit ask of the vault it is kept in."""

from imh_desktop.content.library import Library
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.visiting import resume
from imh_desktop.store.vault import Vault


def entry_count(vault: Vault) -> int:
    return sum(1 for _ in vault.journal.entries())


def resumed(vault: Vault, library: Library, visit: OpenVisit) -> OpenVisit:
    return resume(vault, library, visit.visit.visit_id)
