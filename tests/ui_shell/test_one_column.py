"""Help and the guide in a narrow window: first the list, then the text over the whole width."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from imh_desktop.ui.help_page import HelpPage
from imh_desktop.ui.laptop_settings import LaptopSettings
from imh_desktop.ui.learn_page import LearnPage
from imh_desktop.ui.lesson_reader import LessonReader

from .test_reach import _clipped

NARROW = [(1366, 768, 200), (640, 480, 100), (640, 340, 200)]


@pytest.fixture(params=NARROW, ids=str)
def narrow(opened, request):
    """The program in a window where list and text have no room beside each other."""
    width, height, text = request.param
    program = opened()
    program.use(LaptopSettings(text_size=text, language="en", cover_minutes=0))
    program.window.resize(width, height)
    program.window.show()
    return program


def _lines_hold(program, reader: LessonReader, letters: int) -> None:
    paragraphs = [each for each in reader.findChildren(QLabel) if len(each.text()) > 120]
    assert paragraphs
    for each in paragraphs:
        assert each.width() >= letters * each.fontMetrics().averageCharWidth()
        assert not _clipped(each)
    assert program.window.width() == reader.window().width()


@pytest.mark.check(7)
def test_help_is_a_list_then_a_text_over_the_whole_width(narrow, hands):
    hands.press(Qt.Key.Key_F1)
    page = narrow.window.page
    assert isinstance(page, HelpPage)
    hands.wait(lambda: not page.reader.isVisible(), "the list alone")
    hands.type("stick")
    hands.press(Qt.Key.Key_Return)
    hands.wait(page.reader.hasFocus, "the text")
    assert not page.list.isVisible()
    assert page.reader.width() == page.width()
    hands.click("Topics of the help")
    assert page.list.isVisible()
    assert page.field.text() == "stick"
    assert page.field.hasFocus()
    topic = page.topic.title  # the one that is open is opened by a press too
    hands.click(topic)
    hands.wait(page.reader.hasFocus, "the text")


def test_the_guide_is_a_list_then_a_page_over_the_whole_width(narrow, hands):
    hands.click("Learn")
    page = narrow.window.page
    assert isinstance(page, LearnPage)
    hands.wait(page.list.row("what-imh-is").hasFocus, "the list, with the keyboard on it")
    assert not page.next.isVisible()
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    hands.wait(page.reader.hasFocus, "the page")
    assert page.lesson.page_id == "close-relationships"
    assert page.next.isVisible()
    QApplication.processEvents()
    _lines_hold(
        narrow, page.reader, 24 if page.width() > 640 or narrow.look.text_scale == 100 else 11
    )
    hands.click("Pages of the guide")
    hands.wait(page.list.row("close-relationships").hasFocus, "the list again")
    hands.press(Qt.Key.Key_Escape)
    hands.wait(lambda: narrow.window.page is not page, "the way back")


def test_both_stand_side_by_side_again_in_a_wide_window(opened, hands):
    program = opened()
    program.window.resize(700, 600)
    hands.click("Learn")
    page = program.window.page
    hands.wait(lambda: not page.reader.isVisible(), "the list alone")
    program.window.resize(1366, 768)
    hands.wait(lambda: page.reader.isVisible() and page.list.isVisible(), "both")
    assert not page.sides.back.isVisible()
