"""A real visit in a real vault, on a shown page; nothing here stands in for the product."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from imh_desktop.content.library import Library
from imh_desktop.core.people import Child
from imh_desktop.flows import enrolling, visiting
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.store.vault import Vault
from imh_desktop.ui.style import Look
from imh_desktop.ui.visit_page import VisitPage
from imh_desktop.words import Words

KEY = b"k" * 32
TODAY = date(2026, 11, 22)
MAKE_PAGE = Callable[..., VisitPage]


@pytest.fixture(scope="session")
def library() -> Library:
    return Library()


@pytest.fixture
def look(qapp: QApplication) -> Look:
    look = Look()
    look.apply(qapp)
    return look


@pytest.fixture
def words() -> Words:
    return Words("en")


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    vault = Vault.create_with_key(tmp_path / "vault", KEY, "Rosa")
    yield vault
    vault.close()


def enrol(vault: Vault, given_name: str = "Amara", *, caregivers: int = 1) -> Child:
    """Eleven months old, ten corrected: band B4."""
    form = ChildForm(
        given_name=given_name, family_name="Jallow", born_earliest="2025-12-18", gestation="36w0d"
    )
    people = [
        CaregiverForm(name="Fatou Jallow", relation="mother"),
        CaregiverForm(name="Lamin Jallow", relation="father"),
    ]
    return enrolling.add_child(vault, form, people[:caregivers])


def visit_of(vault: Vault, library: Library, *, caregivers: int) -> OpenVisit:
    """A visit with a child who has so many caregivers."""
    child = enrol(vault, "Noor", caregivers=caregivers)
    return visiting.start(vault, library, child.child_id, on=TODAY)


@pytest.fixture
def child(vault: Vault) -> Child:
    return enrol(vault)


@pytest.fixture
def visit(vault: Vault, library: Library, child: Child) -> OpenVisit:
    return visiting.start(vault, library, child.child_id, on=TODAY)


@pytest.fixture
def show(qtbot: QtBot, look: Look) -> MAKE_PAGE:
    """Show a visit as the program does, with the keyboard on it."""

    def make(
        visit: OpenVisit,
        *,
        language: str = "en",
        size: tuple[int, int] = (1366, 768),
        said: Words | None = None,
    ) -> VisitPage:
        page = VisitPage(look, said or Words(language), visit)
        page.resize(*size)
        qtbot.addWidget(page)
        with qtbot.waitActive(page):
            page.show()
        qtbot.waitUntil(lambda: keyboard(page) is not page)
        return page

    return make


@pytest.fixture
def page(show: MAKE_PAGE, visit: OpenVisit) -> VisitPage:
    """A visit whose way of knowing is set already."""
    visit.use_known("both")
    return show(visit)


def keyboard(page: QWidget) -> QWidget:
    """Return the widget that the person types into."""
    return page.window().focusWidget() or page


def go(page: VisitPage, item_id: str) -> None:
    """Turn to a card and let the page settle, as a person's eye does before the hand."""
    page.go_to(item_id)
    QApplication.processEvents()


def press(page: QWidget, key: str | Qt.Key) -> None:
    """Press a key where the keyboard is, and let what follows from it happen."""
    QTest.keyClick(keyboard(page), key)
    QApplication.processEvents()


def type_words(page: QWidget, text: str) -> None:
    QTest.keyClicks(keyboard(page), text)


def resumed(vault: Vault, library: Library, visit: OpenVisit) -> OpenVisit:
    """Read the visit from the disk, as a program started again does."""
    return visiting.resume(vault, library, visit.visit.visit_id)


@pytest.fixture
def closed_visit(vault: Vault, library: Library, child: Child) -> str:
    """An earlier visit, closed as far as the store is concerned; returns its id."""
    earlier = visiting.start(vault, library, child.child_id, on=date(2026, 10, 20))
    earlier.use_known("seen")
    earlier.answer("r3-takes-turns", "sometimes")
    earlier.answer("r3-shares-a-find", "often")
    earlier.answer("x4-joins-in-with-sounds", "often")
    vault.journal.close(earlier.visit.visit_id, {})
    return earlier.visit.visit_id


@pytest.fixture
def visit_after(vault: Vault, library: Library, child: Child, closed_visit: str) -> OpenVisit:
    """A visit that has an earlier one to compare with."""
    return visiting.start(vault, library, child.child_id, on=TODAY)
