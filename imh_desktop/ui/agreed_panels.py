"""Two questions about what a family agrees to: who agreed to what, and who takes it back."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.core.people import Caregiver
from imh_desktop.errors import InputError
from imh_desktop.flows.codes_said import ways_agreed
from imh_desktop.flows.consenting import SHARED_LINES, ConsentForm
from imh_desktop.flows.referring import LineChoice, always_told
from imh_desktop.ui.day_field import DayField
from imh_desktop.ui.form import Form
from imh_desktop.ui.shell_widgets import spread
from imh_desktop.ui.style import Look
from imh_desktop.ui.typed_values import Field
from imh_desktop.ui.widgets import Choice, LabelledField, Panel, PlainLabel, Tick
from imh_desktop.words import Words

_USUAL_LENGTH = timedelta(days=364)


class AgreePanel(Panel):
    """Asks what a consent needs. Emits ``submitted`` with a ``ConsentForm``."""

    submitted = Signal(object)

    def __init__(
        self, look: Look, parent: QWidget, words: Words, kind: str, title: str, *,
        people: Sequence[Caregiver], lines: Sequence[LineChoice], today: date,
    ) -> None:  # fmt: skip
        """Build the panel; ``lines``: what may be ticked where the record goes elsewhere."""
        super().__init__(look, parent, title, width=720)
        self._words, self._kind = words, kind
        self._lines: dict[str, Tick] = {}
        scroll = self.scrolling()
        self._form = Form(look, words, scroll)
        if kind == "share":
            self._ask_whom(scroll.items.addWidget, lines)
        role = words.say("In what role, such as mother or legal guardian")
        signer = self._form.line("signer", words.say("Who agrees"))
        scroll.items.addWidget(spread(look, signer, self._form.line("authority", role)))
        label = words.say("How it was agreed")
        self._how = Choice(look, label, ways_agreed(words))
        scroll.items.addWidget(self._form.put("how", LabelledField(look, label, self._how)))
        scroll.items.addWidget(
            self._form.line("witness", words.say("Witness, where it was only said"))
        )
        self._days: dict[str, DayField] = {}
        days = [
            self._day("signed_on", words.say("Agreed on"), today),
            self._day("expires_on", words.say("Agreed until"), today + _USUAL_LENGTH),
        ]
        scroll.items.addWidget(spread(look, *days))
        if people:
            self._form.show("signer", people[0].name)
        self.body.addWidget(self._form.trouble)
        self.cancel = self.add_button(words.say("Cancel"), kind="quiet")
        self.cancel.clicked.connect(self.dismissed)
        agreed = self.add_button(words.say("The family agrees"), kind="primary")
        agreed.clicked.connect(self._on_agreed)

    @property
    def parts(self) -> Mapping[str, Field]:
        """Return the fields by name."""
        return {**self._form.fields, "lines": self._lines}

    def show_panel(self) -> None:
        """Show it, with the keyboard in the first field."""
        self.open(next(iter(self._form.fields.values())))

    def form(self) -> ConsentForm:
        """Return what is written."""
        text, shared = self._form.text, self._kind == "share"
        return ConsentForm(
            kind=self._kind,
            partner_name=text("partner_name") if shared else "",
            purpose=text("purpose") if shared else "",
            lines=tuple(line for line, tick in self._lines.items() if tick.isChecked()),
            signer=text("signer"),
            authority=text("authority"),
            how=self._how.code or "",
            witness=text("witness"),
            signed_on=self._days["signed_on"].iso(),
            expires_on=self._days["expires_on"].iso(),
        )

    def say_fault(self, error: InputError) -> None:
        """Say what is wrong beside its field; what was typed stays."""
        self._form.say_fault(error)

    def _ask_whom(self, add: Callable[[QWidget], object], lines: Sequence[LineChoice]) -> None:
        look, words = self._look, self._words
        add(self._form.line("partner_name", words.say("Name of the organisation")))
        add(self._form.line("purpose", words.say("What for")))
        title = words.say("What may be told: tick only what is needed and agreed")
        add(PlainLabel(look, title, size=14, bold=True, wrap=True))
        add(PlainLabel(look, always_told(words), size=14, wrap=True))
        for line in lines:
            if line.line in SHARED_LINES:
                self._lines[line.line] = Tick(look, line.title)
                add(self._lines[line.line])

    def _day(self, place: str, label: str, day: date) -> LabelledField:
        field = self._days[place] = DayField(self._look, self._words, label)
        field.set_day(day)
        return self._form.put(place, LabelledField(self._look, label, field))

    def _on_agreed(self) -> None:
        self._form.clear_faults()
        self.submitted.emit(self.form())


class TakeBackPanel(Panel):
    """Asks who takes it back, and tells what left already. Emits ``answered`` with name and
    reason."""

    answered = Signal(str, str)

    def __init__(self, look: Look, parent: QWidget, words: Words, sent: Sequence[str]) -> None:
        """Tell what it means."""
        super().__init__(look, parent, words.say("Take this permission back?"))
        later = words.say("Nothing more is sent after that.")
        self.body.addWidget(PlainLabel(look, later, size=16, wrap=True))
        if sent:
            gone = words.say("What left already cannot be called back from here:")
            self.body.addWidget(PlainLabel(look, gone, size=15, bold=True, wrap=True))
        for line in sent[:6]:
            self.body.addWidget(PlainLabel(look, line, size=15, wrap=True))
        self._form = Form(look, words)
        self.body.addWidget(self._form.line("revoked_by", words.say("Who takes it back")))
        self.body.addWidget(self._form.line("revoked_reason", words.say("Why, if they say so")))
        self.body.addWidget(self._form.trouble)
        self.cancel = self.add_button(words.say("Cancel"), kind="quiet")
        self.cancel.clicked.connect(self.dismissed)
        back = self.add_button(words.say("Take it back"), kind="primary")
        back.clicked.connect(self._on_back)
        self.dismissed.connect(self.put_away)

    def say_fault(self, error: InputError) -> None:
        """Say what is wrong beside its field."""
        self._form.say_fault(error)

    @property
    def parts(self) -> Mapping[str, QWidget]:
        """Return the fields by name."""
        return self._form.fields

    def show_panel(self) -> None:
        """Show it, with the keyboard in the first field."""
        self.open(self._form.field("revoked_by"))

    def _on_back(self) -> None:
        self._form.clear_faults()
        self.answered.emit(self._form.text("revoked_by"), self._form.text("revoked_reason"))
