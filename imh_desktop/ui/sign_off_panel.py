"""Asks to which step, and why; of a coordinator, her passphrase too."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.errors import ImhError
from imh_desktop.flows.explaining import level_said
from imh_desktop.flows.sign_off import Lowering
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Choice, LabelledField, Notice, Panel, PlainLabel, TextField
from imh_desktop.words import Words


class SignOffPanel(Panel):
    """Emits ``lowered`` with level, reason and passphrase ("" of a visitor, who asks), and
    ``declined`` with the reason where a request is answered with no."""

    lowered = Signal(str, str, str)
    declined = Signal(str)

    def __init__(
        self, look: Look, parent: QWidget, words: Words, what: Lowering, above: Sequence[str], *,
        signs: bool, asked: str = "",
    ) -> None:  # fmt: skip
        """``above``: what is said first; ``signs``: whether a coordinator answers; ``asked``: the
        step a visitor asked for."""
        title = words.say("Lower the next step") if signs else words.say("Ask for a lower step")
        super().__init__(look, parent, title, width=640)
        self._words, self._what = words, what
        present = words.say("Next step: {step}", step=level_said(what.present, words))
        for line in (*above, present):
            self.body.addWidget(PlainLabel(look, line, size=15, wrap=True))
        self._ask(what, asked)
        self._trouble = Notice(look, "", tone="warn")
        self._trouble.hide()
        if not what.choices:
            self._trouble.say(_why_not(what, words))
            self._trouble.show()
        elif signs:
            self.body.addWidget(LabelledField(look, words.say("Your passphrase"), self._secret))
        else:
            goes = words.say("The question goes to your coordinator with your next archive.")
            self.body.addWidget(PlainLabel(look, goes, size=14, colour="muted", wrap=True))
        self.body.addWidget(self._trouble)
        leave = words.say("Cancel") if what.choices else words.say("Close")
        self.cancel = self.add_button(leave)
        self.cancel.clicked.connect(self.put_away)
        if asked and signs:
            stays = self.add_button(words.say("Let it stand"))
            stays.clicked.connect(lambda: self.declined.emit(self._why.text()))
        if what.choices:
            agree = words.say("Sign it") if signs else words.say("Ask for it")
            self.add_button(agree, kind="primary").clicked.connect(self._on_done)
        self.dismissed.connect(self.put_away)

    def _ask(self, what: Lowering, asked: str) -> None:
        """Ask for step and reason, where there is a lower step."""
        look, words = self._look, self._words
        steps = [(level, level_said(level, words)) for level in what.choices]
        label = words.say("Lower it to")
        self._level = Choice(look, label, steps, upright=True)
        self._level.choose(asked or None)
        self._why = TextField(look, words.say("Why"))
        self._secret = TextField(look, words.say("Your passphrase"), secret=True)
        if steps:
            self.body.addWidget(LabelledField(look, label, self._level))
            self.body.addWidget(LabelledField(look, words.say("Why"), self._why))

    @property
    def parts(self) -> Mapping[str, QWidget]:
        """Return the fields by name; the passphrase is none of them."""
        return {"level": self._level, "why": self._why}

    def show_panel(self) -> None:
        """Show it, with the keyboard at the first step there is."""
        first = self._what.choices[0] if self._what.choices else ""
        self.open(self._level.button(first) if first else self.cancel)

    def say_fault(self, error: ImhError) -> None:
        """Say what is missing; what was typed stays."""
        self._trouble.say(self._words.told(error))
        self._trouble.show()

    def _on_done(self) -> None:
        self.lowered.emit(self._level.code or "", self._why.text(), self._secret.text())


def _why_not(what: Lowering, words: Words) -> str:
    if what.fixed:
        return words.say(
            "Something here calls for action today. It is never lowered: write what was done."
        )
    return words.say("There is no lower step.")
