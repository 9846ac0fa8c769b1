"""What a visitor may rely on when she closes and corrects, here and on two laptops."""

import pytest

from imh_desktop.errors import InputError
from imh_desktop.store import records
from imh_desktop.store.faults import ConflictError, RecordClosed
from imh_desktop.store.vault import Vault
from tests.store.conftest import Opener

from .visits_shared import NOT_YET, OFTEN, begin_visit, exchange, shared_visit


def test_a_closed_visit_keeps_its_results_and_takes_no_more_answers(open_vault):
    vault = open_vault()
    visit_id = begin_visit(vault)
    for n in range(40):
        vault.journal.write("visit", visit_id, {f"answers.R{n}": OFTEN})
    before = vault.journal.history(visit_id)

    close = vault.journal.close(visit_id, {"open_level": "N1", "profile": "{}"})

    assert vault.journal.closed(visit_id) == {"open_level": "N1", "profile": "{}"}
    assert records.results(vault, visit_id) == {"open_level": "N1", "profile": "{}"}
    assert vault.journal.history(visit_id) == (*before, close)
    assert records.visit(vault, visit_id).closed_at == close.recorded_at
    assert len(records.visit(vault, visit_id).answers) == 40
    for refused in (
        lambda: vault.journal.write("visit", visit_id, {"answers.R1": NOT_YET}),
        lambda: vault.journal.close(visit_id, {}),
        lambda: vault.journal.undoing.undo(before[-1].entry_id),
        lambda: vault.journal.undoing.undo(close.entry_id),
    ):
        with pytest.raises(RecordClosed):
            refused()
    vault.close()
    again = open_vault()
    assert again.journal.history(visit_id) == (*before, close)
    assert again.journal.verify() == ()


def test_a_correction_of_a_closed_visit_needs_a_reason_and_stands(vault):
    visit_id = begin_visit(vault)
    vault.journal.write("visit", visit_id, {"answers.R1": OFTEN})
    with pytest.raises(InputError, match="open"):
        vault.journal.amend(visit_id, {"answers.R1": NOT_YET}, "misheard")
    vault.journal.close(visit_id, {"open_level": "N0"})
    with pytest.raises(InputError, match="why"):
        vault.journal.amend(visit_id, {"answers.R1": NOT_YET}, "")

    vault.journal.amend(visit_id, {"answers.R1": NOT_YET, "results.open_level": "N1"}, "misheard")

    assert records.visit(vault, visit_id).answers["R1"].code == "not_yet"
    assert vault.journal.closed(visit_id) == {"open_level": "N1"}
    assert vault.journal.verify() == ()


def test_an_answer_that_meets_a_close_is_late_until_an_amendment_takes_it_in(open_vault):
    one, other, visit_id = shared_visit(open_vault)
    one.journal.write("visit", visit_id, {"answers.R1": OFTEN})
    one.journal.close(visit_id, {"open_level": "N0"})
    late = other.journal.write("visit", visit_id, {"answers.R2": NOT_YET})
    exchange(one, other)

    for vault in (one, other):
        assert [e.entry_id for e in vault.journal.late(visit_id)] == [late.entry_id]
        assert set(records.visit(vault, visit_id).answers) == {"R1"}
        assert vault.journal.closed(visit_id) == {"open_level": "N0"}
    one.journal.amend(visit_id, {"notes.R1": "unrelated"}, "a note was missing")
    assert len(one.journal.late(visit_id)) == 1
    one.journal.amend(visit_id, {"answers.R2": NOT_YET}, "written on the other laptop")
    assert one.journal.late(visit_id) == ()
    assert set(records.visit(one, visit_id).answers) == {"R1", "R2"}


def two_closes(open_vault: Opener) -> tuple[Vault, Vault, str, str, str]:
    one, other, visit_id = shared_visit(open_vault)
    one.journal.write("visit", visit_id, {"answers.R1": OFTEN})
    other.journal.write("visit", visit_id, {"answers.R2": OFTEN})
    first = one.journal.close(visit_id, {"open_level": "N0"})
    second = other.journal.close(visit_id, {"open_level": "N2"})
    exchange(one, other)
    return one, other, visit_id, first.entry_id, second.entry_id


def test_two_closes_leave_the_visit_open_until_one_is_chosen(open_vault):
    one, other, visit_id, _, second = two_closes(open_vault)
    for vault in (one, other):
        assert vault.journal.closed(visit_id) is None
        assert records.visit(vault, visit_id).closed_at == ""
        assert set(records.visit(vault, visit_id).answers) == {"R1", "R2"}
        assert "closed" in vault.journal.record(visit_id).conflicts
    with pytest.raises(InputError, match="closings"):
        one.journal.decide(visit_id, "closed", True, "why")

    one.journal.decide(visit_id, "closed", second, "the fuller one")

    assert one.journal.closed(visit_id) == {"open_level": "N2"}
    assert set(records.visit(one, visit_id).answers) == {"R2"}
    assert [set(e.changes) for e in one.journal.late(visit_id)] == [{"answers.R1"}]
    exchange(one, other)
    assert other.journal.closed(visit_id) == {"open_level": "N2"}
    assert one.journal.verify() == other.journal.verify() == ()


def test_two_closes_can_be_opened_again_and_closed_as_one(open_vault):
    one, other, visit_id, _, _ = two_closes(open_vault)
    one.journal.decide(visit_id, "closed", None, "put both together")
    one.journal.write("visit", visit_id, {"answers.R3": OFTEN})
    one.journal.close(visit_id, {"open_level": "N1"})
    exchange(one, other)
    for vault in (one, other):
        assert set(records.visit(vault, visit_id).answers) == {"R1", "R2", "R3"}
        assert vault.journal.closed(visit_id) == {"open_level": "N1"}
        assert vault.journal.late(visit_id) == ()


def test_a_conflict_is_decided_before_closing(open_vault):
    one, other, visit_id = shared_visit(open_vault)
    one.journal.write("visit", visit_id, {"answers.R1": OFTEN})
    other.journal.write("visit", visit_id, {"answers.R1": NOT_YET})
    exchange(one, other)
    with pytest.raises(ConflictError):
        one.journal.close(visit_id, {})
