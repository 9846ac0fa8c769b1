"""What a visitor may rely on when she answers."""

import pytest

from imh_desktop.core.privacy import ChainClass, Sensitivity
from imh_desktop.errors import InputError
from imh_desktop.store import records

from .visits_shared import NOT_YET, OFTEN, begin_visit


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
