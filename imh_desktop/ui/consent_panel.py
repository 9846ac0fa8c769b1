"""A family's consent to a referral: to whom, what may be told, who agreed, until when."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.core.people import Caregiver
from imh_desktop.core.referral import Partner
from imh_desktop.documents import labels
from imh_desktop.errors import InputError
from imh_desktop.flows.codes_said import ways_agreed
from imh_desktop.flows.covering import Covering
from imh_desktop.flows.referring import LineChoice, ReasonChoice, ReferralForm, always_told
from imh_desktop.ui.day_field import DayField
from imh_desktop.ui.form import Form
from imh_desktop.ui.row_button import RowButton
from imh_desktop.ui.shell_widgets import spread
from imh_desktop.ui.style import Look
from imh_desktop.ui.typed_values import Field
from imh_desktop.ui.widgets import (
    Choice,
    LabelledField,
    Panel,
    PlainLabel,
    Select,
    Tick,
    Wrapping,
    column,
)
from imh_desktop.words import Words

_USUAL_LENGTH = timedelta(days=90)
_SIDE = 320
"""Pixels at 100 % that each half of the panel has at least, side by side."""


class ConsentPanel(Panel):
    """The one referral dialog; nothing is ticked at first. Emits ``submitted`` with a
    ``ReferralForm``, or ``under_chosen`` with the id of a permission that stands already."""

    submitted = Signal(object)
    under_chosen = Signal(str)

    def __init__(
        self, look: Look, parent: QWidget, words: Words, *, partners: tuple[Partner, ...],
        lines: tuple[LineChoice, ...], reasons: tuple[ReasonChoice, ...],
        caregivers: tuple[Caregiver, ...], concern_on: date, today: date,
        covering: tuple[Covering, ...] = (),
    ) -> None:  # fmt: skip
        """Build the panel with what there is to choose from; ``covering``: permissions under which
        the letter can be made at once."""
        super().__init__(look, parent, words.say("Referral and consent"), width=980)
        self._words, self._partners = words, {one.partner_id: one for one in partners}
        self._under: RowButton | None = None
        self._lines: dict[str, Tick] = {}
        self._items: dict[str, Tick] = {}
        scroll = self.scrolling()
        self._form = Form(look, words, scroll)
        if covering:
            scroll.items.addWidget(self._standing(covering))
        sides = Wrapping(gap=look.px(24), least=look.px(_SIDE))
        sides.add(self._who())
        sides.add(self._what(lines, reasons))
        scroll.items.addWidget(sides)
        self._add_people(caregivers)
        self._set_days(concern_on, today)
        self.body.addWidget(self._form.trouble)
        self.cancel = self.add_button(words.say("Cancel"), kind="quiet")
        self.cancel.clicked.connect(self.dismissed)
        agreed = self.add_button(words.say("The family agrees: make the page"), kind="primary")
        agreed.clicked.connect(self._on_agreed)

    @property
    def parts(self) -> Mapping[str, Field]:
        """Return the fields by name."""
        ticks = {"lines": self._lines, "items": self._items}
        return {"partner": self._partner, **self._form.fields, **ticks}

    def show_panel(self) -> None:
        """Show it, with the keyboard where the first thing is chosen."""
        self.open(self._under or self._partner)

    def form(self) -> ReferralForm:
        """Return what is written."""
        return ReferralForm(
            partner_id=self._partner.code(),
            partner_name=self._form.text("partner_name"),
            partner_phone=self._form.text("partner_phone"),
            partner_address=self._form.text("partner_address"),
            purpose=self._form.text("purpose"),
            lines=tuple(line for line, tick in self._lines.items() if tick.isChecked()),
            items=tuple(item for item, tick in self._items.items() if tick.isChecked()),
            signer=self._form.text("signer"),
            authority=self._form.text("authority"),
            how=self._how.code or "",
            witness=self._form.text("witness"),
            signed_on=self._days["signed_on"].iso(),
            expires_on=self._days["expires_on"].iso(),
            concern_on=self._days["concern_on"].iso(),
            tried=self._form.text("tried"),
            instruments=self._form.text("instruments"),
            send_back=self._form.text("send_back"),
        )

    def say_fault(self, error: InputError) -> None:
        """Say what is wrong beside its field; what was typed stays."""
        self._form.say_fault(error)

    def _standing(self, covering: tuple[Covering, ...]) -> QWidget:
        look, words, holder = self._look, self._words, QWidget()
        stack = column(holder, gap=look.px(8))
        title = words.say("Agreed already: one tap makes the letter")
        stack.addWidget(PlainLabel(look, title, size=15, bold=True, wrap=True))
        for one in covering:
            button = RowButton(look, "check-circle", one.partner.name, _told(one, words))
            self._under = self._under or button
            button.clicked.connect(
                lambda _=False, chosen=one.consent.consent_id: self.under_chosen.emit(chosen)
            )
            stack.addWidget(button)
        title = words.say("Or ask the family for another one")
        stack.addWidget(PlainLabel(look, title, size=15, bold=True, wrap=True))
        return holder

    def _who(self) -> QWidget:
        look, words, holder = self._look, self._words, QWidget()
        stack = column(holder, gap=look.px(12))
        known = [("", words.say("Another partner"))]
        known += [(one.partner_id, one.name) for one in self._partners.values()]
        label = words.say("Who receives it")
        self._partner = Select(look, label, known)
        self._partner.picked.connect(self._on_partner)
        stack.addWidget(LabelledField(look, label, self._partner))
        stack.addWidget(self._form.line("partner_name", words.say("Name of the partner")))
        stack.addWidget(
            spread(
                look,
                self._form.line("partner_phone", words.say("Phone of the partner")),
                self._form.line("partner_address", words.say("Address of the partner")),
            )
        )
        stack.addWidget(self._form.line("purpose", words.say("What for")))
        stack.addWidget(self._form.line("signer", words.say("Who agrees")))
        stack.addWidget(
            self._form.line(
                "authority", words.say("In what role, such as mother or legal guardian")
            )
        )
        label = words.say("How it was agreed")
        self._how = Choice(look, label, ways_agreed(words), upright=True)
        stack.addWidget(self._form.put("how", LabelledField(look, label, self._how)))
        stack.addWidget(self._form.line("witness", words.say("Witness, where it was only said")))
        self._days: dict[str, DayField] = {}
        for place, said in (
            ("signed_on", words.say("Agreed on")),
            ("expires_on", words.say("Agreed until")),
        ):
            stack.addWidget(self._day(place, said))
        stack.addStretch()
        return holder

    def _what(self, lines: tuple[LineChoice, ...], reasons: tuple[ReasonChoice, ...]) -> QWidget:
        look, words, holder = self._look, self._words, QWidget()
        stack = column(holder, gap=look.px(2))
        title = words.say("What may be told: tick only what is needed and agreed")
        stack.addWidget(PlainLabel(look, title, size=14, bold=True, wrap=True))
        stack.addWidget(PlainLabel(look, always_told(words), size=14, wrap=True))
        for line in lines:
            self._lines[line.line] = Tick(look, line.title)
            stack.addWidget(self._lines[line.line])
        if reasons:
            stack.addSpacing(look.px(8))
            title = words.say("Which of today's answers may be told as the reason")
            stack.addWidget(PlainLabel(look, title, size=14, bold=True, wrap=True))
        for reason in reasons:
            said = words.say("{text} – {answer}", text=reason.text, answer=reason.answer)
            self._items[reason.item_id] = Tick(look, said)
            stack.addWidget(self._items[reason.item_id])
        stack.addSpacing(look.px(8))
        stack.addWidget(self._day("concern_on", words.say("First noticed on")))
        stack.addSpacing(look.px(8))
        for place, said in (
            ("tried", words.say("What was tried so far")),
            (
                "instruments",
                words.say("Instruments used: name, day, and the result only if its licence allows"),
            ),
            ("send_back", words.say("What we would like to hear back")),
        ):
            stack.addWidget(self._form.note(place, said))
            stack.addSpacing(look.px(8))
        stack.addStretch()
        return holder

    def _add_people(self, caregivers: tuple[Caregiver, ...]) -> None:
        if caregivers:
            self._form.show("signer", caregivers[0].name)

    def _set_days(self, concern_on: date, today: date) -> None:
        self._days["concern_on"].set_day(concern_on)
        self._days["signed_on"].set_day(today)
        self._days["expires_on"].set_day(today + _USUAL_LENGTH)

    def _day(self, place: str, label: str) -> LabelledField:
        self._days[place] = DayField(self._look, self._words, label)
        return self._form.put(place, LabelledField(self._look, label, self._days[place]))

    def _on_partner(self, partner_id: str) -> None:
        partner = self._partners.get(partner_id)
        for place in ("name", "phone", "address"):
            field = self._form.field(f"partner_{place}")
            field.setText(getattr(partner, place) if partner else "")
            field.setEnabled(partner is None)

    def _on_agreed(self) -> None:
        self._form.clear_faults()
        if not self._how.code:
            self._form.tell("how", self._words.say("Please choose one of the answers."))
            return
        self.submitted.emit(self.form())


def _told(one: Covering, words: Words) -> str:
    """Say what the letter would tell, item by item, and until when it was agreed."""
    lines = labels.listed(one.lines, labels.consent_line, words)
    told = words.say("It tells: {lines}", lines=lines)
    last = words.say("Valid until {date}", date=words.date(one.consent.expires_on))
    return "\n".join((told, *one.reasons, last))
