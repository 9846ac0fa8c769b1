"""Visits of the day, made through the flows a window uses."""

from datetime import date, timedelta

from imh_desktop.content.library import Library
from imh_desktop.flows import enrolling, reviewing, visiting
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.store import records
from imh_desktop.store.vault import Vault

TODAY = date(2026, 11, 25)
LIBRARY = Library()
STRAIN = "private: tired beyond words"
"""What a caregiver said alone; it may stand nowhere but in private parts."""


def enrol(vault: Vault, name: str, caregiver: str, *, born: int = 300) -> str:
    """Enrol a child of so many days."""
    given_name, _, family = name.partition(" ")
    form = ChildForm(
        given_name=given_name, family_name=family, gestation="39w0d",
        born_earliest=(TODAY - timedelta(days=born)).isoformat(),
    )  # fmt: skip
    person = CaregiverForm(name=caregiver, relation="mother", phone="555-0142")
    return enrolling.add_child(vault, form, (person,), today=TODAY).child_id


def visit(vault: Vault, child_id: str, *, ago: int = 0, code: str = "often") -> str:
    """Make a visit so many days ago, answer every card that is shown, and close it."""
    open_visit = begun(vault, child_id, ago=ago)
    for item in open_visit.items().values():
        if item.core and item.item_id in open_visit.shown and not item.sensitivity.private:
            usual = "no" if "no" in item.codes else item.codes[0]
            offered = code if code in item.codes else usual
            open_visit.answer(item.item_id, offered)
    for strength in reviewing.strengths(open_visit)[:3]:
        reviewing.choose_strength(open_visit, strength.id)
    for strategy in reviewing.strategies(open_visit)[:1]:
        reviewing.choose_strategy(open_visit, strategy.id)
    reviewing.close(open_visit)
    return open_visit.visit.visit_id


def begun(vault: Vault, child_id: str, *, ago: int = 0) -> OpenVisit:
    """Begin a visit; a caregiver says something in private first."""
    day = TODAY - timedelta(days=ago)
    open_visit = visiting.start(vault, LIBRARY, child_id, on=day)
    open_visit.use_known("both")
    private = next(
        item for item in open_visit.items().values()
        if item.sensitivity.private and item.codes and item.item_id in open_visit.shown
    )  # fmt: skip
    open_visit.alone_with(records.caregivers(vault, child_id)[0].caregiver_id)
    open_visit.answer(private.item_id, private.codes[0])
    open_visit.keep_note(private.item_id, STRAIN)
    open_visit.alone_with(None)
    return open_visit
