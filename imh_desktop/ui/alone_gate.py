"""The card before what is asked in private: is the visitor alone with a caregiver, and whom?"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout

from imh_desktop.core.people import Caregiver
from imh_desktop.flows.enrolling import CaregiverForm
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Button,
    Card,
    LabelledField,
    PlainLabel,
    Select,
    TextField,
    Tick,
    column,
    row,
)
from imh_desktop.words import Words


def relations_said(words: Words) -> list[tuple[str, str]]:
    """Return (code, words) of who a caregiver is to the child."""
    return [
        ("mother", words.say("Mother")),
        ("father", words.say("Father")),
        ("grandparent", words.say("Grandparent")),
        ("foster", words.say("Foster parent")),
        ("sibling", words.say("Sister or brother")),
        ("other_family", words.say("Other family")),
        ("other", words.say("Someone else")),
    ]


class AloneGate(Card):
    """Asks in neutral words. ``confirmed`` carries a caregiver's id, ``added`` a form for a new
    one, ``put_off`` nothing."""

    confirmed = Signal(str)
    added = Signal(object)
    put_off = Signal()

    def __init__(self, look: Look, words: Words, caregivers: Sequence[Caregiver]) -> None:
        """List the caregivers known, and room for another."""
        super().__init__(look)
        self._look, self._words = look, words
        self._people: dict[str, Tick] = {}
        items = column(self, margins=look.px(20), gap=look.px(10))
        asked = words.say("Are you alone with the caregiver?")
        items.addWidget(PlainLabel(look, asked, size=18, bold=True, wrap=True))
        items.addWidget(
            PlainLabel(
                look,
                words.say(
                    "The next part is for a quiet talk that nobody else can hear. It can wait."
                ),
                colour="muted",
                wrap=True,
            )
        )
        self._group = QButtonGroup(self)
        for who in caregivers:
            relation = dict(relations_said(words)).get(who.relation, "")
            line = words.say("{name} ({relation})", name=who.name[:80], relation=relation)
            self._add_person(who.caregiver_id, line)
        if caregivers:
            self._add_person("", words.say("Someone who is not listed yet"))
        for tick in self._people.values():
            items.addWidget(tick)
        self._make_new(items, hidden=bool(caregivers))
        if len(caregivers) == 1:
            self._people[caregivers[0].caregiver_id].setChecked(True)
        items.addLayout(self._make_buttons())

    def say_fault(self, message: str) -> None:
        """Show what is wrong with the new caregiver."""
        self._new[0].say_fault(message)

    def _add_person(self, caregiver_id: str, line: str) -> None:
        tick = Tick(self._look, line)
        self._group.addButton(tick)
        self._people[caregiver_id] = tick
        tick.toggled.connect(lambda _on: self._on_picked())

    def _make_new(self, items: QVBoxLayout, *, hidden: bool) -> None:
        look, words = self._look, self._words
        self.name = TextField(look, words.say("Name of the caregiver"))
        self.relation = Select(look, words.say("Who this is to the child"), relations_said(words))
        self._new = [
            LabelledField(look, words.say("Name of the caregiver"), self.name),
            LabelledField(look, words.say("Who this is to the child"), self.relation),
        ]
        for field in self._new:
            items.addWidget(field)
            field.setVisible(not hidden)

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
        new = self._people[""].isChecked() if "" in self._people else True
        for field in self._new:
            field.setVisible(new)

    def _on_yes(self) -> None:
        picked = next((key for key, tick in self._people.items() if tick.isChecked()), None)
        if picked:
            self.confirmed.emit(picked)
        elif picked == "" or not self._people:
            name = self.name.text().strip()
            missing = "" if name else self._words.say("Please write a name.")
            self._new[0].say_fault(missing)
            if name:
                self.added.emit(CaregiverForm(name=name, relation=self.relation.code()))
