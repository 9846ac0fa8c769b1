"""A try to reach a family that is half typed: kept, offered to who typed it, gone once saved."""

from PySide6.QtCore import Qt

from imh_desktop.core.people import Child
from imh_desktop.store.contact_log import contacts
from imh_desktop.ui.driver import Hands

from .conftest import BEGUN, Laptop, text

HOSTILE = "O'Brien <img src=x> =1+1"
MORE = "Another day, or more about it"


def begin(laptop: Laptop, child: Child) -> None:
    laptop.program._workspace.show_child(child.child_id)
    laptop.hands.click(MORE)


def test_it_stands_there_again_after_the_lock_and_is_gone_once_saved(
    laptop: Laptop, child: Child, hands: Hands
) -> None:
    begin(laptop, child)
    assert not hands.sees(BEGUN)
    hands.click("Talked with the family")
    hands.write("When: day", "3")
    hands.write("What came of it", HOSTILE)
    laptop.relock()
    begin(laptop, child)
    assert hands.sees(BEGUN)
    hands.picture("begun")
    assert text(hands, "What came of it") == HOSTILE
    assert text(hands, "When: day") == "3"
    hands.write("When: year", "2026")
    hands.choose("When: month", "January")
    hands.click("Record")
    (kept,) = contacts(laptop.vault, child.child_id)
    assert (kept.how, kept.came) == ("talked", HOSTILE)
    assert laptop.drafts() == {}
    begin(laptop, child)
    assert not hands.sees(BEGUN)
    assert text(hands, "What came of it") == ""


def test_escape_keeps_it_and_cancel_throws_it_away(
    laptop: Laptop, child: Child, hands: Hands
) -> None:
    begin(laptop, child)
    hands.write("What came of it", HOSTILE)
    hands.press(Qt.Key.Key_Escape)
    opener = hands.find(MORE)
    assert opener.hasFocus(), "the keyboard is where it was"
    hands.click(MORE)
    assert hands.sees(BEGUN)
    assert text(hands, "What came of it") == HOSTILE
    hands.click("Cancel")
    assert laptop.drafts() == {}
    hands.click(MORE)
    assert not hands.sees(BEGUN)
    assert text(hands, "What came of it") == ""


def test_thrown_away_the_form_is_as_new_and_what_is_typed_next_is_kept(
    laptop: Laptop, child: Child, hands: Hands
) -> None:
    begin(laptop, child)
    hands.click("Called")
    hands.write("What came of it", HOSTILE)
    laptop.relock()
    begin(laptop, child)
    hands.click("Throw it away")
    assert not hands.sees(BEGUN)
    assert laptop.drafts() == {}
    assert text(hands, "What came of it") == ""
    assert text(hands, "Who did it or said so") == "Rosa Méndez"
    hands.write("What came of it", "Later")
    laptop.relock()
    begin(laptop, child)
    assert text(hands, "What came of it") == "Later"


def test_a_battery_that_dies_takes_the_last_moment_alone(
    laptop: Laptop, child: Child, hands: Hands
) -> None:
    begin(laptop, child)
    hands.write("What came of it", HOSTILE)
    hands.wait(lambda: bool(laptop.drafts()), "keeping it")
    begun = laptop.drafts()
    hands.write("What came of it", "")
    hands.wait(lambda: not laptop.drafts(), "forgetting what was emptied")
    assert HOSTILE in "".join(begun.values())


def test_a_form_nobody_typed_into_leaves_nothing(laptop: Laptop, child: Child) -> None:
    begin(laptop, child)
    laptop.relock()
    assert laptop.drafts() == {}
