"""Giving a page in the window: asked, kept, printed."""

import gc
from datetime import date
from hashlib import sha256

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog

from imh_desktop.flows.closing import close
from imh_desktop.flows.demo import fill
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.flows.printing_reading import reading_said
from imh_desktop.store import records
from imh_desktop.ui import printing
from imh_desktop.ui.leave_behind import LeaveBehindPanel
from imh_desktop.ui.preview import Sheet
from imh_desktop.ui.widgets import PlainLabel
from imh_desktop.words import Words
from tests.flows.export_vault import child_of, visit_of

from .conftest import give_numbers
from .giving import QUESTION, answers, lines, print_to


@pytest.fixture
def today():
    return date.today()  # noqa: DTZ011 as the program


@pytest.fixture
def visit(vault, library, today):
    child = fill(vault, library, today)
    return next(v for v in records.visits(vault, child.child_id) if v.closed_at)


@pytest.fixture
def page(visit, opened):
    """The family page of a closed visit, in front."""
    program = opened()
    program._workspace.show_family_page(visit.visit_id)
    return program.window.page


@pytest.fixture
def printer(monkeypatch, tmp_path):
    return print_to(tmp_path / "printed.pdf", monkeypatch)


def test_the_question_stands_before_every_way_out(page, hands, vault, visit, monkeypatch):
    for button in ("Save a copy", "Open in the viewer"):
        hands.click(button)
        hands.wait_for(QUESTION)
        hands.press(Qt.Key.Key_Escape)
        assert not hands.sees(QUESTION)
    assert lines(vault, visit) == ()
    assert answers(vault, visit) == []


def test_printing_keeps_the_page_first_and_prints_it(printer, page, hands, vault, visit):
    hands.click("Print")
    hands.click("Yes, print it")
    hands.wait_for("It went to the printer.")
    assert printer.stat().st_size > 10_000
    (line,) = lines(vault, visit)
    assert (line.state, line.printed.way) == ("newest", "print")
    assert answers(vault, visit) == ["print"]


def test_a_printer_that_refuses_is_told_and_the_page_was_not_given(
    printer, page, hands, vault, visit, monkeypatch
):
    monkeypatch.setattr("PySide6.QtGui.QPainter.begin", lambda *_args: False)
    hands.click("Print")
    hands.click("Yes, print it")
    hands.wait_for("The printer did not take the page. Nothing was printed.")
    assert [line.state for line in lines(vault, visit)] == ["failed"]


def test_do_not_print_by_keys_leaves_nothing_in_the_open(page, hands, vault, visit):
    hands.click("Save a copy")
    panel = page.findChild(LeaveBehindPanel)
    for _ in range(2):
        hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Space)
    hands.wait_for("Nothing was printed.")
    assert panel is None or not panel.isVisible()
    assert lines(vault, visit) == ()
    assert answers(vault, visit) == ["no"]


def test_strengths_only_is_seen_before_it_leaves(page, hands, vault, visit, tmp_path):
    whole = page.made.content
    hands.click("Save a copy")
    hands.click("Short page only")
    assert page.made.content != whole
    hands.write("File name", str(tmp_path / "page.pdf"))
    hands.click("Save")
    hands.wait_for("The copy is saved.")
    assert (tmp_path / "page.pdf").read_bytes() == page.made.content
    (line,) = lines(vault, visit)
    assert line.printed.part == "strengths"
    hands.click("Back")
    hands.wait_for("Pages given")
    said = [each.text() for each in page.window().page.findChildren(PlainLabel)]
    assert "English\u00a0\u00a0·  for the family" in said
    assert not any("Short page" in text for text in said), "it is seen in the home"


def test_the_short_page_is_a_choice_before_the_question(page, hands, vault, visit, tmp_path):
    whole = page.made.content
    hands.click("Short page")
    short = page.made.content
    assert short != whole
    hands.click("Save a copy")
    assert not hands.sees("Short page only"), "it is that already"
    hands.click("Yes, go on")
    hands.write("File name", str(tmp_path / "page.pdf"))
    hands.click("Save")
    hands.wait_for("The copy is saved.")
    assert (tmp_path / "page.pdf").read_bytes() == short
    (line,) = lines(vault, visit)
    assert line.printed.part == "strengths"
    assert answers(vault, visit) == ["print"]


def test_a_page_hard_to_read_says_so_and_needs_a_reason(
    visit, opened, hands, vault, monkeypatch, tmp_path
):
    monkeypatch.setattr("imh_desktop.core.reading.MOST_GRADE", -30.0)
    program = opened()
    program._workspace.show_family_page(visit.visit_id)
    texts = [
        each.text()
        for each in program.window.page.findChildren(type(program.window.page._said.words))
    ]
    assert any("This page is hard to read." in text for text in texts)
    hands.click("Save a copy")
    hands.click("Yes, go on")
    hands.wait_for("This did not work")
    assert lines(vault, visit) == ()
    hands.click("Continue")
    hands.click("Save a copy")
    hands.write("Why it goes as it is", "The mother asked for it")
    hands.click("Yes, go on")
    hands.write("File name", str(tmp_path / "page.pdf"))
    hands.click("Save")
    hands.wait_for("The copy is saved.")
    (line,) = lines(vault, visit)
    assert line.printed.reading_reason == "The mother asked for it"


def test_the_level_is_shown_before_printing(page, hands):
    assert page.made.reading.easy
    hands.wait_for(reading_said(page.made.reading, Words("en")))


def test_the_system_s_dialog_lives_until_it_is_answered(page):
    """Qt's dialogs and printers passed as temporaries die without a word."""
    agreed = []
    printing.ask(page, "letter", "Print", agreed.append)
    gc.collect()
    (dialog,) = page.findChildren(QPrintDialog)
    assert dialog.isVisible()
    dialog.accepted.emit(dialog.printer())
    (printer,) = agreed
    assert printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.Letter
    assert printer.fullPage()
    dialog.reject()


@pytest.mark.parametrize("layout", ["Large print", "Led by pictures", "Two languages"])
def test_the_layout_that_is_seen_is_the_one_that_leaves(printer, page, hands, vault, visit, layout):
    usual = page.made.content
    hands.choose("Layout", layout)
    hands.wait(lambda: page.made.content != usual, "the layout")
    seen = page.made.content
    hands.click("Print")
    hands.click("Yes, print it")
    hands.wait_for("It went to the printer.")
    (line,) = lines(vault, visit)
    assert line.printed.pdf_hash == sha256(seen).hexdigest()


def test_printing_can_be_stopped(printer, page, hands, vault, visit, monkeypatch):
    waiting = []

    def paint(_printer, _pdf):
        while not waiting:
            yield 0.5

    monkeypatch.setattr(printing, "paint", paint)
    hands.click("Print")
    hands.click("Yes, print it")
    hands.wait_for("Printing: 50 %")
    hands.click("Cancel")
    hands.wait_for("Printing was stopped. Some pages may have come out.")
    assert [line.state for line in lines(vault, visit)] == ["newest"]


def test_a_page_of_two_sides_is_seen_whole(opened, vault, library, today, hands):
    child_id = child_of(vault, "Long")
    visit = visit_of(vault, library, child_id, on=today)
    for number in range(36):
        add_moment(visit, f"She looked at us and laughed out loud{' again' * (number % 6)}")
    close(visit)
    give_numbers(vault)
    program = opened()
    program._workspace.show_family_page(visit.visit.visit_id)
    hands.wait(lambda: len(program.window.findChildren(Sheet)) == 2, "both sides")
