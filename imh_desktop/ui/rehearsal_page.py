"""Trying whether the paper opens the file, without opening it by it and without using it up."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from imh_desktop.errors import ImhError, InputError
from imh_desktop.flows.recovery import State
from imh_desktop.ui.form import Form
from imh_desktop.ui.paper_fields import PaperFields
from imh_desktop.ui.shell_widgets import MiddlePage
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, Choice, LabelledField, PlainLabel, Wrapping
from imh_desktop.words import Words


class RehearsalPage(MiddlePage):
    """Emits ``given`` with the code, or with the texts of two cards; or ``left``."""

    given = Signal(str, tuple)
    left = Signal()

    def __init__(
        self, look: Look, words: Words, state: State, *, cards: bool | None = None
    ) -> None:
        """Ask for what there is; where there are both, also which it is."""
        super().__init__(look)
        self._look, self._words, self._state = look, words, state
        self._cards = state.cards and not state.code if cards is None else cards
        title = words.say("Try the paper")
        self.body.addWidget(PlainLabel(look, title, size=24, bold=True, wrap=True))
        why = words.say(
            "Once a year, see whether the paper still opens this file. Nothing is changed by it,"
            " and the paper stays good."
        )
        self.body.addWidget(PlainLabel(look, why, size=16, wrap=True))
        self._form = Form(look, words)
        self._which()
        self._fields = {
            each: PaperFields(look, words, self._form, cards=each) for each in (False, True)
        }
        for each, fields in self._fields.items():
            fields.entered.connect(self._on_try)
            fields.setVisible(each == self._cards)
            self.body.addWidget(fields)
        self.body.addWidget(self._form.trouble)
        self._add_buttons()
        self.setFocusProxy(self._fields[self._cards])

    def say_fault(self, fault: ImhError) -> None:
        """Say what is wrong, and give the page back."""
        self._set_busy(False)
        place = fault.place if isinstance(fault, InputError) else ""
        if not place and isinstance(fault, InputError):
            place = "card.1" if self._cards else "code"
        self._form.tell(place, self._words.told(fault))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _which(self) -> None:
        if not (self._state.code and self._state.cards):
            return
        say = self._words.say
        label = say("What do you have?")
        choice = Choice(self._look, label, [("code", say("The code")), ("cards", say("Two cards"))])
        choice.choose("cards" if self._cards else "code")
        choice.chosen.connect(lambda code: self._show(cards=code == "cards"))
        self.body.addWidget(LabelledField(self._look, label, choice))

    def _show(self, *, cards: bool) -> None:
        self._cards = cards
        for each, fields in self._fields.items():
            fields.setVisible(each == cards)
        self.setFocusProxy(self._fields[cards])

    def _add_buttons(self) -> None:
        buttons = Wrapping(gap=self._look.px(12), fill=False, at_end=True)
        back = Button(self._look, self._words.say("Back"), kind="quiet")
        back.clicked.connect(self.left)
        self._try = Button(self._look, self._words.say("Try it"), kind="primary")
        self._try.clicked.connect(self._on_try)
        buttons.add(back)
        buttons.add(self._try)
        self.body.addWidget(buttons)

    def _set_busy(self, busy: bool) -> None:
        say = self._words.say
        self._try.setEnabled(not busy)
        self._try.setText(say("Trying…") if busy else say("Try it"))

    def _on_try(self) -> None:
        self._form.clear_faults()
        if typed := self._fields[self._cards].typed():
            self._set_busy(True)
            self.given.emit(*(("", typed) if self._cards else (typed[0], ())))
