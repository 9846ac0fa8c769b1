"""From the plan of the week to a calendar: no name unless it is chosen, and a warning then."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.flows.reviewing import add_moment, close
from imh_desktop.flows.visiting import start
from imh_desktop.store.vault import Vault
from imh_desktop.ui import saving
from imh_desktop.ui.calendar_panel import CalendarPanel
from imh_desktop.ui.driver import Hands

from .conftest import OpenProgram, enrol

TODAY = date.today()  # noqa: DTZ011 the program asks the local clock too


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the file goes; the system's own dialog is left out."""
    target = tmp_path / "visits.ics"

    def choose(_page, _words, name, write, *, ending):
        assert ("Amara" not in name, ending) == (True, "ics")
        write(target)

    monkeypatch.setattr(saving, "ask_where", choose)
    return target


def to_panel(opened: OpenProgram, vault: Vault, hands: Hands) -> CalendarPanel:
    visit = start(vault, Library(), enrol(vault).child_id, on=TODAY - timedelta(days=1))
    for text in ("She sang.", "She ate.", "She slept."):
        add_moment(visit, text)
    close(visit)
    program = opened()
    hands.click("Plan of the week")
    hands.click("For a calendar")
    return program.window.findChild(CalendarPanel)


def test_a_tired_visitor_saves_days_without_names(
    opened: OpenProgram, vault: Vault, hands: Hands, saved: Path
) -> None:
    panel = to_panel(opened, vault, hands)
    assert not panel._warning.isVisible()
    hands.picture("calendar")
    hands.click("Save")
    hands.wait_for("1 visit is saved.")
    assert b"Amara" not in saved.read_bytes()


def test_names_are_chosen_under_a_warning_and_what_stands_there_stays(
    opened: OpenProgram, vault: Vault, hands: Hands, saved: Path
) -> None:
    panel = to_panel(opened, vault, hands)
    hands.click("“Visit” and the child’s first name")
    assert panel._warning.isVisible()
    hands.picture("calendar-names")
    hands.click("Save")
    hands.wait_for("1 visit is saved.")
    first = saved.read_bytes()
    assert b"SUMMARY:Visit Amara" in first
    hands.click("For a calendar")
    hands.click("Save")
    hands.wait_for("There is something here already. Nothing was changed.")
    assert saved.read_bytes() == first
