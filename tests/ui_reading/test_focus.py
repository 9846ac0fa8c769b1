"""Where the keyboard is, can be seen: of every kind of widget, in every theme."""

from operator import ne
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from imh_desktop.ui.tokens import THEMES
from imh_desktop.ui.widgets.reading_order import in_order

from .stops import STOPS
from .world import World, world

LEAST = 150
"""Pixels that change; the bar of a text cursor alone has some 40."""
KINDS = {
    "Button": "set-up",
    "IconButton": "set-up",
    "TextField": "set-up",
    "Tick": "set-up",
    "SearchField": "caseload",
    "RowList": "caseload",
    "_Segment": "caseload",
    "HelpReader": "help",
    "LessonRow": "learn",
    "LessonReader": "learn",
    "ReviewBadge": "learn",
    "Select": "programme",
    "NoteField": "programme",
    "RowButton": "together",
    "FigureTile": "figures",
    "UndoButton": "feelings",
    "DomainRow": "feelings",
    "AnswerButton": "feelings",
}
"""Each kind of widget that takes the keyboard, and a page with one."""
ARRIVALS = {stop.name: stop for stop in STOPS}


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def changed(one: QImage, other: QImage) -> int:
    assert one.size() == other.size()
    a, b = (memoryview(bytes(each.constBits())).cast("I") for each in (one, other))
    return sum(map(ne, a, b))


@pytest.mark.parametrize("theme", sorted(THEMES))
def test_the_keyboard_is_seen(qapp: QApplication, tmp_path: Path, theme: str) -> None:
    left = dict(KINDS)
    with world(qapp, tmp_path / "vault", theme=theme, painted=True) as at:
        for page in dict.fromkeys(KINDS.values()):
            ARRIVALS[page].show(at)
            for widget in list(in_order(at.front)):
                kind = type(widget).__name__
                if left.get(kind) == page and widget.isEnabled():
                    del left[kind]
                    assert seen(at, widget) >= LEAST, (kind, widget.accessibleName())
    assert left == {}


def seen(at: World, widget: QWidget) -> int:
    """Return how many pixels of a widget change when the keyboard comes to it."""
    other = next(w for w in in_order(at.front) if w is not widget and w.isEnabled())
    other.setFocus()
    at.settle()
    without = picture(widget)
    widget.setFocus()
    at.settle()
    assert widget.hasFocus()
    return changed(without, picture(widget))
