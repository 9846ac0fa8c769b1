"""Shows what a correction changes for each visit, and asks why it is made."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from imh_desktop.flows.birth_corrections import VisitEffect
from imh_desktop.flows.effect_said import effect_lines, effect_title
from imh_desktop.ui.reason_panel import ReasonPanel
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Panel, PlainLabel
from imh_desktop.words import Words


class EffectsPanel(ReasonPanel):
    """Asks for the reason below what would change."""

    def __init__(
        self, look: Look, parent: QWidget, words: Words, title: str, above: Sequence[str],
        effects: Sequence[VisitEffect], *, agree: str,
    ) -> None:  # fmt: skip
        """Show the effects; ``above``: what is said before them, ``agree``: words of the button."""

        def tell(panel: Panel) -> None:
            told = panel.scrolling().items
            for effect in effects:
                name = effect_title(effect, words)
                told.addWidget(PlainLabel(look, name, size=15, bold=True, wrap=True))
                lines = effect_lines(effect, words) or (words.say("Nothing changes for it."),)
                for line in lines:
                    told.addWidget(PlainLabel(look, line, size=14, wrap=True))
            told.addStretch(1)

        super().__init__(look, parent, words, title, above, agree=agree, more=tell, width=720)
