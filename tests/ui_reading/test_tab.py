"""Tab goes through everything on a page once, as it is read, and Shift+Tab the same way back."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton, QWidget

from imh_desktop.ui.answer_row import AnswerButton
from imh_desktop.ui.sight import accessible_name
from imh_desktop.ui.visit_page import VisitPage

from .heard import described
from .stops import STOPS
from .world import World

ARRIVALS = {stop.name: stop for stop in STOPS}
ROUND = ("edit-child", "caseload", "feelings", "review", "slip")
MOST = 120


def go(at: World, key: Qt.Key) -> QWidget:
    window = at.program.window
    QTest.keyClick(window.focusWidget() or window, key)
    found = window.focusWidget()
    assert found is not None
    return found


def round_trip(at: World, key: Qt.Key) -> list[QWidget]:
    """Press until the keyboard is back where it began."""
    first = go(at, Qt.Key.Key_Tab)
    seen = [first]
    while (now := go(at, key)) is not first:
        seen.append(now)
        assert len(seen) < MOST
    return seen


@pytest.mark.parametrize("page", ROUND)
def test_tab_reaches_everything_once_and_shift_tab_goes_back(at: World, page: str) -> None:
    ARRIVALS[page].show(at)
    there = round_trip(at, Qt.Key.Key_Tab)
    assert len(there) == len(set(there))
    back = round_trip(at, Qt.Key.Key_Backtab)
    turn = back.index(there[0])
    assert [*back[turn:], *back[:turn]] == [there[0], *reversed(there[1:])]
    by_tab = Qt.FocusPolicy.TabFocus.value
    for widget in at.front.findChildren(QWidget):
        wanted = widget.isVisible() and widget.isEnabled() and widget.focusPolicy().value & by_tab
        if wanted and not isinstance(widget, QRadioButton):
            assert widget in there, (accessible_name(widget), described(widget))
    groups = {b.group() for b in at.front.findChildren(QRadioButton) if b.isVisible()}
    assert {b.group() for b in there if isinstance(b, QRadioButton)} == groups


def test_a_form_is_read_column_by_column_and_saved_last(at: World) -> None:
    ARRIVALS["edit-child"].show(at)
    there = [w for w in round_trip(at, Qt.Key.Key_Tab) if not isinstance(w, QRadioButton)]
    names = [accessible_name(widget) for widget in there]
    start = names.index("First name")
    names, there = names[start:] + names[:start], there[start:] + there[:start]
    assert names[-4:] == ["Cancel", "Save the changes", "Menu", "Back"]
    middle = at.front.width() // 2
    left = [w.mapTo(at.front, QPoint(0, 0)).x() < middle for w in there[:-4]]
    assert left == sorted(left, reverse=True)
    for one, other in pairwise(there[:-4]):
        here, next_one = (w.mapTo(at.front, QPoint(0, 0)) for w in (one, other))
        turns = here.x() < middle <= next_one.x()
        assert turns or next_one.y() + other.height() > here.y(), accessible_name(other)


def test_a_question_is_read_out_when_it_comes(at: World, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        "imh_desktop.ui.widgets.panels.announce", lambda _w, text: said.append(text)
    )
    ARRIVALS["slip"].show(at)
    assert said == ["Type in a slip"]


@pytest.mark.parametrize("by", ["tab", "reader"])
def test_a_digit_answers_the_card_with_the_keyboard(at: World, by: str) -> None:
    ARRIVALS["feelings" if by == "tab" else "signs"].show(at)
    page = at.program.window.page
    assert isinstance(page, VisitPage)
    page.how_known._use("seen")
    first, second = list(page.page.cards.values())[:2]
    if by == "reader":  # which puts the keyboard somewhere without any key
        second.answers.take_focus()
    else:
        while not (
            isinstance(now := go(at, Qt.Key.Key_Tab), AnswerButton)
            and now in second.answers.buttons.values()
        ):
            assert now is not None
        assert page.card is second
        assert second.body.active
    QTest.keyClick(at.program.window.focusWidget(), Qt.Key.Key_2)
    at.settle()
    assert second.view.answer == second.view.choices[1][0]
    assert first.view.answer is None
