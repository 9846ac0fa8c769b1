"""Children of one home, on one laptop and on two."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from imh_desktop.core.people import Child
from imh_desktop.errors import InputError
from imh_desktop.flows import child_forms, enrolling, household, printing_recipients
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm, add_child
from imh_desktop.store import records
from imh_desktop.store.vault import Vault

from .team import Team

TODAY = date(2026, 6, 10)
BORN = date(2025, 8, 9)


@pytest.fixture
def layla(vault: Vault) -> Child:
    form = ChildForm(
        given_name="Layla", family_name="Haddad", born_earliest=BORN.isoformat(), gestation="39w0d",
        sex="female", number="A-1", languages=("ar", "en"), page_language="es", interpreter=True,
        conditions_known=True, health_provider="Dr. Sow", custody_note="the mother alone",
    )  # fmt: skip
    people = (
        CaregiverForm(
            name="Amal", relation="mother", phone="555-0142", address="4 Elm", best_time="noon"
        ),
        CaregiverForm(name="Sami", relation="father"),
    )
    return add_child(vault, form, people, today=TODAY)


def add(vault: Vault, of: Child, given: str, born: date = BORN) -> Child:
    form, people = household.sibling_form(vault, of.child_id)
    filled = replace(form, given_name=given, born_earliest=born.isoformat())
    return household.add_sibling(vault, of.child_id, filled, people, today=TODAY)


def test_a_sibling_carries_what_a_home_shares_and_nothing_of_the_child(
    vault: Vault, layla: Child
) -> None:
    twin = add(vault, layla, "Nour")
    assert (twin.family_name, set(twin.languages)) == ("Haddad", {"ar", "en"})
    assert (twin.page_language, twin.interpreter) == ("es", True)
    assert (twin.gestation_days, twin.sex, twin.number) == (None, "", "")
    assert (twin.conditions_known, twin.health_provider, twin.custody_note) == (None, "", "")
    mother, father = records.caregivers(vault, twin.child_id)
    assert (mother.name, mother.relation, mother.phone) == ("Amal", "mother", "555-0142")
    assert (mother.address, mother.best_time, father.name) == ("4 Elm", "noon", "Sami")
    old = {each.caregiver_id for each in records.caregivers(vault, layla.child_id)}
    assert not old & {mother.caregiver_id, father.caregiver_id}


def test_each_of_three_sees_the_other_two_eldest_first(vault: Vault, layla: Child) -> None:
    older = add(vault, layla, "Adam", BORN - timedelta(days=800))
    twin = add(vault, older, "Nour")
    seen = {
        child.given_name: [each.given_name for each in household.siblings(vault, child.child_id)]
        for child in (layla, older, twin)
    }
    assert seen == {
        "Layla": ["Adam", "Nour"],
        "Adam": ["Layla", "Nour"],
        "Nour": ["Adam", "Layla"],
    }


def test_who_receives_no_page_of_one_receives_none_of_the_other(vault: Vault, layla: Child) -> None:
    father = records.caregivers(vault, layla.child_id)[1]
    printing_recipients.refuse(vault, layla.child_id, father.caregiver_id, "court order")
    twin = add(vault, layla, "Nour")
    said = {
        each.name: each.refused for each in printing_recipients.recipients(vault, twin.child_id)
    }
    assert said == {"Amal": None, "Sami": "court order"}


def test_a_slip_writes_nothing_at_all(vault: Vault, layla: Child) -> None:
    before = vault.journal.dump()
    with pytest.raises(InputError):
        add(vault, layla, "")
    assert vault.journal.dump() == before
    assert household.siblings(vault, layla.child_id) == ()
    assert household.siblings(vault, "nobody") == ()


def test_two_laptops_that_add_a_sibling_each_lose_nothing(team: Team) -> None:
    """Both know Layla before either adds a brother; neither knows the other's."""
    first, second = team.laptops
    form = ChildForm(given_name="Layla", family_name="Haddad", born_earliest=BORN.isoformat())
    layla = add_child(first, form, (CaregiverForm(name="Amal", relation="mother"),), today=TODAY)
    second.journal.admit(first.journal.entries())
    add(first, layla, "Adam", BORN - timedelta(days=800))
    second.journal.admit(first.journal.entries())
    add(second, layla, "Nour")
    first.journal.admit(second.journal.entries())
    for vault in (first, second):
        names = {each.given_name for each in household.siblings(vault, layla.child_id)}
        assert names == {"Adam", "Nour"}
        assert all(
            records.caregivers(vault, each.child_id)[0].name == "Amal"
            for each in household.siblings(vault, layla.child_id)
        )
    assert first.journal.dump() == second.journal.dump()


def test_who_may_receive_a_page_is_kept_with_the_form(vault: Vault, layla: Child) -> None:
    amal, sami = child_forms.caregiver_forms(vault, layla.child_id)
    assert (amal.receives, sami.receives) == (True, True)
    said = replace(sami, receives=False, why_not="court order")
    new = CaregiverForm(name="Uncle", receives=False, why_not="not asked yet")
    form = child_forms.child_form(layla)
    enrolling.edit_child(vault, layla.child_id, form, (amal, said, new), today=TODAY)
    listed = printing_recipients.recipients(vault, layla.child_id)
    assert [each.refused for each in listed] == [None, "court order", "not asked yet"]
    forms = child_forms.caregiver_forms(vault, layla.child_id)
    before = vault.journal.dump()
    enrolling.edit_child(vault, layla.child_id, form, forms, today=TODAY)
    assert vault.journal.dump() == before, "nothing was changed, and something was written"
    with pytest.raises(InputError) as refused:
        enrolling.edit_child(
            vault, layla.child_id, form, (amal, replace(said, why_not=" ")), today=TODAY
        )
    assert refused.value.place == "caregivers.1.why_not"
    assert vault.journal.dump() == before
    allowed = replace(forms[1], receives=True)
    enrolling.edit_child(vault, layla.child_id, form, (forms[0], allowed), today=TODAY)
    listed = printing_recipients.recipients(vault, layla.child_id)
    assert [each.refused for each in listed] == [None, None, "not asked yet"]
