"""Everybody can use it: names, targets, roles, room for long words, and no window but its own."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from imh_desktop.content.library import Library
from imh_desktop.flows import visiting
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.store.vault import Vault
from imh_desktop.ui.answer_row import AnswerButton
from imh_desktop.ui.item_card import ItemCard
from imh_desktop.ui.visit_page import VisitPage
from imh_desktop.ui.widgets import PlainLabel
from imh_desktop.words import Words

from .conftest import MAKE_PAGE, TODAY, enrol, go, press

LEAST = 44
INTERACTIVE = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)
HOSTILE = ("<img src=x onerror=alert(1)>", "=1+1&O'Brien", "ñ" * 200)


def states(page: VisitPage, visit: OpenVisit) -> Iterator[str]:
    """Walk the page through everything it can show, yielding after each change."""
    for domain in visit.checklist.domains:
        page.enter(domain.domain_id)
        QApplication.processEvents()
        yield domain.domain_id
    go(page, "r3-takes-turns")
    card = page.page.cards["r3-takes-turns"]
    card.info.setChecked(True)
    card.open_note()
    QApplication.processEvents()
    yield "guidance and note"
    visit.alone_with(visit.caregivers[0].caregiver_id)
    page.enter("private")
    QApplication.processEvents()
    yield "alone"
    go(page, next(i.item_id for i in visit.items().values() if i.kind == "sign_group"))
    press(page, "3")
    yield "signs"
    go(page, "t4-very-ill-or-not-feeding")
    press(page, "1")
    yield "act now"


def on_screen(page: VisitPage) -> list[QWidget]:
    found = page.findChildren(QWidget)
    return [w for w in found if isinstance(w, INTERACTIVE) and w.isVisible()]


def inside_a_field(widget: QWidget) -> bool:
    """Qt's own parts of a combo box or scroll bar are no targets of their own."""
    parent = widget.parentWidget()
    return isinstance(parent, QComboBox)


@pytest.mark.check(6)
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_target_has_a_name_and_room_for_a_finger(
    show: MAKE_PAGE, vault: Vault, library: Library, language: str
) -> None:
    child = enrol(vault, caregivers=2)
    visit = visiting.start(vault, library, child.child_id, on=TODAY, language=language)
    visit.use_known("told")
    page = show(visit, language=language)
    seen = 0
    for state in states(page, visit):
        for widget in on_screen(page):
            if inside_a_field(widget):
                continue
            reached = QAccessible.queryAccessibleInterface(widget)
            name = reached.text(QAccessible.Text.Name)
            assert name.strip(), (state, widget)
            assert widget.height() >= LEAST, (state, name, widget.size())
            assert widget.width() >= LEAST, (state, name, widget.size())
            seen += 1
    assert seen > 300


def test_answers_are_radio_buttons_that_read_out_their_question(
    page: VisitPage, visit: OpenVisit
) -> None:
    go(page, "r3-takes-turns")
    for card in page.page.cards.values():
        assert card.answers is not None
        for button in card.answers.buttons.values():
            reached = QAccessible.queryAccessibleInterface(button)
            assert reached.role() == QAccessible.Role.RadioButton
            asked = visit.texts.items[card.item_id].text
            assert reached.text(QAccessible.Text.Description) == asked
            assert button.hitButton(button.rect().bottomRight())


class Stretched(Words):
    """A pseudo-language: every sentence a third longer, in brackets, with accents."""

    def say(self, message: str, /, **values: object) -> str:
        text = super().say(message, **values)
        return f"[{text}{' ñ' * round(len(text) / 6)}]"


