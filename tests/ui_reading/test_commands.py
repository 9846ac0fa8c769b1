"""One list of commands makes the menu, the page of keys and the keys; pressing one does it."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QMenu, QWidget

from imh_desktop.store import records
from imh_desktop.ui.acts_page import ActsPage
from imh_desktop.ui.caseload_page import CaseloadPage
from imh_desktop.ui.child_form import ChildFormPage
from imh_desktop.ui.child_page import ChildPage
from imh_desktop.ui.commands import COMMANDS, PLACES, key_said, sequences
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
from imh_desktop.ui.widgets import IconButton, PlainLabel

from .stops import STOPS
from .world import World, world

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


def test_no_two_commands_share_a_key(qapp: QApplication) -> None:
    keys = [key.toString() for each in COMMANDS.values() for key in sequences(each)]
    assert [key for key, n in Counter(keys).items() if n > 1] == []
    assert {code for code, each in COMMANDS.items() if not sequences(each)} == WITHOUT_A_KEY


def test_the_window_takes_the_keys_of_the_list_and_no_other(at: World) -> None:
    taken = {s.key().toString() for s in at.program.window.findChildren(QShortcut)}
    listed = {
        key.toString() for each in COMMANDS.values() if not each.plain for key in sequences(each)
    }
    assert taken == listed


def test_letters_and_digits_alone_belong_to_no_window(at: World) -> None:
    for shortcut in at.program.window.findChildren(QShortcut):
        key = shortcut.key()[0]
        held = key.keyboardModifiers() & ~Qt.KeyboardModifier.ShiftModifier
        assert held.value or key.key() >= Qt.Key.Key_F1, shortcut.key().toString()


def test_every_command_is_in_the_menu_with_its_key(at: World) -> None:
    ARRIVALS["caseload"].show(at)
    menu = open_menu(at)
    found = entries(menu)
    assert list(found) == list(COMMANDS)
    for code, act in found.items():
        said, key = COMMANDS[code].said(at.words), act.shortcut().toString()
        assert act.text() == said
        assert (key == "") == (code in WITHOUT_A_KEY), code
        assert act.shortcut().toString(QKeySequence.SequenceFormat.NativeText) == key_said(code)
    titles = [sub.title() for sub in menu.findChildren(QMenu)]
    assert titles == [place.said(at.words) for place in PLACES]


def test_what_else_a_page_offers_is_in_the_menu_too(at: World) -> None:
    ARRIVALS["child"].show(at)
    menu = open_menu(at)
    first = menu.findChildren(QMenu)[0]
    assert first.title() == "On this page"
    assert {"Hand over", "New referral", "Add a brother or sister"} <= {
        act.text() for act in first.actions()
    }


def test_what_does_not_apply_is_greyed_in_its_place(at: World) -> None:
    ARRIVALS["caseload"].show(at)
    menu = open_menu(at)
    here = {code: act.isEnabled() for code, act in entries(menu).items()}
    menu.shut()
    ARRIVALS["feelings"].show(at)
    menu = open_menu(at)
    in_visit = {code: act.isEnabled() for code, act in entries(menu).items()}
    menu.shut()
    assert (here["add-child"], in_visit["add-child"]) == (True, False)
    assert (here["note"], in_visit["note"]) == (False, True)
    assert here["lock"]
    assert in_visit["lock"]
    assert here.keys() == in_visit.keys()


def test_the_page_of_keys_names_every_key(at: World) -> None:
    ARRIVALS["keys"].show(at)
    lines = [label.whole_text() for label in at.front.findChildren(PlainLabel)]
    for code, command in COMMANDS.items():
        if code.startswith("answer-"):
            continue
        key = command.written(at.words) if command.written else key_said(code)
        assert not key or key in lines, code
    assert "1–5" in lines
    assert "F10, or Alt" in lines


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


@pytest.mark.parametrize("code", sorted(COMMANDS.keys() - ELSEWHERE - WITHOUT_A_KEY - LEAVING))
def test_its_key_does_it_in_the_window(at: World, code: str) -> None:
    pressing = PRESSED[code]
    prepare(at, pressing.where)
    for each in pressing.first:
        press(at, each)
    assert not pressing.holds(at)
    press(at, code)
    assert pressing.holds(at)


@pytest.mark.parametrize("code", sorted(LEAVING))
def test_the_keys_that_leave(qapp: QApplication, tmp_path: Path, code: str) -> None:
    with world(qapp, tmp_path / "vault") as at:
        press(at, code)
        assert at.program._workspace is None
        assert (code == "lock") == at.program.window.isVisible()


def test_what_has_no_key_is_done_from_the_menu(at: World) -> None:
    ARRIVALS["review"].show(at)
    said: list[str] = []
    page = at.program.window.page
    assert isinstance(page, ReviewPage)
    page.close_button.clicked.connect(lambda: said.append("close"))
    menu = open_menu(at)
    entries(menu)["close-visit"].trigger()
    assert said == ["close"]


def test_keys_alone_open_the_menu_and_choose(at: World) -> None:
    ARRIVALS["caseload"].show(at)
    window = at.program.window.windowHandle()
    QTest.keyPress(window, Qt.Key.Key_Alt)
    QTest.keyRelease(window, Qt.Key.Key_Alt)
    at.settle()
    (menu,) = [m for m in at.program.window.findChildren(CommandMenu) if m.isVisible()]
    QTest.keyClick(menu, Qt.Key.Key_Return)
    under = QApplication.activePopupWidget()
    assert isinstance(under, QMenu)
    assert under.title() == "Children"
    QTest.keyClick(under, Qt.Key.Key_Down)  # from "Search" to "Add a child"
    QTest.keyClick(under, Qt.Key.Key_Return)
    at.settle()
    assert isinstance(at.program.window.page, ChildFormPage)


@pytest.mark.parametrize(("language", "width"), [("en", 520), ("ar", 520), ("ar", 780)])
def test_the_menu_opens_under_its_button_inside_the_window(
    at: World, language: str, width: int
) -> None:
    ARRIVALS["feelings"].show(at)
    usual = at.program._settings
    at.program.use(replace(usual, language=language))
    at.program.window.resize(width, 700)
    at.settle()
    window = at.program.window
    button = next(b for b in window.findChildren(IconButton, "menu-button") if b.isVisible())
    menu = open_menu(at)
    there = QRect(window.mapFromGlobal(menu.pos()), menu.size())
    place = QRect(button.mapTo(window, QPoint(0, 0)), button.size())
    menu.shut()
    at.program.use(usual)
    window.resize(1366, 768)
    assert window.rect().contains(place)
    assert place.width() >= 44
    assert there.left() >= 0
    assert there.right() <= window.width()
    assert abs(there.top() - place.bottom()) <= 2
    side = (there.right(), place.right()) if language == "ar" else (there.left(), place.left())
    assert abs(side[0] - side[1]) <= 2


def test_alt_with_another_key_opens_no_menu(at: World) -> None:
    ARRIVALS["caseload"].show(at)
    window = at.program.window.windowHandle()
    QTest.keyPress(window, Qt.Key.Key_Alt)
    QTest.keyClick(window, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    QTest.keyRelease(window, Qt.Key.Key_Alt)
    at.settle()
    assert [m for m in at.program.window.findChildren(CommandMenu) if m.isVisible()] == []


def test_somebody_comes_in_while_the_menu_is_open(at: World) -> None:
    ARRIVALS["caseload"].show(at)
    menu = open_menu(at)
    QTest.keyClick(menu, Qt.Key.Key_F12)
    at.settle()
    assert at.program.window._cover.is_covered
    assert not any(m.isVisible() for m in at.program.window.findChildren(CommandMenu))
    at.program.window.activateWindow()
    press(at, "menu")
    assert not any(m.isVisible() for m in at.program.window.findChildren(CommandMenu))
    press(at, "cover")
    assert not at.program.window._cover.is_covered


def test_nothing_behind_a_question_is_done(at: World) -> None:
    ARRIVALS["settings"].show(at)
    for code in ("add-child", "slip", "find", "week", "back"):
        press(at, code)
        assert isinstance(at.front, ViewPanel), code
