"""Asks what an item is to say, and why; of a family answer, whether a sibling's visit follows."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.errors import InputError
from imh_desktop.flows.amending import AmendItem, Amendment
from imh_desktop.flows.said_alike import Alike
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Choice,
    LabelledField,
    NoteField,
    Notice,
    Panel,
    PlainLabel,
    Select,
    TextField,
)
from imh_desktop.words import Words

_LONGEST_NAME = 40
"""Letters of a name in a question."""


class AmendPanel(Panel):
    """Emits ``answered`` with the amendment; its owner puts it away, or says what is missing."""

    answered = Signal(object)

    def __init__(
        self, look: Look, parent: QWidget, words: Words, item: AmendItem,
        alike: Sequence[Alike] = (),
    ) -> None:  # fmt: skip
        """Show an item as it is now; ``alike``: siblings' visits that say the same."""
        super().__init__(look, parent, words.say("Correct"), width=760)
        self._words, self._item = words, item
        self.body.addWidget(PlainLabel(look, item.text, size=16, wrap=True))
        offered = [*item.choices, ("", words.say("No answer"))]
        self._answer = Select(look, words.say("Answer"), offered)
        self._answer.choose(item.code)
        self._known: Choice | None = None
        if item.choices:
            self.body.addWidget(LabelledField(look, words.say("Answer"), self._answer))
        if item.asks_known:
            ways = [("seen", words.say("I saw it")), ("told", words.say("I was told")),
                    ("both", words.say("Both"))]  # fmt: skip
            self._known = Choice(look, words.say("How do you know?"), ways)
            self._known.choose(item.known)
            self.body.addWidget(LabelledField(look, words.say("How do you know?"), self._known))
        self._alike = [(other, self._also(look, other)) for other in alike]
        self._note = NoteField(look, words.say("Note"))
        self._note.setPlainText(item.note)
        self.body.addWidget(LabelledField(look, words.say("Note"), self._note))
        asked = words.say("What was done, or why nothing could be")
        self._action = NoteField(look, asked)
        self._action_box = LabelledField(look, asked, self._action)
        self._action_box.hide()
        self._action.textChanged.connect(self._action_box.show)
        self.body.addWidget(self._action_box)
        self._why = TextField(look, words.say("Why"))
        self.body.addWidget(LabelledField(look, words.say("Why"), self._why))
        self._trouble = Notice(look, "", tone="warn")
        self._trouble.hide()
        self.body.addWidget(self._trouble)
        self.cancel = self.add_button(words.say("Cancel"))
        self.cancel.clicked.connect(self.put_away)
        self.add_button(words.say("Correct it"), kind="primary").clicked.connect(self._on_done)
        self.dismissed.connect(self.put_away)

    @property
    def parts(self) -> Mapping[str, QWidget]:
        """Return the fields by name."""
        known = {"known": self._known} if self._known else {}
        fields = {"note": self._note, "action": self._action, "why": self._why}
        return {"answer": self._answer, **known, **fields}

    def show_panel(self) -> None:
        """Show it, with the keyboard at the first thing that can be corrected."""
        self.open(self._answer if self._item.choices else self._note)

    def say_fault(self, error: InputError) -> None:
        """Say what is missing; what was typed stays."""
        if error.place == "action":
            self._action_box.show()
        self._trouble.say(self._words.told(error))
        self._trouble.show()

    def _also(self, look: Look, other: Alike) -> Choice:
        """Ask whether the correction holds for a sibling too; neither answer is taken for given."""
        say = self._words.say
        asked = say(
            "Shall this change hold for {name} too?", name=other.child.given_name[:_LONGEST_NAME]
        )
        choice = Choice(look, asked, [("here", say("Only here")), ("too", say("Yes, there too"))])
        box = LabelledField(look, asked, choice)
        box.setVisible(False)
        self._answer.currentIndexChanged.connect(lambda _at: box.setVisible(self._is_changed()))
        self.body.addWidget(box)
        return choice

    def _is_changed(self) -> bool:
        return self._answer.code() != self._item.code

    def _on_done(self) -> None:
        known = self._known.code if self._known else None
        asked = self._alike if self._is_changed() else []
        if any(choice.code is None for _other, choice in asked):
            said = self._words.say("Please say whether it holds for the other child too.")
            self.say_fault(InputError(said, place="also"))
            return
        self.answered.emit(
            Amendment(
                item_id=self._item.item_id, code=self._answer.code(),
                note=self._note.toPlainText(), reason=self._why.text(),
                known=known if known in ("seen", "told", "both") else None,  # type: ignore[arg-type]
                action=self._action.toPlainText(),
                also=frozenset(o.visit.visit_id for o, choice in asked if choice.code == "too"),
            )
        )  # fmt: skip
