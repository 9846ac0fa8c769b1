"""Give families to another laptop: which, to whom, for how long, and why."""

from collections.abc import Mapping, Sequence

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.core.people import Child
from imh_desktop.ui.day_field import DayField
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.typed_values import Field
from imh_desktop.ui.widgets import (
    Button,
    Choice,
    LabelledField,
    Notice,
    PlainLabel,
    Select,
    TextField,
    Tick,
    column,
)
from imh_desktop.words import Words


class HandoverForm(msgspec.Struct, frozen=True, kw_only=True):
    """What was chosen. ``until``: an ISO day; empty = until it is said otherwise. ``g``, ``v``:
    what was said in private goes along too."""

    children: tuple[str, ...]
    to_device: str
    kind: str
    until: str
    reason: str
    g: bool
    v: bool


class HandoverPage(ToldPage):
    """Emits ``submitted`` with the form, and ``laptops_asked`` where nobody is known."""

    submitted = Signal(object)
    laptops_asked = Signal()

    def __init__(
        self, look: Look, words: Words, children: Sequence[Child],
        laptops: Sequence[tuple[str, str]], *, done: str = "", chosen: str = "",
    ) -> None:  # fmt: skip
        """Show the families, and the laptops as (id, name). ``chosen``: the id of a child whose
        family is ticked and in sight."""
        super().__init__(look, words, words.say("Give families to another laptop"))
        if done:
            self.cards.addWidget(Notice(look, done, tone="ok"))
        first = sorted(children, key=lambda one: one.child_id != chosen)
        self._ticks = {one.child_id: Tick(look, one.name) for one in first}
        if chosen in self._ticks:
            self._ticks[chosen].setChecked(True)
        self._fields: dict[str, Field] = {}
        self._trouble = Notice(look, "", tone="warn")
        self._trouble.hide()
        if not laptops or not children:
            self._say_why_not(children)
            return
        said = words.say(
            "Nothing leaves this laptop: both of you can go on, and nothing is lost when your"
            " work meets again."
        )
        self.cards.addWidget(PlainLabel(look, said, size=15, colour="muted", wrap=True))
        self.cards.addWidget(self._families())
        self.cards.addWidget(self._how(laptops))
        self.cards.addWidget(self._trouble)
        give = self.button(words.say("Choose where to save it"), self._given, kind="primary")
        self._given.connect(self._submit)
        self.land_on(next(iter(self._ticks.values()), give))

    @property
    def parts(self) -> Mapping[str, Field]:
        """Return the fields by name; none where nobody can be given anything."""
        return self._fields

    _given = Signal()

    def say_fault(self, sentence: str) -> None:
        """Say what is wrong; what was chosen stays."""
        self._trouble.say(sentence)
        self._trouble.show()

    def _say_why_not(self, children: Sequence[Child]) -> None:
        words = self._words
        said = words.say("No other laptop is known here yet. Let one join first.")
        if not children:
            said = words.say("There is no family here to give.")
        self.cards.addWidget(Notice(self._look, said, tone="warn"))
        self.land_on(
            self.button(words.say("Laptops of the programme"), self.laptops_asked, kind="primary")
        )

    def _families(self) -> QWidget:
        look, words = self._look, self._words
        card = TitledCard(look, words.say("Which families"), gap=4)
        everyone = Button(look, words.say("All of them"), kind="quiet")
        everyone.clicked.connect(self._tick_all)
        for tick in self._ticks.values():
            card.items.addWidget(tick)
        card.items.addWidget(everyone)
        return card

    def _how(self, laptops: Sequence[tuple[str, str]]) -> QWidget:
        look, words = self._look, self._words
        card = TitledCard(look, words.say("To whom, and for how long"), gap=12)
        self._to = Select(look, words.say("Laptop"), laptops)
        kinds = [("cover", words.say("For a time")), ("handover", words.say("For good"))]
        self._kind = Choice(look, words.say("For how long"), kinds)
        self._kind.choose("cover")
        self._until = DayField(look, words, words.say("Until (may stay empty)"))
        self._reason = TextField(look, words.say("Why"))
        for label, field in (
            (words.say("Laptop"), self._to), (words.say("For how long"), self._kind),
            (words.say("Until (may stay empty)"), self._until), (words.say("Why"), self._reason),
        ):  # fmt: skip
            card.items.addWidget(LabelledField(look, label, field))
        private = column()
        self._g = Tick(look, words.say("Also what adults said in private about themselves"))
        self._v = Tick(look, words.say("Also what was said of violence, harm or danger"))
        private.addWidget(self._g)
        private.addWidget(self._v)
        card.items.addLayout(private)
        self._fields = {
            "children": self._ticks, "to": self._to, "kind": self._kind, "until": self._until,
            "why": self._reason, "g": self._g, "v": self._v,
        }  # fmt: skip
        return card

    def _tick_all(self) -> None:
        on = not all(tick.isChecked() for tick in self._ticks.values())
        for tick in self._ticks.values():
            tick.setChecked(on)

    def _submit(self) -> None:
        self._trouble.hide()
        self.submitted.emit(
            HandoverForm(
                children=tuple(id_ for id_, tick in self._ticks.items() if tick.isChecked()),
                to_device=str(self._to.currentData()), kind=self._kind.code or "cover",
                until=self._until.iso(), reason=self._reason.text().strip(),
                g=self._g.isChecked(), v=self._v.isChecked(),
            )
        )  # fmt: skip
