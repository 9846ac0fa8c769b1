"""A real visit on a shown page, in any theme, size and language."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from imh_desktop.content.library import Library
from imh_desktop.flows import visiting
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.store.vault import Vault
from imh_desktop.ui.style import Look
from imh_desktop.ui.visit_page import VisitPage
from imh_desktop.words import Words
from tests.ui_visit.conftest import enrol

TODAY = date(2026, 11, 22)
SHOW = Callable[..., VisitPage]


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[OpenVisit]:
    vault = Vault.create_with_key(tmp_path / "vault", b"k" * 32, "Rosa")
    visit = visiting.start(vault, Library(), enrol(vault).child_id, on=TODAY)
    visit.use_known("seen")
    yield visit
    vault.close()


@pytest.fixture
def show(qapp: QApplication, qtbot: QtBot, visit: OpenVisit) -> Iterator[SHOW]:
    def make(text_size: int = 100, language: str = "en", width: int = 1366) -> VisitPage:
        look, words = Look(text_scale=text_size), Words(language)
        look.apply(qapp)
        rtl = words.direction == "rtl"
        side = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        qapp.setLayoutDirection(side)
        page = VisitPage(look, words, visit)
        page.resize(width, 768)
        qtbot.addWidget(page)
        with qtbot.waitActive(page):
            page.show()
        page.enter("relationships")
        qtbot.wait(20)
        return page

    yield make
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    Look().apply(qapp)
