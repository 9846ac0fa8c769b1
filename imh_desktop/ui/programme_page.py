"""The programme's settings: who stands behind the visitor, and the numbers on every page."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.errors import InputError
from imh_desktop.flows.programme import ProgrammeForm, SupportForm
from imh_desktop.ui.day_field import DayField
from imh_desktop.ui.shell_widgets import Header, TitledCard, spread
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Bar,
    Button,
    Card,
    Choice,
    Ground,
    LabelledField,
    Notice,
    PlainLabel,
    ScrollColumn,
    TextField,
    column,
    row,
)
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
        items.addLayout(spread(look, self.boxes["name"], self.boxes["number"]))
        items.addWidget(self.boxes["checked_on"])
        if removable:
            remove = Button(look, words.say("Remove"), kind="quiet", icon="x")
            remove.setAccessibleName(words.say("Remove {box}", box=title))
            remove.clicked.connect(self.removed)
            head.addWidget(remove)

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


class ProgrammePage(Ground):
    """The one form. Emits ``submitted`` with a ``ProgrammeForm``."""

    submitted = Signal(object)
    left = Signal()

    def __init__(self, look: Look, words: Words, form: ProgrammeForm) -> None:
        """Show the settings."""
        super().__init__(look)
        self._look, self._words, self._form = look, words, form
        self._boxes: dict[str, LabelledField] = {}
        self._numbers: list[SupportBox] = []
        header = Header(look, words.say("Programme"), back=words.say("Back"))
        header.back_asked.connect(self.left)
        scroll = ScrollColumn(look, margins=20)
        self._scroll = scroll
        sides = row(gap=look.px(16))
        for side in ((self._about(), self._reporting_line()), (self._support(),)):
            holder = QWidget()
            stack = column(holder, gap=look.px(16))
            for card in side:
                stack.addWidget(card)
            stack.addStretch()
            sides.addWidget(holder, 1)
        scroll.items.addLayout(sides)
        scroll.items.addStretch()
        page = column(self)
        page.addWidget(header)
        page.addWidget(scroll, 1)
        page.addWidget(self._footer())
        self.setFocusProxy(self._boxes["name"].field)

    def form(self) -> ProgrammeForm:
        """Return what is written; boxes left blank are passed over."""
        old = self._form
        return ProgrammeForm(
            name=self._text("name"),
            phone=self._text("phone"),
            contact=self._text("contact"),
            support=tuple(box.form() for box in self._written()),
            paper=self._paper.code or old.paper,
            age_policy=old.age_policy,
            reobserve_days=old.reobserve_days,
            fictional=old.fictional,
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

    def _about(self) -> TitledCard:
        look, words = self._look, self._words
        card = TitledCard(
            look,
            words.say("Your programme"),
            help_text=words.say("This is printed at the bottom of every family page."),
        )
        for place, label in (
            ("name", words.say("Name of the programme")),
            ("contact", words.say("Contact person")),
            ("phone", words.say("Phone of the programme")),
        ):
            field = TextField(look, label)
            field.setText(getattr(self._form, place))
            self._boxes[place] = LabelledField(look, label, field)
            card.items.addWidget(self._boxes[place])
        papers = [("a4", words.say("A4")), ("letter", words.say("Letter"))]
        self._paper = Choice(look, words.say("Paper"), papers)
        self._paper.choose(self._form.paper)
        card.items.addWidget(LabelledField(look, words.say("Paper"), self._paper))
        return card

    def _support(self) -> TitledCard:
        look, words = self._look, self._words
        card = TitledCard(
            look,
            words.say("Numbers a family can call"),
            help_text=words.say(
                "They are the same on every page. Without an emergency number and a line that "
                "answers day and night, no page is printed."
            ),
        )
        self._stack = column(gap=look.px(10))
        card.items.addLayout(self._stack)
        self._add_number(self._of_kind("emergency"), words.say("Emergency number"))
        self._add_number(self._of_kind("day_and_night"), words.say("Day and night line"))
        for form in self._form.support:
            if form.kind == "other":
                self._add_other(form)
        more = Button(look, words.say("Add another number"), icon="plus")
        more.clicked.connect(lambda: self._add_other(SupportForm(kind="other")))
        card.items.addWidget(more)
        return card

    def _reporting_line(self) -> TitledCard:
        look, words = self._look, self._words
        card = TitledCard(
            look,
            words.say("For visitors only"),
            help_text=words.say(
                "The card for a child who may be hurt shows this number. No page ever does."
            ),
        )
        form = self._of_kind("reporting")
        self._reporting = SupportBox(look, words, words.say("Child protection line"), form)
        card.items.addWidget(self._reporting)
        return card

    def _of_kind(self, kind: str) -> SupportForm:
        found = (form for form in self._form.support if form.kind == kind)
        return next(found, SupportForm(kind=kind))

    def _add_other(self, form: SupportForm) -> None:
        title = self._words.say("Another number {n}", n=len(self._numbers) - 1)
        self._add_number(form, title, removable=True)

    def _add_number(self, form: SupportForm, title: str, *, removable: bool = False) -> None:
        box = SupportBox(self._look, self._words, title, form, removable=removable)
        box.removed.connect(lambda: self._remove(box))
        self._numbers.append(box)
        self._stack.addWidget(box)

    def _remove(self, box: SupportBox) -> None:
        self._numbers.remove(box)
        box.hide()
        box.deleteLater()

    def _written(self) -> list[SupportBox]:
        return [box for box in (*self._numbers, self._reporting) if not box.blank]

    def _footer(self) -> Bar:
        look, words, footer = self._look, self._words, Bar(self._look, at_top=False)
        self._trouble = Notice(look, "", tone="warn")
        self._trouble.hide()
        footer.items.addWidget(self._trouble, 1)
        footer.items.addStretch()
        cancel = Button(look, words.say("Cancel"), kind="quiet")
        cancel.clicked.connect(self.left)
        save = Button(look, words.say("Save the programme"), kind="primary")
        save.clicked.connect(self._on_save)
        footer.items.addWidget(cancel)
        footer.items.addWidget(save)
        return footer

    def _text(self, place: str) -> str:
        field = self._boxes[place].field
        return field.text() if isinstance(field, TextField) else ""

    def _box_at(self, place: str) -> LabelledField | None:
        if not place.startswith("support."):
            return self._boxes.get(place)
        _word, number, field = place.split(".", 2)
        return self._written()[int(number)].boxes.get(field)

    def _on_save(self) -> None:
        self._trouble.hide()
        boxes = list(self._boxes.values())
        for number in (*self._numbers, self._reporting):
            boxes.extend(number.boxes.values())
        for box in boxes:
            box.say_fault("")
        self.submitted.emit(self.form())
