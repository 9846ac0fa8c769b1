"""What stands behind a card's information button: why, how, what else it may be, culture."""

from PySide6.QtCore import Signal

from imh_desktop.core.checklist import ItemText
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, Card, PlainLabel, column
from imh_desktop.words import Words


class GuidanceBlock(Card):
    """An item's guidance. Emits ``clear_wanted`` when the answer is to be taken away."""

    clear_wanted = Signal()

    def __init__(self, look: Look, words: Words, text: ItemText) -> None:
        """Stack the parts that have words."""
        super().__init__(look, tone="accent_soft", radius=8)
        items = column(self, margins=look.px(14), gap=look.px(8))
        for title, said in (
            (words.say("How to look or ask"), text.how),
            (words.say("Why it matters"), text.why),
            (words.say("It may also be"), text.others),
            (words.say("Families do this in many ways"), text.culture),
        ):
            if said:
                part = column(gap=look.px(1))
                part.addWidget(PlainLabel(look, title, size=13, bold=True))
                part.addWidget(PlainLabel(look, said, size=14, wrap=True))
                items.addLayout(part)
        self.clear = Button(look, words.say("Clear this answer"), kind="quiet", icon="eraser")
        self.clear.clicked.connect(self.clear_wanted)
        items.addWidget(self.clear)
