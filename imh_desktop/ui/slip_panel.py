"""A return slip typed in: its code, whose it is, the letters of its ticked boxes."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from imh_desktop.errors import InputError
from imh_desktop.flows.return_slips import Slip
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import LabelledField, Panel, PlainLabel, TextField, Tick
from imh_desktop.words import Words


class SlipPanel(Panel):
    """Emits ``recorded`` with the code and the letters.

    Code, Enter, the letters of the boxes, Enter: fourteen keys for one box.
    """

    recorded = Signal(str, object)

    def __init__(
        self, look: Look, parent: QWidget, words: Words, read: Callable[[str], Slip]
    ) -> None:
        """Ask for a code; ``read`` finds what it stands for, or raises ``InputError``."""
        super().__init__(look, parent, words.say("Type in a slip"), width=760)
        self._words, self._read = words, read
        self._code = TextField(look, words.say("Code on the slip"), hint="CDF-HJK-LMN", limit=40)
        self._code_box = LabelledField(look, words.say("Code on the slip"), self._code)
        self._letters = TextField(look, words.say("Letters of the ticked boxes"), limit=20)
        label = words.say("Letters of the ticked boxes")
        self._letters_box = LabelledField(look, label, self._letters)
        self._whose = PlainLabel(look, size=17, bold=True, wrap=True)
        self._boxes = QWidget()
        self._grid = QGridLayout(self._boxes)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._ticks: dict[str, Tick] = {}
        for part in (self._code_box, self._whose, self._letters_box, self._boxes):
            self.body.addWidget(part)
        self.add_button(words.say("Cancel")).clicked.connect(self.put_away)
        self._done = self.add_button(words.say("Record"), kind="primary")
        self._done.clicked.connect(self._on_done)
        self._code.returnPressed.connect(self._on_code)
        self._letters.returnPressed.connect(self._record)
        # not "edited" and "clicked": what an assistive tool does is neither
        self._letters.textChanged.connect(self._tick)
        self.dismissed.connect(self.put_away)
        self._show_boxes(None)

    def show_panel(self) -> None:
        """Show it, with the keyboard in the field of the code."""
        self.open(self._code)

    def _on_done(self) -> None:
        if self._ticks:
            self._record()
        else:
            self._on_code()

    def _on_code(self) -> None:
        self._code_box.say_fault("")
        try:
            found = self._read(self._code.text())
        except InputError as error:
            self._show_boxes(None)
            self._code_box.say_fault(self._words.told(error))
            return
        self._show_boxes(found)
        self._letters.setFocus()

    def _show_boxes(self, found: Slip | None) -> None:
        for part in (self._whose, self._letters_box, self._boxes):
            part.setVisible(found is not None)
        for tick in self._ticks.values():
            tick.deleteLater()
        self._ticks = {}
        if found is None:
            return
        words = self._words
        names = {"name": found.given_name, "partner": found.partner_name}
        self._whose.setText(words.say("{name}, sent to {partner}", **names))
        half = (len(found.boxes) + 1) // 2
        for at, (letter, said) in enumerate(found.boxes):
            known = words.say("recorded before") if letter in found.known else ""
            tick = Tick(self._look, "  ".join(filter(None, (letter, said, known))))
            tick.toggled.connect(self._write_letters)
            self._ticks[letter] = tick
            self._grid.addWidget(tick, at % half, at // half)

    def _tick(self) -> None:
        typed = self._letters.text().upper()
        for letter, tick in self._ticks.items():
            with QSignalBlocker(tick):
                tick.setChecked(letter in typed)

    def _write_letters(self) -> None:
        ticked = [letter for letter, tick in self._ticks.items() if tick.isChecked()]
        with QSignalBlocker(self._letters):
            self._letters.setText("".join(ticked))

    def _record(self) -> None:
        typed = [each for each in self._letters.text().upper() if each.isalnum()]
        if not typed or any(each not in self._ticks for each in typed):
            self._letters_box.say_fault(self._words.say("Please tick what the slip says."))
            self._letters.setFocus()
            return
        self.put_away()
        self.recorded.emit(self._code.text(), tuple(typed))
