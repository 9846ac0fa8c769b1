"""What calls for action today: what to say, do, and whom to call, and what was done about it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from imh_desktop.flows.cards import ActNow
from imh_desktop.ui.note_block import DRAFT_AFTER_MS
from imh_desktop.ui.resting import resting
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Card, Choice, LabelledField, NoteField, Panel, PlainLabel, column
from imh_desktop.words import Words


class ActNowPanel(Panel):
    """One thing to act on. ``recorded`` carries the item's id and what was done, or why nothing
    could be, ``drafted`` what is half typed shortly after the last key; ``dismissed`` sets it
    aside, to come back to before the visit may close."""

    recorded = Signal(str, str)
    drafted = Signal(str, str)

    def __init__(
        self, look: Look, words: Words, parent: QWidget, action: ActNow, draft: str = ""
    ) -> None:
        """Lay out the help, and a field for what was done with what was typed there before."""
        super().__init__(look, parent, words.say("Talk about it today"), width=860)
        self._words, self.item_id = words, action.item_id
        self.body.addWidget(PlainLabel(look, action.text.text, size=16, wrap=True))
        inside = self.scrolling()
        for title, said in (
            (words.say("What you can say"), action.text.say),
            (words.say("What to do"), action.text.do),
            (words.say("Whom to call"), action.text.call),
            (words.say("What to write down"), action.text.record),
        ):
            if said:
                inside.items.addWidget(self._part(look, title, said))
        inside.items.addStretch(1)
        self.outcome = Choice(
            look,
            words.say("What happened"),
            [("done", words.say("This was done")), ("not", words.say("Could not act: why"))],
        )
        self._happened = LabelledField(look, words.say("What happened"), self.outcome)
        self.outcome.chosen.connect(lambda _code: self._happened.say_fault(""))
        self.body.addWidget(self._happened)
        asked = words.say("What was done, by whom, and when")
        self.field = NoteField(look, asked)
        self.field.setPlainText(action.recorded or draft)
        self._resting = resting(self, DRAFT_AFTER_MS, self._on_resting)
        self.field.textChanged.connect(self._resting.start)
        self._entry = LabelledField(look, asked, self.field)
        self.body.addWidget(self._entry)
        self.later = self.add_button(words.say("Later in this visit"), kind="quiet")
        self.later.clicked.connect(self.dismissed)
        self.keep = self.add_button(words.say("Save"), kind="primary")
        self.keep.clicked.connect(self._on_keep)

    def say_fault(self, message: str) -> None:
        """Show why it was not kept."""
        self._entry.say_fault(message)

    def finish(self) -> None:
        """Hand over at once what is half typed and still waits for the keys to rest."""
        if self._resting.isActive():
            self._resting.stop()
            self._on_resting()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let nothing wait once the panel is out of sight."""
        self.finish()
        super().hideEvent(event)

    def _part(self, look: Look, title: str, said: str) -> Card:
        card = Card(look, tone="accent_soft", radius=8)
        items = column(card, margins=look.px(12), gap=look.px(2))
        items.addWidget(PlainLabel(look, title, size=13, bold=True))
        items.addWidget(PlainLabel(look, said, size=15, wrap=True))
        return card

    def _on_resting(self) -> None:
        self.drafted.emit(self.item_id, self.field.toPlainText())

    def _on_keep(self) -> None:
        self._resting.stop()
        outcome, text = self.outcome.code, self.field.toPlainText().strip()
        unwritten = self._words.say("Please write what was done, or why nothing could be.")
        self.say_fault("" if text else unwritten)
        if outcome is None:
            self._ask_outcome()
        elif not text:
            self.field.setFocus()
        elif outcome == "not":
            self.recorded.emit(self.item_id, self._words.say("Could not act: {why}", why=text))
        else:
            self.recorded.emit(self.item_id, text)

    def _ask_outcome(self) -> None:
        """Ask for the choice: nothing is chosen beforehand, or what failed would pass as done."""
        asked = self._words.say("Please choose first: was it done, or could it not be?")
        self._happened.say_fault(asked)
        self.outcome.button("done").setFocus()
