"""The card before what is asked in private: is the visitor alone with a caregiver, and whom?"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from imh_desktop.core.people import Caregiver
from imh_desktop.flows.child_forms import CaregiverForm
from imh_desktop.ui.sayings import relations
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Button,
    Card,
    Choice,
    LabelledField,
    PlainLabel,
    Select,
    TextField,
    column,
    row,
)
from imh_desktop.words import Words

_NEW, _WIDE = "new", 480


class AloneGate(Card):
    """Asks in neutral words. ``confirmed`` carries a caregiver's id, ``added`` a form for a new
    one, ``put_off`` nothing."""

    confirmed = Signal(str)
    added = Signal(object)
    put_off = Signal()

    def __init__(
        self, look: Look, words: Words, caregivers: Sequence[Caregiver], *, hint: str = ""
    ) -> None:
        """List the caregivers known, and room for another; ``hint``: what else is behind it."""
        super().__init__(look)
        self._look, self._words = look, words
        items = column(self, margins=look.px(20), gap=look.px(10))
        asked = words.say("Are you alone with the caregiver?")
        items.addWidget(PlainLabel(look, asked, size=18, bold=True, wrap=True))
        quiet = words.say(
            "The next part is for a quiet talk that nobody else can hear. It can wait."
        )
        nobody = "" if caregivers else words.say("No caregiver is listed yet. Please add one here.")
        for said in filter(None, (quiet, hint, nobody)):
            items.addWidget(PlainLabel(look, said, colour="muted", wrap=True))
        self._people = self._make_people(caregivers)
        items.addWidget(self._people)
        whom = words.say("Please choose who you are alone with.")
        self._fault = PlainLabel(look, whom, size=13, colour="warn", wrap=True)
        items.addWidget(self._fault)
        self._fault.hide()
        self._make_new(items)
        self._on_picked()
        items.addLayout(self._make_buttons())

    def _make_people(self, caregivers: Sequence[Caregiver]) -> Choice:
        words = self._words
        lines = [(who.caregiver_id, _known_as(words, who)) for who in caregivers]
        lines.append((_NEW, words.say("Someone who is not listed yet")))
        people = Choice(self._look, words.say("With whom are you alone?"), lines, upright=True)
        people.setMaximumWidth(self._look.px(_WIDE))
        people.choose(lines[0][0] if len(lines) <= 2 else None)
        people.chosen.connect(lambda _code: self._on_picked())
        if len(lines) == 1:
            people.hide()
        return people

    def say_fault(self, message: str) -> None:
        """Show what is wrong with the new caregiver."""
        self._new[0].say_fault(message)

    def _make_new(self, items: QVBoxLayout) -> None:
        look, words = self._look, self._words
        self.name = TextField(look, words.say("Name of the caregiver"))
        self.relation = Select(look, words.say("Relation to the child"), relations(words))
        self._new = [
            LabelledField(look, words.say("Name of the caregiver"), self.name),
            LabelledField(look, words.say("Relation to the child"), self.relation),
        ]
        for field in self._new:
            field.setMaximumWidth(look.px(_WIDE))
            items.addWidget(field)

    def _make_buttons(self) -> QHBoxLayout:
        look, words = self._look, self._words
        line = row(gap=look.px(10))
        self.yes = Button(look, words.say("Yes, we are alone"), kind="primary")
        self.yes.clicked.connect(self._on_yes)
        self.later = Button(look, words.say("Not now"))
        self.later.clicked.connect(self.put_off)
        line.addWidget(self.yes)
        line.addWidget(self.later)
        line.addStretch(1)
        return line

    def _on_picked(self) -> None:
        self._fault.hide()
        for field in self._new:
            field.setVisible(self._people.code == _NEW)

    def _on_yes(self) -> None:
        picked, name = self._people.code, self.name.text().strip()
        if picked == _NEW:
            self._new[0].say_fault("" if name else self._words.say("Please write a name."))
            if name:
                self.added.emit(CaregiverForm(name=name, relation=self.relation.code()))
        elif picked is not None:
            self.confirmed.emit(picked)
        else:
            self._fault.show()


def _known_as(words: Words, who: Caregiver) -> str:
    relation, name = dict(relations(words)).get(who.relation, ""), who.name[:60]
    return words.say("{name} ({relation})", name=name, relation=relation) if relation else name
