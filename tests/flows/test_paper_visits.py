"""A visit typed in from paper is the visit of its day, whenever it is typed in."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from imh_desktop.content.library import Library
from imh_desktop.core.people import Child
from imh_desktop.core.programme_facts import Period
from imh_desktop.errors import InputError
from imh_desktop.flows.closing import close
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.programme_gathering import Gathering
from imh_desktop.flows.reviewing import add_moment
from imh_desktop.flows.summarising import family_page
from imh_desktop.flows.visiting import resume, start
from imh_desktop.store import records
from imh_desktop.store.vault import Vault

from .conftest import BORN, ON

TODAY = ON + timedelta(days=20)
CODES = {"worry": "a_little", "sign_group": "a_little", "sign": "a_lot", "today": "no"}


def _answer(visit: OpenVisit) -> None:
    visit.use_known("both", visit.caregivers[0].caregiver_id)
    for number, item in enumerate(visit.items().values()):
        if not item.sensitivity.private and item.codes:
            usual = ("often", "sometimes", "not_yet", "not_seen")[number % 4]
            visit.answer(item.item_id, CODES.get(item.kind, usual))
    for moment in ("Mara laughed.", "Mara reached for Ines.", "They sang."):
        add_moment(visit, moment)


@pytest.mark.usefixtures("numbers")
def test_a_visit_typed_in_equals_one_answered_on_its_day(
    vault: Vault, library: Library, child: Child
) -> None:
    on_the_day = start(vault, library, child.child_id, on=ON)
    _answer(on_the_day)
    typed = start(vault, library, child.child_id, on=ON, from_paper=True, today=TODAY)
    # Typed in on several later days: what is on the paper was answered on the day of the visit.
    _answer(resume(vault, library, typed.visit.visit_id, day=TODAY))
    typed = resume(vault, library, typed.visit.visit_id, day=TODAY + timedelta(days=1))

    assert typed.visit.answers == on_the_day.visit.answers
    assert typed.visit.band == on_the_day.visit.band
    assert typed.profile == on_the_day.profile
    assert typed.guidance.open_level == on_the_day.guidance.open_level == "N2"
    assert close(typed).reobserve_on == close(on_the_day).reobserve_on
    pages = [
        family_page(vault, library, each.visit.visit_id, "en", today=TODAY).content
        for each in (typed, on_the_day)
    ]
    assert pages[0] == pages[1]


def test_that_it_came_from_paper_is_kept_and_nothing_else_differs(
    vault: Vault, library: Library, child: Child
) -> None:
    typed = start(vault, library, child.child_id, on=ON, from_paper=True, today=TODAY)
    plain = start(vault, library, child.child_id, on=ON)
    kept = records.visit(vault, typed.visit.visit_id)
    assert kept is not None
    assert kept.from_paper
    assert not plain.visit.from_paper
    assert replace(kept, visit_id=plain.visit.visit_id, from_paper=False) == plain.visit


def test_the_band_is_that_of_the_age_on_the_day(
    vault: Vault, library: Library, child: Child
) -> None:
    early = BORN + timedelta(days=100)
    typed = start(vault, library, child.child_id, on=early, from_paper=True, today=TODAY)
    assert typed.visit.band == start(vault, library, child.child_id, on=early).visit.band == "B2"


@pytest.mark.parametrize("days", [1, 400])
def test_a_day_to_come_is_refused_and_nothing_is_written(
    vault: Vault, library: Library, child: Child, days: int
) -> None:
    before = sum(1 for _ in vault.journal.entries())
    with pytest.raises(InputError, match="still to come"):
        start(
            vault, library, child.child_id, on=ON + timedelta(days=days), from_paper=True, today=ON
        )
    assert sum(1 for _ in vault.journal.entries()) == before


def test_a_visit_typed_in_quickly_is_not_taken_for_a_rushed_one(
    vault: Vault, library: Library, child: Child
) -> None:
    _answer(start(vault, library, child.child_id, on=ON))
    _answer(start(vault, library, child.child_id, on=ON, from_paper=True, today=TODAY))
    gathering = Gathering(vault, library, Period(first=ON, last=TODAY))
    assert list(gathering.steps())
    timed = [bool(visit.answered_at) for visit in gathering.facts.visits]
    assert sorted(timed) == [False, True]
