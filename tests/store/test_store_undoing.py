"""What a visitor may rely on when she undoes."""

import pytest

from imh_desktop.errors import InputError

from .visits_shared import NOT_YET, OFTEN, begin_visit


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
