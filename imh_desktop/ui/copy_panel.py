"""Before a family's copy is made: who receives it, and which of the two copies."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.core.people import Caregiver, Child
from imh_desktop.ui import sayings
from imh_desktop.ui.shell_widgets import empty
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Choice, LabelledField, Notice, Panel, PlainLabel, column
from imh_desktop.words import Words


class CopyPanel(Panel):
    """Emits ``chosen`` with a caregiver's id, and whether it is what that adult said alone."""

    chosen = Signal(str, bool)

    def __init__(
        self, look: Look, parent: QWidget, words: Words, child: Child,
        people: Sequence[Caregiver], receiving: Collection[str],
    ) -> None:  # fmt: skip
        """Offer the child's adults; the note on custody stands above them. ``receiving``: those who
        may have the child's copy; of what an adult said alone, each may have their own."""
        super().__init__(look, parent, words.say("A copy for the family"), width=640)
        self._words = words
        if child.custody_note:
            said = words.say("Custody: {note}", note=child.custody_note)
            self.body.addWidget(Notice(look, said, tone="warn"))
        self._look, self._people, self._receiving = look, people, receiving
        label = words.say("Which copy?")
        kinds = [
            ("child", words.say("Everything about the child")),
            ("alone", words.say("What this adult told alone")),
        ]
        self._which = Choice(look, label, kinds)
        self._which.choose("child")
        self._which.chosen.connect(self._offer)
        self.body.addWidget(LabelledField(look, label, self._which))
        self._adults = column()
        self.body.addLayout(self._adults)
        self._unnamed = PlainLabel(
            look, words.say("Who is not named here receives no page."), size=13, colour="muted",
            wrap=True,
        )  # fmt: skip
        self.body.addWidget(self._unnamed)
        self._offer("child")
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

    def _offer(self, which: str) -> None:
        """Offer those who may have a copy of this kind."""
        people = [p for p in self._people if which == "alone" or p.caregiver_id in self._receiving]
        label = self._words.say("Who receives it?")
        offered = [(p.caregiver_id, sayings.caregiver_line(self._words, p)) for p in people]
        empty(self._adults)
        self._who = Choice(self._look, label, offered, upright=True)
        self._adults.addWidget(LabelledField(self._look, label, self._who))
        self._unnamed.setVisible(len(people) < len(self._people))

    def _on_show(self) -> None:
        if not self._who.code:
            self._trouble.say(self._words.say("Please choose who receives it."))
            self._trouble.show()
            return
        self.chosen.emit(self._who.code, self._which.code == "alone")
