"""What the machine refused is tried again while that is said: a stick that is back, or room that
was made, needs no word of hers, and nothing she wrote is lost on the way."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from imh_desktop.errors import ImhError
from imh_desktop.store.faults import PASSING
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, Panel, PlainLabel
from imh_desktop.words import Words

_AGAIN_MS = 5_000
_TOLD = "told"
Attempt = Callable[[], ImhError | None]
"""Does what was refused; returns why that could not be done, if so."""


def tell(
    over: QWidget, look: Look, words: Words, title: str, sentence: str, again: Attempt | None
) -> None:
    """Say something in front of ``over``. What stands there already is not said anew, however
    often its cause is met."""
    said = [title, sentence]
    if any(p.property(_TOLD) == said and not p.isHidden() for p in over.findChildren(Panel)):
        return
    panel = Panel(look, over, title)
    panel.setProperty(_TOLD, said)
    panel.body.addWidget(PlainLabel(look, sentence, size=16, wrap=True))
    kind = "secondary" if again else "primary"
    done = panel.add_button(words.say("Not now") if again else words.say("Continue"), kind=kind)
    done.clicked.connect(panel.put_away)
    panel.dismissed.connect(panel.put_away)
    if again is None:
        panel.open(done)
        return
    refused = lambda fault: tell(over, look, words, title, words.told(fault), None)  # noqa: E731
    panel.open(TryingAgain(panel, look, words, again, refused).button)


class TryingAgain(QObject):
    """Tries an action on behalf of the panel that says why it was refused; once it is done, or
    refused for a cause that does not pass (told to ``refused``), the panel goes."""

    def __init__(
        self, panel: Panel, look: Look, words: Words, attempt: Attempt,
        refused: Callable[[ImhError], None],
    ) -> None:  # fmt: skip
        """Say so in the panel, and begin to wait."""
        super().__init__(panel)
        self._panel, self._attempt, self._refused = panel, attempt, refused
        said = words.say("The program tries again by itself while you see this.")
        panel.body.addWidget(PlainLabel(look, said, size=15, colour="muted", wrap=True))
        self.button: Button = panel.add_button(words.say("Try again"), kind="primary")
        self.button.clicked.connect(self.try_now)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.try_now)
        self._timer.start(_AGAIN_MS)

    def try_now(self) -> None:
        """Try it; what hinders is said already."""
        self._timer.stop()
        if self._panel.isHidden():
            return
        fault = self._attempt()
        if isinstance(fault, PASSING):
            self._timer.start(_AGAIN_MS)
            return
        self._leave()
        if fault is not None:
            self._refused(fault)

    def _leave(self) -> None:
        """Put the panel away; the keyboard stays where the action may have put it."""
        there = self._panel.window().focusWidget()
        moved = there is not None and not self._panel.isAncestorOf(there)
        self._panel.put_away()
        if moved and there is not None:
            there.setFocus()
