"""Which of a child's visits is meant."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from imh_desktop.core.visit import Visit
from imh_desktop.flows.codes_said import band_said
from imh_desktop.ui.row_button import RowButton
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.words import Words


class VisitChoicePage(ToldPage):
    """Emits ``chosen`` with a visit's id."""

    chosen = Signal(str)

    def __init__(self, look: Look, words: Words, title: str, visits: Sequence[Visit]) -> None:
        """Show the visits in this order."""
        super().__init__(look, words, title)
        for visit in visits:
            said = words.say("Checklist for {band}", band=band_said(words, visit.band))
            state = "" if visit.closed_at else words.say("Visit open")
            day = words.date(visit.on)
            button = RowButton(look, "file-text", day, said, count=state)
            # A bound method is held weakly: what it belongs to would be gone by then.
            button.clicked.connect(lambda _=False, id_=visit.visit_id: self.chosen.emit(id_))
            self.cards.addWidget(button)
        self.land_on(self.findChild(RowButton) or self)
        self.foot.hide()
