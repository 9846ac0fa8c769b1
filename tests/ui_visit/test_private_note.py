"""How somebody is doing is seen while it is written, and else only when it is asked for: an empty
card looks like a written one."""

from PySide6.QtWidgets import QAbstractButton

from imh_desktop.content.library import Library
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.store.vault import Vault
from imh_desktop.ui.item_card import ItemCard
from imh_desktop.ui.visit_page import VisitPage

from .conftest import MAKE_PAGE, go, press, resumed, type_words

O2, TURNS = "o2-how-are-you", "r3-shares-a-find"
VEIL = "Write here, or show what was written"


def card(page: VisitPage) -> ItemCard:
    go(page, O2)
    assert page.card is not None
    return page.card


def field_seen(page: VisitPage) -> bool:
    note = card(page).note
    assert note is not None
    return note.field.isVisible()


def show_private(page: VisitPage) -> QAbstractButton:
    found = [b for b in card(page).findChildren(QAbstractButton) if b.text() == VEIL]
    assert len(found) == 1
    return found[0]


def test_what_was_written_alone_is_not_seen_when_others_come_in(
    page: VisitPage, visit: OpenVisit
) -> None:
    visit.alone_with(visit.caregivers[0].caregiver_id)
    assert not field_seen(page)
    press(page, "n")
    assert page.card.note.field.isVisible()  # type: ignore[union-attr]
    type_words(page, "He must not read this, 2 times")
    go(page, TURNS)
    visit.alone_with(None)
    assert not field_seen(page)
    assert "He must not read this" in visit.private[0].notes[O2]
    show_private(page).click()
    assert field_seen(page)
    field = card(page).note.field  # type: ignore[union-attr]
    assert field.toPlainText() == "He must not read this, 2 times"
    go(page, TURNS)
    assert not field_seen(page)


def test_it_can_be_written_on_and_taken_back(page: VisitPage, visit: OpenVisit) -> None:
    card(page)
    press(page, "n")
    type_words(page, "Tired")
    go(page, TURNS)
    card(page)
    press(page, "n")
    type_words(page, "Very ")
    go(page, TURNS)
    assert visit.private[0].notes[O2] in ("Very Tired", "TiredVery")
    page.header.undo_wanted.emit()
    page.header.undo_wanted.emit()
    assert not field_seen(page)
    assert show_private(page).isVisible(), "empty, it looks as if something were written"
    assert visit.private_talk(visit.talk_of(visit.item(O2))) is None


def test_half_a_word_found_again_after_a_crash_is_not_seen_either(
    page: VisitPage, show: MAKE_PAGE, visit: OpenVisit, vault: Vault, library: Library
) -> None:
    visit.draft_note(O2, "He must not")
    again = resumed(vault, library, visit)
    fresh = show(again)
    assert not field_seen(fresh)
    go(fresh, TURNS)
    assert again.private[0].notes[O2] == "He must not"
