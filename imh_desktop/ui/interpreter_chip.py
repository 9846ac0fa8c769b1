"""Above a visit: that words go through somebody else, and in which language."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent

from imh_desktop.core.languages import spoken_languages
from imh_desktop.core.people import Child
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Chip, tooltip
from imh_desktop.words import Words

_LONGEST = 24
"""Letters of a language's name."""
_BARE = 34
"""Width of the pill with an icon alone."""


class InterpreterChip(Chip):
    """Names the language; who it usually is, is said when asked."""

    def __init__(self, look: Look, words: Words, child: Child) -> None:
        """Show it with its words."""
        code = child.interpreter_language
        name = spoken_languages(words).get(code, code)[:_LONGEST]
        named = words.say("Interpreter: {language}", language=name) if name else ""
        self._said = named or words.say("Interpreter needed")
        self._bare = False
        super().__init__(look, self._said, tone="accent")
        self.setAccessibleName(self._said)
        self.setAccessibleDescription(child.interpreter_name)
        tooltip(self, words.abreast((self._said, child.interpreter_name)))

    def show_bare(self, bare: bool) -> None:
        """Show an icon alone, where there is no room for words."""
        self._bare = bare
        self.setText("" if bare else self._said)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Leave room for what is shown."""
        whole = super().sizeHint()
        return QSize(self._look.px(_BARE), whole.height()) if self._bare else whole

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill, and the icon in it."""
        super().paintEvent(event)
        if self._bare:
            look = self._look
            look.icons.paint(
                QPainter(self), self.rect(), "translate", look.tokens.accent, look.px(18)
            )
