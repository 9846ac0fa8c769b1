"""Finding the way in a visit: gaps, domains, cover, the gate before private cards."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from imh_desktop.content.library import Library
from imh_desktop.core.people import Caregiver
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.store.faults import REFUSED, StorageFault
from imh_desktop.store.vault import Vault
from imh_desktop.ui.act_now_panel import ActNowPanel
from imh_desktop.ui.alone_gate import AloneGate
from imh_desktop.ui.style import Look
from imh_desktop.ui.visit_page import VisitPage
from imh_desktop.ui.widgets import PlainLabel
from imh_desktop.words import Words

from .conftest import MAKE_PAGE, go, press, visit_of

ILL = "t4-very-ill-or-not-feeding"
HARM = "t1-thoughts-of-harm"
LOST = "t5-lost-skills"
UNSAFE = "t3-child-may-be-hurt"


def gate_at(page: VisitPage, domain_id: str) -> AloneGate:
    """The gate of a domain, which is entered."""
    page.enter(domain_id)
    gate = page.page.findChild(AloneGate)
    assert gate is not None
    return gate


def test_next_unanswered_visits_each_gap_once_and_ends_at_the_review(
    qtbot: QtBot, page: VisitPage, visit: OpenVisit
) -> None:
    visit.answer("r3-takes-turns", "often")
    visit.answer("x2-tries-again", "not_yet")
    expected = [item_id for gap in visit.gaps() for item_id in gap.item_ids]
    expected.append("o2-how-are-you")  # no gap of the review: it is passed, written or not
    go(page, "r3-takes-turns")
    go(page, expected[0])
    seen = [expected[0]]
    with qtbot.waitSignal(page.review_wanted):
        for _ in range(len(expected)):
            page.footer.next_gap.click()
            assert page.card is not None
            if page.card.item_id != seen[-1]:
                seen.append(page.card.item_id)
    assert seen == expected


def test_the_way_on_names_the_next_domain_and_ends_at_the_review(
    qtbot: QtBot, page: VisitPage, visit: OpenVisit
) -> None:
    titles = [d.title for d in visit.domains() if d.domain_id not in ("today",)]
    named = []
    with qtbot.waitSignal(page.review_wanted):
        for _ in titles:
            named.append(page.footer.onward.label())
            page.footer.onward.click()
    assert named == [*titles[1:], "Review"]


def test_f12_and_escape_twice_hide_every_word_of_the_visit(
    page: VisitPage, visit: OpenVisit
) -> None:
    for keys in ([Qt.Key.Key_F12], [Qt.Key.Key_Escape, Qt.Key.Key_Escape]):
        for key in keys:
            press(page, key)
        assert page.is_covered
        shown = [label for label in page.findChildren(PlainLabel) if label.isVisible()]
        assert [label.text() for label in shown] == ["A short pause"]
        press(page, "1")
        assert visit.visit.answers == {}
        page.uncover_button.click()
        assert page.header.isVisible()
    press(page, Qt.Key.Key_Escape)
    assert not page.is_covered, "one Escape alone covers nothing"


def test_the_gate_stands_before_private_cards_and_lets_urgent_ones_through(
    page: VisitPage, visit: OpenVisit
) -> None:
    page.enter("private")
    assert page.page.cards == {}
    gate = page.page.findChild(AloneGate)
    assert gate is not None
    page.enter("today")
    assert ILL in page.page.cards
    assert HARM not in page.page.cards

    gate = gate_at(page, "private")
    gate.yes.click()
    assert visit.alone == visit.caregivers[0].caregiver_id
    assert len(page.page.cards) >= 8
    go(page, HARM)
    assert HARM in page.page.cards


def test_a_caregiver_can_be_added_at_the_gate(
    qtbot: QtBot, show: MAKE_PAGE, vault: Vault, library: Library
) -> None:
    visit = visit_of(vault, library, caregivers=0)
    page = show(visit)
    gate = gate_at(page, "private")
    gate.yes.click()
    assert visit.alone is None, "no name, no private card"
    gate.name.setText("Aunt <b>Mina</b>")
    gate.relation.choose("other_family")
    gate.yes.click()
    assert [c.name for c in visit.caregivers] == ["Aunt <b>Mina</b>"]
    assert visit.alone == visit.caregivers[0].caregiver_id


def test_what_is_always_open_stands_before_the_gate(page: VisitPage) -> None:
    gate = gate_at(page, "today")
    urgent = [page.page.cards[item_id] for item_id in (ILL, LOST)]
    assert max(card.y() for card in urgent) < gate.y()


def test_the_gate_asks_whom_before_it_opens(
    show: MAKE_PAGE, vault: Vault, library: Library
) -> None:
    visit = visit_of(vault, library, caregivers=2)
    page = show(visit)
    gate = gate_at(page, "private")
    gate.yes.click()
    assert visit.alone is None
    assert "Please choose who you are alone with." in [
        label.text() for label in gate.findChildren(PlainLabel) if label.isVisible()
    ]


def test_a_caregiver_whose_relation_is_not_known_can_be_chosen(look: Look, words: Words) -> None:
    someone = Caregiver(caregiver_id="c1", name="Fatou", relation="", child_id="k1")
    gate = AloneGate(look, words, [someone])
    chosen: list[str] = []
    gate.confirmed.connect(chosen.append)
    gate.yes.click()
    assert chosen == ["c1"]


def test_what_the_visitor_saw_herself_can_be_noted_for_a_child_without_caregivers(
    show: MAKE_PAGE, vault: Vault, library: Library
) -> None:
    visit = visit_of(vault, library, caregivers=0)
    page = show(visit)
    gate = gate_at(page, "today")
    gate.name.setText("Mina")
    gate.yes.click()
    go(page, UNSAFE)
    press(page, "1")
    assert [talk.answers[UNSAFE].code for talk in visit.private] == ["yes"]
    panel = page.findChild(ActNowPanel)
    assert panel is not None
    assert panel.isVisible()


def test_going_alone_with_somebody_takes_nothing_from_the_progress(
    page: VisitPage, visit: OpenVisit
) -> None:
    before = page.domains.total.whole_text()
    visit.alone_with(visit.caregivers[0].caregiver_id)
    page.enter("private")
    press(page, "1")
    assert any(talk.answers for talk in visit.private)
    assert page.domains.total.whole_text() == before == "0 of 25 answered"


def test_the_visit_stays_readable_while_undo_says_what_it_took_back(
    page: VisitPage, visit: OpenVisit
) -> None:
    go(page, "r3-shares-a-find")
    press(page, "1")
    page.header.undo.click()
    QApplication.processEvents()
    header = page.header
    assert header.made.text() == header.made.whole_text() == "home visit, 22 November 2026"
    assert header.saved.label.text() == header.saved.label.whole_text()
    assert "Sharing joy and attention" in header.saved.label.whole_text()


def test_leaving_the_page_ends_being_alone(page: VisitPage, visit: OpenVisit) -> None:
    visit.alone_with(visit.caregivers[0].caregiver_id)
    page.leave()
    assert visit.alone is None


@pytest.mark.parametrize("who", ["nobody", "somebody else"])
def test_what_was_said_alone_goes_from_the_screen_though_the_disk_refuses(
    show: MAKE_PAGE, vault: Vault, library: Library, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    visit = visit_of(vault, library, caregivers=2)
    page = show(visit)
    gate_at(page, "private")
    page._heads._on_confirmed(visit.caregivers[0].caregiver_id)
    assert page.page.cards

    def refuse(*_args: object) -> None:
        raise StorageFault(REFUSED)

    with monkeypatch.context() as broken:
        broken.setattr(vault.desk, "drafts", refuse)
        page._heads._on_confirmed(None if who == "nobody" else visit.caregivers[1].caregiver_id)
    assert page.page.cards == {}
    assert visit.alone is None
    assert page.trouble.words.whole_text() == REFUSED


def test_what_was_taken_back_is_not_cut_while_there_is_room(
    show: MAKE_PAGE, visit: OpenVisit
) -> None:
    page = show(visit, language="es")
    said = "Se deshizo: respuesta a «Compartir alegría y atención»"
    page.header.saved.say(said)
    QApplication.processEvents()
    label = page.header.saved.label
    assert label.text().replace("\n", " ") == said
    assert label.sizeHint().height() <= label.height() <= page.header.height()


def test_the_cover_works_over_an_open_question(page: VisitPage, visit: OpenVisit) -> None:
    go(page, ILL)
    press(page, "1")
    press(page, Qt.Key.Key_F12)
    assert page.is_covered
    page.uncover_button.click()
    press(page, Qt.Key.Key_Escape)
    press(page, Qt.Key.Key_Escape)
    assert page.is_covered
    assert not any(action.recorded for action in visit.act_now())
