"""The programme's settings: who stands behind the visitor, and the numbers on every page."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.core.care import AGE_LIMITS
from imh_desktop.errors import InputError
from imh_desktop.flows.programme import ProgrammeForm, SupportForm
from imh_desktop.ui.commands import offer
from imh_desktop.ui.form import Form
from imh_desktop.ui.landing import Landing
from imh_desktop.ui.shell_widgets import Header, TitledCard, sides
from imh_desktop.ui.style import Look
from imh_desktop.ui.support_box import SupportBox
from imh_desktop.ui.typed_values import Field, show_typed, typed
from imh_desktop.ui.widgets import (
    Bar,
    Button,
    Choice,
    LabelledField,
    ScrollColumn,
    column,
)
from imh_desktop.words import Words

_FIXED = 2
"""Numbers without which no page is printed: their boxes always stand there."""


class ProgrammePage(Landing):
    """The one form. Emits ``submitted`` with a ``ProgrammeForm``."""

    submitted = Signal(object)
    left = Signal()
    partners_asked = Signal()
    keeping_asked = Signal()

    def __init__(self, look: Look, words: Words, form: ProgrammeForm) -> None:
        """Show the settings."""
        super().__init__(look)
        self._look, self._words, self._form = look, words, form
        self._numbers: list[SupportBox] = []
        header = Header(look, words.say("Programme"), back=words.say("Back"))
        header.back_asked.connect(self.left)
        partners = Button(look, words.say("Partners"), icon="users")
        partners.clicked.connect(self.partners_asked)
        header.items.addWidget(partners)
        keeping = Button(look, words.say("Keep and erase"), icon="eraser")
        keeping.clicked.connect(self.keeping_asked)
        header.items.addWidget(keeping)
        scroll = ScrollColumn(look, margins=20)
        self.above = scroll.items
        self._fields = Form(look, words, scroll)
        self._fields.repeat("support", lambda: (*self._numbers, self._reporting))
        both = sides(look)
        for side in (
            (self._about(), self._reporting_line(), self._reminder(), self._ends(), self._part2()),
            (self._support(),),
        ):
            holder = QWidget()
            stack = column(holder, gap=look.px(16))
            for card in side:
                stack.addWidget(card)
            stack.addStretch()
            both.add(holder)
        scroll.items.addWidget(both)
        scroll.items.addStretch()
        page = column(self)
        page.addWidget(header)
        page.addWidget(scroll, 1)
        page.addWidget(self._footer())
        self.land_on(self._fields.field("name"))

    @property
    def parts(self) -> Mapping[str, Field]:
        """Return the fields by name."""
        chosen = {"paper": self._paper, "carry": self._carry, "age_limit": self._age_limit}
        numbers: dict[str, Field] = {"numbers": _Numbers(self), "reporting": self._reporting}
        return {**self._fields.fields, **chosen, **numbers}

    @property
    def numbers(self) -> Sequence[SupportBox]:
        """Return the boxes of the numbers a family can call; the first two always stay."""
        return self._numbers

    def show_numbers(self, count: int) -> None:
        """Have so many boxes of numbers."""
        for box in self._numbers[max(count, _FIXED) :]:
            self._remove(box)
        while len(self._numbers) < count:
            self._add_other(SupportForm(kind="other"))

    def form(self) -> ProgrammeForm:
        """Return what is written; boxes left blank are passed over."""
        old = self._form
        return ProgrammeForm(
            name=self._fields.text("name"),
            phone=self._fields.text("phone"),
            contact=self._fields.text("contact"),
            support=tuple(box.form() for box in self._written()),
            paper=self._paper.code or old.paper,
            age_policy=old.age_policy,
            reobserve_days=old.reobserve_days,
            fictional=old.fictional,
            carry_days=int(self._carry.code or old.carry_days),
            ages_out_months=int(self._age_limit.code or old.ages_out_months),
            part2_notice=self._fields.text("part2_notice"),
        )

    def mark_fictional(self) -> None:
        """Save it as an invented programme. No field offers this: a real one must never be."""
        self._form = msgspec.structs.replace(self._form, fictional=True)

    def say_fault(self, error: InputError) -> None:
        """Say what is wrong beside its field; what was typed stays."""
        self._fields.say_fault(error)

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
            card.items.addWidget(self._fields.line(place, label))
            self._fields.show(place, getattr(self._form, place))
        papers = [("a4", words.say("A4")), ("letter", words.say("Letter"))]
        self._paper = Choice(look, words.say("Paper"), papers)
        self._paper.choose(self._form.paper)
        card.items.addWidget(LabelledField(look, words.say("Paper"), self._paper))
        return card

    def _reminder(self) -> TitledCard:
        look, words = self._look, self._words
        title = words.say("Remind visitors to carry their work after")
        card = TitledCard(look, title)
        weeks = [(str(7 * n), words.count("{n} week", "{n} weeks", n)) for n in (1, 2, 4)]
        self._carry = Choice(look, title, weeks)
        kept = str(self._form.carry_days)
        self._carry.choose(kept if kept in dict(weeks) else None)
        card.items.addWidget(self._carry)
        return card

    def _ends(self) -> TitledCard:
        look, words = self._look, self._words
        title = words.say("Visits end at the birthday")
        card = TitledCard(
            look, title,
            help_text=words.say("It is proposed on the child’s page. Nothing ends by itself."),
        )  # fmt: skip
        years = [
            (str(months), words.count("{n} year", "{n} years", months // 12))
            for months in AGE_LIMITS
        ]
        self._age_limit = Choice(look, title, years)
        self._age_limit.choose(str(self._form.ages_out_months))
        card.items.addWidget(self._age_limit)
        return card

    def _part2(self) -> TitledCard:
        words = self._words
        card = TitledCard(
            self._look,
            words.say("For an adult’s own referral"),
            help_text=words.say(
                "Only on a page that tells of a substance use programme under 42 CFR Part 2: the"
                " notice the law asks for. Without it no such page is made."
            ),
        )
        card.items.addWidget(
            self._fields.note("part2_notice", words.say("Notice for records under Part 2"))
        )
        self._fields.show("part2_notice", self._form.part2_notice)
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
        footer.items.addWidget(self._fields.trouble, 1)
        footer.items.addStretch()
        self.cancel = Button(look, words.say("Cancel"), kind="quiet")
        self.cancel.clicked.connect(self.left)
        save = Button(look, words.say("Save the programme"), kind="primary")
        offer(save, "save")
        save.clicked.connect(self._on_save)
        footer.items.addWidget(self.cancel)
        footer.items.addWidget(save)
        return footer

    def _on_save(self) -> None:
        self._fields.clear_faults()
        self.submitted.emit(self.form())


class _Numbers:
    """The numbers of a page as one field: they come and go."""

    def __init__(self, page: ProgrammePage) -> None:
        self._page = page

    def typed(self) -> object:
        return [typed(box) for box in self._page.numbers]

    def show_typed(self, value: object) -> None:
        boxes = msgspec.convert(value, list[dict[str, Any]])
        self._page.show_numbers(len(boxes))
        for box, fields in zip(self._page.numbers, boxes, strict=False):
            show_typed(box, fields)
