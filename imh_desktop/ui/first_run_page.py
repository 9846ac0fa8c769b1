"""The first minutes: what this is, and setting up the laptop."""

from PySide6.QtCore import Signal

from imh_desktop.ui.form import Form
from imh_desktop.ui.passphrase_fields import PassphraseFields
from imh_desktop.ui.shell_widgets import MiddlePage
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, PlainLabel, row
from imh_desktop.words import Words


class WelcomePage(MiddlePage):
    """Three sentences and three buttons."""

    set_up_asked = Signal()
    demo_asked = Signal()
    backup_asked = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        """Build the page."""
        super().__init__(look)
        self.body.addWidget(PlainLabel(look, words.say("Welcome"), size=28, bold=True))
        for sentence in (
            words.say("This program guides your visits with babies, young children and families."),
            words.say("Everything you write stays on this laptop, locked with your passphrase."),
            words.say("It helps you notice and talk together. It is not a test or a diagnosis."),
        ):
            self.body.addWidget(PlainLabel(look, sentence, size=17, wrap=True))
        self.body.addSpacing(look.px(8))
        begin = Button(look, words.say("Set up this laptop"), kind="primary")
        begin.clicked.connect(self.set_up_asked)
        self.body.addWidget(begin)
        demo = Button(look, words.say("Look around with the demo family"))
        demo.clicked.connect(self.demo_asked)
        self.body.addWidget(demo)
        back = Button(look, words.say("I have a backup of my file"), kind="quiet")
        back.clicked.connect(lambda _=False: self.backup_asked.emit())
        self.body.addWidget(back)


class SetUpPage(MiddlePage):
    """The worker's name and a new passphrase, typed twice."""

    submitted = Signal(str, str)
    back_asked = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        """Build the page."""
        super().__init__(look)
        self._words = words
        self.body.addWidget(
            PlainLabel(look, words.say("Set up this laptop"), size=24, bold=True, wrap=True)
        )
        self._form = Form(look, words)
        self.body.addWidget(self._form.line("worker_name", words.say("Your name")))
        self._secret = PassphraseFields(look, words, self._form)
        self.body.addWidget(self._secret)
        self.body.addWidget(self._form.trouble)
        self._add_buttons(look, words)

    def say_fault(self, place: str, message: str) -> None:
        """Say what is wrong beside the field it belongs to; elsewhere in a strip below."""
        self.set_busy(False)
        self._form.tell(place, message)

    def set_busy(self, busy: bool) -> None:
        """Show that the laptop is at work, or give the page back."""
        self._begin.setEnabled(not busy)
        say = self._words.say
        self._begin.setText(say("Protecting your file…") if busy else say("Next"))

    def _add_buttons(self, look: Look, words: Words) -> None:
        buttons = row(gap=look.px(12))
        back = Button(look, words.say("Back"), kind="quiet", icon="caret-left")
        back.clicked.connect(self.back_asked)
        buttons.addWidget(back)
        buttons.addStretch()
        self._begin = Button(look, words.say("Next"), kind="primary")
        self._begin.clicked.connect(self._on_submit)
        self._form.field("again").returnPressed.connect(self._on_submit)
        buttons.addWidget(self._begin)
        self.body.addLayout(buttons)

    def _on_submit(self) -> None:
        self._form.clear_faults()
        name, passphrase = self._form.text("worker_name"), self._form.text("passphrase")
        if not name.strip():
            self.say_fault("worker_name", self._words.say("Please write your name."))
        elif fault := self._secret.fault():
            self.say_fault(*fault)
        else:
            self.set_busy(True)
            self.submitted.emit(name, passphrase)
