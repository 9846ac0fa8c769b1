"""What moving a visit to the right child changes, who is who there, and why it is moved."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.core.people import Caregiver, Child
from imh_desktop.errors import InputError
from imh_desktop.flows.birth_corrections import VisitEffect
from imh_desktop.flows.effect_said import effect_lines, effect_title
from imh_desktop.flows.moving_visits import NEW
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import LabelledField, Notice, PlainLabel, Select, TextField
from imh_desktop.words import Words

_LONGEST = 60


class MovePage(ToldPage):
    """Emits ``move_asked`` with who is who (caregiver's id -> id, or ``NEW``) and the reason."""

    move_asked = Signal(object, str)

    def __init__(
        self, look: Look, words: Words, wrong: Child, right: Child, effect: VisitEffect,
        people: Sequence[Caregiver], there: Sequence[Caregiver], likely: Mapping[str, str],
    ) -> None:  # fmt: skip
        """Show what it changes; ``people`` of the wrong child, ``there`` of the right one,
        ``likely``: who most likely is whom."""
        super().__init__(look, words, words.say("Move a visit to the right child"))
        card = TitledCard(look, effect_title(effect, words), gap=8)
        names = words.say(
            "From {wrong} to {right}", wrong=wrong.name[:_LONGEST], right=right.name[:_LONGEST]
        )
        stays = words.say("Every answer, note and step goes with it. Nothing is erased.")
        back = words.say("Please take back what the family was given: it tells of another child.")
        given = (back,) if effect.pages else ()
        for line in (names, *effect_lines(effect, words), *given, stays):
            card.items.addWidget(PlainLabel(look, line, size=15, wrap=True))
        self.cards.addWidget(card)
        self._people: dict[str, Select] = {}
        if people:
            self.cards.addWidget(self._who(people, there, likely))
        self._why = TextField(look, words.say("Why"))
        unnamed = words.say("Name no other child here: the reason stands in the family’s file.")
        self.cards.addWidget(LabelledField(look, words.say("Why"), self._why, help_text=unnamed))
        self._trouble = Notice(look, "", tone="warn")
        self._trouble.hide()
        self.cards.addWidget(self._trouble)
        self.cancel = self.button(words.say("Cancel"), self.left)
        move = self.button(words.say("Move it"), self.left, kind="primary")
        move.clicked.disconnect()
        move.clicked.connect(self._on_move)
        self.land_on(self._why)

    @property
    def parts(self) -> Mapping[str, QWidget]:
        """Return the fields by name."""
        return {"why": self._why, **self._people}

    def say_fault(self, error: InputError) -> None:
        """Say why it cannot be moved."""
        self._trouble.say(self._words.told(error))
        self._trouble.show()

    def _who(
        self, people: Sequence[Caregiver], there: Sequence[Caregiver], likely: Mapping[str, str]
    ) -> TitledCard:
        words = self._words
        card = TitledCard(
            self._look, words.say("Who is who?"), gap=10,
            help_text=words.say("What somebody said goes with the person who said it."),
        )  # fmt: skip
        known = [(one.caregiver_id, one.name[:_LONGEST]) for one in there]
        for one in people:
            label = words.say("{name} is, with the right child", name=one.name[:_LONGEST])
            added = words.say("Somebody to be added: {name}", name=one.name[:_LONGEST])
            box = Select(self._look, label, [*known, (NEW, added)])
            box.choose(likely.get(one.caregiver_id, NEW))
            self._people[one.caregiver_id] = box
            card.items.addWidget(LabelledField(self._look, label, box))
        return card

    def _on_move(self) -> None:
        people = {caregiver_id: box.code() for caregiver_id, box in self._people.items()}
        self.move_asked.emit(people, self._why.text())
