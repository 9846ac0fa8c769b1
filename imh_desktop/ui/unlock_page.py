"""Opening the file: with the passphrase, or with the recovery code on paper."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal

from imh_desktop.ui.doorway import Way
from imh_desktop.ui.form import Form
from imh_desktop.ui.paper_fields import PaperFields
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

_TICK_MS = 1_000


class UnlockPage(MiddlePage):
    """What opens the file, and one button. Emits ``given`` with what was typed (two texts for
    cards), or ``way_asked`` with another way."""

    given = Signal(tuple)
    way_asked = Signal(str)
    demo_asked = Signal()

    def __init__(
        self, look: Look, words: Words, *, way: Way = "passphrase",
        ways: Sequence[Way] = ("passphrase", "code"),
    ) -> None:  # fmt: skip
        """Ask for one way in; ``ways``: all that there are."""
        super().__init__(look, width=560)
        self._look, self._words, self._way = look, words, way
        self._form = Form(look, words)
        self._way_back: Button | None = None
        title = {
            "passphrase": words.say("Welcome back"),
            "code": words.say("Use the recovery code"),
            "cards": words.say("Use recovery cards"),
        }[way]
        self.body.addWidget(PlainLabel(look, title, size=26, bold=True, wrap=True))
        self._add_fields(look, words)
        self.body.addWidget(self._form.trouble)
        self._add_buttons(look, words, ways)
        self._ready, self._bar = PlainLabel(look, size=15, wrap=True), ProgressBar(look)
        for each in (self._ready, self._bar):
            self.body.addWidget(each)
            each.hide()
        self._seconds, self._clock = 0, QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(lambda: self.wait(self._seconds - 1))

    def wait(self, seconds: int) -> None:
        """Let nothing be tried for so many seconds, and say so; 0 = it can be tried."""
        self._seconds = max(seconds, 0)
        self._open.setEnabled(not self._seconds)
        words = self._words
        waiting = words.count("Try again in {n} second", "Try again in {n} seconds", self._seconds)
        self._open.setText(waiting if self._seconds else words.say("Open"))
        if self._seconds:
            self._clock.start()
        else:
            self._clock.stop()

    def say_fault(self, message: str, *, beside_field: bool) -> None:
        """Say why the file did not open, and give the page back."""
        self._ready.hide()
        self._bar.hide()
        self.set_busy(False)
        self._form.tell(self._first if beside_field else "", message)
        if beside_field:
            self._form.field(self._first).selectAll()

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
        for button in (self._open, *self._others):
            button.setEnabled(not busy)
        say = self._words.say
        self._open.setText(say("Opening…") if busy else say("Open"))

    def _add_fields(self, look: Look, words: Words) -> None:
        if self._way == "passphrase":
            label = words.say("Passphrase")
            field = TextField(look, label, secret=True)
            field.returnPressed.connect(self._on_open)
            self.body.addWidget(self._form.put("secret", LabelledField(look, label, field)))
            show = Tick(look, words.say("Show what I type"))
            show.toggled.connect(self._on_show)
            self.body.addWidget(show)
            self.setFocusProxy(field)
        else:
            self._paper = PaperFields(look, words, self._form, cards=self._way == "cards")
            self._paper.entered.connect(self._on_open)
            self.body.addWidget(self._paper)
            self.setFocusProxy(self._paper)
        self._first = next(iter(self._form.boxes))

    def _add_buttons(self, look: Look, words: Words, ways: Sequence[Way]) -> None:
        self._open = Button(look, words.say("Open"), kind="primary")
        self._open.clicked.connect(self._on_open)
        self.body.addWidget(self._open)
        said: dict[Way, str] = {
            "passphrase": words.say("Use the passphrase"),
            "code": words.say("Use the recovery code"),
            "cards": words.say("Use recovery cards"),
        }
        below = Wrapping(gap=look.px(8), fill=False)
        self._others: list[Button] = []
        for way in ways:
            if way != self._way:
                other = Button(look, said[way], kind="quiet")
                other.clicked.connect(lambda _on=False, way=way: self.way_asked.emit(way))
                self._others.append(other)
                below.add(other)
        demo = Button(look, words.say("Look around with the demo family"), kind="quiet")
        demo.clicked.connect(self.demo_asked)
        below.add(demo)
        self.body.addWidget(below)

    def _on_show(self, shown: bool) -> None:
        mode = TextField.EchoMode.Normal if shown else TextField.EchoMode.Password
        self._form.field("secret").setEchoMode(mode)

    def _on_open(self) -> None:
        if not self._open.isEnabled():
            return
        self._form.clear_faults()
        if self._way == "passphrase":
            typed = self._form.text("secret")
            given: tuple[str, ...] = (typed,) if typed else ()
        else:
            given = self._paper.typed()
        if given:
            self.set_busy(True)
            self.given.emit(given)
        else:
            self._form.field(self._first).setFocus()
