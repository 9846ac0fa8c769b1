"""What was corrected in a visit after it was finished: who, when, why, and what it said before."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from imh_desktop.core.visit_record import RecordAmendment
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import PlainLabel, column
from imh_desktop.words import Words


class AmendedLines(QWidget):
    """The corrections, the oldest first."""

    def __init__(self, look: Look, words: Words, amended: Sequence[RecordAmendment]) -> None:
        """Show them."""
        super().__init__()
        lines = column(self, gap=look.px(2))
        for one in amended:
            said = {"day": words.date(one.on), "name": one.by}
            by = words.say("Corrected on {day} by {name}: {reason}", reason=one.reason, **said)
            if not one.counts:
                by = words.say(
                    "Came after the visit was finished, not counted: {day}, {name}", **said
                )
            lines.addWidget(PlainLabel(look, by, size=14, bold=True, wrap=True))
            for changed in one.changed:
                lines.addWidget(PlainLabel(look, changed, size=14, wrap=True))
