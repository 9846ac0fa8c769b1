"""All keys of the program on one page, in front of whatever is shown."""

from collections.abc import Iterator

from PySide6.QtWidgets import QGridLayout, QWidget

from imh_desktop.ui.commands import PLACES, Command, Place, answer_keys_said, key_said
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Panel, PlainLabel
from imh_desktop.words import Words


def keys_said(words: Words) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return, for each place in the program, its keys and what they do. What has no key stands in
    the menu alone."""
    return [(place.said(words), list(_lines(place, words))) for place in PLACES]


def written(command: Command, words: Words) -> str:
    """Return a command's key and what else does the same."""
    return command.written(words) if command.written else key_said(command.code)


def _lines(place: Place, words: Words) -> Iterator[tuple[str, str]]:
    for command in place.commands:
        answers = command.code.startswith("answer-")
        key = answer_keys_said() if answers else written(command, words)
        if command.code == "answer-1":
            yield key, words.say("answer and move on")
        elif key and not answers:
            yield key, command.said(words)


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
            lines.setColumnMinimumWidth(0, look.px(200))
            for at, (key, does) in enumerate(keys):
                lines.addWidget(PlainLabel(look, key, bold=True), at, 0)
                lines.addWidget(PlainLabel(look, does, wrap=True), at, 1)
            inside.items.addLayout(lines)
            inside.items.addSpacing(look.px(8))
        self.done = self.add_button(words.say("Continue"), kind="primary")
        self.done.clicked.connect(self.put_away)
        self.dismissed.connect(self.put_away)
