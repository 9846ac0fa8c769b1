"""What a visitor may rely on when she answers, undoes, closes and corrects."""

import pytest

from imh_desktop.core.privacy import ChainClass, Sensitivity
from imh_desktop.errors import InputError
from imh_desktop.store import records
from imh_desktop.store.faults import ConflictError, RecordClosed
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


def test_an_answer_is_in_the_file_before_write_returns(open_vault, tmp_path):
    vault = open_vault()
    visit_id = begin_visit(vault)
    vault.journal.write("visit", visit_id, {"answers.R1": OFTEN})
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in ("vault.db", "vault.db-wal"):
        (copy / name).write_bytes((tmp_path / "vault" / name).read_bytes())

    found = open_vault("copy")  # what a program killed now would leave

    assert found.journal.record(visit_id).fields["answers.R1"] == OFTEN
    assert found.journal.verify() == ()


def test_a_field_set_to_none_is_cleared_and_stays_in_the_history(vault):
    visit_id = begin_visit(vault)
    vault.journal.write("visit", visit_id, {"answers.R1": OFTEN})
    vault.journal.write("visit", visit_id, {"answers.R1": None})

    assert "answers.R1" not in vault.journal.record(visit_id).fields
    assert records.visit(vault, visit_id).answers == {}
    assert [e.changes.get("answers.R1", "-") for e in vault.journal.history(visit_id)] == [
        "-", OFTEN, None,
    ]  # fmt: skip


def test_several_writes_are_kept_together_or_not_at_all(vault):
    visit_id, before = begin_visit(vault), None
    before = vault.journal.dump(), len(list(vault.journal.entries()))

    with pytest.raises(InputError):
        vault.journal.write_many(
            [
                ("visit", visit_id, {"answers.R1": OFTEN}, ChainClass.OPEN),
                ("visit", visit_id, {"notes.R1": "half \ud800"}, ChainClass.OPEN),
            ]
        )

    assert (vault.journal.dump(), len(list(vault.journal.entries()))) == before
    entry = vault.journal.write("visit", visit_id, {"answers.R1": NOT_YET})
    assert len(entry.parents) == 1
    assert vault.journal.verify() == ()


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"notes.R1": "a\0b"},
        {"notes.R1": "\ud800"},
        {"notes.R1": ["list"]},
        {"notes.R1": {"deep": {"er": 1}}},
        {"notes.R1": {"a\0": 1}},
        {"notes.R1": 1.5},
        {"notes.R1": 2**53},
        {"notes." + "x" * 300: "long"},
    ],
)
def test_what_no_entry_can_hold_is_refused_with_its_place(vault, changes):
    visit_id = begin_visit(vault)
    before = len(list(vault.journal.entries()))
    with pytest.raises(InputError) as refusal:
        vault.journal.write("visit", visit_id, changes)
    assert refusal.value.place
    assert len(list(vault.journal.entries())) == before


def test_a_slip_in_the_program_is_not_kept_as_data(vault):
    visit_id = begin_visit(vault)
    for record_type, changes in (
        ("visit", {"anwsers.R1": OFTEN}),
        ("visit", {"band": 4}),
        ("vsit", {"band": "B4"}),
        ("visit", {"closed": True}),
        ("visit", {"results.level": "N1"}),
    ):
        with pytest.raises(ValueError, match=r"has no field|is TEXT|not a"):
            vault.journal.write(record_type, visit_id, changes)


def test_undo_brings_back_what_stood_before(vault):
    visit_id = begin_visit(vault)
    first = vault.journal.write("visit", visit_id, {"answers.R1": OFTEN})
    second = vault.journal.write("visit", visit_id, {"answers.R1": NOT_YET, "notes.R1": "new"})
    with pytest.raises(InputError, match="changed again"):
        vault.journal.undoing.undo(first.entry_id)

    undone = vault.journal.undoing.undo(second.entry_id)

    assert undone.changes == {"answers.R1": OFTEN, "notes.R1": None}
    assert vault.journal.record(visit_id).fields["answers.R1"] == OFTEN
    vault.journal.undoing.undo(undone.entry_id)
    assert vault.journal.record(visit_id).fields["answers.R1"] == NOT_YET
    vault.journal.undoing.undo(second.entry_id)
    assert vault.journal.record(visit_id).fields["answers.R1"] == OFTEN


def test_what_was_undone_no_longer_stands_in_the_way(vault):
    """One change after the other is undone, though each undoing is itself a change."""
    visit_id = begin_visit(vault)
    states, made = [vault.journal.dump()], []
    for code in ("often", "not_yet", "often"):
        made.append(vault.journal.write("visit", visit_id, {"answers.R1": {"code": code}}))
        states.append(vault.journal.dump())
    for entry in reversed(made):
        assert vault.journal.dump() == states.pop()
        vault.journal.undoing.undo(entry.entry_id)
    assert vault.journal.dump() == states.pop()


