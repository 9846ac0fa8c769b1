"""The Learn guide: found from the list and from a visit, read by keys, and back without a loss."""

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel

from imh_desktop.content.guide import bundled_guide
from imh_desktop.flows.learning import in_language, open_guide
from imh_desktop.store import records
from imh_desktop.ui.learn_page import LearnPage
from imh_desktop.ui.lesson_reader import TEXT_SIZE
from imh_desktop.ui.visit_page import VisitPage

from .conftest import enrol

KEYS = Qt.Key


def learn(program, hands) -> LearnPage:
    """Open the guide as a visitor does."""
    hands.click(program.words.say("Learn"))
    hands.wait_for(program.words.say("Pages of the guide"))
    page = program.window.page
    assert isinstance(page, LearnPage)
    return page


def in_a_visit(vault, opened, hands) -> tuple[object, VisitPage]:
    """Begin a visit, as far as the first card."""
    enrol(vault)
    program = opened()
    hands.click("Start a visit")
    hands.click("Begin the visit")
    hands.wait_for("How do you know?")
    return program, program.window.page


def said(page: LearnPage) -> list[str]:
    labels = page.reader.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible()]


def test_the_list_leads_to_a_page_with_all_its_words_and_sources(vault, opened, hands):
    program = opened()
    page = learn(program, hands)
    guide = open_guide("en")
    hands.click("Feelings")
    hands.wait(lambda: page.lesson.page_id == "feelings", "the page Feelings")

    text = guide.lessons[2].page
    assert set(text.texts) <= set(said(page))
    assert hands.sees("Page 3 of 12")
    hands.click("Back")
    hands.wait_for("No children here yet")


def test_next_leads_through_every_page_and_back_to_the_work(vault, opened, hands):
    program = opened()
    page = learn(program, hands)
    titles = [lesson.page.title for lesson in open_guide("en").lessons]
    assert not page.previous.isEnabled()
    for title in titles[1:]:
        hands.click(f"Next: {title}")
        hands.wait(lambda title=title: page.reader.accessibleName() == title, title)
        assert page.reader.verticalScrollBar().value() == 0
    hands.click("Previous page")
    assert page.lesson.page.title == titles[-2]
    hands.click(f"Next: {titles[-1]}")
    hands.click("Back to your work")
    hands.wait_for("No children here yet")


def test_keys_alone_scroll_choose_and_leave(vault, opened, hands):
    program = opened()
    page = learn(program, hands)
    bar = page.reader.verticalScrollBar()
    hands.wait(lambda: bar.maximum() > 0, "a page longer than the window")
    assert page.reader.hasFocus()
    for key, moved in ((KEYS.Key_Down, 1), (KEYS.Key_PageDown, 1), (KEYS.Key_PageUp, -1)):
        before = bar.value()
        hands.press(key)
        assert (bar.value() - before) * moved > 0
    hands.press(KEYS.Key_End)
    assert bar.value() == bar.maximum()
    hands.press(KEYS.Key_Home)
    assert bar.value() == 0

    page.next.setFocus()
    hands.press(KEYS.Key_PageDown)
    assert bar.value() > 0, "the page scrolls from a button too"

    page.list.row(page.lesson.page_id).setFocus()
    hands.press(KEYS.Key_Down)
    assert page.lesson.page_id == "what-imh-is", "passing by a page does not open it"
    hands.press(KEYS.Key_Space)
    assert page.lesson.page_id == "close-relationships"
    hands.press(KEYS.Key_Escape)
    hands.wait_for("No children here yet")


def test_the_keyboard_reaches_every_part(vault, opened, hands):
    program = opened()
    page = learn(program, hands)
    hands.press(KEYS.Key_PageDown)
    stops = []
    for _ in range(20):
        stop = program.window.focusWidget()
        if stop in stops:
            break
        stops.append(stop)
        hands.press(KEYS.Key_Tab)
    row = page.list.row(page.lesson.page_id)
    assert {page.reader, page.next, page.badge, row} <= set(stops)
    assert len([s for s in stops if page.list.isAncestorOf(s)]) == 1, "one stop for the list"


def test_a_line_is_never_longer_than_the_eye_follows(vault, opened, hands):
    program = opened()
    page = learn(program, hands)
    metrics = QFontMetrics(program.look.font(TEXT_SIZE))
    label = next(one for one in page.reader.findChildren(QLabel) if "kitchen" in one.text())
    letters = label.width() / (metrics.horizontalAdvance(label.text()) / len(label.text()))
    assert label.font().pixelSize() == TEXT_SIZE
    assert 50 <= letters <= 70


