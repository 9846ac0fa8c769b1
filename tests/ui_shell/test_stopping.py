"""After "Do not print" the visitor hears of a page that is at the print desk already."""

from datetime import date

import pytest

from imh_desktop.flows import printing
from imh_desktop.flows.demo import fill
from imh_desktop.store import records

TODAY = date.today()  # noqa: DTZ011 as the program


@pytest.mark.parametrize("sent", [True, False])
def test_a_page_at_the_desk_is_told_of_when_the_next_one_is_stopped(
    sent, vault, library, opened, hands
):
    child = fill(vault, library, TODAY)
    visit = next(v for v in records.visits(vault, child.child_id) if v.closed_at)
    if sent:
        giving = printing.Giving(visit_id=visit.visit_id, safe="print", way="desk")
        printing.send(vault, library, giving, TODAY)
    opened()._workspace.show_family_page(visit.visit_id)
    hands.click("Save a copy")
    hands.click("Do not print")
    told = "Nothing was printed."
    if sent:
        told += (
            " A page of this visit was sent to the print desk before. Please call and ask them to"
            " shred it."
        )
    hands.wait_for(told)
