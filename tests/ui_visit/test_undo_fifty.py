"""Ctrl+Z takes back the last fifty actions by keys alone, across domains, cleared answers and
notes among them, also after the program was closed in between (experience.md 8.5)."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from imh_desktop.content.library import Library
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.store.vault import Vault
from imh_desktop.ui.visit_page import VisitPage

from .conftest import MAKE_PAGE, go, keyboard, press, resumed, type_words


def undo(page: VisitPage) -> None:
    QTest.keyClick(keyboard(page), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()


@pytest.mark.check(5)
def test_fifty_actions_go_back_one_by_one(
    show: MAKE_PAGE, visit: OpenVisit, vault: Vault, library: Library
) -> None:
    chance = random.Random(11)
    visit.use_known("seen")
    page = show(visit)
    of_domain = {domain.domain_id: domain.constructs for domain in visit.checklist.domains}
    items = [i for i in visit.items().values() if i.codes and not i.sensitivity.private]
    shown = [i.item_id for i in items if i.item_id in visit.shown]
    domains = {
        d for d, constructs in of_domain.items() if any(i.construct in constructs for i in items)
    }
    assert len(domains) > 3
    states, touched, kinds = [], set(), set()
    while len(states) < 50:
        before, item_id = visit.visit, chance.choice(shown[:18])
        go(page, item_id)
        what = chance.choice(("answer", "answer", "note", "clear"))
        if what == "answer":
            press(page, chance.choice("123"))
        elif what == "clear":
            press(page, Qt.Key.Key_Delete)
        else:
            press(page, "n")
            type_words(page, f"note {len(states)} ")
            go(page, chance.choice(shown[:18]))
        if visit.visit != before:
            states.append(before)
            kinds.add(what)
            touched.add(page.domain_id)
    assert kinds == {"answer", "note", "clear"}
    assert len(touched) > 2
    for number in range(50):
        if number == 20:
            assert page.leave()
            visit = resumed(vault, library, visit)
            page = show(visit)
            go(page, chance.choice(shown[:18]))
        assert visit.can_undo is not None
        undo(page)
        assert visit.visit == states.pop(), number
    assert not page.header.undo.isEnabled()
