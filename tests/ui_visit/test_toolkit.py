"""The toolkit: readable colours, words as they stand, fields with limits, panels that hold."""

import re
from dataclasses import fields

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from imh_desktop.documents.bidi import levels, visual_order
from imh_desktop.ui import fonts
from imh_desktop.ui.style import Look
from imh_desktop.ui.tokens import LIGHT
from imh_desktop.ui.widgets import (
    Button,
    Chip,
    Choice,
    Ground,
    IconButton,
    NoteField,
    Panel,
    PlainLabel,
    TextField,
    Tick,
    breakable,
    column,
)
from imh_desktop.words import Words

HOSTILE = "<img src=x> & =1+1 O'Brien"


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""

    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


GROUNDS = ("ground", "surface", "side", "accent_soft", "warn_soft")


@pytest.mark.parametrize("ground", GROUNDS)
def test_words_are_readable_on_every_ground(ground: str) -> None:
    behind = getattr(LIGHT, ground)
    assert contrast(LIGHT.text, behind) >= 7
    assert contrast(LIGHT.muted, behind) >= 4.5
    assert contrast(LIGHT.warn, behind) >= 4.5
    assert contrast(LIGHT.focus, behind) >= 3


def test_controls_stand_out_and_filled_buttons_read_well() -> None:
    assert contrast(LIGHT.control, LIGHT.surface) >= 3
    assert contrast(LIGHT.accent, LIGHT.surface) >= 3
    assert contrast(LIGHT.on_accent, LIGHT.accent) >= 4.5
    assert contrast(LIGHT.ok, LIGHT.surface) >= 4.5
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_every_token_is_a_colour() -> None:
    assert all(QColor(getattr(LIGHT, f.name)).isValid() for f in fields(LIGHT))


@pytest.mark.usefixtures("qapp")
def test_sizes_follow_the_text_scale() -> None:
    assert [Look(text_scale=s).px(44) for s in (100, 125, 150, 200)] == [44, 55, 66, 88]
    assert Look(text_scale=200).font(15).pixelSize() == 30


def test_the_shipped_font_is_the_one_drawn(look: Look) -> None:
    family = fonts.register()
    assert family == "Noto Sans"
    assert look.font().exactMatch()


def test_every_icon_named_in_the_program_exists(look: Look) -> None:
    """A name without a glyph would draw a circle and say nothing."""
    names = {
        "info", "note-blank", "caret-left", "caret-right", "caret-down", "check-bold", "check",
        "check-circle", "warning-circle", "eye-slash", "arrow-u-up-left", "eraser", "plus", "x",
        "arrow-up", "lock-simple", "sun", "leaf", "magnifying-glass", "circle-dashed", "circle",
    }  # fmt: skip
    assert names <= set(look.icons._glyphs)


def test_labels_and_buttons_show_markup_and_ampersands_as_they_stand(
    qtbot: QtBot, look: Look
) -> None:
    label, button, tick = PlainLabel(look, HOSTILE), Button(look, HOSTILE), Tick(look, HOSTILE)
    for widget in (label, button, tick):
        qtbot.addWidget(widget)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == HOSTILE
    assert button.label() == HOSTILE
    assert button.shortcut().isEmpty()
    assert tick.shortcut().isEmpty()
    assert button.accessibleName() == HOSTILE
    chip = Chip(look, HOSTILE)
    qtbot.addWidget(chip)
    assert chip.textFormat() == Qt.TextFormat.PlainText


def test_a_tooltip_shows_a_name_and_loads_nothing(qtbot: QtBot, look: Look) -> None:
    button = IconButton(look, "info", HOSTILE)
    qtbot.addWidget(button)
    assert "<img" not in button.toolTip()
    assert "&lt;img" in button.toolTip()


