"""How the programme is doing, through the window: numbers open lists, lists open children, findings
are noted, and files are written whole."""

import csv
import io
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from imh_desktop.content.library import Library
from imh_desktop.flows import visiting
from imh_desktop.flows.reviewing import add_moment, close
from imh_desktop.store.quality_notes import quality_notes
from imh_desktop.store.vault import Vault
from imh_desktop.ui.child_page import ChildPage
from imh_desktop.ui.figures_page import FiguresPage
from imh_desktop.ui.line_list import LineList
from imh_desktop.ui.sight import accessible_name
from imh_desktop.words import Words

from .conftest import enrol

TODAY = date.today()  # noqa: DTZ011 the program asks the local clock too
HOSTILE = "<img src=x> =1+1"


@pytest.fixture(params=("en", "es"))
def words(request) -> Words:
    return Words(request.param)


@pytest.fixture
def desk(vault: Vault, library: Library, opened):
    """A coordinator's file: two closed visits, one with the question on worries asked."""
    vault.journal.write("worker", vault.worker_id, {"role": "coordinator"})
    for name, asked in (("Amara", True), (HOSTILE, False)):
        child = enrol(vault, name)
        visit = visiting.start(vault, library, child.child_id, on=TODAY)
        visit.use_known("seen")
        if asked:
            visit.answer("o1-any-worry", "no")
        for text in ("Sang.", "Ate.", "Slept."):
            add_moment(visit, text)
        close(visit)
    vault.journal.write("child", child.child_id, {"gestation_days": None})
    return opened()


@pytest.fixture
def page(desk, hands, words):
    desk._workspace.show_together()
    hands.click(words.say("How the programme is doing"))
    hands.wait(lambda: _counted(desk), "counting")
    return desk


def _counted(program) -> bool:
    page = program.window.page
    return isinstance(page, FiguresPage) and page._of is not None


def test_only_a_coordinator_has_the_row(vault, opened, hands, words):
    enrol(vault)
    program = opened()
    program._workspace.show_together()
    QApplication.processEvents()
    assert not hands.sees(words.say("How the programme is doing"))


def test_a_number_opens_its_list_and_the_list_a_child(page, hands):
    (one,) = [o for o in page.window.page._of.indicators if o.indicator_id == "m13"]
    assert (one.numerator, one.denominator, one.missing) == (1, 2, 0)
    page.window.page.cases_asked.emit("m13", "denominator")
    QApplication.processEvents()
    rows = page.window.page.findChild(LineList)
    assert rows.model().rowCount() == 2
    assert HOSTILE in "".join(str(rows.model().index(n, 0).data()) for n in range(2))
    hands.press(Qt.Key.Key_Return)
    assert isinstance(page.window.page, ChildPage)
    page.window.page.left.emit()
    hands.press(Qt.Key.Key_Escape)
    assert isinstance(page.window.page, FiguresPage)


def test_a_finding_is_noted_and_the_note_is_in_the_file(page, hands, vault, words):
    hands.click(words.say("Data to look at"))
    hands.write(words.say("Write a comment"), "Asked; it is <b>right</b>.")
    hands.click(words.say("Add the comment"))
    hands.click(words.say("Looked at: it is right"))
    ((key, note),) = quality_notes(vault).items()
    assert key[0] == "DQ3"
    assert (note.state, [c.text for c in note.comments]) == (
        "right",
        ["Asked; it is <b>right</b>."],
    )


def test_a_file_is_written_whole_and_holds_no_name(page, hands, tmp_path, words):
    target = tmp_path / "figures.csv"
    hands.click(words.say("Save as a file"))
    hands.click("CSV")
    hands.write(words.say("File name"), str(target))
    hands.click(words.say("Save"))
    hands.wait_for(words.say("The file is saved. It is not locked."))
    rows = list(csv.reader(io.StringIO(target.read_text("utf-8-sig"))))
    assert {len(row) for row in rows} == {12}
    assert not any(name in target.read_text("utf-8") for name in ("Amara", "img", "Rosa"))


def test_another_time_is_counted_anew(page, hands, words):
    page.window.page.period_picked.emit("before")
    hands.wait(lambda: _counted(page), "counting")
    assert page.window.page._of.frame.period.last == date(TODAY.year - 1, 12, 31)
    assert page.window.page._of.indicators[0].value == 0
    page.window.page.period_picked.emit("own")
    hands.wait_for(words.say("Count these days"))
    hands.press(Qt.Key.Key_Escape)
    assert page.window.page._of.frame.period.first == date(TODAY.year - 1, 1, 1)


@pytest.mark.parametrize("tab", ["Figures", "Data to look at"])
def test_nothing_is_clipped_small_or_without_a_name(page, hands, words, tab):
    hands.click(words.say(tab))
    window = page.window
    buttons = [b for b in window.findChildren(QAbstractButton) if b.isVisible()]
    assert [b for b in buttons if not accessible_name(b).strip()] == []
    assert [accessible_name(b) for b in buttons if min(b.width(), b.height()) < 44] == []
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text():
            if label.wordWrap():
                assert label.height() >= label.heightForWidth(label.width()), label.text()
            else:
                fits = label.width() >= label.sizeHint().width() or label.accessibleName()
                assert fits, label.text()
    stops = set()
    for _ in range(150):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        stops.add(accessible_name(window.focusWidget()))
    assert words.say("Save as a file") in stops
    assert len(stops) > 6


def test_leaving_while_it_counts_leaves_nothing_running(desk, hands, words):
    desk._workspace.show_together()
    hands.click(words.say("How the programme is doing"))
    desk.window.page.left.emit()
    QTest.qWait(50)
    assert not isinstance(desk.window.page, FiguresPage)