@pytest.mark.check(8)
@pytest.mark.parametrize(
    ("language", "size"),
    [
        ("en", (1366, 768)),
        ("en", (1000, 700)),
        ("es", (1366, 768)),
        ("es", (1000, 700)),
        ("pseudo", (1366, 768)),
    ],
)
def test_nothing_is_cut_or_pushed_out(
    show: MAKE_PAGE, vault: Vault, library: Library, language: str, size: tuple[int, int]
) -> None:
    said = Stretched("en") if language == "pseudo" else Words(language)
    child = enrol(vault, HOSTILE[0] + HOSTILE[1], caregivers=2)
    visit = visiting.start(vault, library, child.child_id, on=TODAY, language=said.language)
    visit.use_known("told")
    page = show(visit, size=size, said=said)
    for state in states(page, visit):
        assert (page.width(), page.height()) == size, state
        for widget in on_screen(page):
            if isinstance(widget, QAbstractButton):
                assert widget.width() >= widget.minimumSizeHint().width(), (state, widget)
        for label in page.findChildren(PlainLabel):
            if label.isVisible() and label.wordWrap() and label.text():
                assert label.height() >= label.heightForWidth(label.width()), (state, label.text())
    for card in page.findChildren(ItemCard):
        assert card.width() <= page.width()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_shown_as_it_stands(
    show: MAKE_PAGE, vault: Vault, library: Library, name: str
) -> None:
    child = enrol(vault, name)
    visit = visiting.start(vault, library, child.child_id, on=TODAY)
    page = show(visit)
    label = page.header.name
    assert label.whole_text() == child.name
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert page.width() == 1366
    assert all(one.textFormat() == Qt.TextFormat.PlainText for one in page.findChildren(PlainLabel))


def test_right_to_left_the_screen_is_its_own_mirror_image(
    qtbot: QtBot, show: MAKE_PAGE, visit: OpenVisit
) -> None:
    visit.use_known("both")
    page = show(visit)
    go(page, "r1-more-and-enough")

    def places() -> list[tuple[int, int]]:
        row = page.page.cards["r1-more-and-enough"].answers
        assert row is not None
        parts: list[QWidget] = [page.domains, page.footer.onward, page.header.undo]
        parts += row.buttons.values()
        left = [part.mapTo(page, part.rect().topLeft()).x() for part in parts]
        return [(x, x + part.width()) for x, part in zip(left, parts, strict=True)]

    plain = places()
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.waitUntil(lambda: page.domains.x() > 1000)
    QApplication.processEvents()
    for (left, right), (mirrored_left, mirrored_right) in zip(plain, places(), strict=True):
        assert abs((1366 - right) - mirrored_left) <= 2
        assert abs((1366 - left) - mirrored_right) <= 2


@pytest.mark.check(7)
def test_three_whole_cards_and_both_bars_stand_at_1366_by_768(page: VisitPage) -> None:
    go(page, "r1-more-and-enough")
    view = page.page.viewport().rect()
    whole = [
        card
        for card in page.page.cards.values()
        if view.contains(card.rect().translated(card.mapTo(page.page.viewport(), view.topLeft())))
    ]
    assert len(whole) >= 3
    assert page.header.isVisible()
    assert page.footer.geometry().bottom() < 768


def test_no_window_opens_but_the_visits_own(show: MAKE_PAGE, visit: OpenVisit) -> None:
    """A widget shown before it has a parent would flash and take the keyboard away."""

    class Watch(QObject):
        shown: list[str] = []  # noqa: RUF012

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            shown = event.type() == QEvent.Type.Show
            if shown and isinstance(watched, QWidget) and watched.isWindow():
                self.shown.append(type(watched).__name__)
            return False

    watch = Watch()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    try:
        visit.use_known("both")
        page = show(visit)
        for _state in states(page, visit):
            pass
    finally:
        app.removeEventFilter(watch)
    assert watch.shown == ["VisitPage"]


def test_the_keyboard_reaches_every_part_in_reading_order(page: VisitPage) -> None:
    go(page, "r1-more-and-enough")
    stops = []
    for _ in range(40):
        press(page, Qt.Key.Key_Tab)
        widget = page.window().focusWidget()
        assert widget is not None
        if widget in stops:
            break
        stops.append(widget)
    answers = [w for w in stops if isinstance(w, AnswerButton)]
    assert len(answers) == len(page.page.cards), "one stop for each card's answers"
    assert page.footer.onward in stops
    assert page.header.undo not in stops, "what cannot be pressed is no stop"