def test_the_guide_speaks_the_programs_language(vault, opened, hands, program):
    words = type(program.words)("es")
    page = LearnPage(program.look, words, open_guide("es"))
    program.window.show_over(page)
    hands.click("Sentimientos")
    hands.wait_for("La calma viene primero de alguien más y, poco a poco, de adentro.")
    assert not any("todavía no está en su idioma" in text for text in said(page))


def test_a_page_missing_in_the_language_is_shown_in_another_and_says_so(vault, program, hands):
    guide = bundled_guide()
    spanish = guide.texts["es"]
    fewer = {name: page for name, page in spanish.pages.items() if name != "feelings"}
    texts = guide.texts | {"es": replace(spanish, pages=fewer)}
    words = type(program.words)("es")
    page = LearnPage(program.look, words, in_language(replace(guide, texts=texts), "es"))
    program.window.show_over(page)

    hands.click("Feelings")
    notice = "Esta página todavía no está en su idioma. Se muestra en: Inglés."
    hands.wait_for(notice)
    assert set(guide.texts["en"].pages["feelings"].body) <= set(said(page))
    hands.click("Explorar y aprender")
    hands.wait(lambda: notice not in said(page), "a page in Spanish")


def test_a_language_the_guide_does_not_have_is_read_in_english(vault):
    lessons = open_guide("ht").lessons
    assert len(lessons) == 12
    assert {(lesson.language, lesson.borrowed) for lesson in lessons} == {("en", True)}


def test_in_the_middle_of_a_visit_nothing_is_lost(vault, opened, hands):
    program, visit_page = in_a_visit(vault, opened, hands)
    hands.click("I saw it")
    hands.type("1")
    hands.wait(lambda: visit_page.domain_id == "relationships", "the next domain")
    hands.type("1")
    card = visit_page.card.item_id
    hands.press(KEYS.Key_N)
    hands.type("Reaches for her gran")
    field = program.window.focusWidget()
    scrolled = visit_page.page.verticalScrollBar().value()

    page = learn(program, hands)
    hands.type("1")  # keys belong to the page in front
    hands.press(KEYS.Key_Escape)
    hands.wait(lambda: program.window.page is visit_page, "the visit")

    (visit,) = records.visits(vault, records.children(vault)[0].child_id)
    assert visit.notes == {card: "Reaches for her gran"}
    assert len(visit.answers) == 2
    assert visit_page.card.item_id == card
    assert visit_page.page.verticalScrollBar().value() == scrolled
    assert program.window.focusWidget() is field
    hands.type("dmother")
    assert field.toPlainText() == "Reaches for her grandmother"
    assert page not in program.window.pages


def test_a_private_talk_goes_on_where_it_was(vault, opened, hands):
    program, visit_page = in_a_visit(vault, opened, hands)
    visit_page.enter("private")
    hands.click("Fatou Jallow (Mother)")
    hands.click("Yes, we are alone")
    hands.type("1")
    card = visit_page.card.item_id

    learn(program, hands)
    hands.click("Back")
    hands.wait(lambda: program.window.page is visit_page, "the visit")

    assert visit_page.card.item_id == card
    assert hands.sees("Not alone any more")


def test_escape_twice_hides_what_waits_behind_the_guide(vault, opened, hands):
    program, _visit_page = in_a_visit(vault, opened, hands)
    learn(program, hands)
    hands.press(KEYS.Key_Escape)
    hands.press(KEYS.Key_Escape)
    hands.wait_for("A short pause")
    assert not hands.sees("How do you know?")


def test_locking_from_the_guide_keeps_the_visit(vault, opened, hands, folder):
    from imh_desktop.store.vault import Vault

    from .conftest import KEY

    program, visit_page = in_a_visit(vault, opened, hands)
    hands.press(KEYS.Key_N)
    hands.type("Cries when the")
    card = visit_page.card.item_id
    learn(program, hands)
    hands.press(KEYS.Key_L, Qt.KeyboardModifier.ControlModifier)

    with Vault.open_with_key(folder, KEY) as again:
        (visit,) = records.visits(again, records.children(again)[0].child_id)
        assert visit.notes == {card: "Cries when the"}


def test_a_guide_that_cannot_be_read_is_told_and_the_page_stays(vault, opened, hands, monkeypatch):
    from imh_desktop.content import guide

    program = opened()
    front = program.window.page
    monkeypatch.setattr(guide, "guide_folders", lambda _forms: ())
    hands.click("Learn")
    hands.wait_for("This did not work")
    assert program.window.page is front
