"""The trash while another laptop goes on: what was written without knowing of it is shown."""

from datetime import timedelta
from itertools import permutations

import pytest
from msgspec.structs import replace

from imh_desktop.flows import devices, enrolling, trash
from imh_desktop.flows.caseload import Caseload
from imh_desktop.flows.closing import close
from imh_desktop.flows.deciding import open_questions
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm
from imh_desktop.flows.own_referring import of_adult, withdraw_own, write_own_referral
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.flows.visiting import resume, start
from imh_desktop.store import records
from imh_desktop.store.export_sources import checklists_used, visit_counts
from imh_desktop.store.trash import put_away

from .conftest import BORN, ON
from .item_ids import R1, T1
from .parted import Parted
from .told_alone import FORM as OWN
from .two_laptops import NOW, WORDS, Two


@pytest.fixture
def vault(vault):
    """Of a coordinator, who may export."""
    devices.certify_self(vault, "Desk", ON)
    return vault


@pytest.fixture
def two(tmp_path, library):
    made = Two(tmp_path, library)
    yield made
    made.close()


@pytest.mark.parametrize("order", list(permutations(("trash", "answer"))))
def test_trashed_here_and_answered_there_both_are_seen(two, library, order):
    for what in order:
        if what == "trash":
            trash.put(two.one, two.visit_id, "by mistake", WORDS)
        else:
            there = resume(two.other, library, two.visit_id, day=ON)
            there.use_known("seen")
            there.answer(R1, "often")
    two.meet()
    assert two.shown() == [([two.child_id], [two.visit_id])] * 2
    for vault in (two.one, two.other):
        assert resume(vault, library, two.visit_id).visit.answers[R1].code == "often"
        assert open_questions(vault, library, WORDS) == ()
        assert trash.in_trash(vault, NOW, WORDS) == ()
        (said,) = trash.gone_on(vault, two.child_id, WORDS)
        assert said.startswith("Open visit of 10 June 2026: Rosa put it in the trash (by mistake)")
    resume(two.one, library, two.visit_id, day=ON).keep_note(R1, "I go on, knowing of it")
    assert trash.gone_on(two.one, two.child_id, WORDS) == ()
    two.meet()
    trash.put(two.other, two.visit_id, "yes, by mistake", WORDS)
    two.meet()
    assert two.shown() == [([two.child_id], [])] * 2


def test_a_child_with_which_another_laptop_went_on_is_shown_again(two, library):
    trash.put(two.one, two.child_id, "here twice", WORDS)
    new = start(two.other, library, two.child_id, on=ON + timedelta(days=3)).visit
    two.meet()
    assert two.shown() == [([two.child_id], [new.visit_id])] * 2
    (said,) = trash.gone_on(two.other, two.child_id, WORDS)
    assert said.startswith("This child: Rosa put it in the trash (here twice)")
    trash.put_back(two.one, two.visit_id, WORDS)
    two.meet()
    assert two.shown() == [([two.child_id], [two.visit_id, new.visit_id])] * 2


def test_a_visit_finished_there_is_not_put_away_here(two, library):
    trash.put(two.one, two.visit_id, "by mistake", WORDS)
    there = resume(two.other, library, two.visit_id, day=ON)
    for when in ("morning", "noon", "evening"):
        add_moment(there, f"She laughed in the {when}")
    close(there)
    two.meet()
    assert two.shown() == [([two.child_id], [two.visit_id])] * 2
    for vault in (two.one, two.other):
        assert vault.journal.closed(two.visit_id) is not None
        assert open_questions(vault, library, WORDS) == ()


def test_both_put_it_away_is_no_question(two, library):
    for vault in (two.one, two.other):
        trash.put(vault, two.visit_id, "by mistake", WORDS)
    two.meet()
    assert two.shown() == [([two.child_id], [])] * 2
    assert len(trash.in_trash(two.one, NOW, WORDS)) == 1
    trash.put_back(two.one, two.visit_id, WORDS)
    two.meet()
    assert two.shown() == [([two.child_id], [two.visit_id])] * 2


@pytest.mark.parametrize("trashed_first", [True, False])
def test_what_somebody_said_alone_elsewhere_brings_the_visit_back(team, library, trashed_first):
    parted = Parted(team, library)
    (ines,) = records.caregivers(parted.other, parted.child_id)
    said_before = resume(parted.other, library, parted.visit_id, day=ON)
    if not trashed_first:  # what was said before it was put away stays away with it
        said_before.alone_with(ines.caregiver_id)
        said_before.answer(T1, "no")
        parted.share()
    trash.put(parted.one, parted.visit_id, "the wrong day", WORDS)
    if trashed_first:
        said_before.alone_with(ines.caregiver_id)
        said_before.answer(T1, "yes")
    parted.share()
    for vault in (parted.one, parted.other):
        visit = records.visit(vault, parted.visit_id)
        talks = records.private_talks(vault, parted.visit_id)
        assert (visit is not None, bool(talks)) == (trashed_first, trashed_first)
        (row,) = Caseload(vault, ON, library).rows("Mara")
        assert bool(row.open_visit_id) is trashed_first
        counted = visit_counts(vault).get(parted.child_id, 0)
        assert (counted, bool(checklists_used(vault))) == (trashed_first, trashed_first)
    assert bool(put_away(parted.one)) is not trashed_first
    if not trashed_first:
        trash.put_back(parted.one, parted.visit_id, WORDS)
        assert records.private_talks(parted.one, parted.visit_id)


