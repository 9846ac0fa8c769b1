"""One number on the programme's page, and when somebody last called it."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.flows.programme import SupportForm
from imh_desktop.ui.day_field import DayField
from imh_desktop.ui.shell_widgets import spread
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, Card, LabelledField, PlainLabel, TextField, column, row
from imh_desktop.words import Words


class SupportBox(Card):
    """One support number: what it is called, the number, when it was last tried."""

    removed = Signal()

    def __init__(
        self, look: Look, words: Words, title: str, form: SupportForm, *, removable: bool = False
    ) -> None:
        """Show a number; ``title`` names the box."""
        super().__init__(look, tone="side")
        self._kind = form.kind
        items = column(self, margins=look.px(14), gap=look.px(8))
        head = row()
        head.addWidget(PlainLabel(look, title, bold=True, wrap=True), 1)
        items.addLayout(head)
        self._name = TextField(look, words.say("{box}: name", box=title))
        self._number = TextField(look, words.say("{box}: number", box=title))
        self._checked = DayField(look, words, words.say("{box}: checked on", box=title))
        self._name.setText(form.name)
        self._number.setText(form.number)
        self._checked.set_day(date.fromisoformat(form.checked_on) if form.checked_on else None)
        self.boxes = {
            "name": LabelledField(look, words.say("What it is called"), self._name),
            "number": LabelledField(look, words.say("Number"), self._number),
            "checked_on": LabelledField(
                look, words.say("Last called to check that it works"), self._checked
            ),
        }
        items.addWidget(spread(look, self.boxes["name"], self.boxes["number"]))
        items.addWidget(self.boxes["checked_on"])
        if removable:
            remove = Button(look, words.say("Remove"), kind="quiet", icon="x")
            remove.setAccessibleName(words.say("Remove {box}", box=title))
            remove.clicked.connect(self.removed)
            head.addWidget(remove)

    @property
    def parts(self) -> Mapping[str, QWidget]:
        """Return the fields by name."""
        return {place: box.field for place, box in self.boxes.items()}

    def form(self) -> SupportForm:
        """Return what is written."""
        return SupportForm(
            kind=self._kind,
            number=self._number.text(),
            name=self._name.text(),
            checked_on=self._checked.iso(),
        )

    @property
    def blank(self) -> bool:
        """Tell whether nothing is written."""
        return not (self._number.text().strip() or self._name.text().strip())
