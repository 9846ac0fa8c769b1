"""Another language, theme or size of text while the window is open: nothing is lost on the way."""

import re
from datetime import date
from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from imh_desktop.content.library import Library
from imh_desktop.core.idle import Rest
from imh_desktop.flows import visiting
from imh_desktop.flows.clock import since_start
from imh_desktop.store import records
from imh_desktop.ui.alone_gate import AloneGate
from imh_desktop.ui.caseload_page import CaseloadPage
from imh_desktop.ui.child_form import ChildFormPage
from imh_desktop.ui.child_page import ChildPage
from imh_desktop.ui.laptop_settings import FILE, LaptopSettings, read_settings, write_settings
from imh_desktop.ui.tokens import DARK, LIGHT, SUNLIGHT
from imh_desktop.ui.view_panel import ViewPanel
from imh_desktop.ui.visit_page import VisitPage

from .conftest import enrol

TODAY = date.today()  # noqa: DTZ011 the program asks the local clock too
LIMIT_MS = 500


@pytest.fixture
def in_a_visit(vault, opened, qtbot):
    """A visit with an answer, at its fourth card, the keyboard in a half-typed note."""
    child = enrol(vault)
    visit = visiting.start(vault, Library(), child.child_id, on=TODAY)
    program = opened()
    program.window.show()
    program._workspace.continue_visit(visit.visit.visit_id)
    QApplication.processEvents()  # it lands on its card
    page = program.window.page
    page._visit.use_known("seen")
    page.enter("relationships")
    first = next(iter(page.page.cards))
    page.answers.answer(first, "often", move_on=True)
    cards = list(page.page.cards)
    page.go_to(cards[3])
    page.card.open_note()
    qtbot.waitUntil(lambda: page.card.note.field.hasFocus())
    qtbot.keyClicks(page.card.note.field, "She laughed 2 times")
    return program, first, cards[3]


def test_the_gate_asks_again_after_a_change_and_what_was_typed_is_kept(vault, opened, qtbot):
    child = enrol(vault)
    visit = visiting.start(vault, Library(), child.child_id, on=TODAY)
    program = opened()
    program.window.show()
    program._workspace.continue_visit(visit.visit.visit_id)
    QApplication.processEvents()
    page = program.window.page
    page.enter("private")
    page.page.findChild(AloneGate).yes.click()
    asked = next(iter(page.page.cards))
    page.go_to(asked)
    page.card.open_note()
    qtbot.keyClicks(page.card.note.field, "He hits")
    program.use(LaptopSettings(theme="dark", language="en", cover_minutes=0))
    QApplication.processEvents()
    page = program.window.page
    gate = page.page.findChild(AloneGate)
    assert gate is not None
    assert page._visit.alone is None
    assert asked not in page.page.cards
    gate.yes.click()
    QApplication.processEvents()
    (talk,) = records.private_talks(vault, visit.visit.visit_id)
    assert talk.notes == {asked: "He hits"}
    assert asked in page.page.cards


def english(page) -> list[str]:
    """The words in front that are in Latin letters, but for what
    the checklist asks, whose language is the visit's own."""
    texts = page._visit.texts
    own = {item.text for item in texts.items.values()} | set(texts.choices.values())
    own |= set(texts.domains.values())
    shown = page.findChildren(QLabel) + page.findChildren(QAbstractButton)
    bare = str.maketrans("\n", " ", "\u200b\u200f\u2067\u2068\u2069")
    said = {w.text().translate(bare) for w in shown if w.isVisible()} - own
    return sorted(text for text in said if re.search(r"[a-z]{3}", text))


@pytest.mark.check(16)
def test_the_language_changes_in_the_middle_of_a_visit(in_a_visit, qtbot):
    program, answered, at = in_a_visit
    settings = program._settings
    bar = program.window.page.page.verticalScrollBar()
    bar.setValue(bar.value() - 37)
    scrolled = bar.value()
    began = perf_counter()
    program.use(LaptopSettings(theme="light", language="ar", cover_minutes=0))
    QApplication.processEvents()
    took = 1000 * (perf_counter() - began)

    page = program.window.page
    assert isinstance(page, VisitPage)
    assert page.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert (page.domain_id, page.card.item_id) == ("relationships", at)
    assert page._visit.visit.answers[answered].code == "often"
    assert page._visit.known == "seen"
    assert page.page.verticalScrollBar().value() == scrolled
    assert english(page) == ["Amara Jallow", "Ctrl+Z"], "a name and a key, and nothing else"
    qtbot.waitUntil(lambda: page.card.note is not None and page.card.note.field.hasFocus())
    assert page.card.note.field.toPlainText() == "She laughed 2 times"
    assert page.card.note.field.textCursor().position() == len("She laughed 2 times")
    assert page._visit.visit.notes[at] == "She laughed 2 times"
    qtbot.keyClicks(page.card.note.field, "3")
    assert page._visit.visit.answers.keys() == {answered}
    assert "تراجع" in page.header.undo.text()

    program.use(settings)
    assert program.window.page.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert program.window.page._visit.visit.notes[at] == "She laughed 2 times3"
    assert took < 4 * LIMIT_MS, "the milliseconds themselves stand in tests/benchmarks"


