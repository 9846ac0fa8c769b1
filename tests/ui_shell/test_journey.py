"""The journey on a child's page: what the picture draws is what its words say."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter

from imh_desktop.content.library import Library
from imh_desktop.core.journey import Seen
from imh_desktop.flows import reviewing, visiting
from imh_desktop.flows.journey import journey
from imh_desktop.store.vault import Vault
from imh_desktop.ui.journey_card import JourneyCard
from imh_desktop.ui.journey_picture import JourneyPicture, paint_mark
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import PlainLabel
from imh_desktop.words import Words

from .conftest import enrol

TODAY = date.today()  # noqa: DTZ011 the program asks the local clock too


def closed(vault: Vault, library: Library, child_id: str, on: date, code: str) -> None:
    visit = visiting.start(vault, library, child_id, on=on)
    visit.use_known("both")
    for item in visit.items().values():
        if item.core and item.item_id in visit.shown:
            visit.answer(item.item_id, "no" if "no" in item.codes else code)
    for strength in reviewing.strengths(visit)[:3]:
        reviewing.choose_strength(visit, strength.id)
    reviewing.close(visit)


@pytest.mark.check(19)
def test_the_page_shows_two_visits_side_by_side_and_says_the_same(vault, opened, qtbot):
    child, library = enrol(vault), Library()
    closed(vault, library, child.child_id, TODAY - timedelta(days=40), "sometimes")
    program = opened()
    program._workspace.show_child(child.child_id)
    assert program.window.page.findChildren(JourneyCard) == []

    closed(vault, library, child.child_id, TODAY - timedelta(days=10), "often")
    program._workspace.show_child(child.child_id)
    (card,) = program.window.page.findChildren(JourneyCard)
    told = journey(vault, library, child.child_id, Words("en"))
    calming = next(row for row in told.rows if row.construct == "E1")
    assert list(calming.marks) == [("sometimes",), ("often",)]
    assert "sometimes" in calming.said
    assert "often" in calming.said

    (picture,) = card.findChildren(JourneyPicture)
    heard = QAccessible.queryAccessibleInterface(picture)
    described = heard.text(QAccessible.Text.Description)
    assert [row.said in described for row in told.rows] == [True] * len(told.rows)

    shown = lambda: [one.whole_text() for one in card.findChildren(PlainLabel) if one.isVisible()]  # noqa: E731
    assert calming.said not in shown()
    card._button.click()
    assert calming.said in shown()


@pytest.mark.check(9)
@pytest.mark.check(19)
def test_each_sign_is_told_from_the_others_without_colour(qapp) -> None:
    """Drawn in grey, no two signs are alike: state is never told by colour alone."""
    look, grey = Look(), {}
    signs: tuple[Seen, ...] = (
        "often", "sometimes", "not_yet", "concern", "quiet", "unknown", "not_asked",
    )  # fmt: skip
    for seen in signs:
        image = QImage(QSize(40, 40), QImage.Format.Format_RGB32)
        image.fill(QColor("#ffffff"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(painter, look, seen, QPointF(20, 20))
        painter.end()
        grey[seen] = image.convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = [QPoint(x, y) for x in range(40) for y in range(40)]
    for one in signs:
        for other in signs:
            if one < other:
                apart = sum(
                    abs(grey[one].pixelColor(p).lightness() - grey[other].pixelColor(p).lightness())
                    > 60
                    for p in pixels
                )
                assert apart > 15, (one, other)
