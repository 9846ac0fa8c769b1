"""Twins seen in one sitting: what is said of the family is said once, and stands with both."""

from msgspec.structs import replace

from imh_desktop.content.library import Library
from imh_desktop.core.people import Child
from imh_desktop.flows import household
from imh_desktop.flows.one_sitting import beside, said_today, use
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.visiting import start
from imh_desktop.store import records
from imh_desktop.store.vault import Vault

from .conftest import BORN, ON

FAMILY = ("f1-cares-in-own-ways", "f2-someone-to-count-on", "f3-words-songs-stories")


def twin_of(vault: Vault, child: Child) -> Child:
    form, people = household.sibling_form(vault, child.child_id)
    form = replace(form, given_name="Nour", born_earliest=BORN.isoformat())
    return household.add_sibling(vault, child.child_id, form, people, today=ON)


def test_family_answers_are_offered_and_kept_with_their_source(
    vault: Vault, library: Library, child: Child, visit: OpenVisit
) -> None:
    twin = twin_of(vault, child)
    visit.use_known("told", visit.caregivers[0].caregiver_id)
    visit.answer(FAMILY[0], "often")
    visit.use_known("seen")
    visit.answer(FAMILY[2], "sometimes")
    visit.answer("r1-more-and-enough", "often")
    other = start(vault, library, twin.child_id, on=ON)
    said = said_today(other)
    assert [(each.item_id, each.code, each.known) for each in said] == [
        (FAMILY[0], "often", "told"),
        (FAMILY[2], "sometimes", "seen"),
    ]
    assert {each.with_child for each in said} == {"Mara"}
    use(other, said)
    kept = records.visit(vault, other.visit.visit_id).answers
    own = {each.name: each.caregiver_id for each in records.caregivers(vault, twin.child_id)}
    assert (kept[FAMILY[0]].known, kept[FAMILY[0]].informant) == ("told", own["Ines"])
    assert (kept[FAMILY[2]].code, kept[FAMILY[2]].known) == ("sometimes", "seen")
    assert set(kept) == {FAMILY[0], FAMILY[2]}
    assert other.known is None
    assert said_today(other) == ()


def test_nothing_is_offered_on_another_day_or_to_another_home(
    vault: Vault, library: Library, child: Child, visit: OpenVisit
) -> None:
    twin = twin_of(vault, child)
    visit.answer(FAMILY[0], "often")
    later = start(vault, library, twin.child_id, on=ON.replace(day=ON.day + 1))
    assert said_today(later) == ()
    assert beside(vault, later.visit) == ()


def test_both_visits_of_a_day_know_of_each_other(
    vault: Vault, library: Library, child: Child, visit: OpenVisit
) -> None:
    assert beside(vault, visit.visit) == ()
    twin = twin_of(vault, child)
    other = start(vault, library, twin.child_id, on=ON)
    assert [each.visit_id for each in beside(vault, visit.visit)] == [other.visit.visit_id]
    assert [each.visit_id for each in beside(vault, other.visit)] == [visit.visit.visit_id]
