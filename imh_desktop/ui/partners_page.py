"""The directory of partners, and the form of one."""

from collections.abc import Mapping, Sequence

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.core.referral import Partner
from imh_desktop.errors import InputError
from imh_desktop.flows.codes_said import partner_kinds
from imh_desktop.flows.partners import PartnerForm
from imh_desktop.ui.commands import offer
from imh_desktop.ui.form import Form
from imh_desktop.ui.language_fields import SpokenLanguages
from imh_desktop.ui.row_button import RowButton
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import Card, LabelledField, Notice, PlainLabel, Select, column
from imh_desktop.words import Words

_LONGEST = 80


class PartnersPage(ToldPage):
    """Emits ``chosen`` with a partner's id, ``add_asked``, and ``list_asked`` for a CSV file."""

    chosen = Signal(str)
    add_asked = Signal()
    list_asked = Signal()

    def __init__(
        self, look: Look, words: Words, partners: Sequence[Partner], *, done: str = ""
    ) -> None:
        """Show the partners, the retired ones last; ``done``: what was just done."""
        super().__init__(look, words, words.say("Partners"))
        if done:
            self.cards.addWidget(Notice(look, done, tone="ok"))
        kinds = dict(partner_kinds(words))
        for one in sorted(partners, key=lambda one: one.retired_on is not None):
            parts = (kinds.get(one.kind, words.say("Kind not said yet")), one.phone, one.area)
            said = words.abreast(part[:_LONGEST] for part in parts)
            count = words.say("Retired") if one.retired_on else ""
            name = one.name[:_LONGEST] or words.say("Not known here")
            button = RowButton(look, "users", name, said, count=count)
            button.clicked.connect(lambda _=False, id_=one.partner_id: self.chosen.emit(id_))
            self.cards.addWidget(button)
        if not partners:
            none = words.say("No partner yet. Here stands who receives your referrals.")
            self.cards.addWidget(PlainLabel(look, none, size=16, wrap=True))
        self.button(words.say("Take in a list"), self.list_asked)
        self.land_on(self.button(words.say("Add a partner"), self.add_asked, kind="primary"))


class PartnerPage(ToldPage):
    """Emits ``submitted`` with a ``PartnerForm``, and ``retire_asked``."""

    may_leave = False
    submitted = Signal(object)
    retire_asked = Signal()
    _saved = Signal()

    def __init__(self, look: Look, words: Words, form: PartnerForm, retiring: str) -> None:
        """Show a partner; ``retiring``: words of the button that retires it, empty for none."""
        super().__init__(look, words, form.name or words.say("Add a partner"))
        card = Card(look)
        fields = column(card, margins=look.px(20), gap=look.px(12))
        self._fields = Form(look, words)
        labels = {
            "name": words.say("Name of the partner"), "phone": words.say("Phone of the partner"),
            "address": words.say("Address of the partner"), "area": words.say("What area"),
            "hours": words.say("Opening hours"),
        }  # fmt: skip
        kinds = [("", words.say("Not said yet")), *partner_kinds(words)]
        self._kind = Select(look, words.say("Kind of partner"), kinds)
        self._kind.choose(form.kind)
        adding = words.say("Add a language this partner speaks")
        self._languages = SpokenLanguages(look, words, adding)
        self._languages.show_codes(form.languages)
        shown = msgspec.structs.asdict(form)
        for place, label in labels.items():
            fields.addWidget(self._fields.line(place, label))
            self._fields.show(place, shown[place])
            if place == "name":
                kind = LabelledField(look, words.say("Kind of partner"), self._kind)
                fields.addWidget(self._fields.put("kind", kind))
        spoken = LabelledField(look, words.say("Languages"), self._languages)
        fields.addWidget(self._fields.put("languages", spoken))
        fields.addWidget(self._fields.trouble)
        self.cards.addWidget(card)
        if retiring:
            self.button(retiring, self.retire_asked)
        offer(self.button(words.say("Save the partner"), self._saved, kind="primary"), "save")
        self._saved.connect(self._on_save)
        self.land_on(self._fields.field("name"))

    @property
    def parts(self) -> Mapping[str, QWidget]:
        """Return the fields by name."""
        return self._fields.fields

    def say_fault(self, error: InputError) -> None:
        """Say what is wrong beside its field; what was typed stays."""
        self._fields.say_fault(error)

    def _on_save(self) -> None:
        self._fields.clear_faults()
        text = self._fields.text
        self.submitted.emit(
            PartnerForm(
                name=text("name"), phone=text("phone"), address=text("address"),
                kind=self._kind.code(), languages=self._languages.codes(), hours=text("hours"),
                area=text("area"),
            )
        )  # fmt: skip
