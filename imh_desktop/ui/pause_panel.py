"""Asks until when a family needs time, and why: its referral rings no alarm meanwhile."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.ui.day_field import DayField
from imh_desktop.ui.reason_field import ReasonField
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import LabelledField, Panel, PlainLabel
from imh_desktop.words import Words


class PausePanel(Panel):
    """Emits ``answered`` with an ISO day, empty = not known yet, and the reason."""

    answered = Signal(str, str)

    def __init__(self, look: Look, parent: QWidget, words: Words) -> None:
        """Ask from today on."""
        super().__init__(look, parent, words.say("The family needs time"))
        about = words.say(
            "From today on this referral gives no alarm. The reason stays in the record: what the"
            " family told you, such as a stay in hospital."
        )
        self.body.addWidget(PlainLabel(look, about, size=15, wrap=True))
        self._why = ReasonField(look, words)
        self.body.addWidget(self._why)
        self._until = DayField(look, words, words.say("Until, if it is known"))
        label = words.say("Until, if it is known")
        self.body.addWidget(LabelledField(look, label, self._until))
        self.cancel = self.add_button(words.say("Cancel"))
        self.cancel.clicked.connect(self.put_away)
        done = self.add_button(words.say("Record"), kind="primary")
        self._why.unlock(done)
        done.clicked.connect(self._answer)
        self.dismissed.connect(self.put_away)

    @property
    def parts(self) -> Mapping[str, QWidget]:
        """Return the fields by name."""
        return {"why": self._why.line, "until": self._until}

    def show_panel(self) -> None:
        """Show it, with the keyboard in the field."""
        self.open(self._why.line)

    def _answer(self) -> None:
        self.put_away()
        self.answered.emit(self._until.iso(), self._why.text())
