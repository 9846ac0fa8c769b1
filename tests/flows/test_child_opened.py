"""Whose page was opened is in the journal: once for each child and unlocking."""

from imh_desktop.flows import child_opened
from imh_desktop.flows.enrolling import ChildForm, add_child
from imh_desktop.store import records
from imh_desktop.store.faults import StorageFault
from tests.flows.conftest import BORN, ON


def opened(vault):
    return [subject for _, kind, subject in records.events(vault) if kind == "child_opened"]


def test_a_child_is_written_down_once_an_unlocking(vault, child):
    form = ChildForm(given_name="Ana", born_earliest=BORN.isoformat())
    other = add_child(vault, form, (), today=ON)
    for child_id in (child.child_id, child.child_id, other.child_id, child.child_id):
        child_opened.note(vault, child_id)
    assert opened(vault) == [child.child_id, other.child_id]
    entry = next(e for e in vault.journal.entries() if e.changes.get("subject") == child.child_id)
    assert entry.worker_id == vault.worker_id
    assert child.given_name not in str(entry.changes)


def test_an_id_of_nobody_is_no_entry(vault):
    child_opened.note(vault, "=1+1" * 500)
    assert opened(vault) == []


def test_on_a_disk_that_refuses_a_child_can_be_looked_at(vault, child, monkeypatch):
    def refuse(*_):
        raise StorageFault("full")

    with monkeypatch.context() as patch:
        patch.setattr(vault.journal, "write_many", refuse)
        child_opened.note(vault, child.child_id)
    assert opened(vault) == []
    child_opened.note(vault, child.child_id)
    assert opened(vault) == [child.child_id]
