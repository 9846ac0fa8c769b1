"""What is asked in front of the laptops: a name, an answer to a request, a reason."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.ui.role_words import role_said
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Choice, LabelledField, Panel, PlainLabel, TextField, Tick
from imh_desktop.words import Words


class NamePanel(Panel):
    """Asks what this laptop is called. Emits ``answered`` with the name."""

    answered = Signal(str)

    def __init__(self, look: Look, parent: QWidget, words: Words, name: str) -> None:
        """Offer a name."""
        super().__init__(look, parent, words.say("What is this laptop called?"))
        said = words.say(
            "A name by which others know whose it is, such as yours. No family's name."
        )
        self._field = TextField(look, words.say("Name of this laptop"))
        self._field.setText(name)
        self.body.addWidget(PlainLabel(look, said, size=15, colour="muted", wrap=True))
        self.body.addWidget(LabelledField(look, words.say("Name of this laptop"), self._field))
        self.cancel = self.add_button(words.say("Cancel"))
        self.cancel.clicked.connect(self.put_away)
        go_on = self.add_button(words.say("Go on"), kind="primary")
        go_on.clicked.connect(self._go_on)
        self._field.returnPressed.connect(self._go_on)
        self.dismissed.connect(self.put_away)

    @property
    def parts(self) -> Mapping[str, QWidget]:
        """Return the fields by name."""
        return {"name": self._field}

    def show_panel(self) -> None:
        """Show it, with the keyboard in the field."""
        self.open(self._field)

    def _go_on(self) -> None:
        if name := self._field.text().strip():
            self.put_away()
            self.answered.emit(name)


class AnswerPanel(Panel):
    """Shows who asks and six words, and asks what the laptop is for. Emits ``answered``: a role."""

    answered = Signal(str)

    def __init__(
        self, look: Look, parent: QWidget, words: Words, name: str, six: Sequence[str]
    ) -> None:
        """Ask about one laptop."""
        super().__init__(look, parent, words.say("A laptop asks to join"), width=680)
        self.body.addWidget(PlainLabel(look, name, size=18, bold=True, wrap=True))
        said = words.say("Ask whoever sits there to read the six words on that screen.")
        self.body.addWidget(PlainLabel(look, said, size=15, wrap=True))
        for half in (six[:3], six[3:]):
            line = PlainLabel(look, "   ".join(half), size=26, bold=True, wrap=True)
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.body.addWidget(line)
        self._heard = Tick(look, words.say("I heard these six words"))
        roles = [(role, role_said(words, role)) for role in
                 ("visitor", "staff", "coordinator")]  # fmt: skip
        self._role, label = "", words.say("What it is for")
        choice = Choice(look, label, roles)
        choice.chosen.connect(self._on_role)
        self.body.addWidget(LabelledField(look, label, choice))
        self.body.addWidget(self._heard)
        self.add_button(words.say("Cancel")).clicked.connect(self.put_away)
        self._let = self.add_button(words.say("Let it join"), kind="primary")
        self._let.clicked.connect(self._answer)
        self._let.setEnabled(False)
        self._heard.toggled.connect(lambda _on: self._refresh())
        self.dismissed.connect(self.put_away)

    def show_panel(self) -> None:
        """Show it."""
        self.open(self._heard)

    def _on_role(self, role: str) -> None:
        self._role = role
        self._refresh()

    def _refresh(self) -> None:
        self._let.setEnabled(bool(self._role) and self._heard.isChecked())

    def _answer(self) -> None:
        self.put_away()
        self.answered.emit(self._role)
