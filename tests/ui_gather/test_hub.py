"""The place from which all between laptops begins, and the ways there from a child's page."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QScrollArea

from imh_desktop.exchange.archive import Recipients
from imh_desktop.flows import handing_over
from imh_desktop.flows.caseload import Caseload
from imh_desktop.flows.handing_over import Giving
from imh_desktop.store.vault import Vault
from imh_desktop.ui.case_lines import line_of
from imh_desktop.ui.handover_page import HandoverPage
from imh_desktop.ui.row_button import RowButton
from tests.flows.team import DAY, Team
from tests.ui_shell.conftest import enrol


def test_every_row_is_in_sight_at_once(opened, hands):
    program = opened()
    hands.click("Carry and gather")
    hands.wait_for("Export")
    hands.picture("hub")
    rows = [row for row in program.window.findChildren(RowButton) if row.isVisible()]
    assert len(rows) >= 9
    assert all(row.visibleRegion().boundingRect() == row.rect() for row in rows)
    page = program.window.page
    assert [a for a in page.findChildren(QScrollArea) if a.verticalScrollBar().maximum()] == []


def test_a_coordinator_is_not_sent_to_her_coordinator(opened, hands):
    opened()
    hands.click("Carry and gather")
    assert "for another coordinator" in hands.find("Carry my work").accessibleDescription()


def test_the_childs_page_leads_to_giving_that_family(opened, hands, team):
    enrol(team.desk, "Ben", "Mora")
    child = enrol(team.desk, "<b>Amara</b>", "Jallow")
    program = opened()
    program._workspace.show_child(child.child_id)
    hands.picture("child")
    hands.click("Hand over")
    hands.wait_for("Choose where to save it")
    hands.picture("give-one")
    (page,) = [p for p in program.window.findChildren(HandoverPage) if p.isVisible()]
    assert [id_ for id_, tick in page._ticks.items() if tick.isChecked()] == [child.child_id]
    hands.click("Back")
    hands.wait_for("Edit details")


@pytest.mark.parametrize(
    ("kind", "here", "there"),
    [("cover", "Covered by a colleague", "You cover for a colleague"),
     ("handover", "Handed over", "Came from a colleague")],
)  # fmt: skip
def test_a_family_that_was_given_is_marked_on_both_laptops(team: Team, words, kind, here, there):
    child, taker = enrol(team.desk, "Amara"), team.laptops[0]
    enrol(team.desk, "Ben")
    file = team.place / "given.imha"
    giving = Giving(
        children=(child.child_id,), to=team.papers[0], kind=kind, reason="ill", from_on=DAY,
        until_on=DAY + timedelta(days=3) if kind == "cover" else None,
    )  # fmt: skip
    handing_over.give(team.desk, file, giving, Recipients(open=(team.papers[0],)))
    team.take(taker, file)

    def marks(vault: Vault, after: int = 0) -> dict[str, str]:
        day = DAY + timedelta(days=after)
        lines = [line_of(words, row, day) for row in Caseload(vault, day).rows()]
        assert all(line.held in line.spoken for line in lines)
        return {line.name: line.held for line in lines}

    assert marks(team.desk) == {"Amara Jallow": here, "Ben Jallow": ""}
    assert marks(taker) == {"Amara Jallow": there}
    ends = kind == "cover"
    assert marks(taker, after=4) == {"Amara Jallow": "" if ends else there}