def test_whoever_is_named_elsewhere_comes_back_and_is_listened_to(team, library):
    parted = Parted(team, library)
    twin = enrolling.add_child(
        parted.one, ChildForm(given_name="Zoe", born_earliest=BORN.isoformat()),
        (CaregiverForm(name="Bo"), CaregiverForm(name="Ada")), today=ON,
    )  # fmt: skip
    parted.share()
    bo, ada = records.caregivers(parted.one, twin.child_id)
    trash.put(parted.one, bo.caregiver_id, "twice", WORDS)
    trash.put(parted.one, ada.caregiver_id, "twice", WORDS)
    visit = start(parted.other, library, twin.child_id, on=ON)
    visit.use_known("told", bo.caregiver_id)
    visit.answer(R1, "often")
    parted.share()
    for vault in (parted.one, parted.other):
        assert [one.name for one in records.caregivers(vault, twin.child_id)] == ["Bo"]
        (row,) = Caseload(vault, ON, library).rows("Zoe")
        assert row.caregiver_names == ("Bo",)
    visit = resume(parted.other, library, visit.visit.visit_id)
    assert visit.visit.answers[R1].informant == bo.caregiver_id


def test_a_child_somebody_went_on_with_comes_back_with_its_people(team, library):
    parted = Parted(team, library)
    trash.put(parted.one, parted.child_id, "twice", WORDS)
    visit = start(parted.other, library, parted.child_id, on=ON + timedelta(days=1))
    parted.share()
    for vault in (parted.one, parted.other):
        (ines,) = records.caregivers(vault, parted.child_id)
        again = resume(vault, library, visit.visit.visit_id)
        again.alone_with(ines.caregiver_id)
        assert again.alone == ines.caregiver_id
        assert [each.child_id for each in records.children(vault)] == [parted.child_id]


def test_whether_somebody_spoke_alone_shows_in_no_refusal(vault, library, visit, child):
    before = trash.candidates(vault, child.child_id, WORDS)
    visit.alone_with(visit.caregivers[0].caregiver_id)
    visit.answer(T1, "yes")
    assert trash.candidates(vault, child.child_id, WORDS) == before
    trash.put(vault, visit.visit.visit_id, "the wrong day", WORDS)
    people = [one for one in trash.candidates(vault, child.child_id, WORDS) if one.kind != "child"]
    assert all("visit is begun" in one.refused for one in people)


def test_an_adults_own_referral_stands_when_the_draft_does_not(vault, library, visit, child):
    ines = records.caregivers(vault, child.child_id)[0]
    form = replace(OWN, items=(), lines=("reach", "help"))
    own = write_own_referral(
        vault, library, visit.visit.visit_id, ines.caregiver_id, form, today=ON
    )
    trash.put(vault, visit.visit.visit_id, "the wrong day", WORDS)
    assert [one.referral_id for one in of_adult(vault, ines.caregiver_id)] == [own]
    withdraw_own(vault, own, "She asked", today=ON)


@pytest.mark.parametrize("known", [True, False])
def test_what_an_adult_asked_for_elsewhere_brings_the_visit_back(team, library, known):
    """As what is said alone does; what the one who put it away knew of stays without the visit."""
    parted = Parted(team, library)
    (ines,) = records.caregivers(parted.other, parted.child_id)
    form = replace(OWN, items=(), lines=("help",), told="I want to sleep", asked=True)

    def ask():
        return write_own_referral(
            parted.other, library, parted.visit_id, ines.caregiver_id, form, today=ON
        )

    if known:
        own = ask()
        parted.share()
    trash.put(parted.one, parted.visit_id, "the wrong day", WORDS)
    if not known:
        own = ask()
    parted.share()
    for vault in (parted.one, parted.other):
        assert (records.visit(vault, parted.visit_id) is None) is known
        assert [one.referral_id for one in of_adult(vault, ines.caregiver_id)] == [own]
        said = trash.gone_on(vault, parted.child_id, WORDS)
        assert bool(said) is not known
        assert not any("sleep" in line or "asked" in line for line in said)
    withdraw_own(parted.one, own, "She asked", today=ON)
    parted.share()
    assert (records.visit(parted.other, parted.visit_id) is None) is known, "no going on with it"
    if known:
        trash.put_back(parted.one, parted.visit_id, WORDS)
    else:
        trash.put(parted.one, parted.visit_id, "yes, the wrong day", WORDS)
    parted.share()
    for vault in (parted.one, parted.other):
        assert (records.visit(vault, parted.visit_id) is None) is not known
    assert parted.same()


def test_who_is_named_is_found_in_one_pass_however_many_are_in_the_trash(vault, library, child):
    """Each statement costs a pass over answers: not one more for each person put away."""
    visit = start(vault, library, child.child_id, on=ON)
    many = [
        enrolling.add_caregiver(vault, child.child_id, CaregiverForm(name=f"Aunt {n}"))
        for n in range(30)
    ]
    visit = resume(vault, library, visit.visit.visit_id)
    visit.use_known("told", many[3].caregiver_id)
    visit.answer(R1, "often")
    counts = []
    for few in (many[:2], many[2:]):
        for one in few:
            vault.journal.write("caregiver", one.caregiver_id, {"trashed": True})
        seen: list[str] = []
        vault.open_connection()._real.set_trace_callback(seen.append)
        shown = {one.name for one in records.caregivers(vault, child.child_id)}
        vault.open_connection()._real.set_trace_callback(None)
        counts.append(sum('"informant"' in line for line in seen))
    assert shown == {"Ines", "Bo", "Aunt 3"}
    assert counts[0] == counts[1] > 0
