"""Within one reading nothing is read twice, and nothing that was written since is missed."""

import random as chance
from datetime import date
from typing import Any

import pytest

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store import one_reading as room
from imh_desktop.store import records
from imh_desktop.store.one_reading import one_reading
from imh_desktop.store.reading import Tables
from imh_desktop.store.vault import Vault

CHILD, OTHER = "0190a000-0000-7000-8000-00000000000c", "0190a000-0000-7000-8000-00000000000d"


def _shown(vault: Vault) -> list[Any]:
    """Return all that pages about two children ask for."""
    found: list[Any] = [records.programme(vault), records.children(vault)]
    for child_id in (CHILD, OTHER):
        visits = records.visits(vault, child_id)
        found += [
            records.child(vault, child_id), records.caregivers(vault, child_id), visits,
            records.results_of(vault, child_id), records.children_of_household(vault, "home"),
            [records.visit(vault, each.visit_id) for each in visits],
            [records.private_talks(vault, each.visit_id) for each in visits],
        ]  # fmt: skip
    return found


def _fresh(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    with monkeypatch.context() as patch:
        patch.setattr(room, "_READINGS", {})
        return _shown(vault)


def _change(vault: Vault, dice: chance.Random) -> None:
    journal, child = vault.journal, dice.choice((CHILD, OTHER))
    visits = [each.visit_id for one in (CHILD, OTHER) for each in records.visits(vault, one)]
    visit = dice.choice(visits) if visits else ""
    still = [one for one in visits if journal.closed(one) is None]
    said = dice.randrange(9)
    if said == 0:
        day = date(2026, 1, dice.randint(1, 28)).isoformat()
        journal.write("visit", journal.new_id(), {"child_id": child, "on": day, "band": "b"})
    elif said == 1:
        journal.write("child", child, {"given_name": f"n{dice.random()}", "household_id": "home"})
    elif said == 2:
        journal.write("caregiver", journal.new_id(), {"child_id": child, "name": "<b>"})
    elif said == 3 and still:
        journal.write("visit", dice.choice(still), {f"notes.i{dice.randrange(3)}": "seen"})
    elif said == 4 and still:
        journal.close(dice.choice(still), {"open_level": "watch"})
    elif said == 5 and visit:
        said_alone = {"visit_id": visit, "caregiver_id": journal.new_id(), "notes.i": "alone"}
        journal.write("private", journal.new_id(), said_alone, chain=ChainClass.G)
    elif said == 6:
        journal.undoing.undo(journal.write("child", child, {"given_name": "for a moment"}).entry_id)
    elif said == 7:
        with pytest.raises(ZeroDivisionError):
            _write_in_vain(vault, child)
    elif still:
        journal.write("visit", dice.choice(still), {"trashed": dice.choice((True, None))})


def _write_in_vain(vault: Vault, child_id: str) -> None:
    """Write, read what was written, and have it rolled back."""
    with vault.journal.transaction():
        vault.journal.write_along("child", child_id, {"given_name": "never"}, "")
        _shown(vault)
        raise ZeroDivisionError


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_written_is_read(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    dice = chance.Random(seed)
    for child in (CHILD, OTHER):
        born = {"given_name": "Ana", "born_earliest": "2025-01-02", "born_latest": "2025-01-02"}
        vault.journal.write("child", child, dict(born))
    before = None
    with one_reading(vault):
        for _ in range(60):
            assert _shown(vault) == _shown(vault) == _fresh(vault, monkeypatch)
            _change(vault, dice)
        before = _shown(vault)
    vault.journal.write("child", CHILD, {"given_name": "afterwards"})
    assert _shown(vault) != before
    assert not room._READINGS, "something of a child outlives its page"


def test_nothing_is_read_twice(vault: Vault) -> None:
    vault.journal.write("child", CHILD, {"given_name": "Ana", "born_earliest": "2025-01-02"})
    vault.journal.write("visit", vault.journal.new_id(), {"child_id": CHILD, "on": "2026-01-02"})
    asked: list[str] = []
    vault.open_connection()._real.set_trace_callback(asked.append)  # type: ignore[attr-defined]
    with one_reading(vault):
        first = _shown(vault)
        once = len(asked)
        for visit in records.visits(vault, CHILD):
            assert Tables(vault).one("visit", visit.visit_id)
        assert _shown(vault) == first
    assert len(asked) == once
    vault.open_connection()._real.set_trace_callback(None)  # type: ignore[attr-defined]


def test_what_is_handed_out_may_be_changed(vault: Vault) -> None:
    vault.journal.write("caregiver", vault.journal.new_id(), {"child_id": CHILD, "name": "Ana"})
    with one_reading(vault):
        records.caregivers(vault, CHILD).clear()
        assert len(records.caregivers(vault, CHILD)) == 1
        Tables(vault).of("caregiver", "child_id", CHILD).clear()
        assert len(Tables(vault).of("caregiver", "child_id", CHILD)) == 1


def test_a_file_that_was_closed_is_not_read_from_memory(vault: Vault) -> None:
    from imh_desktop.store.faults import VaultMissing

    vault.journal.write("child", CHILD, {"given_name": "Ana", "born_earliest": "2025-01-02"})
    with one_reading(vault):
        records.child(vault, CHILD)
        vault.suspend()
        with pytest.raises(VaultMissing):
            records.child(vault, CHILD)
        vault.resume()
        assert records.child(vault, CHILD)
