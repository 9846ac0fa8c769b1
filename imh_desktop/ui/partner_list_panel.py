"""What a list of partners holds, before any of it is taken in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.flows.partner_lists import ListPreview
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, Notice, Panel, PlainLabel
from imh_desktop.words import Words

_MOST_NAMES, _LONGEST = 50, 80


class PartnerListPanel(Panel):
    """Emits ``agreed`` when all of it is to be taken in."""

    agreed = Signal()

    def __init__(self, look: Look, parent: QWidget, words: Words, preview: ListPreview) -> None:
        """Show the names, or the lines that will not do: then nothing can be taken in."""
        super().__init__(look, parent, words.say("Take in a list"), width=720)
        inside = self.scrolling()
        if preview.refused:
            said = words.say("Nothing is taken in while these lines are not mended in the file.")
            inside.items.addWidget(Notice(look, said, tone="warn"))
            for one in preview.refused:
                told = words.say("Line {line}: {why}", line=one.line, why=one.why)
                inside.items.addWidget(PlainLabel(look, told, size=15, wrap=True))
        else:
            n = len(preview.forms)
            said = words.count("{n} partner in this list", "{n} partners in this list", n)
            inside.items.addWidget(PlainLabel(look, said, size=16, bold=True, wrap=True))
            for form in preview.forms[:_MOST_NAMES]:
                name = PlainLabel(look, form.name[:_LONGEST], size=15, wrap=True)
                inside.items.addWidget(name)
        inside.items.addStretch()
        self._first: Button = self.add_button(words.say("Cancel"))
        self._first.clicked.connect(self.put_away)
        if not preview.refused:
            self._first = self.add_button(words.say("Take in all"), kind="primary")
            self._first.clicked.connect(self._agree)
        self.dismissed.connect(self.put_away)

    def show_panel(self) -> None:
        """Show it, with the keyboard on its last button."""
        self.open(self._first)

    def _agree(self) -> None:
        self.put_away()
        self.agreed.emit()
