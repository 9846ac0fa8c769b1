"""A visit in one vault, and in two."""

from imh_desktop.store.vault import Vault
from tests.store.conftest import Opener

OFTEN = {"code": "often", "known": "seen", "informant": ""}
NOT_YET = {"code": "not_yet", "known": "told", "informant": ""}


def begin_visit(vault: Vault) -> str:
    visit_id = vault.journal.new_id()
    vault.journal.write("visit", visit_id, {"child_id": vault.journal.new_id(), "on": "2026-03-01"})
    return visit_id


def exchange(one: Vault, other: Vault) -> None:
    mine, theirs = list(one.journal.entries()), list(other.journal.entries())
    one.journal.admit(theirs)
    other.journal.admit(mine)


def shared_visit(open_vault: Opener) -> tuple[Vault, Vault, str]:
    one, other = open_vault("one"), open_vault("other")
    visit_id = begin_visit(one)
    exchange(one, other)
    return one, other, visit_id
