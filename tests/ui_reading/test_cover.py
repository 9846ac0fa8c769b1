"""While the screen is covered nothing but uncovering, locking and ending can be done."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from imh_desktop.ui.commands import COMMANDS, UNDER_COVER
from imh_desktop.ui.cover import CoverablePage

from .stops import STOPS
from .world import World, world

HOMES = ("visit", "private-talk", "review")
PAGES = (*HOMES, "caseload", "child", "referrals", "programme", "help")


@pytest.fixture(scope="module")
def at(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with world(qapp, tmp_path_factory.mktemp("cover") / "vault") as made:
        yield made


@pytest.fixture(autouse=True)
def uncovered(at: World) -> Iterator[None]:
    yield
    for each in (at.program.window._cover, at.program.window.page):
        if isinstance(each, CoverablePage) and each.is_covered:
            each.uncover()


def show(at: World, name: str) -> None:
    next(stop for stop in STOPS if stop.name == name).show(at)


def seen(at: World) -> list[str]:
    labels = at.program.window.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible() and label.text()]


@pytest.mark.parametrize("name", HOMES)
def test_no_key_leads_out_from_under_the_cover_of_a_page(at: World, name: str) -> None:
    show(at, name)
    window, page = at.program.window, at.program.window.page
    assert isinstance(page, CoverablePage)
    page.cover()
    assert set(window.keys.live()) == UNDER_COVER
    assert window.keys.open_menu(at.program.look, at.words) is None
    for code in COMMANDS.keys() - UNDER_COVER:
        window.keys.run(code)
    at.settle()
    assert (window.page, window.is_covered, seen(at)) == (page, True, ["A short pause"])
    window.keys.run("cover")
    assert not window.is_covered
    assert seen(at) != ["A short pause"]


def test_a_window_dressed_anew_stays_covered(at: World) -> None:
    show(at, "visit")
    page = at.program.window.page
    assert isinstance(page, CoverablePage)
    page.cover()
    at.program._dress(at.workspace.standing())  # as when the system turns dark in the evening
    at.settle()
    assert seen(at) == ["A short pause"]


@pytest.mark.parametrize("name", PAGES)
def test_escape_twice_covers_whatever_is_shown(at: World, name: str) -> None:
    show(at, name)
    handle = at.program.window.windowHandle()
    QTest.keyClick(handle, Qt.Key.Key_Escape)
    QTest.keyClick(handle, Qt.Key.Key_Escape)
    at.settle()
    assert seen(at) == ["A short pause"]
    assert set(at.program.window.keys.live()) == UNDER_COVER
