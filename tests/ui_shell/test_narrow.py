"""No page pushes the window wider than the screen, whatever the size of the text."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from imh_desktop.flows.printing_batch import Due
from imh_desktop.flows.visiting import start
from imh_desktop.ui.caseload_header import CaseloadHeader
from imh_desktop.ui.day_page import DayPage
from imh_desktop.ui.laptop_settings import LaptopSettings
from imh_desktop.ui.shell_widgets import Header
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Choice, PlainLabel, TwoLines
from imh_desktop.words import Words

from .conftest import enrol


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_the_window_keeps_its_width_at_200(vault, opened, language):
    child = enrol(vault)
    program = opened()
    program.use(LaptopSettings(text_size=200, language=language, cover_minutes=0))
    workspace = program._workspace
    program.window.resize(1366, 768)
    program.window.show()
    for show in (
        workspace.show_caseload,
        lambda: workspace.show_child(child.child_id),
        lambda: workspace.show_child_form(child.child_id),
        workspace.show_together,
        workspace.show_caseload,
    ):
        show()
        QApplication.processEvents()
        assert program.window.width() == 1366


def test_a_childs_name_is_whole_at_200(vault, opened):
    child = enrol(vault)
    program = opened()
    program.use(LaptopSettings(text_size=200, language="en", cover_minutes=0))
    program.window.resize(1366, 768)
    program.window.show()
    program._workspace.show_child(child.child_id)
    QApplication.processEvents()
    header = program.window.page.findChildren(Header)[0]
    titles = [label for label in header.findChildren(PlainLabel) if label.text() == child.name]
    assert titles, "cut short"


@pytest.mark.parametrize(("width", "below"), [(1366, False), (683, True)])
def test_a_family_and_its_three_answers_have_lines_of_their_own_where_it_is_narrow(
    qapp, qtbot, width, below
):
    look, day = Look(), date(2026, 11, 27)
    look.apply(qapp)
    one = Due(key="1", child_id="1", name="Amara Jallow", language="en", on=day, given=(day,))
    page = DayPage(look, Words("en"), day, [one], alone={}, at_desk=False)
    qtbot.addWidget(page)
    page.resize(width, 700)
    page.show()
    QApplication.processEvents()
    shown = {label.text(): label for label in page.findChildren(PlainLabel)}
    name, said = shown["Amara Jallow"], shown["English\u00a0\u00a0·  given on 27 November 2026"]
    choice = page.findChild(Choice)
    assert max(name.height(), said.height()) < look.px(30)  # a line each
    foot = said.mapTo(page, said.rect().bottomLeft()).y()
    assert (choice.mapTo(page, choice.rect().topLeft()).y() > foot) is below


@pytest.mark.parametrize("language", ["en", "es"])
def test_how_many_visits_are_open_stands_beside_the_greeting_at_1366(
    vault, library, opened, language
):
    for name in ("Amara", "Isatou"):
        start(vault, library, enrol(vault, name).child_id, on=date.today())  # noqa: DTZ011
    program = opened()
    program.use(LaptopSettings(language=language, cover_minutes=0))
    program.window.resize(1366, 768)
    program.window.show()
    program._workspace.show_caseload()
    QApplication.processEvents()
    (beside,) = program.window.page.findChild(CaseloadHeader).findChildren(TwoLines)
    assert beside.text().split() == beside.whole_text().split()
    assert "2" in beside.whole_text().split("·")[1]
