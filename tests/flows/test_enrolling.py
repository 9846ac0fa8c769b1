"""Adding and correcting a child: what was typed is what is kept, or nothing is."""

from datetime import date
from typing import Any

import msgspec
import pytest

from imh_desktop.core.people import Child
from imh_desktop.errors import InputError
from imh_desktop.flows.ages import gestation_text, read_gestation
from imh_desktop.flows.child_forms import caregiver_form, child_form
from imh_desktop.flows.enrolling import (
    CaregiverForm,
    ChildForm,
    add_caregiver,
    add_child,
    edit_child,
)
from imh_desktop.store import records
from imh_desktop.store.vault import Vault

from .conftest import BORN, ON

FULL = ChildForm(
    given_name="Zoë <b>",
    family_name="O'Brien",
    born_earliest="2025-08-01",
    born_latest="2025-08-20",
    gestation="32w0d",
    sex="female",
    number="=1+1",
    languages=("es", "quc", "zh-Hant"),
    page_language="es",
    interpreter=True,
    conditions_known=False,
    custody_note="Lives with\nher grandmother.",
    health_provider="Clinic",
    services_now="None",
)


def _entries(vault: Vault) -> int:
    return sum(1 for _ in vault.journal.entries())


def test_a_whole_form_comes_back_as_it_was(vault: Vault) -> None:
    adult = CaregiverForm(
        name="Inés", relation="foster", phone="555 0101", address="A\nB", best_time="Noon"
    )
    child = add_child(vault, FULL, (adult,), today=ON)
    assert child_form(child) == FULL
    assert child.gestation_days == 224
    (kept,) = records.caregivers(vault, child.child_id)
    assert msgspec.structs.replace(caregiver_form(kept), caregiver_id="") == adult


def test_a_child_and_its_caregivers_are_one_transaction(vault: Vault) -> None:
    before = _entries(vault)
    with pytest.raises(InputError) as caught:
        add_child(vault, FULL, (CaregiverForm(name="Ines"), CaregiverForm(name=" ")), today=ON)
    assert caught.value.place == "caregivers.1.name"
    assert _entries(vault) == before
    assert records.children(vault) == []


BAD: list[tuple[dict[str, Any], str]] = [
    ({"given_name": " "}, "given_name"),
    ({"given_name": "x" * 201}, "given_name"),
    ({"given_name": "a\0"}, "given_name"),
    ({"family_name": "a\ud800"}, "family_name"),
    ({"family_name": "a\nb"}, "family_name"),
    ({"born_earliest": ""}, "born_earliest"),
    ({"born_earliest": "2025-02-30"}, "born_earliest"),
    ({"born_latest": "2024-01-01"}, "born_latest"),
    ({"born_latest": "2027-12-01"}, "born_latest"),
    ({"born_earliest": "2026-06-11", "born_latest": ""}, "born_latest"),
    ({"gestation": "soon"}, "gestation"),
    ({"gestation": "21w6d"}, "gestation"),
    ({"gestation": "45w0d"}, "gestation"),
    ({"gestation": "32w7d"}, "gestation"),
    ({"sex": "x"}, "sex"),
    ({"languages": ("en", "klingon!")}, "languages"),
    ({"page_language": ""}, "page_language"),
    ({"custody_note": "x" * 2_001}, "custody_note"),
]


@pytest.mark.parametrize(("change", "place"), BAD)
def test_a_field_that_will_not_do_is_named(
    vault: Vault, child: Child, change: dict[str, Any], place: str
) -> None:
    before = _entries(vault)
    form = msgspec.structs.replace(FULL, **change)
    for write in (
        lambda: add_child(vault, form, today=ON),
        lambda: edit_child(vault, child.child_id, form, today=ON),
    ):
        with pytest.raises(InputError) as caught:
            write()
        assert caught.value.place == place
    assert _entries(vault) == before


def test_editing_writes_what_changed_and_no_more(vault: Vault) -> None:
    child = add_child(vault, FULL, (CaregiverForm(name="Ines"),), today=ON)
    (adult,) = records.caregivers(vault, child.child_id)
    before = _entries(vault)
    assert edit_child(vault, child.child_id, FULL, (caregiver_form(adult),), today=ON) == child
    assert _entries(vault) == before
    form = msgspec.structs.replace(
        FULL, given_name="Zoe", gestation="", languages=("es",), interpreter=False
    )
    edited = edit_child(vault, child.child_id, form, today=ON)
    assert child_form(edited) == form
    assert vault.journal.history(child.child_id)[-1].changes == {
        "given_name": "Zoe",
        "gestation_days": None,
        "languages.quc": None,
        "languages.zh-Hant": None,
        "interpreter": None,
    }
    again = msgspec.structs.replace(caregiver_form(adult), phone="555-0101")
    edit_child(vault, child.child_id, form, (again, CaregiverForm(name="Bo")), today=ON)
    kept = records.caregivers(vault, child.child_id)
    assert [(each.name, each.phone) for each in kept] == [("Ines", "555-0101"), ("Bo", "")]


def test_a_caregiver_at_the_gate(vault: Vault, child: Child) -> None:
    added = add_caregiver(vault, child.child_id, CaregiverForm(name="Aunt", relation="other"))
    assert added in records.caregivers(vault, child.child_id)
    with pytest.raises(InputError):
        add_caregiver(vault, child.child_id, CaregiverForm(name="", relation="other"))
    with pytest.raises(InputError):
        add_caregiver(vault, child.child_id, CaregiverForm(name="x", relation="boss"))


def test_an_exact_birth(vault: Vault) -> None:
    child = add_child(vault, ChildForm(given_name="Mara", born_earliest=BORN.isoformat()), today=ON)
    assert child.birth.exact
    assert child.conditions_known is None
    assert child_form(child).born_latest == ""


@pytest.mark.parametrize("days", range(154, 315, 7))
def test_gestation_reads_back(days: int) -> None:
    assert read_gestation(gestation_text(days)) == days
    assert read_gestation(f" {days // 7} w {days % 7} ") == days
    assert read_gestation(f"{days // 7}+{days % 7}") == days


def test_gestation_by_weeks_alone_and_not_known() -> None:
    assert read_gestation("38") == read_gestation("38w") == 266
    assert read_gestation(" ") is None
    assert gestation_text(None) == ""


def test_today_is_a_day_that_may_be_a_birthday(vault: Vault) -> None:
    form = ChildForm(given_name="Mara", born_earliest=date(2026, 6, 10).isoformat())
    assert add_child(vault, form, today=ON).birth.earliest == ON
