"""No page pushes the window wider than the screen, whatever the size of the text."""

import pytest
from PySide6.QtWidgets import QApplication

from imh_desktop.ui.laptop_settings import LaptopSettings
from imh_desktop.ui.shell_widgets import Header
from imh_desktop.ui.widgets import PlainLabel

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
