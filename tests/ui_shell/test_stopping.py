"""Once a page is stopped the visitor hears of one that may be at the print desk already."""

from datetime import date

import pytest

from imh_desktop.flows import printing
from imh_desktop.flows.demo import fill
from imh_desktop.store import records
from tests.flows.sent import agreed_to_print

TODAY = date.today()  # noqa: DTZ011 as the program


TOLD = (
    "A page of this visit was sent to the print desk before. Please call and ask them to shred it."
)


@pytest.mark.parametrize("answer", ["Do not print", "Short page only", "Yes, go on"])
@pytest.mark.parametrize("sent", [True, False])
def test_a_page_at_the_desk_is_told_of_when_it_is_stopped(
    sent, answer, vault, library, opened, hands, tmp_path
):
    child = fill(vault, library, TODAY)
    visit = next(v for v in records.visits(vault, child.child_id) if v.closed_at)
    agreed_to_print(vault, child.child_id, TODAY)
    if sent:
        giving = printing.Giving(visit_id=visit.visit_id, safe="print", way="desk")
        printing.send(vault, library, giving, TODAY)
    opened()._workspace.show_family_page(visit.visit_id)
    hands.click("Save a copy")
    hands.click(answer)
    if answer == "Do not print":
        hands.wait_for("Nothing was printed.")
    else:
        hands.write("File name", str(tmp_path / "page.pdf"))
        hands.click("Save")
        hands.wait_for("The copy is saved.")
    assert hands.sees(TOLD) is (sent and answer != "Yes, go on")
