"""Shows what a correction changes for each visit, and asks why it is made."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.flows.birth_corrections import VisitEffect
from imh_desktop.flows.effect_said import effect_lines, effect_title
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import LabelledField, Panel, PlainLabel, TextField
from imh_desktop.words import Words


class EffectsPanel(Panel):
    """Emits ``answered`` with the reason, once there is one."""

    answered = Signal(str)

    def __init__(
        self, look: Look, parent: QWidget, words: Words, title: str, above: Sequence[str],
        effects: Sequence[VisitEffect], *, agree: str,
    ) -> None:  # fmt: skip
        """Show the effects; ``above``: what is said before them, ``agree``: words of the button."""
        super().__init__(look, parent, title, width=720)
        for line in above:
            self.body.addWidget(PlainLabel(look, line, size=15, wrap=True))
        told = self.scrolling().items
        for effect in effects:
            name = effect_title(effect, words)
            told.addWidget(PlainLabel(look, name, size=15, bold=True, wrap=True))
            lines = effect_lines(effect, words) or (words.say("Nothing changes for it."),)
            for line in lines:
                told.addWidget(PlainLabel(look, line, size=14, wrap=True))
        told.addStretch(1)
        self._reason = TextField(look, words.say("Why"))
        self.body.addWidget(LabelledField(look, words.say("Why"), self._reason))
        self.add_button(words.say("Cancel")).clicked.connect(self.put_away)
        self._done = self.add_button(agree, kind="primary")
        self._done.setEnabled(False)
        self._done.clicked.connect(self._answer)
        self._reason.textChanged.connect(lambda text: self._done.setEnabled(bool(text.strip())))
        self.dismissed.connect(self.put_away)

    def show_panel(self) -> None:
        """Show it, with the keyboard in the field."""
        self.open(self._reason)

    def _answer(self) -> None:
        self.put_away()
        self.answered.emit(self._reason.text())
