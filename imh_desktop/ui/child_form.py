"""Adding a child, or correcting what was written about one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.errors import InputError
from imh_desktop.flows.ages import read_gestation
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm
from imh_desktop.ui.birth_fields import BirthFields, GestationFields
from imh_desktop.ui.caregiver_fields import CaregiversCard
from imh_desktop.ui.language_fields import SpokenLanguages
from imh_desktop.ui.shell_widgets import Header, TitledCard, spread
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Bar,
    Button,
    Choice,
    Ground,
    LabelledField,
    NoteField,
    Notice,
    ScrollColumn,
    TextField,
    Tick,
    column,
    row,
)
from imh_desktop.words import Words

_ASKED = {"yes": True, "no": False, "not_asked": None}


class ChildFormPage(Ground):
    """The form. Emits ``submitted`` with a ``ChildForm`` and the caregivers' forms."""

    submitted = Signal(object, object)
    left = Signal()

    def __init__(
        self,
        look: Look,
        words: Words,
        form: ChildForm | None = None,
        caregivers: tuple[CaregiverForm, ...] = (),
    ) -> None:
        """Show a child's form, or an empty one."""
        super().__init__(look)
        self._look, self._words, self._new = look, words, form is None
        self._boxes: dict[str, LabelledField] = {}
        title = words.say("Add a child") if self._new else words.say("Edit details")
        header = Header(look, title, back=words.say("Back"))
        header.back_asked.connect(self.left)
        page = column(self)
        page.addWidget(header)
        page.addWidget(self._body(), 1)
        page.addWidget(self._footer())
        self._show(form or ChildForm(page_language=words.language), caregivers)
        self.setFocusProxy(self._boxes["given_name"].field)

    def form(self) -> ChildForm:
        """Return what is written."""
        first, last = self._birth.values()
        return ChildForm(
            given_name=self._text("given_name"),
            family_name=self._text("family_name"),
            born_earliest=first,
            born_latest=last,
            gestation=self._gestation.value(),
            sex=self._sex.code or "",
            number=self._text("number"),
            languages=self._spoken.codes(),
            page_language=self._page_language.code or "en",
            interpreter=self._interpreter.isChecked(),
            conditions_known=_ASKED[self._condition.code or "not_asked"],
            custody_note=self._text("custody_note"),
            health_provider=self._text("health_provider"),
            services_now=self._text("services_now"),
        )

    def say_fault(self, error: InputError) -> None:
        """Say what is wrong beside its field; what was typed stays."""
        box = self._box_at(error.place)
        if box is None:
            self._trouble.say(self._words.told(error))
            self._trouble.show()
            return
        box.say_fault(self._words.told(error))
        self._scroll.ensureWidgetVisible(box)
        box.field.setFocus()

    def _body(self) -> QWidget:
        self._scroll = ScrollColumn(self._look, margins=20)
        self._caregivers = CaregiversCard(self._look, self._words)
        left, right = QWidget(), QWidget()
        for side, cards in (
            (left, (self._child_card(), self._language_card())),
            (right, (self._caregivers, self._care_card())),
        ):
            stack = column(side, gap=self._look.px(16))
            for card in cards:
                stack.addWidget(card)
            stack.addStretch()
        sides = row(gap=self._look.px(16))
        sides.addWidget(left, 1)
        sides.addWidget(right, 1)
        self._scroll.items.addLayout(sides)
        self._scroll.items.addStretch()
        return self._scroll

    def _footer(self) -> Bar:
        footer = Bar(self._look, at_top=False)
        self._trouble = Notice(self._look, "", tone="warn")
        self._trouble.hide()
        footer.items.addWidget(self._trouble, 1)
        footer.items.addStretch()
        cancel = Button(self._look, self._words.say("Cancel"), kind="quiet")
        cancel.clicked.connect(self.left)
        words = self._words
        save = Button(
            self._look,
            words.say("Save this child") if self._new else words.say("Save the changes"),
            kind="primary",
        )
        save.clicked.connect(self._on_save)
        footer.items.addWidget(cancel)
        footer.items.addWidget(save)
        return footer

    def _child_card(self) -> TitledCard:
        look, words = self._look, self._words
        card = TitledCard(look, words.say("The child"))
        card.items.addLayout(
            spread(
                look,
                self._line("given_name", words.say("First name")),
                self._line("family_name", words.say("Family name")),
            )
        )
        self._birth = BirthFields(look, words)
        self._boxes |= self._birth.boxes
        card.items.addWidget(LabelledField(look, words.say("Birth"), self._birth))
        self._gestation = GestationFields(look, words)
        self._boxes["gestation"] = LabelledField(
            look,
            words.say("How long was the pregnancy?"),
            self._gestation,
            help_text=words.say("For babies born early, ages are counted from the due date."),
        )
        card.items.addWidget(self._boxes["gestation"])
        sexes = [
            ("female", words.say("Girl")),
            ("male", words.say("Boy")),
            ("other", words.say_for("sex", "Other")),
            ("", words.say("Not said")),
        ]
        self._sex = self._choice(card, "sex", words.say("Sex"), sexes)
        card.items.addWidget(
            self._line("number", words.say("Number in your programme, if there is one"))
        )
        return card

    def _language_card(self) -> TitledCard:
        look, words = self._look, self._words
        card = TitledCard(look, words.say("Languages"))
        self._spoken = SpokenLanguages(look, words)
        self._boxes["languages"] = LabelledField(look, words.say("The family speaks"), self._spoken)
        card.items.addWidget(self._boxes["languages"])
        pages = [("en", words.say("English")), ("es", words.say("Spanish"))]
        self._page_language = self._choice(
            card, "page_language", words.say("The family reads its page in"), pages
        )
        self._interpreter = Tick(look, words.say("An interpreter is needed"))
        card.items.addWidget(self._interpreter)
        return card

    def _care_card(self) -> TitledCard:
        look, words = self._look, self._words
        card = TitledCard(look, words.say("Health and care"))
        answers = [
            ("yes", words.say("Yes")),
            ("no", words.say("No")),
            ("not_asked", words.say("Not asked yet")),
        ]
        question = words.say("Has a doctor named a health condition or disability?")
        self._condition = self._choice(card, "conditions_known", question, answers)
        for place, label in (
            ("health_provider", words.say("Doctor or clinic")),
            ("services_now", words.say("Services the family has now")),
        ):
            card.items.addWidget(self._line(place, label))
        label = words.say("Custody, and who may receive a page")
        note = NoteField(look, label)
        self._boxes["custody_note"] = LabelledField(look, label, note)
        card.items.addWidget(self._boxes["custody_note"])
        return card

    def _line(self, place: str, label: str) -> LabelledField:
        self._boxes[place] = LabelledField(self._look, label, TextField(self._look, label))
        return self._boxes[place]

    def _choice(
        self, card: TitledCard, place: str, label: str, choices: list[tuple[str, str]]
    ) -> Choice:
        choice = Choice(self._look, label, choices)
        self._boxes[place] = LabelledField(self._look, label, choice)
        card.items.addWidget(self._boxes[place])
        return choice

    def _text(self, place: str) -> str:
        field = self._boxes[place].field
        return field.toPlainText() if isinstance(field, NoteField) else _line_of(field).text()

    def _show(self, form: ChildForm, caregivers: tuple[CaregiverForm, ...]) -> None:
        for place in ("given_name", "family_name", "number", "health_provider", "services_now"):
            _line_of(self._boxes[place].field).setText(getattr(form, place))
        note = self._boxes["custody_note"].field
        assert isinstance(note, NoteField)
        note.setPlainText(form.custody_note)
        self._birth.show_form(form)
        if not self._new:
            self._gestation.show_days(read_gestation(form.gestation))
        self._sex.choose(form.sex)
        self._spoken.show_codes(form.languages)
        self._page_language.choose(form.page_language)
        self._interpreter.setChecked(form.interpreter)
        asked = next(code for code, value in _ASKED.items() if value is form.conditions_known)
        self._condition.choose(asked)
        for caregiver in caregivers or (CaregiverForm(relation="mother"),):
            self._caregivers.add(caregiver)

    def _box_at(self, place: str) -> LabelledField | None:
        if not place.startswith("caregivers."):
            return self._boxes.get(place)
        _word, number, field = place.split(".", 2)
        return self._caregivers.written()[int(number)].boxes.get(field)

    def _on_save(self) -> None:
        self._trouble.hide()
        for box in self._all_boxes():
            box.say_fault("")
        form = self.form()
        begun = bool((form.given_name + form.family_name).strip() and form.born_earliest)
        if begun and not self._gestation.said:  # what stands before it on the page is asked first
            ask = self._words.say("Please write the weeks, or tick that they are not known.")
            self.say_fault(InputError(ask, place="gestation"))
            return
        self.submitted.emit(form, self._caregivers.forms())

    def _all_boxes(self) -> list[LabelledField]:
        boxes = list(self._boxes.values())
        for person in self._caregivers.people:
            boxes.extend(person.boxes.values())
        return boxes


def _line_of(field: QWidget) -> TextField:
    assert isinstance(field, TextField)
    return field
