"""How a visit begins: which cards fit the child's age that day, and what stays with the visit."""

from datetime import date, timedelta

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.people import Child
from imh_desktop.errors import InputError
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm, add_child
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.programme import ProgrammeForm, save
from imh_desktop.flows.visiting import bands_for, resume, start
from imh_desktop.store import records
from imh_desktop.store.vault import Vault

from .conftest import BORN, ON
from .item_ids import R1, R2
from .visits_looked_at import entry_count, resumed


def test_the_first_entry_says_what_the_visit_is_made_with(
    vault: Vault, library: Library, visit: OpenVisit
) -> None:
    first = vault.journal.history(visit.visit.visit_id)[0].changes
    checklist = library.checklist("observation")
    assert first["checklist_id"] == "observation"
    assert first["checklist_version"] == checklist.version
    assert first["band"] == "B4"
    assert first["language"] == "en"
    assert first["age_policy"] == "default"
    assert records.checklist(vault, str(first["checklist_hash"])) == checklist


def test_a_checklist_travels_once(vault: Vault, library: Library, child: Child) -> None:
    for days in (0, 1, 2):
        start(vault, library, child.child_id, on=ON + timedelta(days=days))
    stored = [e for e in vault.journal.entries() if e.record_type == "checklist"]
    assert len(stored) == 1


def test_an_inexact_birth_offers_every_band_and_asks_why(
    vault: Vault, half_written: Library
) -> None:
    library = half_written
    form = ChildForm(
        given_name="Mara",
        born_earliest=(ON - timedelta(days=400)).isoformat(),
        born_latest=(ON - timedelta(days=260)).isoformat(),
    )
    child = add_child(vault, form, (CaregiverForm(name="Ines"),), today=ON)
    choices = bands_for(vault, library, child.child_id, ON)
    assert [(c.band, c.ready) for c in choices] == [("B3", False), ("B4", True), ("B5", False)]
    assert [c.reading.band for c in choices] == ["B3", "B4", "B5"]
    before = entry_count(vault)
    for band, reason in ((None, ""), ("B4", " "), ("B5", "Looks older."), ("B9", "Why not.")):
        with pytest.raises(InputError):
            start(vault, library, child.child_id, on=ON, band=band, reason=reason)
    assert entry_count(vault) == before
    visit = start(vault, library, child.child_id, on=ON, band="B4", reason="The card says so.")
    assert visit.reading.band == "B4"
    assert vault.journal.history(visit.visit.visit_id)[0].changes["band_reason"]


@pytest.mark.parametrize(
    ("born", "on"),
    [(BORN, BORN - timedelta(days=1)), (date(2015, 1, 1), ON), (ON - timedelta(days=30), ON)],
)
def test_no_visit_without_a_band_that_is_ready(
    vault: Vault, half_written: Library, born: date, on: date
) -> None:
    library = half_written
    form = ChildForm(given_name="Mara", born_earliest=born.isoformat())
    child = add_child(vault, form, today=ON)
    before = entry_count(vault)
    with pytest.raises(InputError):
        start(vault, library, child.child_id, on=on)
    assert entry_count(vault) == before


AGES = [(10, "B1"), (100, "B2"), (200, "B3"), (300, "B4"), (400, "B5"), (600, "B6"), (900, "B7")]


@pytest.mark.parametrize(("days", "band"), [*AGES, (1300, "B8"), (1500, "B9"), (2190, "B9")])
def test_a_child_of_any_age_under_six_has_a_visit(
    vault: Vault, library: Library, days: int, band: str
) -> None:
    form = ChildForm(given_name="Mara", born_earliest=(ON - timedelta(days=days)).isoformat())
    visit = start(vault, library, add_child(vault, form, today=ON).child_id, on=ON)
    assert visit.visit.band == band
    assert sum(item.core for item in visit.items().values()) >= 20


def test_the_policy_of_the_first_day_stays_with_the_visit(vault: Vault, library: Library) -> None:
    form = ChildForm(given_name="Mara", born_earliest=BORN.isoformat(), gestation="35w0d")
    child = add_child(vault, form, today=ON)
    visit = start(vault, library, child.child_id, on=ON + timedelta(days=30))
    assert visit.reading.basis == "corrected"
    save(vault, ProgrammeForm(age_policy="none"), today=ON)
    assert resumed(vault, library, visit).reading.basis == "corrected"


def test_answers_of_another_day_carry_it(vault: Vault, library: Library, visit: OpenVisit) -> None:
    visit.answer(R1, "often")
    later = resume(vault, library, visit.visit.visit_id, day=ON + timedelta(days=2))
    later.use_known("seen")
    later.answer(R2, "often")
    answers = resumed(vault, library, visit).visit.answers
    assert (answers[R1].answered_on, answers[R2].answered_on) == (None, ON + timedelta(days=2))
