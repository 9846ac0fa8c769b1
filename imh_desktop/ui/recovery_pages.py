"""The recovery code: to be written on paper while it is set up, and two groups asked back."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from imh_desktop.core.recovery_paper import RecoveryPaper
from imh_desktop.ui import printing
from imh_desktop.ui.shell_widgets import MiddlePage
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Button,
    Card,
    LabelledField,
    Notice,
    PlainLabel,
    TextField,
    column,
    row,
)
from imh_desktop.words import Words

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_ACROSS = 4


class RecoveryPapersPage(MiddlePage):
    """The code, or its three cards, in groups; with what to do with it. It can be printed, folded
    and sealed, or copied by hand."""

    written_down = Signal()

    def __init__(
        self, look: Look, words: Words, papers: Sequence[Sequence[str]], today: date, *,
        demo: bool = False,
    ) -> None:  # fmt: skip
        """Show one code, or several cards. ``papers``: groups of letters, by paper."""
        super().__init__(look, width=700)
        self._look, self._words, self._today, self._demo = look, words, today, demo
        self._papers = papers
        several = len(papers) > 1
        title = (
            words.say("Write these three cards on paper")
            if several
            else words.say("Write this recovery code on paper")
        )
        self.body.addWidget(PlainLabel(look, title, size=24, bold=True, wrap=True))
        why = (
            words.say("If nobody knows a passphrase, any two of these cards open your file again.")
            if several
            else words.say("If you forget your passphrase, only this code opens your file again.")
        )
        self.body.addWidget(PlainLabel(look, why, size=16, wrap=True))
        for number, groups in enumerate(papers, 1):
            if several:
                card = words.say("Recovery card {n} of {total}", n=number, total=len(papers))
                self.body.addWidget(PlainLabel(look, card, size=15, bold=True, wrap=True))
            self.body.addWidget(_CodeGrid(look, words, groups, number if several else 0))
        self._add_advice(several=several)
        self._add_buttons()

    def _add_advice(self, *, several: bool) -> None:
        say = self._words.say
        advice = [
            say("It is not kept anywhere: copy it now, by hand, group by group."),
            say("Keep the paper in a locked place, away from this laptop."),
            say("Do not photograph it or save it on this laptop."),
        ]
        if several:
            advice[1] = say("Give each card to another person, to be kept in a locked place.")
        for line in advice:
            label = PlainLabel(self._look, line, size=14, colour="muted", wrap=True)
            self.body.addWidget(label)

    def _add_buttons(self) -> None:
        look, words = self._look, self._words
        self.next = Button(look, words.say("I have written it down"), kind="primary")
        self.next.clicked.connect(self.written_down)
        self.body.addWidget(self.next)
        if printing.has_printer():
            printed = Button(look, words.say("Print it, to be folded and sealed"), icon="printer")
            printed.clicked.connect(self._on_print)
            self.body.addWidget(printed)

    def _on_print(self) -> None:
        from imh_desktop.documents.recovery_paper import recovery_pdf

        words, several = self._words, len(self._papers) > 1
        papers = [
            RecoveryPaper(
                language=words.language, paper="a4", groups=tuple(groups), made_on=self._today,
                card=number if several else 0, demo=self._demo,
            )
            for number, groups in enumerate(self._papers, 1)
        ]  # fmt: skip
        pdf = recovery_pdf(papers, words)

        def on_agreed(printer: "QPrinter") -> None:
            panel = printing.PrintingPanel(self._look, self, words, printer)
            panel.run(pdf, self._say, lambda: None)

        printing.ask(self, "a4", words.say("Recovery paper"), on_agreed)

    def _say(self, sentence: str) -> None:
        self.body.addWidget(Notice(self._look, sentence, tone="ok"))


class _CodeGrid(Card):
    """The groups, numbered, in reading order."""

    def __init__(self, look: Look, words: Words, groups: Sequence[str], card: int) -> None:
        super().__init__(look, tone="accent_soft")
        grid = QGridLayout(self)
        margin = look.px(16)
        grid.setContentsMargins(margin, margin, margin, margin)
        grid.setHorizontalSpacing(look.px(20))
        grid.setVerticalSpacing(look.px(12))
        for place, group in enumerate(groups):
            made = _group(look, words, place + 1, group, card)
            grid.addWidget(made, place // _ACROSS, place % _ACROSS)


def _group(look: Look, words: Words, number: int, group: str, card: int) -> QWidget:
    box = QWidget()
    items = column(box)
    items.addWidget(
        PlainLabel(look, words.say("Group {n}", n=number), size=12, colour="muted"),
        0,
        Qt.AlignmentFlag.AlignLeft,
    )
    shown = PlainLabel(look, group, size=22, bold=True)
    shown.setAccessibleName(words.say("Group {n}: {group}", n=number, group=" ".join(group)))
    shown.setObjectName(f"recovery-card-{card}-{number}" if card else f"recovery-group-{number}")
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
