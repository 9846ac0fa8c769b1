"""Adding a child, or correcting what was written about one."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from imh_desktop.core.languages import shipped_languages
from imh_desktop.errors import InputError
from imh_desktop.flows.ages import read_gestation
from imh_desktop.flows.child_forms import CaregiverForm, ChildForm
from imh_desktop.ui.birth_fields import BirthFields, GestationFields
from imh_desktop.ui.caregiver_fields import CaregiversCard
from imh_desktop.ui.check_fields import CheckFields
from imh_desktop.ui.commands import offer
from imh_desktop.ui.form import Form
from imh_desktop.ui.interpreter_fields import InterpreterFields
from imh_desktop.ui.landing import Landing
from imh_desktop.ui.language_fields import SpokenLanguages
from imh_desktop.ui.shell_widgets import Header, TitledCard, sides, spread
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Bar,
    Button,
    Choice,
    LabelledField,
    ScrollColumn,
    column,
)
from imh_desktop.words import Words

_ASKED = {"yes": True, "no": False, "not_asked": None}
_TYPED = (
    "given_name", "family_name", "number", "health_provider", "services_now", "custody_note",
    "vision", "hearing",
)  # fmt: skip


class ChildFormPage(Landing):
    """The form. Emits ``submitted`` with a ``ChildForm`` and the caregivers' forms."""

    submitted = Signal(object, object)
    left = Signal()

    def __init__(
        self,
        look: Look,
        words: Words,
        form: ChildForm | None = None,
        caregivers: tuple[CaregiverForm, ...] = (),
        *,
        sibling: bool = False,
    ) -> None:
        """Show a child's form, or an empty one; ``sibling``: one begun with what a home shares."""
        super().__init__(look)
        self._look, self._words, self._new = look, words, form is None or sibling
        self._scroll = ScrollColumn(look, margins=20)
        self._form = Form(look, words, self._scroll)
        title = words.say("Add a child") if self._new else words.say("Edit details")
        header = Header(look, title, back=words.say("Back"))
        header.back_asked.connect(self.left)
        page = column(self)
        page.addWidget(header)
        page.addWidget(self._body(), 1)
        page.addWidget(self._footer())
        self._show(form or ChildForm(page_language=words.language), caregivers)
        self.land_on(self._form.field("given_name"))

    @property
    def parts(self) -> Mapping[str, QWidget]:
        """Return the fields by name."""
        alone = ("born_earliest", "born_latest", "interpreter_language", "interpreter_name")
        fields = {name: one for name, one in self._form.fields.items() if name not in alone}
        grouped: dict[str, QWidget] = {"birth": self._birth, "interpreter": self._interpreter}
        return {**fields, **grouped, "caregivers": self._caregivers}

    @property
    def above(self) -> QVBoxLayout:
        """Return where a line stands above the fields."""
        return self._scroll.items

    def form(self) -> ChildForm:
        """Return what is written."""
        first, last = self._birth.values()
        return ChildForm(
            given_name=self._form.text("given_name"),
            family_name=self._form.text("family_name"),
            born_earliest=first,
            born_latest=last,
            gestation=self._gestation.value(),
            sex=self._sex.code or "",
            number=self._form.text("number"),
            languages=self._spoken.codes(),
            page_language=self._page_language.code or "en",
            interpreter=self._interpreter.needed.isChecked(),
            interpreter_language=self._interpreter.language(),
            interpreter_name=self._interpreter.name(),
            conditions_known=_ASKED[self._condition.code or "not_asked"],
            custody_note=self._form.text("custody_note"),
            health_provider=self._form.text("health_provider"),
            services_now=self._form.text("services_now"),
            vision=self._form.text("vision"),
            hearing=self._form.text("hearing"),
            **self._checks.days(),
        )

    def say_fault(self, error: InputError) -> None:
        """Say what is wrong beside its field; what was typed stays."""
        self._form.say_fault(error)

    def _body(self) -> QWidget:
        self._caregivers = CaregiversCard(self._look, self._words)
        self._form.repeat("caregivers", lambda: self._caregivers.people)
        left, right = QWidget(), QWidget()
        for side, cards in (
            (left, (self._child_card(), self._language_card())),
            (right, (self._caregivers, self._care_card())),
        ):
            stack = column(side, gap=self._look.px(16))
            for card in cards:
                stack.addWidget(card)
            stack.addStretch()
        both = sides(self._look)
        both.add(left)
        both.add(right)
        self._scroll.items.addWidget(both)
        self._scroll.items.addStretch()
        return self._scroll

    def _footer(self) -> Bar:
        footer = Bar(self._look, at_top=False)
        footer.items.addWidget(self._form.trouble, 1)
        footer.items.addStretch()
        self.cancel = Button(self._look, self._words.say("Cancel"), kind="quiet")
        self.cancel.clicked.connect(self.left)
        words = self._words
        save = Button(
            self._look,
            words.say("Save this child") if self._new else words.say("Save the changes"),
            kind="primary",
        )
        offer(save, "save")
        save.clicked.connect(self._on_save)
        footer.items.addWidget(self.cancel)
        footer.items.addWidget(save)
        return footer

    def _child_card(self) -> TitledCard:
        look, words = self._look, self._words
        card = TitledCard(look, words.say("The child"))
        card.items.addWidget(
            spread(
                look,
                self._form.line("given_name", words.say("First name")),
                self._form.line("family_name", words.say("Family name")),
            )
        )
        self._birth = BirthFields(look, words)
        self._form.boxes |= self._birth.boxes
        card.items.addWidget(LabelledField(look, words.say("Birth"), self._birth))
        self._gestation = GestationFields(look, words)
        weeks = LabelledField(
            look,
            words.say("How long was the pregnancy?"),
            self._gestation,
            help_text=words.say("For babies born early, ages are counted from the due date."),
        )
        card.items.addWidget(self._form.put("gestation", weeks))
        sexes = [
            ("female", words.say("Girl")),
            ("male", words.say("Boy")),
            ("other", words.say_for("sex", "Other")),
            ("", words.say("Not said")),
        ]
        self._sex = self._choice(card, "sex", words.say("Sex"), sexes)
        card.items.addWidget(
            self._form.line("number", words.say("Number in your programme, if there is one"))
        )
        return card

    def _language_card(self) -> TitledCard:
        look, words = self._look, self._words
        card = TitledCard(look, words.say("Languages"))
        self._spoken = SpokenLanguages(look, words)
        spoken = LabelledField(look, words.say("The family speaks"), self._spoken)
        card.items.addWidget(self._form.put("languages", spoken))
        pages = shipped_languages(words)
        self._page_language = self._choice(
            card, "page_language", words.say("The family reads its page in"), pages
        )
        self._interpreter = InterpreterFields(look, words)
        self._form.boxes |= self._interpreter.boxes
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
            card.items.addWidget(self._form.line(place, label))
        self._checks = CheckFields(look, words, self._form)
        card.items.addWidget(self._checks)
        label = words.say("Custody, and who may receive a page")
        card.items.addWidget(self._form.note("custody_note", label))
        return card

    def _choice(
        self, card: TitledCard, place: str, label: str, choices: list[tuple[str, str]]
    ) -> Choice:
        choice = Choice(self._look, label, choices)
        card.items.addWidget(self._form.put(place, LabelledField(self._look, label, choice)))
        return choice

    def _show(self, form: ChildForm, caregivers: tuple[CaregiverForm, ...]) -> None:
        for place in _TYPED:
            self._form.show(place, getattr(form, place))
        self._birth.show_form(form)
        self._checks.show_days({p: getattr(form, p) for p in ("vision_on", "hearing_on")})
        if not self._new:
            self._gestation.show_days(read_gestation(form.gestation))
        self._sex.choose(form.sex)
        self._spoken.show_codes(form.languages)
        self._page_language.choose(form.page_language)
        self._interpreter.show_values(
            form.interpreter, form.interpreter_language, form.interpreter_name
        )
        asked = next(code for code, value in _ASKED.items() if value is form.conditions_known)
        self._condition.choose(asked)
        for caregiver in caregivers or (CaregiverForm(relation="mother"),):
            self._caregivers.add(caregiver)

    def _on_save(self) -> None:
        self._form.clear_faults()
        form = self.form()
        begun = bool((form.given_name + form.family_name).strip() and form.born_earliest)
        if begun and not self._gestation.said:  # what stands before it on the page is asked first
            ask = self._words.say("Please write the weeks, or tick that they are not known.")
            self.say_fault(InputError(ask, place="gestation"))
            return
        self.submitted.emit(form, self._caregivers.forms())
