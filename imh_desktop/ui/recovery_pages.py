"""The recovery code: to be written on paper while it is set up, and two groups asked back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from imh_desktop.ui.shell_widgets import MiddlePage
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, Card, LabelledField, PlainLabel, TextField, column, row
from imh_desktop.words import Words

_ACROSS = 4


class RecoveryCodePage(MiddlePage):
    """The code in groups, with what to do with it."""

    written_down = Signal()

    def __init__(self, look: Look, words: Words, code: str) -> None:
        """Show a code whose groups are joined by hyphens."""
        super().__init__(look, width=700)
        title = words.say("Write this recovery code on paper")
        self.body.addWidget(PlainLabel(look, title, size=24, bold=True, wrap=True))
        why = words.say("If you forget your passphrase, only this code opens your file again.")
        self.body.addWidget(PlainLabel(look, why, size=16, wrap=True))
        self.body.addWidget(_CodeGrid(look, words, code.split("-")))
        for advice in (
            words.say("It is not kept anywhere: copy it now, by hand, group by group."),
            words.say("Keep the paper in a locked place, away from this laptop."),
            words.say("Do not photograph it or save it on this laptop."),
        ):
            self.body.addWidget(PlainLabel(look, advice, size=14, colour="muted", wrap=True))
        next_button = Button(look, words.say("I have written it down"), kind="primary")
        next_button.clicked.connect(self.written_down)
        self.body.addWidget(next_button)


class _CodeGrid(Card):
    """The groups, numbered, in reading order."""

    def __init__(self, look: Look, words: Words, groups: list[str]) -> None:
        super().__init__(look, tone="accent_soft")
        grid = QGridLayout(self)
        margin = look.px(16)
        grid.setContentsMargins(margin, margin, margin, margin)
        grid.setHorizontalSpacing(look.px(20))
        grid.setVerticalSpacing(look.px(12))
        for place, group in enumerate(groups):
            grid.addWidget(_group(look, words, place + 1, group), place // _ACROSS, place % _ACROSS)


def _group(look: Look, words: Words, number: int, group: str) -> QWidget:
    box = QWidget()
    items = column(box)
    items.addWidget(
        PlainLabel(look, words.say("Group {n}", n=number), size=12, colour="muted"),
        0,
        Qt.AlignmentFlag.AlignLeft,
    )
    shown = PlainLabel(look, group, size=22, bold=True)
    shown.setAccessibleName(words.say("Group {n}: {group}", n=number, group=" ".join(group)))
    shown.setObjectName(f"recovery-group-{number}")
    items.addWidget(shown, 0, Qt.AlignmentFlag.AlignLeft)
    return box


class ConfirmCodePage(MiddlePage):
    """Two groups of the code, typed back from the paper."""

    confirmed = Signal()
    back_asked = Signal()

    def __init__(self, look: Look, words: Words, groups: tuple[tuple[int, str], ...]) -> None:
        """Ask for groups given as (number from 1, group)."""
        super().__init__(look)
        self._words = words
        title = words.say("Check your paper")
        self.body.addWidget(PlainLabel(look, title, size=24, bold=True, wrap=True))
        ask = words.say("Please type two groups of the code from your paper.")
        self.body.addWidget(PlainLabel(look, ask, size=16, wrap=True))
        self._asked: list[tuple[str, LabelledField]] = []
        for number, group in groups:
            label = words.say("Group {n}", n=number)
            box = LabelledField(look, label, TextField(look, label, limit=20))
            self._asked.append((group, box))
            self.body.addWidget(box)
        self._add_buttons(look, words)

    def _add_buttons(self, look: Look, words: Words) -> None:
        buttons = row(gap=look.px(12))
        back = Button(look, words.say("Show the code again"), kind="quiet", icon="caret-left")
        back.clicked.connect(self.back_asked)
        buttons.addWidget(back)
        buttons.addStretch()
        done = Button(look, words.say("Finish"), kind="primary")
        done.clicked.connect(self._on_done)
        buttons.addWidget(done)
        self.body.addLayout(buttons)
        for _group_text, box in self._asked:
            if isinstance(box.field, TextField):
                box.field.returnPressed.connect(self._on_done)

    def _on_done(self) -> None:
        wrong = [box for group, box in self._asked if _typed(box) != _plain(group)]
        for _group_text, box in self._asked:
            box.say_fault("")
        for box in wrong:
            box.say_fault(
                self._words.say("This is not what the code says here. Please look again.")
            )
        if wrong:
            wrong[0].field.setFocus()
        else:
            self.confirmed.emit()


def _typed(box: LabelledField) -> str:
    return _plain(box.field.text()) if isinstance(box.field, TextField) else ""


def _plain(group: str) -> str:
    return "".join(group.split()).upper()
