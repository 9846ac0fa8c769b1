"""The trash: out of everything, nothing lost, and back again."""

from datetime import date, timedelta

import pytest

from imh_desktop.errors import InputError
from imh_desktop.flows import devices, enrolling, last_acts, trash, visiting
from imh_desktop.flows.closing import close
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.flows.same_child import pairs
from imh_desktop.flows.visiting import resume, start
from imh_desktop.store import records

from .conftest import BORN, ON
from .item_ids import R1, T1
from .test_referring import FORM, write_referral
from .two_laptops import NOW, WORDS, everything


@pytest.fixture
def vault(vault):
    """Of a coordinator, who may export."""
    devices.certify_self(vault, "Desk", ON)
    return vault


def entries(vault):
    return {entry.entry_id: entry for entry in vault.journal.entries()}


def records_in(vault):
    """Return what is projected, but for the exports' own lines."""
    return {t: rows for t, rows in vault.journal.dump().items() if t not in ("event", "element")}


def test_a_draft_begun_by_mistake_is_nowhere_and_comes_back(vault, library, visit, tmp_path):
    visit.answer(R1, "often")
    visit.alone_with(visit.caregivers[0].caregiver_id)
    visit.answer(T1, "no")
    visit_id, before, kept = visit.visit.visit_id, records_in(vault), entries(vault)
    assert visit_id in everything(vault, library, tmp_path / "before")[0]
    trash.put(vault, visit_id, "the wrong day", WORDS)
    said, _children = everything(vault, library, tmp_path / "out")
    assert visit_id not in said
    assert records.visit(vault, visit_id) is None
    assert records.private_talks(vault, visit_id) == ()
    with pytest.raises(InputError):
        resume(vault, library, visit_id)
    (one,) = trash.in_trash(vault, NOW, WORDS)
    assert (one.said, one.child) == ("Open visit of 10 June 2026", "Mara")
    assert (one.by, one.reason, one.days_left) == ("Visitor", "the wrong day", 30)
    assert vault.journal.verify() == ()
    trash.put_back(vault, visit_id, WORDS)
    assert records_in(vault) == before
    assert resume(vault, library, visit_id).visit.answers[R1].code == "often"
    assert entries(vault).items() > kept.items()


def test_a_child_registered_twice_goes_with_what_was_begun_of_it(vault, library, child, tmp_path):
    form = ChildForm(given_name="Mara", born_earliest=BORN.isoformat())
    twin = enrolling.add_child(vault, form, (CaregiverForm(name="Ines"),), today=ON)
    draft = start(vault, library, twin.child_id, on=ON).visit
    assert pairs(vault)
    before = records_in(vault)
    assert twin.child_id in everything(vault, library, tmp_path / "before")[0]
    trash.put(vault, twin.child_id, "here twice", WORDS)
    said, children = everything(vault, library, tmp_path / "out")
    assert twin.child_id not in said
    assert draft.visit_id not in said
    assert children == 1
    assert pairs(vault) == ()
    assert records.child(vault, twin.child_id) is None
    assert [one.said for one in trash.in_trash(vault, NOW, WORDS)] == ["The child Mara"]
    trash.put_back(vault, twin.child_id, WORDS)
    assert records_in(vault) == before


def test_a_draft_put_there_with_its_child_brings_the_child_back(vault, library, child):
    draft = start(vault, library, child.child_id, on=ON).visit
    trash.put(vault, draft.visit_id, "first", WORDS)
    trash.put(vault, child.child_id, "then", WORDS)
    trash.put_back(vault, draft.visit_id, WORDS)
    assert records.child(vault, child.child_id) == child
    assert [one.visit_id for one in records.visits(vault, child.child_id)] == [draft.visit_id]


def test_what_stands_cannot_be_put_there(vault, library, visit, child):
    uncle = enrolling.add_caregiver(vault, child.child_id, CaregiverForm(name="Uncle"))
    told = resume(vault, library, visit.visit.visit_id)
    told.use_known("told", uncle.caregiver_id)
    told.answer(R1, "often")
    for when in ("morning", "noon", "evening"):
        add_moment(told, f"She laughed in the {when}")
    close(told)
    second = start(vault, library, child.child_id, on=ON + timedelta(days=9)).visit
    write_referral(vault, library, second.visit_id, _form(), today=ON)
    before = vault.journal.dump()
    refusals = {
        one.record_id: one.refused for one in trash.candidates(vault, child.child_id, WORDS)
    }
    for record_id, why in (
        (visit.visit.visit_id, "finished visit"),
        (child.child_id, "finished"),
        (uncle.caregiver_id, "visit is begun"),
        (second.visit_id, "referral"),
    ):
        with pytest.raises(InputError, match=why):
            trash.put(vault, record_id, "by mistake", WORDS)
        assert record_id not in refusals or refusals[record_id]
    for record_id in (vault.worker_id, "nothing", vault.journal.new_id()):
        with pytest.raises(InputError):
            trash.put(vault, record_id, "by mistake", WORDS)
    with pytest.raises(InputError, match="why"):
        trash.put(vault, records.caregivers(vault, child.child_id)[0].caregiver_id, " ", WORDS)
    with pytest.raises(InputError, match="not in the trash"):
        trash.put_back(vault, child.child_id, WORDS)
    assert vault.journal.dump() == before


def _form():
    from msgspec.structs import replace

    return replace(FORM, items=(), lines=("contact",))


def test_after_thirty_days_it_is_only_listed_no_more(vault, library, visit):
    trash.put(vault, visit.visit.visit_id, "the wrong day", WORDS)
    kept = entries(vault)
    listed = [
        [one.days_left for one in trash.in_trash(vault, NOW + timedelta(days=days), WORDS)]
        for days in (0, 29, 30, 400)
    ]
    assert listed == [[30], [1], [], []]
    assert entries(vault) == kept
    assert records.visits(vault, visit.child.child_id) == []
    trash.put_back(vault, visit.visit.visit_id, WORDS)
    assert records.visits(vault, visit.child.child_id) == [visit.visit]


def test_the_trash_is_undone_as_any_other_act(vault, library, visit, child):
    before = vault.journal.dump()
    trash.put(vault, child.child_id, "here twice", WORDS)
    act = last_acts.last_acts(vault, library, WORDS, 1)[0]
    assert (act.said, act.refused) == ("Put in the trash", "")
    last_acts.take_back(vault, library, act.act_id, WORDS)
    assert vault.journal.dump() == before


def test_the_trash_costs_readers_nothing_when_many_visits_are_there(vault, library, child):
    """Who lies there is read from an index that holds these alone."""
    plan = vault.open_connection().execute(
        "EXPLAIN QUERY PLAN SELECT record_id FROM visit WHERE trashed IS NOT NULL"
    )
    assert "visit_trashed" in " ".join(str(row) for row in plan.fetchall())
    assert visiting.bands_for(vault, library, child.child_id, date(2026, 6, 10))
