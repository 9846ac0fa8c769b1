"""At 1366 x 768 and 200 % one whole card is in view with its answers, and all else is reachable."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from imh_desktop.ui.visit_page import VisitPage
from imh_desktop.ui.widgets import PlainLabel

from .conftest import SHOW


def place(page: VisitPage, part: QWidget) -> QRect:
    return QRect(part.mapTo(page, QPoint(0, 0)), part.size())


def clipped(page: VisitPage) -> list[str]:
    """Return the words of one-line labels that have less room than they need."""
    labels = [label for label in page.findChildren(QLabel) if label.isVisible()]
    return [
        label.text()
        for label in labels
        if not label.wordWrap()
        and label.width() < label.fontMetrics().horizontalAdvance(longest(label))
    ]


def longest(label: QLabel) -> str:
    lines = label.text().split("\n")
    if isinstance(label, PlainLabel) and label.text().count("\n") == 0:
        lines = [label.whole_text()]
    return max(lines, key=label.fontMetrics().horizontalAdvance)


@pytest.mark.check(7)
@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_one_whole_card_fills_the_screen_at_200(show: SHOW, language: str) -> None:
    page = show(200, language)
    assert page.compact
    assert (page.width(), page.height()) == (1366, 768)
    assert not page.domains.isVisible()
    card = page.card
    assert card is not None
    seen = place(page, page.page.viewport())
    assert seen.contains(place(page, card))
    assert card.answers is not None
    boxes = [place(page, button) for button in card.answers.buttons.values()]
    assert len(boxes) == 5
    assert all(seen.contains(box) for box in boxes)
    assert not any(a.intersects(b) for a in boxes for b in boxes if a is not b)
    assert clipped(page) == []


@pytest.mark.check(6)
@pytest.mark.parametrize("language", ["en", "es", "ar"])
@pytest.mark.parametrize("size", [100, 150, 200])
def test_every_target_fits_a_finger_and_lies_in_the_page(
    show: SHOW, language: str, size: int
) -> None:
    page = show(size, language)
    least = 44 * size // 100
    for button in page.findChildren(QAbstractButton):
        if button.isVisible():
            named = button.accessibleName()
            assert named, button
            assert min(button.width(), button.height()) >= least, named
            across = place(page, button)
            assert across.left() >= 0, named
            assert across.right() < page.width(), named


def test_the_domains_open_over_the_cards_and_close_by_a_choice(show: SHOW) -> None:
    page = show(200)
    QTest.mouseClick(page.footer.domain, Qt.MouseButton.LeftButton)
    assert page.domains.isVisible()
    assert not page.stack.isVisible()
    open_now, other = page.domains.rows["relationships"], page.domains.rows["feelings"]
    QTest.mouseClick(open_now, Qt.MouseButton.LeftButton)
    assert not page.domains.isVisible()
    assert page.stack.isVisible()
    QTest.mouseClick(page.footer.domain, Qt.MouseButton.LeftButton)
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    assert page.domain_id == "feelings"
    assert page.stack.isVisible()
    assert other.label in page.footer.domain.label()


def test_a_wider_page_has_its_domains_beside_the_cards_again(show: SHOW) -> None:
    page = show(100, width=999)
    assert page.compact
    page.resize(1000, 768)
    assert not page.compact
    assert page.domains.isVisible()
    assert not page.footer.domain.isVisible()
    assert page.header.undo.width() > 44


def test_icons_keep_their_words(show: SHOW) -> None:
    page = show(200)
    assert page.footer.next_gap.accessibleName() == "Next unanswered"
    assert "Next unanswered" in page.footer.next_gap.toolTip()
    assert page.footer.onward.accessibleName() in page.footer.onward.toolTip()
    assert page.header.undo.accessibleName() == "Undo"
