"""Says what taking back (or bringing back) would change, and asks why."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import LabelledField, Panel, PlainLabel, TextField
from imh_desktop.words import Words


class TakeBackPanel(Panel):
    """Emits ``answered`` with the reason."""

    answered = Signal(str)

    def __init__(
        self, look: Look, parent: QWidget, words: Words, lines: Sequence[str], *, back: bool
    ) -> None:
        """Show what would change."""
        title = words.say("Bring it back?") if back else words.say("Take it back?")
        super().__init__(look, parent, title)
        for line in lines:
            self.body.addWidget(PlainLabel(look, line, size=16, wrap=True))
        self._reason = TextField(look, words.say("Why"))
        self.body.addWidget(LabelledField(look, words.say("Why"), self._reason))
        self.add_button(words.say("Cancel")).clicked.connect(self.put_away)
        said = words.say("Bring back") if back else words.say("Take back")
        self._done = self.add_button(said, kind="primary")
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
