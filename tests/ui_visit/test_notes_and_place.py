"""What is half typed survives: notes as drafts, the card as the place."""

import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from imh_desktop.content.library import Library
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.store.vault import Vault
from imh_desktop.ui.visit_page import VisitPage

from .conftest import MAKE_PAGE, go, press, resumed, type_words

TURNS = "r3-takes-turns"


def test_a_draft_is_on_the_desk_soon_after_the_last_key(
    qtbot: QtBot, page: VisitPage, visit: OpenVisit
) -> None:
    go(page, TURNS)
    press(page, "n")
    type_words(page, "Held the ball")
    typed = time.monotonic()
    qtbot.waitUntil(lambda: visit.drafts() == {TURNS: "Held the ball"}, timeout=5000)
    assert time.monotonic() - typed < 0.4
    assert visit.visit.notes == {}


def test_a_program_started_again_lands_on_the_card_with_the_text(
    qtbot: QtBot,
    page: VisitPage,
    show: MAKE_PAGE,
    visit: OpenVisit,
    vault: Vault,
    library: Library,
) -> None:
    go(page, TURNS)
    press(page, "n")
    type_words(page, "Held the ball, 2 times")
    qtbot.waitUntil(lambda: bool(visit.drafts()) and visit.place is not None)
    qtbot.waitUntil(lambda: visit.place is not None and visit.place.item_id == TURNS)

    fresh = show(resumed(vault, library, visit))  # the old page was never left
    assert fresh.card is not None
    assert fresh.card.item_id == TURNS
    assert fresh.card.note is not None
    assert fresh.card.note.field.toPlainText() == "Held the ball, 2 times"


def test_escape_leads_from_the_note_back_to_its_card(page: VisitPage, visit: OpenVisit) -> None:
    go(page, TURNS)
    press(page, "n")
    type_words(page, "Held the ball, 2 times")
    press(page, Qt.Key.Key_Escape)
    assert visit.visit.notes == {TURNS: "Held the ball, 2 times"}
    assert visit.visit.answers == {}
    press(page, "1")
    assert list(visit.visit.answers) == [TURNS]


def test_leaving_the_field_keeps_the_note(page: VisitPage, visit: OpenVisit) -> None:
    go(page, TURNS)
    press(page, "n")
    type_words(page, "Held the ball")
    page.footer.next_gap.setFocus()
    assert visit.visit.notes == {TURNS: "Held the ball"}
    assert visit.drafts() == {}
    assert page.page.cards[TURNS].note_button.marked


def test_going_back_to_the_children_keeps_the_note(
    qtbot: QtBot, page: VisitPage, visit: OpenVisit, vault: Vault, library: Library
) -> None:
    go(page, TURNS)
    press(page, "n")
    type_words(page, "Held the ball")
    with qtbot.waitSignal(page.left):
        page.header.back_wanted.emit()
    again = resumed(vault, library, visit)
    assert again.visit.notes == {TURNS: "Held the ball"}
    assert again.drafts() == {}


def test_what_unfolds_comes_into_view(qtbot: QtBot, page: VisitPage) -> None:
    go(page, TURNS)
    last = list(page.page.cards)[-1]
    go(page, last)
    page.page.verticalScrollBar().setValue(0)
    card = page.page.cards[last]

    def in_view(part: QWidget) -> bool:
        view = page.page.viewport()
        top = part.mapTo(view, part.rect().topLeft()).y()
        return top >= 0 and top + part.height() <= view.height()

    card.info.click()
    qtbot.waitUntil(lambda: card.guidance is not None and in_view(card.guidance))
    press(page, "n")
    qtbot.waitUntil(lambda: card.note is not None and in_view(card.note))
    assert card.note is not None
    assert card.note.field.hasFocus()


def test_a_note_stays_within_its_limit(page: VisitPage) -> None:
    go(page, TURNS)
    page.card.open_note()  # type: ignore[union-attr]
    field = page.card.note.field  # type: ignore[union-attr]
    field.setPlainText("ä" * 2500)
    assert len(field.toPlainText()) == 2000


def test_a_window_closed_after_the_vault_touches_nothing(
    page: VisitPage, visit: OpenVisit, vault: Vault
) -> None:
    go(page, TURNS)
    assert page.leave()
    vault.close()
    page.hide()  # an error in here would fail the test