def test_larger_text_and_another_theme_by_keys_and_panel(in_a_visit, qtbot):
    program, _, at = in_a_visit
    qtbot.keyClick(program.window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: program.look.text_scale == 125)
    assert program.window.page.card.item_id == at
    assert program.window.page.card.question.font().pixelSize() == round(17 * 1.25)
    qtbot.keyClick(program.window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: program.look.text_scale == 100)

    program.ask_view()
    (panel,) = program.window.findChildren(ViewPanel)
    panel.theme.choose("sunlight")
    panel._on_use()
    assert program.look.tokens == SUNLIGHT
    assert read_settings(program._folder).theme == "sunlight"
    program.use(LaptopSettings(theme="dark", language="en", cover_minutes=0))
    assert program.look.tokens == DARK
    assert program.window.page.card.item_id == at


def test_a_page_that_holds_what_is_typed_is_not_taken_away(vault, opened, qtbot):
    child = enrol(vault)
    program = opened()
    program._workspace.show_child_form(child.child_id)
    program.use(LaptopSettings(theme="dark", language="en", cover_minutes=0))
    assert isinstance(program.window.page, ChildFormPage)
    assert program.look.tokens == LIGHT
    program.window.findChildren(ChildFormPage)[0].left.emit()
    assert isinstance(program.window.page, ChildPage)


def test_the_chosen_child_stays_chosen(vault, opened):
    enrol(vault)
    second = enrol(vault)
    program = opened()
    program._workspace.show_caseload(second.child_id)
    program.use(LaptopSettings(theme="light", language="es", cover_minutes=0))
    page = program.window.page
    assert isinstance(page, CaseloadPage)
    assert page.standing().child_id == second.child_id


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"theme": 3}', b'{"text_size": 1000000}', b'{"theme": "pink"}', b"\xff"],
)
def test_settings_nobody_can_read_are_the_usual_ones(tmp_path, content):
    (tmp_path / FILE).write_bytes(content)
    assert read_settings(tmp_path) == LaptopSettings()


def test_settings_come_back_and_name_nobody(tmp_path):
    chosen = LaptopSettings(
        theme="dark", text_size=150, language="ar", cover_minutes=10, lock_minutes=15
    )
    assert write_settings(tmp_path / "new", chosen)
    assert read_settings(tmp_path / "new") == chosen
    assert [path.name for path in (tmp_path / "new").iterdir()] == [FILE]
    (tmp_path / "file").write_text("")
    assert not write_settings(tmp_path / "file", chosen)


def test_text_stops_at_the_largest_and_the_smallest():
    assert LaptopSettings(text_size=200).larger(1).text_size == 200
    assert LaptopSettings(text_size=100).larger(-1).text_size == 100
    assert LaptopSettings(text_size=150).larger(-1).text_size == 125


def test_the_screen_covers_itself_and_comes_back_to_the_same_card(in_a_visit, qtbot):
    program, _, at = in_a_visit
    window = program.window
    window.idle.use(Rest(cover_s=1), lambda: "visit")
    window.idle._clock = lambda: since_start() + 1
    qtbot.waitUntil(lambda: window._cover.is_covered)
    assert not window.page.isVisible()
    window._cover.uncover_button.click()
    assert window.page.isVisible()
    assert window.page.card.item_id == at
    assert window.page.card.note.field.toPlainText() == "She laughed 2 times"


def test_what_is_covered_is_covered_at_once(in_a_visit, qtbot):
    program, _, _ = in_a_visit
    began = perf_counter()
    qtbot.keyClick(program.window, Qt.Key.Key_F12)
    took = 1000 * (perf_counter() - began)
    assert program.window._cover.is_covered
    assert took < 100
