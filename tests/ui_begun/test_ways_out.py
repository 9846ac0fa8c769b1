"""Out of a half-typed form: Escape and Back lose nothing, and the keyboard is where it was."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from imh_desktop.core.people import Child
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.sight import accessible_name
from imh_desktop.ui.typed_values import typed
from imh_desktop.ui.widgets import Panel, TextField
from imh_desktop.ui.widgets.reading_order import stops

from .conftest import BEGUN, Laptop, text
from .stories import Story, _at, pages, panels

TYPED = "Zyxq O'Brien <img src=x> =1+1"


def keyboard() -> str:
    widget = QApplication.focusWidget()
    return accessible_name(widget) if widget else ""


@pytest.mark.parametrize("story", panels(), ids=lambda story: story.name)
def test_a_panel_begins_at_its_first_field_and_escape_goes_back_to_its_button(
    story: Story, laptop: Laptop, child: Child, hands: Hands
) -> None:
    story.prepare(laptop.vault, child.child_id)
    story.show(laptop, child.child_id)
    assert keyboard() == story.first
    hands.write(story.field, TYPED)
    hands.press(Qt.Key.Key_Escape)
    assert keyboard() == story.opener
    assert any(TYPED in draft for draft in laptop.drafts().values())
    hands.press(Qt.Key.Key_Space)
    hands.wait_for(BEGUN)
    assert text(hands, story.field) == TYPED
    hands.click("Cancel")
    assert laptop.drafts() == {}


@pytest.mark.parametrize("story", pages(), ids=lambda story: story.name)
def test_a_page_that_is_left_by_back_loses_nothing(
    story: Story, laptop: Laptop, child: Child, hands: Hands
) -> None:
    story.prepare(laptop.vault, child.child_id)
    story.show(laptop, child.child_id)
    hands.write(story.field, TYPED)
    hands.click("Back")
    assert any(TYPED in draft for draft in laptop.drafts().values())
    story.show(laptop, child.child_id)
    assert hands.sees(BEGUN)
    assert text(hands, story.field) == TYPED


def test_the_keyboard_goes_through_a_begun_panel_as_it_is_read(
    laptop: Laptop, child: Child, hands: Hands
) -> None:
    show = _at("Another day, or more about it")
    show(laptop, child.child_id)
    hands.write("What came of it", TYPED)
    hands.press(Qt.Key.Key_Escape)
    show(laptop, child.child_id)
    (panel,) = (each for each in laptop.program.window.findChildren(Panel) if each.isVisible())
    hands.click("Called")
    assert [accessible_name(each) for each in stops(panel)] == [
        "Throw it away", "Called", "When: day", "When: month", "When: year",
        "Who did it or said so", "What came of it", "Cancel", "Record",
    ]  # fmt: skip
    hands.click("Throw it away")
    assert keyboard() == "Not at home"


def test_a_passphrase_is_kept_nowhere(laptop: Laptop, child: Child, hands: Hands) -> None:
    (lower,) = (story for story in panels() if story.name == "lower")
    lower.prepare(laptop.vault, child.child_id)
    laptop.vault.journal.write("worker", laptop.vault.worker_id, {"role": "coordinator"})
    lower.show(laptop, child.child_id)
    hands.write("Why", TYPED)
    hands.write("Your passphrase", "marble otter")
    laptop.relock()
    (kept,) = laptop.drafts().values()
    assert "otter" not in kept
    lower.show(laptop, child.child_id)
    assert (text(hands, "Why"), text(hands, "Your passphrase")) == (TYPED, "")
    with pytest.raises(TypeError):
        typed(TextField(laptop.program.look, "Your passphrase", secret=True))
