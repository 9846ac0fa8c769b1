"""What a family agreed to, on screen: asked for, written down, taken back."""

from datetime import date

import pytest

from imh_desktop.flows.demo import fill
from imh_desktop.store import records
from imh_desktop.ui.agreed_page import AgreedPage
from imh_desktop.ui.widgets import PlainLabel

TITLE = "Taking part, with a record of the visits"


@pytest.fixture
def child(vault, library):
    return fill(vault, library, date.today())  # noqa: DTZ011 as the program


def said(page):
    return [each.text() for each in page.findChildren(PlainLabel) if each.isVisible()]


def test_it_is_asked_for_written_down_and_taken_back(child, opened, hands, vault):
    program = opened()
    program._workspace.show_child(child.child_id)
    assert hands.sees(
        "Taking part is not written down yet. Please ask the family; no visit waits for it."
    )
    hands.click("See and change")
    page = program.window.page
    assert isinstance(page, AgreedPage)
    hands.click("Write it down", about=TITLE)
    hands.write("Who agrees", "<img src=x>")
    hands.click("The family agrees")
    assert records.consents(vault, child.child_id) == [], "a role is missing"
    hands.write("In what role, such as mother or legal guardian", "=1+1")
    hands.click("Signed on paper")
    hands.click("The family agrees")
    hands.wait_for("Take it back")
    (kept,) = records.consents(vault, child.child_id)
    assert (kept.kind, kept.signer, kept.authority) == ("record", "<img src=x>", "=1+1")
    assert any(text.startswith("Agreed by <img src=x> (=1+1)") for text in said(program.window))
    hands.click("Take it back")
    hands.click("Take it back", about="")
    assert records.consents(vault, child.child_id)[0].revoked_on is None, "nobody is named"
    hands.write("Who takes it back", "Nia")
    hands.click("Take it back", about="")
    hands.wait(lambda: any(t.startswith("Withdrawn on") for t in said(program.window)), "the end")
    (kept,) = records.consents(vault, child.child_id)
    assert kept.revoked_by == "Nia"
    hands.click("Back")
    hands.wait_for("About the child")
    assert any("The family took this back" in text for text in said(program.window))
