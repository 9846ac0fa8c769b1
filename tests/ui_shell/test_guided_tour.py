"""The guided tour, walked by keys over the demo family in the real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from imh_desktop.ui.laptop_settings import read_settings
from imh_desktop.ui.sight import accessible_name
from imh_desktop.words import Words

OFFER = "New here? Six short steps show you round."


@pytest.fixture
def demo(program, hands):
    program._on_demo()
    QApplication.processEvents()
    return program


def to(program, hands, name):
    """Come to a button by Tab alone, and press it."""
    seen = []
    for _ in range(120):
        if accessible_name(program.window.focusWidget()) == name:
            hands.press(Qt.Key.Key_Space)
            return
        seen.append(accessible_name(program.window.focusWidget()))
        hands.press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never came to {name!r}, but to {seen}")


def ring(program):
    tour = program._guided
    tour._look_again()
    return tour.ring if tour.ring.isVisible() else None


def test_it_is_walked_by_keys_and_points_at_the_real_things(demo, hands, folder):
    assert hands.sees(OFFER)
    to(demo, hands, "Show me round")
    tour = demo._guided
    assert tour.step == 1
    assert ring(demo) is not None
    to(demo, hands, "Continue Amara's visit")
    hands.wait(lambda: tour.step == 2, "the second step")
    at = ring(demo).geometry().center()
    under = demo.window.below.childAt(at)
    while type(under).__name__ != "ItemCard":
        under = under.parentWidget()
    hands.press(Qt.Key.Key_1)
    to(demo, hands, "I saw it")
    to(demo, hands, "Go on")
    assert tour.step == 3
    assert ring(demo) is not None
    to(demo, hands, "Go on")
    assert tour.step == 4
    assert ring(demo) is not None
    demo.window.page.review_wanted.emit()
    hands.wait(lambda: tour.step == 5, "the fifth step")
    demo._workspace.show_caseload()
    hands.wait(lambda: ring(demo) is not None, "the ring around the family page's button")
    hands.click("Family page")
    hands.wait(lambda: tour.step == 6, "the last step")
    demo._workspace.show_caseload()
    hands.wait(lambda: ring(demo) is not None, "the ring")
    hands.click("Carry and gather")
    hands.wait(lambda: demo._guided is None, "the end")
    assert read_settings(folder).tour_seen


def test_escape_skips_it_and_it_is_not_offered_again(demo, hands, folder):
    to(demo, hands, "Show me round")
    demo._guided.strip.next.setFocus()
    hands.press(Qt.Key.Key_Escape)
    assert demo._guided is None
    assert not hands.sees("Skip the tour")
    assert read_settings(folder).tour_seen
    demo.close()
    demo._on_demo()
    assert not hands.sees(OFFER)


def test_it_stands_in_nobodys_way(demo, hands):
    """What lies under the ring is pressed through it, and a page it knows nothing of may come."""
    to(demo, hands, "Show me round")
    hands.click("Programme")
    assert hands.sees("Save the programme")
    assert ring(demo) is None
    hands.click("Cancel")
    assert ring(demo) is not None


def test_it_goes_along_when_the_window_is_dressed_anew(demo, hands):
    to(demo, hands, "Show me round")
    hands.press(Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert demo._guided.step == 1
    assert demo._guided.strip.isVisible()


def test_help_offers_it_in_the_demo_alone(demo, hands):
    demo._guided.end()
    hands.press(Qt.Key.Key_F1)
    hands.click("Show me round")
    assert demo._guided.step == 1


def test_real_work_has_none(opened, hands):
    program = opened()
    assert program._guided is None
    hands.press(Qt.Key.Key_F1)
    assert not hands.sees("Show me round")


class TestInArabic:
    @pytest.fixture
    def words(self):
        return Words("ar")

    def test_it_is_mirrored(self, demo):
        strip = demo._guided.strip
        assert strip.next.x() < strip.width() / 2
        assert strip.accessibleDescription()
