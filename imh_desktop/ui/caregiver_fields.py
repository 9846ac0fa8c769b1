"""The adults who care for a child, as many as there are."""

from collections.abc import Mapping
from typing import Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.flows.child_forms import CaregiverForm
from imh_desktop.ui import sayings
from imh_desktop.ui.person_languages import PersonLanguages
from imh_desktop.ui.shell_widgets import TitledCard, spread
from imh_desktop.ui.style import Look
from imh_desktop.ui.typed_values import show_typed, typed
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


class CaregiverBox(Card):
    """One caregiver's fields."""

    removed = Signal()

    def __init__(self, look: Look, words: Words, form: CaregiverForm, number: int) -> None:
        """Show a caregiver; ``number`` from 1 tells the boxes apart for assistive tools."""
        super().__init__(look, tone="side")
        self._id, self._kept = form.caregiver_id, form.address
        items = column(self, margins=look.px(14), gap=look.px(10))
        self._head = row()
        self._head.addWidget(PlainLabel(look, words.say("Caregiver {n}", n=number), bold=True))
        self._head.addStretch()
        items.addLayout(self._head)
        self._add_fields(look, words, form, number)
        items.addWidget(spread(look, self.boxes["name"], self.boxes["relation"], stretch=(3, 2)))
        items.addWidget(spread(look, self.boxes["phone"], self.boxes["best_time"]))
        items.addWidget(self.boxes["address"])
        self._tongues = PersonLanguages(look, words, number)
        self._tongues.show_codes(form.speaks, form.reads)
        self.boxes["speaks"] = LabelledField(look, words.say("Languages"), self._tongues)
        items.addWidget(self.boxes["speaks"])
        self._ask_about_pages(look, words, form, number)
        items.addWidget(self._receives)
        items.addWidget(self.boxes["why_not"])
        if not form.caregiver_id:
            remove = Button(look, words.say("Remove"), kind="quiet", icon="x")
            remove.setAccessibleName(words.say("Remove caregiver {n}", n=number))
            remove.clicked.connect(self.removed)
            self._head.addWidget(remove)

    @property
    def parts(self) -> Mapping[str, QWidget]:
        """Return the fields by name."""
        one = {"relation": self._relation, "languages": self._tongues, "receives": self._receives}
        return {**self._texts, **one}

    @property
    def caregiver_id(self) -> str:
        """Return whose box it is; empty for somebody new."""
        return self._id

    def form(self) -> CaregiverForm:
        """Return what is written."""
        return CaregiverForm(
            caregiver_id=self._id,
            name=self._texts["name"].text(),
            relation=self._relation.code(),
            phone=self._texts["phone"].text(),
            address=self._address(),
            best_time=self._texts["best_time"].text(),
            speaks=self._tongues.speaks(),
            reads=self._tongues.reads(),
            receives=self._receives.isChecked() if self._asks else None,
            why_not="" if self._receives.isChecked() else self._texts["why_not"].text(),
        )

    def _address(self) -> str:
        """Return the address; one of several lines stays as it was unless it was changed."""
        written = self._texts["address"].text()
        return self._kept if written == _one_line(self._kept) else written

    @property
    def blank(self) -> bool:
        """Tell whether nothing was written in a new box."""
        return not self._id and not any(field.text().strip() for field in self._texts.values())

    def _ask_about_pages(self, look: Look, words: Words, form: CaregiverForm, number: int) -> None:
        """Ask whether a page may be given, and why not; unless two laptops say different things:
        that is decided elsewhere."""
        self._asks = not (form.caregiver_id and form.receives is None)
        self._receives = Tick(look, words.say("May receive a page about this child"))
        said = words.say("Caregiver {n}: may receive a page about this child", n=number)
        self._receives.setAccessibleName(said)
        self._receives.setChecked(form.receives is not False)
        self._receives.setVisible(self._asks)
        why = self.boxes["why_not"]
        why.setVisible(form.receives is False)
        self._receives.toggled.connect(lambda may: why.setVisible(not may))

    def _add_fields(self, look: Look, words: Words, form: CaregiverForm, number: int) -> None:
        said = {
            "name": words.say("Name"),
            "phone": words.say("Phone"),
            "best_time": words.say("Best time to reach them"),
            "address": words.say("Address"),
            "why_not": words.say("Why this person receives no page"),
        }
        names = {
            "name": words.say("Caregiver {n}: name", n=number),
            "phone": words.say("Caregiver {n}: phone", n=number),
            "best_time": words.say("Caregiver {n}: best time", n=number),
            "address": words.say("Caregiver {n}: address", n=number),
            "why_not": words.say("Caregiver {n}: why no page", n=number),
        }
        self._texts = {place: TextField(look, names[place]) for place in said}
        for place, field in self._texts.items():
            field.setText(_one_line(getattr(form, place)))
        name = words.say("Caregiver {n}: relation to the child", n=number)
        self._relation = Select(look, name, sayings.relations(words))
        self._relation.choose(form.relation)
        self.boxes = {
            place: LabelledField(look, said[place], field) for place, field in self._texts.items()
        }
        self.boxes["relation"] = LabelledField(
            look, words.say("Relation to the child"), self._relation
        )


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))


class CaregiversCard(TitledCard):
    """All caregivers, and a button for one more."""

    def __init__(self, look: Look, words: Words) -> None:
        """Begin with one empty box."""
        super().__init__(
            look,
            words.say("Caregivers"),
            help_text=words.say("The adults who look after the child, the closest one first."),
        )
        self._look, self._words = look, words
        self.people: list[CaregiverBox] = []
        self._stack = column(gap=look.px(10))
        self.items.addLayout(self._stack)
        self._more = Button(look, words.say("Add another caregiver"), icon="plus")
        self._more.clicked.connect(lambda: self.add(CaregiverForm(relation="mother")))
        self.items.addWidget(self._more)

    def add(self, form: CaregiverForm) -> None:
        """Add a box for a caregiver."""
        box = CaregiverBox(self._look, self._words, form, len(self.people) + 1)
        box.removed.connect(lambda: self._remove(box))
        self.people.append(box)
        self._stack.addWidget(box)

    def typed(self) -> object:
        """Return each box as the caregiver's id and the fields by name."""
        return [[box.caregiver_id, typed(box)] for box in self.people]

    def show_typed(self, value: object) -> None:
        """Show what ``typed`` returned. Who is known keeps the box, and nobody known goes."""
        boxes = msgspec.convert(value, list[tuple[str, dict[str, Any]]])
        for box in [each for each in self.people if not each.caregiver_id]:
            self._drop(box)
        known = {box.caregiver_id: box for box in self.people}
        for caregiver_id, fields in boxes:
            if not caregiver_id:
                self.add(CaregiverForm(relation="mother"))
            found = known.get(caregiver_id) if caregiver_id else self.people[-1]
            if found is not None:
                show_typed(found, fields)

    def forms(self) -> tuple[CaregiverForm, ...]:
        """Return the caregivers written; boxes left blank are passed over."""
        return tuple(box.form() for box in self.written())

    def written(self) -> list[CaregiverBox]:
        """Return the boxes ``forms`` speaks of, in the same order."""
        return [box for box in self.people if not box.blank]

    def _remove(self, box: CaregiverBox) -> None:
        self._drop(box)
        self._more.setFocus()

    def _drop(self, box: CaregiverBox) -> None:
        self.people.remove(box)
        box.hide()
        box.deleteLater()