def test_a_record_whose_beginning_is_undone_is_shown_nowhere_and_comes_back(vault):
    before, other = vault.journal.dump(), vault.journal.new_id()
    begun = vault.journal.write("caregiver", other, {"name": "Bo"})
    named = vault.journal.write("caregiver", other, {"phone": "1"})
    with pytest.raises(InputError, match="More was written"):
        vault.journal.undoing.undo(begun.entry_id)
    vault.journal.undoing.undo(named.entry_id)
    gone = vault.journal.undoing.undo(begun.entry_id)
    assert vault.journal.dump() == before
    assert vault.journal.record(other) is None
    vault.journal.replaying.rebuild()
    assert vault.journal.dump() == before
    vault.journal.undoing.undo(gone.entry_id)
    assert vault.journal.record(other).fields == {"name": "Bo"}
    vault.journal.write("caregiver", other, {"name": None})
    assert vault.journal.dump() == before
    assert vault.journal.verify() == ()


def test_a_reason_that_only_reads_like_an_undo_stands_in_the_way(vault):
    visit_id = begin_visit(vault)
    first = vault.journal.write("visit", visit_id, {"answers.R1": OFTEN})
    second = vault.journal.write("visit", visit_id, {"answers.R1": NOT_YET})
    said = f"undo {second.entry_id}"
    vault.journal.write("visit", visit_id, {"answers.R1": {"code": "sometimes"}}, reason=said)
    with pytest.raises(InputError, match="changed again"):
        vault.journal.undoing.undo(first.entry_id)


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


def test_private_answers_live_in_records_and_chains_of_their_own(vault):
    visit_id = begin_visit(vault)
    talk = records.private_id(visit_id, vault.worker_id, Sensitivity.G)
    facts = {"visit_id": visit_id, "caregiver_id": vault.worker_id, "sensitivity": "G"}
    entry = vault.journal.write(
        "private", talk, {**facts, "answers.K1": {"code": "a_lot"}}, chain=ChainClass.G
    )

    assert entry.parents == ()
    assert entry.chain.chain_class is ChainClass.G
    opened = {e.chain.chain_id for e in vault.journal.history(visit_id)}
    assert entry.chain.chain_id not in opened
    assert "a_lot" not in str([vault.journal.dump()[t] for t in ("answer", "element", "visit")])
    (said,) = records.private_talks(vault, visit_id)
    assert said.sensitivity is Sensitivity.G
    assert said.answers["K1"].code == "a_lot"
    vault.journal.close(talk, {"private_level": "N2"})
    assert records.results(vault, talk) == {"private_level": "N2"}
    assert vault.journal.closed(visit_id) is None
    assert vault.journal.verify() == ()


def test_classes_never_mix(vault):
    visit_id = begin_visit(vault)
    talk = records.private_id(visit_id, vault.worker_id, Sensitivity.G)
    vault.journal.write("private", talk, {"sensitivity": "G"}, chain=ChainClass.G)
    before = len(list(vault.journal.entries()))
    for record_type, record_id, changes, chain in (
        ("private", talk, {"answers.K1": OFTEN}, ChainClass.OPEN),
        ("private", talk, {"answers.K1": OFTEN}, ChainClass.V),
        ("private", talk, {"sensitivity": "V"}, ChainClass.G),
        ("private", vault.journal.new_id(), {"answers.K1": OFTEN}, ChainClass.OPEN),
        ("visit", visit_id, {"answers.R1": OFTEN}, ChainClass.G),
        ("visit", vault.journal.new_id(), {"answers.R1": OFTEN}, ChainClass.V),
    ):
        with pytest.raises(InputError):
            vault.journal.write(record_type, record_id, changes, chain=chain)
    assert len(list(vault.journal.entries())) == before
    assert vault.journal.verify() == ()


def test_a_history_with_a_piece_missing_says_so(open_vault):
    one, other = open_vault("one"), open_vault("other")
    visit_id = begin_visit(one)
    for code in ("often", "sometimes"):
        one.journal.write("visit", visit_id, {"answers.R1": {"code": code}})
    first, _, last = one.journal.history(visit_id)

    other.journal.admit([last])
    assert other.journal.record(visit_id).incomplete
    other.journal.admit([first])
    assert other.journal.record(visit_id).incomplete
    other.journal.admit(one.journal.history(visit_id))
    assert not other.journal.record(visit_id).incomplete
    assert other.journal.history(visit_id) == one.journal.history(visit_id)
