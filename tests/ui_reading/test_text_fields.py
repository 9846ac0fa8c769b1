"""Digits and letters typed into a field stay in it, on every page: no key answers or opens."""

import re
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from imh_desktop.store import records
from imh_desktop.ui.visit_page import VisitPage
from imh_desktop.ui.widgets.reading_order import in_order

from .stops import STOPS
from .test_reading import dumped
from .world import World

TYPED = "1n5iN2"
DIGITS = "152"
WITH_FIELDS = [name for name, lines in dumped("en").items() if "EditableText" in lines]
ARRIVALS = {stop.name: stop for stop in STOPS}


def fields(front: QWidget) -> list[QLineEdit | QPlainTextEdit]:
    found = [w for w in in_order(front) if isinstance(w, QLineEdit | QPlainTextEdit)]
    return [field for field in found if field.isEnabled() and not field.isReadOnly()]


def text(field: QLineEdit | QPlainTextEdit) -> str:
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()


def test_there_are_pages_with_fields() -> None:
    assert len(WITH_FIELDS) >= 11


@pytest.mark.check(11)
@pytest.mark.parametrize("page", WITH_FIELDS)
def test_what_is_typed_into_a_field_stays_in_it(at: World, page: str) -> None:
    ARRIVALS[page].show(at)
    front, window = at.front, at.program.window
    for field in fields(front):
        field.setFocus()
        field.clear()
        QTest.keyClicks(field, TYPED)
        typed = text(field)
        assert typed == TYPED or (typed and DIGITS.startswith(typed)), field.accessibleName()
        assert window.focusWidget() is field, field.accessibleName()
        assert at.front is front, field.accessibleName()


@pytest.mark.check(11)
def test_a_note_in_a_visit_answers_nothing(at: World) -> None:
    ARRIVALS["feelings"].show(at)
    page = at.program.window.page
    assert isinstance(page, VisitPage)
    before = records.visit(at.vault, at.open)
    for card in list(page.page.cards.values())[:3]:
        page.go_to(card.item_id)
        QTest.keyClick(at.program.window.focusWidget(), Qt.Key.Key_N)
        at.settle()
        assert card.note is not None
        QTest.keyClicks(at.program.window.focusWidget(), TYPED)
        QTest.keyClick(at.program.window.focusWidget(), Qt.Key.Key_Delete)
        assert card.note.field.toPlainText() == TYPED
        assert page.card is card
    after = records.visit(at.vault, at.open)
    assert before is not None
    assert after is not None
    assert after.answers == before.answers


HOSTILE = "Ama\0ra\x07 \ud800\u202egnp.exe\u202c\x1b[2J" + "x" * 1_000_000
"""A megabyte with NUL, half a letter, a turn of direction and a code for terminals."""
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@pytest.mark.parametrize("page", WITH_FIELDS)
def test_a_hostile_paste_is_cut_and_leaves_nothing_that_cannot_be_kept(at: World, page: str):
    ARRIVALS[page].show(at)
    bugs = at.program.last_resort.count
    for field in fields(at.front):
        field.setFocus()
        field.clear()
        QApplication.clipboard().setText(HOSTILE)
        began = time.monotonic()
        field.paste()
        took = time.monotonic() - began
        pasted = text(field)
        assert not UNSEEN.search(pasted), field.accessibleName()
        assert len(pasted) <= 10_000, field.accessibleName()
        assert took < 2, field.accessibleName()
        field.clear()
    at.settle()
    assert at.program.last_resort.count == bugs


def test_a_paste_into_one_line_stays_one_line(at: World):
    ARRIVALS[WITH_FIELDS[0]].show(at)
    field = next(each for each in fields(at.front) if isinstance(each, QLineEdit))
    field.clear()
    QApplication.clipboard().setText("Amara\r\nJal\0low\tthe elder\n")
    field.paste()
    assert field.text() == "Amara Jallow the elder"[: field.maxLength()]
    assert field.cursorPosition() == len(field.text())
    assert field.isModified()