def test_very_long_words_can_break(qtbot: QtBot, look: Look) -> None:
    label = PlainLabel(look, "x" * 2000, wrap=True)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 600
    assert breakable("short words stay") == "short words stay"
    assert breakable("y" * 70).replace("\u200b", "") == "y" * 70
    elided = PlainLabel(look, "x" * 2000, elide=True)
    qtbot.addWidget(elided)
    elided.resize(200, 30)
    elided.show()
    assert elided.fontMetrics().horizontalAdvance(elided.text()) <= 200
    assert elided.whole_text() == "x" * 2000


def test_fields_hold_to_their_limits_and_take_no_markup(qtbot: QtBot, look: Look) -> None:
    line, note = TextField(look, "Name"), NoteField(look, "Note", limit=50)
    qtbot.addWidget(line)
    qtbot.addWidget(note)
    QTest.keyClicks(line, "a" * 250)
    assert len(line.text()) == 200
    pasted = QMimeData()
    pasted.setHtml("<b>bold</b>")
    pasted.setText("bold " * 40)
    note.insertFromMimeData(pasted)
    assert note.toPlainText() == ("bold " * 40)[:50]


def test_a_choice_speaks_only_when_a_person_chose(qtbot: QtBot, look: Look) -> None:
    choice = Choice(look, "How", [("a", "One"), ("b", "Two")])
    qtbot.addWidget(choice)
    heard: list[str] = []
    choice.chosen.connect(heard.append)
    choice.choose("b")
    choice.choose(None)
    assert heard == []
    assert choice.code is None
    choice.button("a").click()
    assert heard == ["a"]


def test_a_panel_keeps_the_keyboard_and_gives_it_back(qtbot: QtBot, look: Look) -> None:
    page = Ground(look)
    behind = Button(look, "Behind")
    column(page).addWidget(behind)
    page.resize(800, 600)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    behind.setFocus()
    panel = Panel(look, page, "Question")
    first, last = panel.add_button("No"), panel.add_button("Yes", kind="primary")
    panel.open(first)
    for expected in (last, first, last):
        QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
        assert page.window().focusWidget() is expected
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Backtab)
    assert page.window().focusWidget() is first
    with qtbot.waitSignal(panel.dismissed):
        QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Escape)
    panel.put_away()
    assert page.window().focusWidget() is behind


def test_mirrored_reading_puts_the_icon_on_the_other_side(qtbot: QtBot, look: Look) -> None:
    """Right to left, the same button is the mirror image in its layout."""

    def ink(button: Button) -> list[int]:
        image = button.grab().toImage()
        ground = image.pixelColor(3, image.height() // 2)
        return [
            x
            for x in range(image.width())
            if any(image.pixelColor(x, y) != ground for y in range(8, image.height() - 8))
        ]

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    plain, mirrored = Button(look, "Back", icon="plus"), Button(look, "Back", icon="plus")
    mirrored.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    for button in (plain, mirrored):
        qtbot.addWidget(button)
        button.resize(200, 44)
    one, other = ink(plain), ink(mirrored)
    assert abs((one[0] + other[-1]) - 199) <= 3
    assert abs((one[-1] + other[0]) - 199) <= 3


@pytest.mark.parametrize(
    ("line", "from_the_left"),
    [
        (
            ("Amara Jallow", "Early Support Centre"),
            "Early Support Centre  ·\u00a0\u00a0Amara Jallow",
        ),
        (("+1 555-0142",), "+1 555-0142"),
        (("What is 'enough'?",), "What is 'enough'?"),
    ],
)
def test_what_is_joined_is_read_from_the_side_of_the_window_and_the_rest_in_its_own_order(
    qtbot: QtBot, look: Look, line: tuple[str, ...], from_the_left: str
) -> None:
    label = PlainLabel(look)
    qtbot.addWidget(label)
    label.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    label.setText(Words("ar").abreast(line) if len(line) > 1 else line[0])
    shown = label.text()
    drawn = "".join(shown[at] for at in visual_order(levels(shown, "ltr")))
    assert re.sub("[\u2066-\u2069]", "", drawn) == from_the_left
