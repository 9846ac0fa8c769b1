"""A visit that is answered, and its review in a window."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from imh_desktop.core.visit import Known
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.ui.review_page import ReviewPage
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import PlainLabel
from imh_desktop.words import Words

H6 = "This is what we noticed together. It is not a test or a diagnosis."
ILL = "t4-very-ill-or-not-feeding"
NUMBERLESS = ("N0", "N1", "N2", "N3", "%")


def answer_all(visit: OpenVisit, *, leave: int = 0, known: Known = "both") -> None:
    """Answer every core item with what is best, but for the last few."""
    visit.use_known(known)
    core = [i for i in visit.items().values() if i.core and i.item_id in visit.shown]
    for item in core[: len(core) - leave]:
        visit.answer(item.item_id, "no" if "no" in item.codes else "often")


def make(qtbot: QtBot, look: Look, visit: OpenVisit) -> ReviewPage:
    page = ReviewPage(look, Words("en"), visit)
    page.resize(1366, 768)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    return page


def said(page: QWidget) -> list[str]:
    return [one.whole_text() for one in page.findChildren(PlainLabel) if one.isVisible()]


def say_in_private(visit: OpenVisit) -> None:
    """Something urgent said by the first caregiver alone, and acted on."""
    visit.alone_with(visit.caregivers[0].caregiver_id)
    visit.answer("t1-thoughts-of-harm", "yes")
    visit.record_action("t1-thoughts-of-harm", "Called the line together")
    visit.alone_with(None)
