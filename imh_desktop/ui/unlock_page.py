"""Opening the file: with the passphrase, or with the recovery code on paper."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from imh_desktop.ui.form import Form
from imh_desktop.ui.shell_widgets import MiddlePage
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Button,
    LabelledField,
    PlainLabel,
    ProgressBar,
    TextField,
    Tick,
    Wrapping,
)
from imh_desktop.words import Words


class UnlockPage(MiddlePage):
    """One field and one button. ``by_code`` turns it into the page for the recovery code."""

    passphrase_given = Signal(str)
    code_given = Signal(str)
    other_way_asked = Signal()
    demo_asked = Signal()

    def __init__(self, look: Look, words: Words, *, by_code: bool = False) -> None:
        """Build the page."""
        super().__init__(look, width=560)
        self._look, self._words, self._by_code = look, words, by_code
        self._way_back: Button | None = None
        title = words.say("Use the recovery code") if by_code else words.say("Welcome back")
        self.body.addWidget(PlainLabel(look, title, size=26, bold=True, wrap=True))
        label = words.say("Recovery code") if by_code else words.say("Passphrase")
        self._secret = TextField(look, label, secret=not by_code)
        advice = words.say("All groups, as on your paper. Spaces do not matter.") if by_code else ""
        self._form = Form(look, words)
        box = LabelledField(look, label, self._secret, help_text=advice)
        self._secret.returnPressed.connect(self._on_open)
        self.body.addWidget(self._form.put("secret", box))
        if not by_code:
            show = Tick(look, words.say("Show what I type"))
            show.toggled.connect(self._on_show)
            self.body.addWidget(show)
        self.body.addWidget(self._form.trouble)
        self._add_buttons(look, words)
        self._ready, self._bar = PlainLabel(look, size=15, wrap=True), ProgressBar(look)
        for each in (self._ready, self._bar):
            self.body.addWidget(each)
            each.hide()
        self.setFocusProxy(self._secret)

    def say_fault(self, message: str, *, beside_field: bool) -> None:
        """Say why the file did not open, and give the page back."""
        self._ready.hide()
        self._bar.hide()
        self.set_busy(False)
        self._form.tell("secret" if beside_field else "", message)
        if beside_field:
            self._secret.selectAll()

    def offer_backups(self, then: Callable[[], None]) -> None:
        """Offer a way to the backups, where the file will not open."""
        if self._way_back is None:
            words = self._words
            self._way_back = Button(self._look, words.say("Go back to a backup"))
            self._way_back.clicked.connect(then)
            self.body.insertWidget(self.body.indexOf(self._form.trouble) + 1, self._way_back)

    def show_share(self, done: int, total: int) -> None:
        """Say how much of the file was made ready for this release."""
        share = done / max(total, 1)
        said = self._words.say(
            "Your file is being made ready for this release: {n} % is done. This happens once."
            " Nothing is lost, even if the laptop goes off now.",
            n=int(100 * share),
        )
        self._ready.setText(said)
        self._bar.setAccessibleName(said)
        self._bar.set_share(share)
        self._ready.show()
        self._bar.show()

    def set_busy(self, busy: bool) -> None:
        """Show that the laptop is at work, or give the page back."""
        self._open.setEnabled(not busy)
        self._other.setEnabled(not busy)
        say = self._words.say
        self._open.setText(say("Opening…") if busy else say("Open"))

    def _add_buttons(self, look: Look, words: Words) -> None:
        self._open = Button(look, words.say("Open"), kind="primary")
        self._open.clicked.connect(self._on_open)
        self.body.addWidget(self._open)
        by_code = self._by_code
        other = words.say("Use the passphrase") if by_code else words.say("Use the recovery code")
        self._other = Button(look, other, kind="quiet")
        self._other.clicked.connect(self.other_way_asked)
        demo = Button(look, words.say("Look around with the demo family"), kind="quiet")
        demo.clicked.connect(self.demo_asked)
        below = Wrapping(gap=look.px(8), fill=False)
        below.add(self._other)
        below.add(demo)
        self.body.addWidget(below)

    def _on_show(self, shown: bool) -> None:
        mode = TextField.EchoMode.Normal if shown else TextField.EchoMode.Password
        self._secret.setEchoMode(mode)

    def _on_open(self) -> None:
        self._form.clear_faults()
        given = self._secret.text()
        if not given:
            self._secret.setFocus()
            return
        self.set_busy(True)
        (self.code_given if self._by_code else self.passphrase_given).emit(given)
