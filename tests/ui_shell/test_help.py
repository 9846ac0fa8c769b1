"""Help in the window: F1 anywhere, searched by keys, and back to where one was."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from imh_desktop import ui
from imh_desktop.content.help_files import topic_ids
from imh_desktop.ui.caseload_page import CaseloadPage
from imh_desktop.ui.commands import COMMANDS
from imh_desktop.ui.help_page import HelpPage
from imh_desktop.ui.help_places import FIRST, NO_PAGE_OF_ITS_OWN, TOPIC_OF
from imh_desktop.words import Words
from tests.test_help_topics import named

from .conftest import enrol
from .test_reach import _clipped


def test_every_page_of_the_window_has_a_topic_that_is_there():
    pages = {
        node.name
        for file in Path(ui.__path__[0]).rglob("*.py")
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and node.name.endswith("Page") and node.name[0] != "_"
    }
    assert sorted(pages - NO_PAGE_OF_ITS_OWN - set(TOPIC_OF)) == []
    assert {*TOPIC_OF.values(), FIRST} <= set(topic_ids())


def test_every_key_that_is_named_is_a_key_of_the_window(qapp):
    keys = {QKeySequence(command.key).toString() for command in COMMANDS.values() if command.key}
    told = named("key") - {"Tab", "Esc", "1–5"}
    assert len(told) > 9
    assert [key for key in sorted(told) if QKeySequence(key).toString() not in keys] == []


def test_f1_opens_what_fits_and_escape_leads_back_to_the_very_field(opened, vault, hands):
    enrol(vault)
    program = opened()
    hands.write("Search for a child", "Ama")
    hands.press(Qt.Key.Key_F1)
    page = program.window.page
    assert isinstance(page, HelpPage)
    assert page.topic.topic_id == "visit"
    hands.press(Qt.Key.Key_F1)
    assert len(program.window.pages) == 2
    hands.type("stik")
    assert page.topic.topic_id == "archive"
    hands.press(Qt.Key.Key_Escape)
    assert page.field.text() == ""
    hands.press(Qt.Key.Key_Escape)
    assert isinstance(program.window.page, CaseloadPage)
    hands.type("r")
    assert program.window.focusWidget().text() == "Amar"


def test_f1_works_before_the_file_is_open(program, hands):
    program.begin()
    QApplication.processEvents()
    hands.press(Qt.Key.Key_F1)
    assert program.window.page.topic.topic_id == "first-day"
    hands.click("Back")
    assert hands.sees("Set up this laptop")


def test_all_of_it_is_read_by_keys(opened, hands):
    program = opened()
    hands.press(Qt.Key.Key_F1)
    page = program.window.page
    hands.type("the")
    hands.press(Qt.Key.Key_Tab)
    before = page.topic.topic_id
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Space)
    assert page.topic.topic_id != before
    hands.press(Qt.Key.Key_Tab)
    assert page.reader.hasFocus()
    assert page.reader.accessibleName() == page.topic.title


def test_nothing_found_is_said_and_a_topic_stays_open(opened, hands):
    program = opened()
    hands.press(Qt.Key.Key_F1)
    hands.type("zzyzx")
    assert hands.sees("Nothing in the help has these words. Try fewer, or others.")
    assert program.window.page.reader.accessibleName()


def test_while_something_is_asked_help_waits(opened, hands):
    program = opened()
    program.window.tell("Title", "Sentence")
    hands.press(Qt.Key.Key_F1)
    assert not isinstance(program.window.page, HelpPage)
    hands.click("Continue")


class TestInArabic:
    @pytest.fixture
    def words(self):
        return Words("ar")

    def test_it_is_mirrored_and_nothing_is_clipped(self, opened, hands):
        from PySide6.QtWidgets import QLabel

        program = opened()
        hands.press(Qt.Key.Key_F1)
        page = program.window.page
        for topic_id in topic_ids():
            page.show_topic(topic_id)
            QApplication.processEvents()
            labels = [w for w in page.findChildren(QLabel) if w.isVisible() and w.text()]
            hands.wait(lambda labels=labels: not any(map(_clipped, labels)), topic_id)
        at = page.field.mapTo(page, page.field.rect().center()).x()
        assert at > page.width() / 2
