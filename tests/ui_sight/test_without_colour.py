"""Every state that a page shows is told without colour: all inks are one, and all grounds."""

from collections.abc import Callable, Iterator
from operator import ne

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from imh_desktop.ui.answer_row import AnswerButton
from imh_desktop.ui.lesson_list import LessonRow
from imh_desktop.ui.style import Look
from imh_desktop.ui.tokens import LIGHT, Tokens
from imh_desktop.ui.visit_header import SavedState
from imh_desktop.ui.widgets import Chip, Choice, IconButton, Notice, PlainLabel, Tick
from imh_desktop.words import Words

GROUNDS = ("ground", "surface", "side", "accent_soft", "warn_soft", "on_accent")
ONE_INK = Tokens(**{name: "#ffffff" if name in GROUNDS else "#303030" for name in LIGHT.__slots__})
LEAST = 20
"""Pixels by which one state is told from another."""
Made = Callable[[Look], QWidget]


def _checked(button: QRadioButton | Tick) -> QWidget:
    button.setChecked(True)
    return button


def _chosen(look: Look, code: str) -> QWidget:
    choice = Choice(look, "Which", (("a", "Home"), ("b", "Away")))
    choice.choose(code)
    return choice


def _answer(look: Look, *, last_time: bool = False) -> AnswerButton:
    button = AnswerButton(look, "Often", key=1, question="Does it?")
    button.last_time = last_time
    return button


def _marked(look: Look, *, marked: bool) -> QWidget:
    button = IconButton(look, "note", "Note")
    button.set_marked(marked)
    return button


def _saved(look: Look, *, saved: bool) -> QWidget:
    state = SavedState(look, Words("en"))
    state.show_saved(saved)
    state.label.setText("The same words")
    return state


STATES: dict[str, tuple[Made, ...]] = {
    "answer": (
        _answer, lambda look: _answer(look, last_time=True), lambda look: _checked(_answer(look)),
    ),
    "choice": (lambda look: _chosen(look, "a"), lambda look: _chosen(look, "b")),
    "tick": (lambda look: Tick(look, "Said"), lambda look: _checked(Tick(look, "Said"))),
    "row of a list": (
        lambda look: LessonRow(look, "Calm", "How", 1),
        lambda look: _checked(LessonRow(look, "Calm", "How", 1)),
    ),
    "strip": tuple(
        lambda look, tone=tone: Notice(look, "The same words", tone=tone)
        for tone in ("plain", "warn", "ok")
    ),
    "mark of a note": (
        lambda look: _marked(look, marked=False), lambda look: _marked(look, marked=True),
    ),
    "saved or not": (
        lambda look: _saved(look, saved=True), lambda look: _saved(look, saved=False),
    ),
    "chip": (lambda look: Chip(look, "Due"), lambda look: Chip(look, "Due", tone="warn", dot=True)),
}  # fmt: skip


def _picture(qtbot: QtBot, widget: QWidget) -> QImage:
    qtbot.addWidget(widget)
    widget.setFixedSize(320, 80)
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def _apart(one: QImage, other: QImage) -> int:
    a, b = (memoryview(bytes(each.constBits())).cast("I") for each in (one, other))
    return sum(map(ne, a, b))


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    look = Look(ONE_INK)
    look.apply(qapp)
    yield look
    Look().apply(qapp)


@pytest.mark.check(9)
@pytest.mark.parametrize("kind", STATES)
def test_a_state_is_told_without_colour(qtbot: QtBot, look: Look, kind: str) -> None:
    pictures = [_picture(qtbot, make(look)) for make in STATES[kind]]
    for at, one in enumerate(pictures):
        for other in pictures[at + 1 :]:
            assert _apart(one, other) >= LEAST


def test_words_that_differ_in_colour_alone_would_be_found(qtbot: QtBot, look: Look) -> None:
    one, other = (PlainLabel(look, "Due", colour=colour) for colour in ("warn", "ok"))
    assert _apart(_picture(qtbot, one), _picture(qtbot, other)) == 0
