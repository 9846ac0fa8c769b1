"""What two laptops say differently: kept side by side, until a person decides."""

import pytest

from imh_desktop.errors import InputError
from imh_desktop.store import records
from imh_desktop.store.faults import ConflictError

from .visits_shared import NOT_YET, OFTEN, exchange, shared_visit


def test_two_laptops_that_disagree_make_a_conflict_that_no_silent_write_settles(open_vault):
    one, other, visit_id = shared_visit(open_vault)
    one.journal.write("visit", visit_id, {"answers.R1": OFTEN})
    other.journal.write("visit", visit_id, {"answers.R1": NOT_YET})
    exchange(one, other)

    for vault in (one, other):
        record = vault.journal.record(visit_id)
        assert "answers.R1" not in record.fields
        codes = [c.value["code"] for c in record.conflicts["answers.R1"]]
        assert sorted(codes) == ["not_yet", "often"]
        assert records.visit(vault, visit_id).answers == {}
        with pytest.raises(ConflictError):
            vault.journal.write("visit", visit_id, {"answers.R1": OFTEN})
        vault.journal.write("visit", visit_id, {"answers.R2": OFTEN})  # the rest goes on

    with pytest.raises(InputError, match="why"):
        one.journal.decide(visit_id, "answers.R1", NOT_YET, " ")
    exchange(one, other)
    decision = one.journal.decide(visit_id, "answers.R1", NOT_YET, "asked again")
    assert len(decision.parents) == 2
    assert one.journal.record(visit_id).fields["answers.R1"] == NOT_YET
    assert one.journal.dump()["conflict"] == []
    with pytest.raises(InputError, match="another decision"):
        one.journal.undoing.undo(decision.entry_id)


def test_a_third_edit_made_elsewhere_conflicts_with_the_decision(open_vault):
    one, other, visit_id = shared_visit(open_vault)
    third = open_vault("third")
    exchange(one, third)
    for vault, code in ((one, "often"), (other, "not_yet"), (third, "sometimes")):
        vault.journal.write("visit", visit_id, {"answers.R1": {"code": code}})
    exchange(one, other)
    one.journal.decide(visit_id, "answers.R1", {"code": "often"}, "seen twice")
    exchange(one, third)

    candidates = one.journal.record(visit_id).conflicts["answers.R1"]

    assert sorted(c.value["code"] for c in candidates) == ["often", "sometimes"]


def test_the_same_value_set_twice_is_no_conflict(open_vault):
    one, other, visit_id = shared_visit(open_vault)
    for vault in (one, other):
        vault.journal.write("visit", visit_id, {"answers.R1": OFTEN})
    exchange(one, other)
    assert one.journal.record(visit_id).conflicts == {}
    assert one.journal.record(visit_id).fields["answers.R1"] == OFTEN
