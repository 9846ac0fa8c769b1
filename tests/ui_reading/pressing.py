"""What every command of the list does, and from where it is pressed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from msgspec.structs import replace
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QMenu, QWidget

from imh_desktop.store import records
from imh_desktop.ui.acts_page import ActsPage
from imh_desktop.ui.caseload_page import CaseloadPage
from imh_desktop.ui.child_form import ChildFormPage
from imh_desktop.ui.child_page import ChildPage
from imh_desktop.ui.commands import COMMANDS, sequences
from imh_desktop.ui.help_page import HelpPage
from imh_desktop.ui.learn_page import LearnPage
from imh_desktop.ui.menu import CommandMenu
from imh_desktop.ui.programme_page import ProgrammePage
from imh_desktop.ui.referrals_page import ReferralsPage
from imh_desktop.ui.review_page import ReviewPage
from imh_desktop.ui.scrolling import scrolled
from imh_desktop.ui.shortcuts_panel import ShortcutsPanel
from imh_desktop.ui.slip_panel import SlipPanel
from imh_desktop.ui.summary_page import SummaryPage
from imh_desktop.ui.together_page import TogetherPage
from imh_desktop.ui.view_panel import ViewPanel
from imh_desktop.ui.visit_page import VisitPage

from .stops import STOPS
from .world import World

ARRIVALS = {stop.name: stop for stop in STOPS}
BEFORE: dict[str, str] = {}
WITHOUT_A_KEY = {"close-visit"}
LEAVING = {"lock", "quit"}
ELSEWHERE = {"sibling"}  # needs two visits of one sitting: tests/ui_visit/test_one_sitting.py


@pytest.fixture(autouse=True)
def back_to_rest(at: World) -> Iterator[None]:
    yield
    for menu in at.program.window.findChildren(CommandMenu):
        menu.shut()
    at.program.window._cover.uncover()
    if text_size(at) != 100:
        at.program.use(replace(at.program._settings, text_size=100))


def press(at: World, code: str) -> None:
    """Press a command's key where the keyboard is, as a hand does."""
    key = sequences(COMMANDS[code])[0][0]
    target = at.program.window.focusWidget() or at.program.window
    QTest.keyClick(target, key.key(), key.keyboardModifiers())
    at.settle()


def open_menu(at: World) -> CommandMenu:
    press(at, "menu")
    (menu,) = [m for m in at.program.window.findChildren(CommandMenu) if m.isVisible()]
    return menu


def entries(menu: QMenu) -> dict[str, object]:
    """The menu's actions by command, whatever heading they stand under."""
    found = [act for sub in menu.findChildren(QMenu) for act in sub.actions()]
    return {act.objectName(): act for act in found if act.objectName()}


def page_is(kind: type[QWidget]) -> Callable[[World], bool]:
    return lambda at: isinstance(at.program.window.page, kind)


def asks(kind: type[QWidget]) -> Callable[[World], bool]:
    return lambda at: isinstance(at.front, kind)


def card(at: World):
    page = at.program.window.page
    assert isinstance(page, VisitPage)
    assert page.card is not None
    return page.card


def answers(at: World) -> int:
    visit = records.visit(at.vault, at.open)
    assert visit is not None
    return len(visit.answers)


def answered(key: int) -> Callable[[World], bool]:
    """The card of before holds its answer of that key, and the next card is in front."""

    def holds(at: World) -> bool:
        page = at.program.window.page
        cards = list(page.page.cards.values())
        first = next(c for c in cards if c.item_id == BEFORE["card"])
        return first.view.answer == first.view.choices[key - 1][0] and card(at) is not first

    return holds


def text_size(at: World) -> int:
    return at.program._settings.text_size


@dataclass(frozen=True)
class Pressing:
    """Where a key is pressed, after which others, and what must then hold."""

    where: str
    holds: Callable[[World], bool]
    first: tuple[str, ...] = ()


PRESSED = {
    "find": Pressing("list", lambda at: at.program.window.focusWidget() is at.front._search),
    "add-child": Pressing("caseload", page_is(ChildFormPage)),
    "open-child": Pressing("caseload", page_is(ChildPage)),
    "visit": Pressing("child", page_is(VisitPage)),
    "edit-child": Pressing("child", page_is(ChildFormPage)),
    "family-page": Pressing("child", page_is(SummaryPage)),
    "week": Pressing("caseload", page_is(SummaryPage)),
    "referrals": Pressing("caseload", page_is(ReferralsPage)),
    "slip": Pressing("caseload", asks(SlipPanel)),
    "together": Pressing("caseload", page_is(TogetherPage)),
    "programme": Pressing("caseload", page_is(ProgrammePage)),
    **{f"answer-{key}": Pressing("feelings", answered(key)) for key in range(1, 6)},
    "clear": Pressing("answered-card", lambda at: card(at).view.answer is None),
    "save": Pressing("programme", page_is(CaseloadPage)),
    "print": Pressing("family-page", lambda at: at.front is not at.program.window.page),
    "menu": Pressing(
        "caseload",
        lambda at: any(m.isVisible() for m in at.program.window.findChildren(CommandMenu)),
    ),
    "note": Pressing("feelings", lambda at: card(at).note is not None),
    "guidance": Pressing("feelings", lambda at: card(at).guidance is not None),
    "known": Pressing(
        "feelings", lambda at: at.program.window.page.known_bar.button("seen").hasFocus()
    ),
    "next-gap": Pressing(
        "feelings", lambda at: card(at).view.answer is None and card(at).item_id != BEFORE["card"]
    ),
    "domains": Pressing(
        "feelings", lambda at: at.program.window.page.domains.rows["feelings"].hasFocus()
    ),
    "next-domain": Pressing("feelings", lambda at: at.program.window.page.domain_id == "exploring"),
    "domain-before": Pressing(
        "feelings", lambda at: at.program.window.page.domain_id == "relationships"
    ),
    "review": Pressing("feelings", page_is(ReviewPage)),
    "back": Pressing("child", page_is(CaseloadPage)),
    "go-on": Pressing("keys", asks(CaseloadPage)),
    "learn": Pressing("caseload", page_is(LearnPage)),
    "undo": Pressing("caseload", page_is(ActsPage)),
    "help": Pressing("caseload", page_is(HelpPage)),
    "keys": Pressing("caseload", asks(ShortcutsPanel)),
    "view": Pressing("caseload", asks(ViewPanel)),
    "larger": Pressing("caseload", lambda at: text_size(at) == 125),
    "smaller": Pressing("caseload", lambda at: text_size(at) == 100, first=("larger",)),
    "as-usual": Pressing("caseload", lambda at: text_size(at) == 100, first=("larger",)),
    "page-down": Pressing("keys", lambda at: scrolled(at.front).verticalScrollBar().value() > 0),
    "page-up": Pressing(
        "keys",
        lambda at: scrolled(at.front).verticalScrollBar().value() == 0,
        first=("page-down",),
    ),
    "cover": Pressing("caseload", lambda at: at.program.window._cover.is_covered),
}


def prepare(at: World, where: str) -> None:
    if where == "answered-card":
        ARRIVALS["visit"].show(at)
        visit = records.visit(at.vault, at.open)
        assert visit is not None
        at.program.window.page.go_to(next(iter(visit.answers)))
    elif where == "list":
        ARRIVALS["caseload"].show(at)
        at.front.findChild(QListView).setFocus()
    else:
        ARRIVALS[where].show(at)
    at.settle()
    page = at.program.window.page
    if isinstance(page, VisitPage):
        page.how_known._use("seen")
    BEFORE["card"] = page.card.item_id if isinstance(page, VisitPage) and page.card else ""
