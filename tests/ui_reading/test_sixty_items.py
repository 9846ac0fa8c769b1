"""Sixty items by keys alone: at most ninety presses from the open visit to the review."""

import re
import shutil
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from imh_desktop import assets
from imh_desktop.content.library import Library
from imh_desktop.flows import visiting
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.store import records
from imh_desktop.ui.review_page import ReviewPage
from imh_desktop.ui.visit_page import VisitPage
from imh_desktop.ui.widgets import Button
from tests.ui_visit.conftest import enrol

from .world import TODAY, World

NOTHING = Qt.KeyboardModifier.NoModifier
MOST_PRESSES = 90
PLACED = {"relationships": 18, "feelings": 18, "exploring": 16}
"""Behaviours of the child's band, beside 3 of the family, 4 signs and 1 worry: 60 to answer."""


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The bundled form, with more items placed in band B4 than any real band has."""
    home = tmp_path_factory.mktemp("forms") / "observation"
    others = shutil.ignore_patterns("ar", "es")  # whose words stand for the real bands alone
    shutil.copytree(assets.forms() / "observation", home, ignore=others)
    for domain, wanted in PLACED.items():
        file = home / "items" / f"{domain}.toml"
        count = iter(range(1000))
        everyone = re.compile(r"^bands = \[.*\]$", re.MULTILINE)

        def bands(_: re.Match[str], count=count, wanted=wanted) -> str:
            return f'bands = ["{"B4" if next(count) < wanted else "B9"}"]'

        text = everyone.sub(bands, file.read_text("utf-8"))
        text = re.sub(r"^skill = .*\n", "", text, flags=re.MULTILINE)
        file.write_text(text, "utf-8")
    return Library(home.parent)


@pytest.fixture
def big(at: World, sixty: Library) -> OpenVisit:
    """A second child's visit on the screen of the real window."""
    child = enrol(at.vault, "Layla")
    visit = visiting.start(at.vault, sixty, child.child_id, on=TODAY)
    at.program.window.activateWindow()
    at.workspace._visits.show(visit)
    at.settle()
    return visit


def page(at: World) -> VisitPage:
    shown = at.program.window.page
    assert isinstance(shown, VisitPage)
    return shown


def press(at: World, key: str | Qt.Key, held: Qt.KeyboardModifier = NOTHING) -> None:
    window = at.program.window
    QTest.keyClick(window.focusWidget() or window, key, held)
    at.settle()


def to_answer(visit: OpenVisit) -> list[str]:
    """What the route asks: everything with choices that stands there without being alone."""
    return [
        card.item_id
        for view in visit.domains()
        if view.domain_id not in ("private", "today")
        for card in visit.cards(view.domain_id)
        if card.choices
    ]


def stored(at: World, visit: OpenVisit) -> set[str]:
    read = records.visit(at.vault, visit.visit.visit_id)
    assert read is not None
    return set(read.answers)


@pytest.mark.check(1)
def test_sixty_items_take_at_most_ninety_presses(at: World, big: OpenVisit) -> None:
    asked, presses = to_answer(big), 0
    assert len(asked) == len(set(asked)) == 60
    while isinstance(at.program.window.page, VisitPage) and presses <= MOST_PRESSES:
        press(at, "1")
        presses += 1
    assert isinstance(at.program.window.page, ReviewPage)
    assert at.program.window.page.isVisible()
    assert stored(at, big) == set(asked)
    assert presses <= MOST_PRESSES


@pytest.mark.check(12)
def test_next_unanswered_visits_each_gap_once_and_ends_at_the_review(
    at: World, big: OpenVisit
) -> None:
    asked = to_answer(big)
    big.use_known("seen")
    for item_id in asked[::3]:
        big.answer(item_id, "no" if item_id.startswith(("sg", "o1")) else "often")
    gaps = [item_id for item_id in asked if item_id not in stored(at, big)]
    visited: list[str] = []
    for _ in range(len(asked)):
        press(at, Qt.Key.Key_F3)
        if isinstance(at.program.window.page, ReviewPage):
            break
        assert page(at).card is not None
        visited.append(page(at).card.item_id)
    assert isinstance(at.program.window.page, ReviewPage)
    behind = [item_id for item_id in visited if item_id not in gaps]
    assert all(not big.items()[item_id].core for item_id in behind), "only cards without answers"
    assert [item_id for item_id in visited if item_id in gaps] == gaps


@pytest.mark.check(12)
def test_the_review_lists_gaps_by_domain_each_one_tap_away(at: World, big: OpenVisit) -> None:
    asked = to_answer(big)
    for domain in ("feelings", "family", "exploring"):
        first = next(i for i in asked if page(at).route.domain_of(i) == domain)
        press(at, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        review = at.program.window.page
        assert isinstance(review, ReviewPage)
        title = big.texts.domains[domain]
        left = [b for b in review.gaps.findChildren(Button) if title in b.accessibleName()]
        assert len(left) == 1, domain
        left[0].setFocus()
        press(at, Qt.Key.Key_Space)
        assert page(at).domain_id == domain
        assert page(at).card is not None
        assert page(at).card.item_id == first


@pytest.fixture
def narrow(at: World, big: OpenVisit) -> Iterator[VisitPage]:
    at.program.window.resize(900, 700)
    at.settle()
    assert page(at).compact
    yield page(at)
    at.program.window.resize(1366, 768)
    at.settle()


def test_in_a_narrow_window_the_keyboard_goes_to_the_domains_and_back(
    at: World, narrow: VisitPage
) -> None:
    card = narrow.card
    assert card is not None
    press(at, Qt.Key.Key_F6)
    assert narrow.domains.isVisible()
    row = narrow.domains.rows[narrow.domain_id]
    assert row.hasFocus()
    press(at, Qt.Key.Key_Escape)
    assert not narrow.domains.isVisible()
    assert not narrow.is_covered
    assert card.isAncestorOf(at.program.window.focusWidget())
    QTest.mouseClick(narrow.footer.domain, Qt.MouseButton.LeftButton)
    assert row.hasFocus()
    press(at, Qt.Key.Key_Down)
    press(at, Qt.Key.Key_Space)
    assert narrow.domain_id == "relationships"
    assert not narrow.domains.isVisible()
    assert narrow.card is not None
    assert narrow.card.isAncestorOf(at.program.window.focusWidget())


def test_the_domain_that_is_open_gives_the_keyboard_back_too(at: World, narrow: VisitPage) -> None:
    press(at, Qt.Key.Key_F6)
    press(at, Qt.Key.Key_Return)
    assert not narrow.domains.isVisible()
    assert narrow.card is not None
    assert narrow.card.isAncestorOf(at.program.window.focusWidget())


def test_a_domain_asked_alone_takes_the_keyboard_to_its_question(
    at: World, narrow: VisitPage
) -> None:
    press(at, Qt.Key.Key_F6)
    narrow.domains.rows["private"].setFocus()
    press(at, Qt.Key.Key_Space)
    assert narrow.domain_id == "private"
    assert narrow.page.isAncestorOf(at.program.window.focusWidget())
