"""How what is written down is known: seen, told or both. Asked once, kept until changed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from imh_desktop.core.checklist import VisitKind
from imh_desktop.core.people import Caregiver
from imh_desktop.core.visit import Known
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Bar, Button, Choice, Panel, PlainLabel, Select
from imh_desktop.words import Words

_AROUND = 64
"""Pixels at 100 % of a list's frame and arrow beside its words."""
_CODES: tuple[Known, ...] = ("seen", "told", "both")


def known_said(words: Words) -> dict[Known, str]:
    """Return the words of the three ways of knowing."""
    return {
        "seen": words.say("I saw it"),
        "told": words.say("I was told"),
        "both": words.say("Both"),
    }


class KnownBar(Bar):
    """The switch above the cards. Emits ``chosen`` (how, caregiver id or empty)."""

    chosen = Signal(str, str)

    def __init__(
        self, look: Look, words: Words, kind: VisitKind, caregivers: Sequence[Caregiver]
    ) -> None:
        """Offer the three ways; a remote visit can only be told."""
        super().__init__(look, at_top=True, height=56)
        self._who: Select | None = None
        asked = words.say("How do you know?")
        self._asked = PlainLabel(look, asked, size=14, colour="muted")
        self.items.addWidget(self._asked)
        self._choice = Choice(look, asked, [(code, known_said(words)[code]) for code in _CODES])
        self._choice.chosen.connect(lambda _code: self._on_chosen())
        self.items.addWidget(self._choice, 0, Qt.AlignmentFlag.AlignVCenter)
        if caregivers:
            everyone = [("", words.say("Who told you? (optional)"))] + [
                (who.caregiver_id, words.say("Told by {name}", name=who.name[:40]))
                for who in caregivers
            ]
            self._who = Select(look, words.say("Who told you"), everyone)
            shrink = Select.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            self._who.setSizeAdjustPolicy(shrink)
            # the words are always whole; of a long name as much as then has room
            whole = self._who.fontMetrics().horizontalAdvance(everyone[0][1]) + look.px(_AROUND)
            self._who.setMinimumWidth(whole)
            self._who.setMaximumWidth(max(whole, look.px(260)))
            self._who.picked.connect(lambda _code: self._on_chosen())
            self.items.addWidget(self._who, 1)
        self.items.addStretch(1)
        if kind == "remote":
            for code in ("seen", "both"):
                self._choice.button(code).setEnabled(False)

    def show_known(self, known: Known | None) -> None:
        """Show what is set; emits nothing."""
        self._choice.choose(known)
        if self._who is not None:
            self._who.setVisible(known in ("told", "both"))
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Do without the question where there is no room for it; assistive tools have it still."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        needed = self._asked.sizeHint().width() + self._choice.sizeHint().width()
        if self._who is not None and not self._who.isHidden():
            needed += self._who.minimumWidth()
        margins = self.items.contentsMargins()
        spare = margins.left() + margins.right() + 3 * self.items.spacing()
        self._asked.setVisible(needed + spare <= self.width())

    def take_focus(self) -> None:
        """Put the keyboard on what is set, or on the first that can be."""
        able = [code for code in _CODES if self._choice.button(code).isEnabled()]
        code = self._choice.code or able[0]
        self._choice.button(code).setFocus(Qt.FocusReason.TabFocusReason)

    def button(self, known: Known) -> QWidget:
        """Return one of the three buttons."""
        return self._choice.button(known)

    def _on_chosen(self) -> None:
        code = self._choice.code
        if code is not None:
            who = self._who.code() if self._who is not None and code != "seen" else ""
            self.chosen.emit(code, who)


class KnownPanel(Panel):
    """Asks once, before the first answer is kept. Emits ``chosen``; keys 1-3 answer it."""

    chosen = Signal(str)

    def __init__(self, look: Look, words: Words, parent: QWidget) -> None:
        """Make the question."""
        super().__init__(look, parent, words.say("How do you know?"), width=460)
        self.body.addWidget(
            PlainLabel(
                look,
                words.say("It stays like this for the next answers until you change it above."),
                colour="muted",
                wrap=True,
            )
        )
        self.buttons: list[Button] = []
        for key, code in enumerate(_CODES, start=1):
            said = known_said(words)[code]
            button = Button(look, words.say("{key}   {answer}", key=key, answer=said))
            button.setAccessibleName(said)
            button.clicked.connect(lambda _checked=False, code=code: self.chosen.emit(code))
            self.body.addWidget(button)
            self.buttons.append(button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take keys 1-3 as answers."""
        key = event.text()
        if key in ("1", "2", "3"):
            self.buttons[int(key) - 1].click()
            event.accept()
        else:
            super().keyPressEvent(event)
