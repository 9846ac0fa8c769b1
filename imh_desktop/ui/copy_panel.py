"""Before a family's copy is made: who receives it, and which of the two copies."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.core.people import Caregiver, Child
from imh_desktop.ui import sayings
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Choice, LabelledField, Notice, Panel, PlainLabel
from imh_desktop.words import Words


class CopyPanel(Panel):
    """Emits ``chosen`` with a caregiver's id, and whether it is what that adult said alone."""

    chosen = Signal(str, bool)

    def __init__(
        self, look: Look, parent: QWidget, words: Words, child: Child, people: Sequence[Caregiver]
    ) -> None:
        """Offer the child's adults; the note on custody stands above them."""
        super().__init__(look, parent, words.say("A copy for the family"), width=640)
        self._words = words
        if child.custody_note:
            said = words.say("Custody: {note}", note=child.custody_note)
            self.body.addWidget(Notice(look, said, tone="warn"))
        label = words.say("Who receives it?")
        offered = [(each.caregiver_id, sayings.caregiver_line(words, each)) for each in people]
        self._who = Choice(look, label, offered, upright=True)
        self.body.addWidget(LabelledField(look, label, self._who))
        label = words.say("Which copy?")
        kinds = [
            ("child", words.say("Everything about the child")),
            ("alone", words.say("What this adult told alone")),
        ]
        self._which = Choice(look, label, kinds)
        self._which.choose("child")
        self.body.addWidget(LabelledField(look, label, self._which))
        apart = words.say(
            "What adults told alone is in no child’s copy. Give each adult only their own, and"
            " only when you are alone with them."
        )
        self.body.addWidget(PlainLabel(look, apart, size=14, colour="muted", wrap=True))
        self._trouble = Notice(look, "", tone="warn")
        self._trouble.hide()
        self.body.addWidget(self._trouble)
        self.add_button(words.say("Cancel"), kind="quiet").clicked.connect(self.dismissed)
        show = self.add_button(words.say("Show the copy"), kind="primary")
        show.clicked.connect(self._on_show)

    def _on_show(self) -> None:
        if not self._who.code:
            self._trouble.say(self._words.say("Please choose who receives it."))
            self._trouble.show()
            return
        self.chosen.emit(self._who.code, self._which.code == "alone")
