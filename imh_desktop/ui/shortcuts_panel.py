"""All keys of the program on one page, in front of whatever is shown."""

from PySide6.QtWidgets import QGridLayout, QWidget

from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Panel, PlainLabel
from imh_desktop.words import Words


def keys_said(words: Words) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return, for each place in the program, its keys and what they do."""
    visit = [
        (words.say("1–5"), words.say("answer and move on")),
        (words.say("N"), words.say("note")),
        (words.say("Delete"), words.say("take the answer of this card away")),
        (words.say("Ctrl+Z"), words.say("undo")),
        (words.say("Tab"), words.say("to the next button or field")),
    ]
    anywhere = [
        (words.say("F12, or Esc twice"), words.say("cover the screen; F12 shows it again")),
        (words.say("Ctrl+L"), words.say("lock")),
        (words.say("Ctrl+F"), words.say("search, among the children")),
        (words.say("Ctrl+,"), words.say("settings of this laptop")),
        (words.say("Ctrl++ and Ctrl+-"), words.say("larger and smaller text")),
        (words.say("Ctrl+0"), words.say("text as usual")),
        (words.say("F1"), words.say("help")),
        (words.say("Ctrl+/"), words.say("this page")),
    ]
    return [(words.say("In a visit"), visit), (words.say("Everywhere"), anywhere)]


class ShortcutsPanel(Panel):
    """Lists the keys; Escape or its one button puts it away."""

    def __init__(self, look: Look, parent: QWidget, words: Words) -> None:
        """Fill the list."""
        super().__init__(look, parent, words.say("Keys"), width=640)
        inside = self.scrolling()
        for place, keys in keys_said(words):
            inside.items.addWidget(PlainLabel(look, place, size=16, bold=True))
            lines = QGridLayout()
            lines.setHorizontalSpacing(look.px(18))
            lines.setColumnStretch(1, 1)
            for at, (key, does) in enumerate(keys):
                lines.addWidget(PlainLabel(look, key, bold=True), at, 0)
                lines.addWidget(PlainLabel(look, does, wrap=True), at, 1)
            inside.items.addLayout(lines)
            inside.items.addSpacing(look.px(8))
        self.done = self.add_button(words.say("Continue"), kind="primary")
        self.done.clicked.connect(self.put_away)
        self.dismissed.connect(self.put_away)
