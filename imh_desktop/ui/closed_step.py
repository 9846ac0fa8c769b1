"""What a closed visit came to: its next step in words, and what was done about what was urgent."""

from PySide6.QtWidgets import QWidget

from imh_desktop.flows.past_visits import ClosedStep
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import PlainLabel, column
from imh_desktop.words import Words


class ClosedStepLines(QWidget):
    """A line for the step and one for each note, as the review showed them: open words only."""

    def __init__(self, look: Look, words: Words, step: ClosedStep) -> None:
        """Lay out the lines."""
        super().__init__()
        items = column(self, gap=look.px(2))
        said = words.say("Next step: {step}", step=step.said)
        items.addWidget(PlainLabel(look, said, size=15, bold=True, wrap=True))
        for done in step.noted:
            noted = words.say("Noted: {what}", what=done)
            items.addWidget(PlainLabel(look, noted, size=14, wrap=True))
