"""A tile holds its words whole, also where another stands beside it and it counts something."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from imh_desktop.ui.row_button import RowButton
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Wrapping

LOOK = Look()
SAID = "Dos personas escribieron cosas distintas, o una respuesta llegó tarde."


@pytest.mark.check(8)
@pytest.mark.parametrize("width", [700, 800, 1000, 1200])
def test_words_have_their_height_beside_others(qtbot: QtBot, width: int) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    grid = Wrapping(page, gap=12, even=True)
    for _ in range(3):
        grid.add(RowButton(LOOK, "scales", "Por decidir", SAID, count="3 por decidir"))
    page.resize(width, 500)
    page.show()
    QTest.qWait(20)
    count = QFontMetrics(LOOK.font(14, bold=True)).horizontalAdvance("3 por decidir")
    for tile in page.findChildren(RowButton):
        # beside the icon (60), the arrow (40) and what is counted with 24 around it
        room = QRect(0, 0, tile.width() - 100 - count - 24, 1000)
        words = QFontMetrics(LOOK.font(14)).boundingRect(room, Qt.TextFlag.TextWordWrap, SAID)
        title = QFontMetrics(LOOK.font(16, bold=True)).height()
        assert tile.height() >= words.height() + title + 20
