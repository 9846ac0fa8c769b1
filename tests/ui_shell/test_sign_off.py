"""A lower step asked for by a visitor and signed by a coordinator, on real pages."""

from datetime import date
from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.flows import devices, sign_off, visiting
from imh_desktop.flows.closing import close
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.flows.reviewing import raise_level
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands
from imh_desktop.words import Words

from .conftest import OpenProgram, enrol

PASSPHRASE = "correct horse battery staple"
TODAY = date.today()  # noqa: DTZ011 the program asks the local clock too


@pytest.fixture
def vault(request: pytest.FixtureRequest, folder: Path) -> Vault:
    """A coordinator's, with a passphrase, where the test asks for one."""
    if getattr(request, "param", "") != "coordinator":
        return Vault.create_with_key(folder, b"k" * 32, "Rosa Méndez")
    made, _code = Vault.create(folder, PASSPHRASE, "Carla")
    devices.certify_self(made, "Desk", TODAY)
    return made


def finished(vault: Vault) -> tuple[str, str]:
    child = enrol(vault)
    visit = visiting.start(vault, Library(), child.child_id, on=TODAY)
    raise_level(visit, "N3", "I am worried")
    for when in ("morning", "noon", "evening"):
        add_moment(visit, f"She laughed in the {when}")
    close(visit)
    return child.child_id, visit.visit.visit_id


def level(vault: Vault, visit_id: str) -> object:
    return (records.results(vault, visit_id) or {})["open_level"]


def test_a_visitor_can_only_ask(opened: OpenProgram, vault: Vault, hands: Hands) -> None:
    child_id, visit_id = finished(vault)
    program = opened()
    program._workspace.show_child(child_id)
    hands.click("Lower a next step")
    hands.click(Words("en").date(TODAY))
    hands.wait_for("Ask for a lower step")
    assert not hands.sees("Your passphrase")
    hands.click("Ask for it")
    hands.wait_for("Please say why, in a few words.")
    hands.write("Why", "We saw him eat well")
    hands.click("Ask for it")
    hands.wait_for("Please choose a lower step.")
    hands.click("Support, and look again soon")
    hands.click("Ask for it")
    hands.wait_for("Edit details")
    assert level(vault, visit_id) == "N3"
    (one,) = sign_off.requests(vault, Words("en"))
    assert one.reason == "We saw him eat well"


@pytest.mark.parametrize("vault", ["coordinator"], indirect=True)
def test_a_coordinator_signs_with_her_passphrase(
    opened: OpenProgram, vault: Vault, hands: Hands
) -> None:
    _child_id, visit_id = finished(vault)
    sign_off.ask(vault, Library(), visit_id, "N1", "<b>He eats well</b>", Words("en"))
    opened()
    hands.click("Carry and gather")
    hands.click("Steps to sign off. 1 to look at")
    hands.click("Look at it")
    hands.write("Why", "Agreed by phone")
    hands.write("Your passphrase", "wrong")
    hands.click("Sign it")
    hands.wait_for("That passphrase does not open your file. Nothing was changed.")
    assert level(vault, visit_id) == "N3"
    hands.write("Your passphrase", PASSPHRASE)
    hands.click("Sign it")
    hands.wait(lambda: level(vault, visit_id) == "N1", "the lower step")
    hands.wait_for("Done")
    assert sign_off.requests(vault, Words("en")) == ()
