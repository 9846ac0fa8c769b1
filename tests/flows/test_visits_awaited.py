"""One rule for the list of children and for the coordinator's figures: when a visit was due."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.programme_facts import Period, VisitFact
from imh_desktop.flows.care import set_care, set_next_visit
from imh_desktop.flows.caseload import Caseload
from imh_desktop.flows.closing import close
from imh_desktop.flows.programme_figures import figures
from imh_desktop.flows.programme_gathering import Gathering
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words
from tests.flows.planted import KEY, Days

from .export_vault import ON, child_of, visit_of

WORDS = Words("en")
TODAY = ON + timedelta(days=200)
PERIOD = Period(ON, TODAY)


@pytest.fixture
def clock() -> Days:
    return Days()


@pytest.fixture
def desk(tmp_path: Path, clock: Days):
    clock.day = ON
    with Vault.create_with_key(tmp_path / "desk", KEY, "Ana", clock=clock) as vault:
        vault.open_connection().execute("PRAGMA synchronous = OFF")
        vault.journal.write("worker", vault.worker_id, {"role": "coordinator"})
        yield vault


def visited(vault: Vault, library: Library, child_id: str, on: date, clock: Days) -> str:
    clock.day = on
    visit = visit_of(vault, library, child_id, on)
    close(visit)
    return visit.visit.visit_id


def facts(vault: Vault, library: Library) -> dict[str, VisitFact]:
    gathering = Gathering(vault, library, PERIOD)
    list(gathering.steps())
    return {visit.visit_id: visit for visit in gathering.facts.visits}


def listed(vault: Vault, library: Library, on: date) -> date | None:
    (row,) = Caseload(vault, on, library).rows()
    return row.due_on


def share(vault: Vault, library: Library) -> tuple[int | None, int | None]:
    found = figures(vault, library, PERIOD, TODAY)
    one = next(each for each in found.indicators if each.indicator_id == "on_time")
    return one.numerator, one.denominator


def test_what_the_list_said_is_what_the_figures_ask_for(
    desk: Vault, library: Library, clock: Days
) -> None:
    child_id = child_of(desk)
    first = visited(desk, library, child_id, ON, clock)
    assert facts(desk, library)[first].due_on == listed(desk, library, ON)

    chosen = ON + timedelta(days=70)
    clock.day = ON + timedelta(days=20)
    set_next_visit(desk, child_id, chosen, "Back from the village", WORDS, today=clock.day)
    assert facts(desk, library)[first].due_on == listed(desk, library, ON) == chosen

    second = visited(desk, library, child_id, chosen, clock)
    assert facts(desk, library)[first].due_on == chosen, "as it was said until the visit was made"
    assert share(desk, library)[0] == 1
    after = facts(desk, library)[second].due_on
    assert after == listed(desk, library, chosen) != chosen

    clock.day = chosen + timedelta(days=5)
    later = chosen + timedelta(days=90)
    set_next_visit(desk, child_id, later, "Harvest", WORDS, today=clock.day)
    known = facts(desk, library)
    assert (known[first].due_on, known[second].due_on) == (chosen, later)


def test_the_figures_wait_for_nobody_whose_visits_had_ended(
    desk: Vault, library: Library, clock: Days
) -> None:
    child_id = child_of(desk)
    first = visited(desk, library, child_id, ON, clock)
    due = facts(desk, library)[first].due_on
    assert due
    assert share(desk, library) == (0, 1)
    set_care(desk, child_id, "moved", due, "To another town", WORDS)
    assert share(desk, library) == (0, 0)
    set_care(desk, child_id, "moved", due + timedelta(days=1), "A day later", WORDS)
    assert share(desk, library) == (0, 1), "it was due while the family was still visited"
