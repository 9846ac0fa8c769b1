"""One page for every moment a passphrase is chosen: one's own anew, somebody's, a newcomer's."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from imh_desktop.core.people import Role
from imh_desktop.ui.form import Form
from imh_desktop.ui.passphrase_fields import PassphraseFields
from imh_desktop.ui.role_words import role_here
from imh_desktop.ui.shell_widgets import MiddlePage
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Button,
    Choice,
    LabelledField,
    PlainLabel,
    TextField,
    Wrapping,
)
from imh_desktop.words import Words

ROLES: tuple[Role, ...] = ("visitor", "staff", "coordinator")


class Asked(NamedTuple):
    """What a page says and asks beside the new passphrase. ``who``: (worker id, name) to choose
    from; ``later``: the words of the way past it, where there is one."""

    title: str
    said: Sequence[str]
    agree: str
    old: bool = False
    newcomer: bool = False
    who: Sequence[tuple[str, str]] = ()
    later: str = ""


class PassphrasePage(MiddlePage):
    """Emits ``submitted`` with what is written, by place: ``old``, ``worker_name``, ``role``,
    ``worker_id``, ``passphrase``; or ``left``."""

    submitted = Signal(dict)
    left = Signal()

    def __init__(self, look: Look, words: Words, asked: Asked) -> None:
        """Ask."""
        super().__init__(look)
        self._words, self._asked, self._choices = words, asked, dict[str, Choice]()
        self.body.addWidget(PlainLabel(look, asked.title, size=24, bold=True, wrap=True))
        for sentence in asked.said:
            self.body.addWidget(PlainLabel(look, sentence, size=16, wrap=True))
        self._form = Form(look, words)
        self._add_before(look, words)
        self._secret = PassphraseFields(look, words, self._form)
        self.body.addWidget(self._secret)
        self.body.addWidget(self._form.trouble)
        self._add_buttons(look, words)
        self._form.field("again").returnPressed.connect(self._on_submit)
        self.setFocusProxy(next(iter(self._form.boxes.values())).field)

    def say_fault(self, place: str, message: str) -> None:
        """Say what is wrong beside its field, and give the page back."""
        self.set_busy(False)
        self._form.tell(place, message)

    def set_busy(self, busy: bool) -> None:
        """Show that the laptop is at work, or give the page back."""
        self._agree.setEnabled(not busy)
        protecting = self._words.say("Protecting your file…")
        self._agree.setText(protecting if busy else self._asked.agree)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Escape, where one may."""
        if event.key() == Qt.Key.Key_Escape and not self._asked.later:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _add_before(self, look: Look, words: Words) -> None:
        asked = self._asked
        if asked.newcomer:
            self.body.addWidget(self._form.line("worker_name", words.say("Name")))
            roles = [(role, role_here(words, role)) for role in ROLES]
            self._choose(look, "role", words.say("What this person does"), roles)
            about = words.say(
                "A visitor sees and writes everything. The print desk sees family pages and no"
                " answer. A coordinator also manages people, exports and settings. The roles steer"
                " this window; who knows how can read the whole file with any passphrase."
            )
            self.body.addWidget(PlainLabel(look, about, size=14, colour="muted", wrap=True))
        if len(asked.who) > 1:
            self._choose(look, "worker_id", words.say("Who are you?"), asked.who)
        if asked.old:
            label = words.say("Passphrase until now")
            box = LabelledField(look, label, TextField(look, label, secret=True))
            self.body.addWidget(self._form.put("old", box))

    def _choose(
        self, look: Look, place: str, label: str, choices: Sequence[tuple[str, str]]
    ) -> None:
        choice = Choice(look, label, choices)
        choice.choose(choices[0][0])
        self._choices[place] = choice
        self.body.addWidget(self._form.put(place, LabelledField(look, label, choice)))

    def _add_buttons(self, look: Look, words: Words) -> None:
        buttons = Wrapping(gap=look.px(12), fill=False, at_end=True)
        back = Button(look, self._asked.later or words.say("Back"), kind="quiet")
        back.clicked.connect(self.left)
        self._agree = Button(look, self._asked.agree, kind="primary")
        self._agree.clicked.connect(self._on_submit)
        buttons.add(back)
        buttons.add(self._agree)
        self.body.addWidget(buttons)

    def _written(self) -> Mapping[str, str]:
        typed = {place: self._form.text(place) for place in self._form.boxes
                 if place not in self._choices}  # fmt: skip
        chosen = {place: choice.code or "" for place, choice in self._choices.items()}
        alone = {"worker_id": self._asked.who[0][0]} if len(self._asked.who) == 1 else {}
        return typed | chosen | alone

    def _on_submit(self) -> None:
        self._form.clear_faults()
        written = self._written()
        if self._asked.newcomer and not written["worker_name"].strip():
            self.say_fault("worker_name", self._words.say("Please write the name."))
        elif self._asked.old and not written["old"]:
            self.say_fault("old", self._words.say("Please type the passphrase until now."))
        elif fault := self._secret.fault():
            self.say_fault(*fault)
        else:
            self.set_busy(True)
            self.submitted.emit(dict(written))
