"""Where a new passphrase is chosen: four words are offered, and may be taken or not."""

from PySide6.QtWidgets import QWidget

from imh_desktop.core.passphrases import SHORTEST
from imh_desktop.flows.new_passphrases import new_passphrase
from imh_desktop.flows.unlocking import passphrase_fault
from imh_desktop.ui.form import Form
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Button,
    Card,
    LabelledField,
    PlainLabel,
    TextField,
    Tick,
    Wrapping,
    column,
)
from imh_desktop.words import Words

_PLACES = ("passphrase", "again")


class PassphraseFields(QWidget):
    """An offer, two fields and a tick that shows what is typed; the fields are the form's."""

    def __init__(self, look: Look, words: Words, form: Form) -> None:
        """Build them, and put the fields into a form as ``passphrase`` and ``again``."""
        super().__init__()
        self._words, self._form = words, form
        self._offered = ""
        items = column(self, gap=look.px(14))
        items.addWidget(self._offer(look, words))
        for place, label, advice in self._labels(words):
            box = LabelledField(look, label, TextField(look, label, secret=True), help_text=advice)
            items.addWidget(form.put(place, box))
        self._show = Tick(look, words.say("Show what I type"))
        self._show.toggled.connect(self._on_show)
        items.addWidget(self._show)
        self.offer_anew()

    def offer_anew(self) -> None:
        """Offer other words."""
        self._offered = new_passphrase(self._words.language)
        self._shown.setText(self._offered)

    def fault(self) -> tuple[str, str] | None:
        """Return the place and the sentence of what is wrong with what is written, if anything."""
        written = self._form.text("passphrase")
        if fault := passphrase_fault(written, self._words):
            return "passphrase", fault
        if written != self._form.text("again"):
            return "again", self._words.say("The two passphrases are not the same.")
        return None

    def _labels(self, words: Words) -> tuple[tuple[str, str, str], ...]:
        advice = words.say("At least {n} characters, with spaces or without.", n=SHORTEST)
        return (
            ("passphrase", words.say("New passphrase"), advice),
            ("again", words.say("The passphrase once more"), ""),
        )

    def _offer(self, look: Look, words: Words) -> QWidget:
        card = Card(look, tone="accent_soft")
        items = column(card, margins=look.px(14), gap=look.px(8))
        why = words.say(
            "Four words drawn by chance: easy to remember as a little story, hard to guess. Write"
            " them down until you know them, and keep the paper away from the laptop."
        )
        items.addWidget(PlainLabel(look, why, size=14, wrap=True))
        self._shown = PlainLabel(look, size=20, bold=True, wrap=True)
        self._shown.setObjectName("offered-passphrase")
        items.addWidget(self._shown)
        choices = Wrapping(gap=look.px(8), fill=False)
        take = Button(look, words.say("Take these words"))
        take.clicked.connect(self._on_take)
        other = Button(look, words.say("Other words"), kind="quiet", icon="arrow-clockwise")
        other.clicked.connect(self.offer_anew)
        choices.add(take)
        choices.add(other)
        items.addWidget(choices)
        return card

    def _on_take(self) -> None:
        """Write the words once; the second time is her own, so that they were typed once."""
        self._form.show("passphrase", self._offered)
        self._form.field("again").clear()
        self._form.field("again").setFocus()

    def _on_show(self, shown: bool) -> None:
        mode = TextField.EchoMode.Normal if shown else TextField.EchoMode.Password
        for place in _PLACES:
            self._form.field(place).setEchoMode(mode)
