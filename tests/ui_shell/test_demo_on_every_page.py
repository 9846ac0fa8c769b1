"""The demo says that it is one on every page of the window, in front of each too, and nothing of
the page covers it."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication

from imh_desktop.flows.referring import write_referral
from imh_desktop.store import records
from imh_desktop.ui.demo_strip import DemoStrip
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.learning import show_learn
from imh_desktop.ui.main_window import MainWindow
from imh_desktop.ui.program import Program
from imh_desktop.ui.visit_page import VisitPage
from imh_desktop.ui.widgets import Panel, PlainLabel
from tests.flows.test_referring import FORM

FRAME = "Demo family – nothing here is real"
TODAY = date.today()  # noqa: DTZ011 the program asks the local clock too
Door = tuple[str, Callable[[], object]]


def unlabelled(window: MainWindow) -> str:
    """Say what is wrong with the label; empty = it can be read on the whole of the page."""
    strips = [each for each in window.findChildren(DemoStrip) if each.isVisible()]
    if len(strips) != 1:
        return f"{len(strips)} labels"
    (said,) = [label for label in strips[0].findChildren(PlainLabel) if label.isVisible()]
    place = QRect(said.mapTo(window, QPoint(0, 0)), said.size())
    if said.whole_text() != FRAME or not window.rect().contains(place):
        return "not whole"
    over = window.childAt(place.topLeft() + QPoint(4, place.height() // 2))
    panels = [panel for panel in window.findChildren(Panel) if panel.isVisible()]
    inside = over is not None and (over is said or strips[0].isAncestorOf(over))
    shaded = over is not None and any(over is panel for panel in panels)  # seen through its shade
    return "" if inside or shaded else f"covered by {type(over).__name__}"


def of_the_programme(program: Program) -> Iterator[Door]:
    space = program._workspace
    together, back = space._together, space.show_caseload
    for name in (
        "show", "show_carry", "show_laptops", "show_handover", "show_merges", "show_gathering",
        "show_same_child", "show_figures", "show_exporting", "show_shut_out", "show_day",
        "show_to_decide", "show_safety", "show_sign_off",
    ):  # fmt: skip
        yield f"together {name}", getattr(together, name)
        yield "back", back
    for name in ("show", "show_keeping", "show_partners"):
        yield f"programme {name}", partial(getattr(space._programme, name), back)
    yield "week", partial(space._more_papers.show_week, back)
    yield "not reached", partial(space._more_papers.show_unreached, back)
    yield "supervision", partial(space._more_papers.ask_supervision, back)
    yield "caseload", back
    yield "referrals", space.show_referrals
    yield "undo", space._mistakes.show_acts
    yield "trash", space._mistakes.show_trash
    yield "a new child", space.show_child_form
    yield "guide", partial(show_learn, space._bench)
    yield "caseload again", back
    yield "help", program.show_help
    yield "caseload once more", back
    yield "settings", program.ask_view


def of_the_child(program: Program, child_id: str) -> Iterator[Door]:
    space, vault = program._workspace, program._vault
    closed, opened = sorted(records.visits(vault, child_id), key=lambda one: not one.closed_at)
    letter = write_referral(vault, space._bench.library, closed.visit_id, FORM, today=TODAY)
    yield "child", partial(space.show_child, child_id)
    yield "details", partial(space.show_child_form, child_id)
    for kind in ("trash", "amend", "move", "lower", "erase"):
        yield f"mistake {kind}", partial(space._mistakes.show, kind, child_id)
    for kind, about in (
        ("checklist", child_id), ("record", closed.visit_id), ("held", child_id),
        ("partner-form", letter),
    ):  # fmt: skip
        yield f"paper {kind}", partial(space._more_papers.show, kind, about)
    yield "child again", partial(space.show_child, child_id)
    yield "paper typed in", partial(space._more_papers.show, "type-in", child_id)
    yield "family page", partial(space.show_family_page, closed.visit_id)
    yield "referral", partial(space.ask_to_refer, closed.visit_id)
    yield "leaving", partial(space.show_leaving, child_id)
    yield "handing over", partial(space.show_handover, child_id)
    yield "visit", partial(space.continue_visit, opened.visit_id)
    yield "cards", lambda: space._visits._show_cards(program.window.page._visit)
    for domain in program.window.page.domains.rows:
        yield f"cards {domain}", partial(program.window.page.enter, domain)
    yield "review", lambda: program.window.page.review_wanted.emit()


@pytest.mark.check(15)
def test_no_page_of_the_demo_is_without_its_label(program: Program, hands: Hands) -> None:
    program.begin()
    hands.click("Look around with the demo family")
    hands.wait_for(FRAME)
    (child,) = records.children(program._vault)
    bare, shown = [], set()
    for doors in (of_the_programme(program), of_the_child(program, child.child_id)):
        for name, door in doors:
            for panel in program.window.findChildren(Panel):
                panel.put_away()
            door()
            QApplication.processEvents()
            shown |= {type(page).__name__ for page in program.window.pages}
            shown |= {type(one).__name__ for one in program.window.findChildren(Panel)}
            if wrong := unlabelled(program.window):
                bare.append((name, wrong))
    assert bare == []
    assert VisitPage.__name__ in shown
    assert len(shown) > 35
