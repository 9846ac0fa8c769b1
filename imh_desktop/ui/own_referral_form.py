"""What an adult asks to be told of themselves: filled in alone with that adult, nothing ticked."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.core.referral import Partner
from imh_desktop.errors import InputError
from imh_desktop.flows.codes_said import own_lines, ways_agreed
from imh_desktop.flows.own_referral_form import OwnReferralForm
from imh_desktop.flows.own_referring import OwnChoice
from imh_desktop.ui.day_field import DayField
from imh_desktop.ui.form import Form
from imh_desktop.ui.landing import Landing
from imh_desktop.ui.shell_widgets import Header, TitledCard, sides
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Bar,
    Button,
    Choice,
    LabelledField,
    PlainLabel,
    ScrollColumn,
    Select,
    Tick,
    column,
    leading_margins,
)
from imh_desktop.words import Words

_USUAL_LENGTH = timedelta(days=90)


class OwnReferralFormPage(Landing):
    """Emits ``submitted`` with an ``OwnReferralForm``, and ``left``."""

    submitted = Signal(object)
    left = Signal()

    def __init__(
        self, look: Look, words: Words, name: str, *, partners: Sequence[Partner],
        answers: Sequence[OwnChoice], today: date,
    ) -> None:  # fmt: skip
        """Build the page with what there is to choose from; ``name``: the adult's."""
        super().__init__(look)
        self._look, self._words, self._partners = look, words, list(partners)
        self._lines: dict[str, Tick] = {}
        self._items: dict[str, Tick] = {}
        self._days: dict[str, DayField] = {}
        title = words.say("My referral")
        header = Header(look, title, line=name[:80], back=words.say("Back"))
        header.back_asked.connect(self.left)
        scroll = ScrollColumn(look, margins=20)
        self._form = Form(look, words, scroll)
        both = sides(look)
        for cards in (
            (self._whom(), self._agreed(today)), (self._told(answers), self._own_words()),
        ):  # fmt: skip
            holder = QWidget()
            stack = column(holder, gap=look.px(16))
            for card in cards:
                stack.addWidget(card)
            stack.addStretch(1)
            both.add(holder)
        scroll.items.addWidget(both)
        scroll.items.addStretch()
        page = column(self)
        page.addWidget(header)
        page.addWidget(scroll, 1)
        page.addWidget(self._footer())
        self.land_on(self._partner)

    def form(self) -> OwnReferralForm:
        """Return what is written."""
        text = self._form.text
        return OwnReferralForm(
            partner_name=text("partner_name"),
            partner_phone=text("partner_phone"),
            partner_address=text("partner_address"),
            purpose=text("purpose"),
            lines=tuple(line for line, tick in self._lines.items() if tick.isChecked()),
            items=tuple(item for item, tick in self._items.items() if tick.isChecked()),
            reach=text("reach"),
            best_time=text("best_time"),
            message=self._message.code or "",
            language=text("language"),
            help=text("help"),
            services=text("services"),
            told=text("told"),
            asked=self._asked.isChecked(),
            send_back=text("send_back"),
            part2=self._part2.isChecked(),
            how=self._how.code or "",
            witness=text("witness"),
            signed_on=self._days["signed_on"].iso(),
            expires_on=self._days["expires_on"].iso(),
        )

    def say_fault(self, error: InputError) -> None:
        """Say what is wrong beside its field; what was typed stays."""
        self._form.say_fault(error)

    def _whom(self) -> TitledCard:
        look, words = self._look, self._words
        card = TitledCard(
            look, words.say("Who receives it"),
            help_text=words.say(
                "This is this adult’s own wish, apart from the child. Nothing of it stands in the"
                " child’s record, its lists or its pages."
            ),
        )  # fmt: skip
        known = [("", words.say("Another partner"))]
        known += [(one.partner_id, one.name) for one in self._partners]
        self._partner = Select(look, words.say("Who receives it"), known)
        self._partner.picked.connect(self._on_partner)
        card.items.addWidget(self._partner)
        for place, said in (
            ("partner_name", words.say("Name of the partner")),
            ("partner_phone", words.say("Phone of the partner")),
            ("partner_address", words.say("Address of the partner")),
            ("purpose", words.say("What for")),
            ("send_back", words.say("What we would like to hear back")),
        ):
            card.items.addWidget(self._form.line(place, said))
        return card

    def _told(self, answers: Sequence[OwnChoice]) -> TitledCard:
        look, words = self._look, self._words
        card = TitledCard(
            look, words.say("What may be told: tick only what is needed and agreed"), gap=6
        )
        for line, title in own_lines(words):
            fields = self._answers(answers) if line == "answers" else self._fields_of(line)
            if fields:
                self._tick(card, line, title, fields)
        return card

    def _tick(self, card: TitledCard, line: str, said: str, fields: Sequence[QWidget]) -> None:
        """Add a tick, and what is written to it below, once it is ticked."""
        look, below = self._look, QWidget()
        tick = self._lines[line] = Tick(look, said)
        card.items.addWidget(tick)
        inside = column(below, gap=look.px(8))
        leading_margins(inside, look.px(36), 0, 0, look.px(6))
        for field in fields:
            inside.addWidget(field)
        card.items.addWidget(below)
        below.hide()
        tick.toggled.connect(below.setVisible)

    def _fields_of(self, line: str) -> list[QWidget]:
        words, form = self._words, self._form
        if line == "reach":
            return [
                form.line("reach", words.say("Phone, person or place")),
                form.line("best_time", words.say("Best time to reach them")),
                self._ask_message(),
            ]
        if line == "language":
            return [form.line("language", words.say("Language, and interpreter"))]
        if line == "help":
            said = words.say("What happens on a usual day, in plain words")
            return [form.note("help", said)]
        return [form.line("services", words.say("What help, and from whom"))]

    def _ask_message(self) -> QWidget:
        label = self._words.say("May a message be left?")
        choices = [("yes", self._words.say("Yes")), ("no", self._words.say("No"))]
        self._message = Choice(self._look, label, choices)
        return LabelledField(self._look, label, self._message)

    def _answers(self, answers: Sequence[OwnChoice]) -> list[QWidget]:
        for each in answers:
            said = self._words.say("{text} – {answer}", text=each.text, answer=each.answer)
            self._items[each.item_id] = Tick(self._look, said)
        return list(self._items.values())

    def _own_words(self) -> TitledCard:
        look, words = self._look, self._words
        card = TitledCard(
            look, words.say("What this person asks to be told"),
            help_text=words.say(
                "Only if they ask for it themselves, whatever it is. Write it as they say it, and"
                " read it back to them."
            ),
        )  # fmt: skip
        card.items.addWidget(self._form.note("told", words.say("In their own words")))
        self._asked = Tick(look, words.say("They asked me to tell exactly this"))
        card.items.addWidget(self._asked)
        return card

    def _agreed(self, today: date) -> TitledCard:
        look, words = self._look, self._words
        card = TitledCard(look, words.say("Their own permission"))
        label = words.say("How it was agreed")
        self._how = Choice(look, label, ways_agreed(words), upright=True)
        card.items.addWidget(self._form.put("how", LabelledField(look, label, self._how)))
        card.items.addWidget(self._form.line("witness", words.say("Witness")))
        for place, said, day in (
            ("signed_on", words.say("Agreed on"), today),
            ("expires_on", words.say("Agreed until"), today + _USUAL_LENGTH),
        ):
            self._days[place] = DayField(look, words, said)
            self._days[place].set_day(day)
            card.items.addWidget(
                self._form.put(place, LabelledField(look, said, self._days[place]))
            )
        self._part2 = Tick(
            look, words.say("Some of it comes from a substance use programme (42 CFR Part 2)")
        )
        card.items.addWidget(self._part2)
        needs = words.say("Then it must be signed, and the page carries the programme’s notice.")
        card.items.addWidget(PlainLabel(look, needs, size=14, colour="muted", wrap=True))
        return card

    def _footer(self) -> Bar:
        look, words, footer = self._look, self._words, Bar(self._look, at_top=False)
        footer.items.addWidget(self._form.trouble, 1)
        footer.items.addStretch()
        cancel = Button(look, words.say("Cancel"), kind="quiet")
        cancel.clicked.connect(self.left)
        footer.items.addWidget(cancel)
        agreed = Button(look, words.say("They agree: make the page"), kind="primary")
        agreed.clicked.connect(self._on_agreed)
        footer.items.addWidget(agreed)
        return footer

    def _on_partner(self, partner_id: str) -> None:
        found = next((one for one in self._partners if one.partner_id == partner_id), None)
        for place in ("name", "phone", "address"):
            field = self._form.field(f"partner_{place}")
            field.setText(getattr(found, place) if found else "")

    def _on_agreed(self) -> None:
        self._form.clear_faults()
        self.submitted.emit(self.form())
