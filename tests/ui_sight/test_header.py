"""The strip on top of a page: at every width it comes to rest, and nothing of it is cut."""

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from imh_desktop.ui.shell_widgets import Header
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, TwoLines, column

LOOK = Look()
AGES = "10 months 16 days as counted on the calendar · 9 months 19 days corrected for the birth"
WHY = "Counted from the day on which the child was due to be born, because of the early birth"


class _Resizes(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.seen: Counter[int] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.seen[watched.width()] += 1
        return False


def _strip() -> Header:
    header = Header(LOOK, "Amara Jallow", line=AGES, back="All the children", name="Amara Jallow")
    header.say_below(WHY)
    for words in ("Edit the details", "Hand over to another", "Continue the visit of today"):
        header.items.addWidget(Button(LOOK, words, icon="play"))
    return header


def _cut(header: Header) -> list[str]:
    lines = header.findChildren(TwoLines)
    return [line.whole_text() for line in lines if "…" in line.text()]


@pytest.mark.check(8)
def test_a_strip_shows_icons_before_it_cuts_a_line_and_comes_to_rest(qtbot: QtBot) -> None:
    shown = set()
    for width in range(1000, 1800, 50):
        page, header, resizes = QWidget(), _strip(), _Resizes()
        qtbot.addWidget(page)
        items = column(page)
        items.addWidget(header)
        items.addStretch(1)
        header.installEventFilter(resizes)
        page.resize(width, 400)
        page.show()
        for _ in range(20):
            QTest.qWait(1)
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        assert (width, _cut(header)) == (width, [])
        assert resizes.seen[width] < 5
        shown |= {button.width() == button.in_words() for button in header.findChildren(Button)}
    assert shown == {True, False}  # it had to choose


def test_a_button_added_later_is_counted_too(qtbot: QtBot) -> None:
    page, header = QWidget(), _strip()
    qtbot.addWidget(page)
    column(page).addWidget(header)
    page.resize(1780, 200)
    page.show()
    qtbot.waitUntil(lambda: header.width() == 1780)
    words = header.findChildren(Button)[-1]
    assert words.width() == words.in_words()
    header.items.addWidget(Button(LOOK, "One more that takes a good deal of room", icon="play"))
    qtbot.waitUntil(lambda: words.width() < words.in_words() and not _cut(header))
