"""However low the window, the list of domains beside the cards ends between two rows."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication

from imh_desktop.ui.domain_list import DomainRow
from imh_desktop.ui.visit_page import VisitPage

from .conftest import SHOW


def listed(page: VisitPage) -> list[DomainRow]:
    return [row for name, row in page.domains.rows.items() if name != page.route.apart]


def cut(page: VisitPage) -> list[str]:
    """Return the domains that are seen in part."""
    seen, found = page.domains._list.viewport(), []
    for row in listed(page):
        place = QRect(row.mapTo(seen, QPoint(0, 0)), row.size())
        if seen.rect().intersects(place) and not seen.rect().contains(place):
            found.append(row.label)
    return found


@pytest.mark.check(6)
@pytest.mark.check(7)
@pytest.mark.parametrize("language", ["en", "es", "ar"])
@pytest.mark.parametrize("size", [100, 125, 150])
def test_no_row_is_cut_and_none_is_lost(show: SHOW, language: str, size: int) -> None:
    page = show(size, language, 1900)
    assert not page.compact
    scrolled = 0
    for height in range(940, 430, -17):
        page.resize(1900, height)
        QApplication.processEvents()
        page.enter("relationships")
        QApplication.processEvents()
        assert cut(page) == [], height
        bar = page.domains._list.verticalScrollBar()
        scrolled += bar.maximum() > 0
        last = listed(page)[-1]
        page.enter(page.route.order[-1])
        QApplication.processEvents()
        assert bar.value() == bar.maximum()
        below = last.mapTo(page.domains._list.viewport(), last.rect().bottomLeft()).y()
        assert below <= page.domains._list.viewport().height(), "the open domain is in sight"
        assert all(row.height() >= page.domains._look.px(44) for row in listed(page))
    assert scrolled, "there were windows too low for all of them"


def test_rows_come_closer_before_any_must_be_scrolled_to(show: SHOW) -> None:
    page = show(100, "en", 1366)
    usual = listed(page)[0].height()
    heights = set()
    for height in range(768, 560, -4):
        page.resize(1366, height)
        QApplication.processEvents()
        row, bar = listed(page)[0], page.domains._list.verticalScrollBar()
        heights.add((row.height(), bar.maximum() > 0))
    assert (usual, False) in heights
    assert (44, False) in heights, "all of them, closer"
    assert (44, True) in heights
    assert (usual, True) not in heights
