"""Closing a visit: each record with results of its own class, all at once, and for good."""

import json
from datetime import timedelta
from typing import Any

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.people import Child
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.trace import RULE_SET
from imh_desktop.errors import InputError
from imh_desktop.flows import reviewing
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.past_visits import closed_marks
from imh_desktop.flows.visiting import resume, start
from imh_desktop.store import records
from imh_desktop.store.faults import RecordClosed
from imh_desktop.store.sqlcipher import DatabaseError
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

from .conftest import ON
from .item_ids import K3, R1, S1, SG1, T1
from .looked_over import answer_all_well, choose_three


def test_each_record_is_closed_with_results_of_its_own_class(
    vault: Vault, library: Library, visit: OpenVisit
) -> None:
    answer_all_well(visit)
    visit.answer(SG1, "a_little")
    visit.answer(S1, "a_lot")
    choose_three(visit)
    first, second = (each.caregiver_id for each in visit.caregivers)
    visit.alone_with(first)
    visit.answer(T1, "yes")
    visit.record_action(T1, "Called.")
    visit.answer(K3, "a_lot")
    visit.alone_with(second)
    visit.answer(T1, "no")
    closed = reviewing.close(visit)
    assert closed.open_level == "N2"
    opened = records.results(vault, closed.visit_id)
    assert opened is not None
    assert {t["sensitivity"] for t in json.loads(str(opened["traces"]))} == {"C"}
    assert opened["rule_set"] == RULE_SET
    assert opened["checklist_hash"] == visit.visit.checklist_hash
    assert not {T1, K3} & set(_words(opened))
    levels = {key: _private(vault, visit, *key).get("level") for key in _talks(visit)}
    assert levels == {
        (first, Sensitivity.V): "N3",
        (first, Sensitivity.G): None,
        (second, Sensitivity.V): None,
    }
    assert "t1" not in str(_private(vault, visit, first, Sensitivity.G))
    assert vault.journal.verify() == ()


def _talks(visit: OpenVisit) -> list[tuple[str, Sensitivity]]:
    return [(talk.caregiver_id, talk.sensitivity) for talk in visit.private]


def _private(vault: Vault, visit: OpenVisit, who: str, sensitivity: Sensitivity) -> dict[str, Any]:
    found = records.results(vault, records.private_id(visit.visit.visit_id, who, sensitivity))
    assert found is not None
    return found


def _words(results: dict[str, Any]) -> list[str]:
    return str(results).replace('"', " ").split()


def test_a_closed_visit_takes_nothing_more(
    vault: Vault, library: Library, visit: OpenVisit
) -> None:
    answer_all_well(visit)
    choose_three(visit)
    visit.draft_note(R1, "still typing")
    visit.remember_place(R1, 10)
    reviewing.close(visit)
    kept = records.visit(vault, visit.visit.visit_id)
    assert kept is not None
    assert kept.closed_at
    assert kept.notes == {R1: "still typing"}
    assert vault.desk.drafts(visit.visit.visit_id) == {}
    with pytest.raises(RecordClosed):
        visit.answer(R1, "not_yet")
    with pytest.raises(InputError):
        resume(vault, library, visit.visit.visit_id)


def test_a_close_cut_off_half_way_closes_nothing(
    vault: Vault, library: Library, visit: OpenVisit
) -> None:
    answer_all_well(visit)
    choose_three(visit)
    visit.alone_with(visit.caregivers[0].caregiver_id)
    visit.answer(K3, "a_little")
    visit_id, before = visit.visit.visit_id, [*vault.journal.entries()]
    disk = vault.open_connection()
    disk.execute(  # the private record's pack is the last thing written
        "CREATE TEMP TRIGGER refuse BEFORE INSERT ON pack WHEN NEW.place / 1048576 ="
        " (SELECT record_no FROM private)"
        " BEGIN SELECT RAISE(ABORT, 'cut off'); END"
    )
    with pytest.raises(DatabaseError, match="cut off"):
        reviewing.close(visit)
    assert [*vault.journal.entries()] == before
    disk.execute("DROP TRIGGER refuse")
    again = resume(vault, library, visit_id)
    assert reviewing.close(again).open_level == "N0"
    assert len([*vault.journal.entries()]) == len(before) + 2
    assert vault.journal.verify() == ()


def test_a_visit_opened_again_is_closed_beside_private_records_that_stayed_closed(
    vault: Vault, visit: OpenVisit
) -> None:
    answer_all_well(visit)
    choose_three(visit)
    visit.alone_with(visit.caregivers[0].caregiver_id)
    visit.answer(K3, "a_little")
    (talk,) = visit.private
    record_id = visit.ledger.record_id((talk.caregiver_id, talk.sensitivity))
    vault.journal.close(record_id, {"rule_set": RULE_SET})
    assert reviewing.close(visit).open_level == "N0"
    assert records.results(vault, record_id) == {"rule_set": RULE_SET}


def test_past_results_are_kept_and_not_made_anew(
    vault: Vault, library: Library, child: Child, visit: OpenVisit
) -> None:
    answer_all_well(visit)
    choose_three(visit)
    marks = reviewing.profile_marks(visit)
    reviewing.close(visit)
    start(vault, library, child.child_id, on=ON + timedelta(days=1))
    assert closed_marks(vault, library, child.child_id, Words("en")) == {
        visit.visit.visit_id: marks
    }
