"""When care ends, reminders stop at every door, and no page is made without being asked for."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from imh_desktop.core.next_visit import NextVisit
from imh_desktop.errors import InputError
from imh_desktop.flows import printing, programme
from imh_desktop.flows.care import ask_for_page, set_care, set_next_visit
from imh_desktop.flows.caseload import Caseload
from imh_desktop.flows.child_forms import child_form
from imh_desktop.flows.closing import close
from imh_desktop.flows.demo import demo_programme
from imh_desktop.flows.enrolling import edit_child
from imh_desktop.flows.printing_batch import due
from imh_desktop.flows.printing_day import not_given
from imh_desktop.flows.printing_log import to_offer
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.flows.summarising import family_page
from imh_desktop.flows.visits_due import due_of
from imh_desktop.store import records, standing
from imh_desktop.ui.case_lines import line_of
from imh_desktop.words import Words

from .export_vault import ON, child_of, visit_of

ENDS = ("moved", "declined", "transferred", "aged_out", "discharged", "died")
WORDS = Words("en")


@pytest.fixture
def family(vault, library):
    """A child with a closed visit whose page was given once and is outdated since; one without."""
    programme.save(vault, demo_programme(ON, WORDS), today=ON)
    child_id, fresh = child_of(vault, "Mara"), child_of(vault, "Zoe")
    visit_ids = {}
    for each in (child_id, fresh):
        visit = visit_of(vault, library, each)
        close(visit)
        visit_ids[each] = visit.visit.visit_id
    giving = printing.Giving(visit_id=visit_ids[child_id], safe="print", way="print")
    given = printing.give(vault, library, giving, ON)
    edit_child(vault, child_id, child_form(renamed(vault, child_id)), today=ON)
    return child_id, fresh, visit_ids, given.printed.print_id


def renamed(vault, child_id):
    return replace(records.child(vault, child_id), given_name="Maya")


def reminders(vault, library, child_id, fresh):
    """Return door -> whether it still reminds of the children."""
    rows = Caseload(vault, ON, library).rows()
    return {
        "board": any(row.child.child_id == child_id for row in rows),
        "day due": any(r.due_on for r in Caseload(vault, ON, library).rows("Maya")),
        "print all": any(each.child_id == child_id for each in due(vault, ON)),
        "not given": not_given(vault, ON) > 0,
        "outdated": bool(to_offer(vault, child_id)),
    }


def pages(vault, library, visit_id, print_id):
    """Return door -> what makes a page there."""
    giving = printing.Giving(visit_id=visit_id, safe="print", way="print")
    return {
        "seen": lambda: family_page(vault, library, visit_id, "en"),
        "given": lambda: printing.give(vault, library, giving, ON),
        "again": lambda: printing.reprint(vault, print_id, "print", ON),
    }


@pytest.mark.parametrize("status", ENDS)
def test_every_end_stops_every_reminder_at_once_and_can_be_taken_back(
    vault, library, family, status
):
    child_id, fresh, visit_ids, print_id = family
    before = reminders(vault, library, child_id, fresh)
    assert all(before.values()), before
    for each in (child_id, fresh):
        set_care(vault, each, status, ON, "As the family told us", WORDS)
    assert not any(reminders(vault, library, child_id, fresh).values())
    (found,) = Caseload(vault, ON, library).rows("Maya")
    assert found.ended
    line = line_of(WORDS, found, ON)
    assert (line.chip, line.when) == ("No more visits", "")
    for door, make in pages(vault, library, visit_ids[child_id], print_id).items():
        with pytest.raises(PageRefused) as refused:
            make()
        assert refused.value.place == "care", door
    for each in (child_id, fresh):
        set_care(vault, each, "active", ON, "They came back", WORDS)
    assert reminders(vault, library, child_id, fresh) == before


@pytest.mark.parametrize("status", ENDS)
def test_a_page_asked_for_with_a_reason_is_made_but_never_of_a_child_who_died(
    vault, library, family, status
):
    child_id, _, visit_ids, print_id = family
    set_care(vault, child_id, status, ON, "As the family told us", WORDS)
    with pytest.raises(InputError):
        ask_for_page(vault, child_id, "  ", WORDS)
    doors = pages(vault, library, visit_ids[child_id], print_id)
    if status == "died":
        with pytest.raises(PageRefused):
            ask_for_page(vault, child_id, "The mother asked", WORDS)
        vault.journal.write("child", child_id, {"page_reason": "from another laptop"})
        with pytest.raises(PageRefused):
            doors["given"]()
        return
    ask_for_page(vault, child_id, "The mother asked", WORDS)
    assert standing.care_of(vault, child_id).page_reason == "The mother asked"
    for make in doors.values():
        make()
    set_care(vault, child_id, "moved", ON, "Moved later", WORDS)
    with pytest.raises(PageRefused):
        doors["given"]()


@pytest.mark.parametrize(("status", "reason"), [("gone", "why"), ("moved", " "), ("", "why")])
def test_an_end_needs_a_known_word_and_a_reason(vault, status, reason):
    child_id = child_of(vault)
    with pytest.raises(InputError):
        set_care(vault, child_id, status, ON, reason, WORDS)
    assert not standing.ended(vault)


def test_the_visitors_own_day_is_shown_with_what_sets_it(vault, library):
    child_id = child_of(vault)
    set_next_visit(vault, child_id, ON, "<img src=x>", WORDS, today=ON)
    (row,) = Caseload(vault, ON, library).rows()
    assert row.due == NextVisit(ON, "set_by_visitor")
    assert due_of(vault, library, records.child(vault, child_id), None) == NextVisit(
        ON, "set_by_visitor"
    )
    for day, reason in ((ON, ""), (ON - timedelta(days=1), "sooner"), (None, "why")):
        with pytest.raises(InputError):
            set_next_visit(vault, child_id, day, reason, WORDS, today=ON)
