"""What is still open, one tap away, and what changed since last time."""

from PySide6.QtCore import Signal

from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, PlainLabel
from imh_desktop.words import Words


class GapsCard(TitledCard):
    """Unanswered cards by domain. Emits ``card_wanted`` with the first one's item."""

    card_wanted = Signal(str)

    def __init__(self, look: Look, words: Words, visit: OpenVisit) -> None:
        """List the gaps as they are now."""
        gaps = visit.gaps()
        said = "" if gaps else words.say("Everything was asked.")
        super().__init__(look, words.say("Still open"), help_text=said, gap=8)
        self.buttons: list[Button] = []
        for gap in gaps:
            line = words.count(
                "{domain}: {n} left", "{domain}: {n} left", len(gap.item_ids), domain=gap.title
            )
            button = Button(look, line, after="caret-right")
            first = gap.item_ids[0]
            button.clicked.connect(lambda _checked=False, first=first: self.card_wanted.emit(first))
            self.buttons.append(button)
            self.items.addWidget(button)


class ChangesCard(TitledCard):
    """Open answers that differ from the last visit's: both, in words, without a direction."""

    def __init__(self, look: Look, words: Words, visit: OpenVisit) -> None:
        """Compare card by card."""
        choices = visit.texts.choices
        changed = [
            card
            for domain in visit.domains()
            for card in visit.cards(domain.domain_id)
            if not card.item.sensitivity.private
            and not card.greyed
            and card.answer
            and card.last_time
            and card.answer != card.last_time
        ]
        said = "" if changed else words.say("No answer differs from last time.")
        super().__init__(look, words.say("Changed since last time"), help_text=said, gap=8)
        for card in changed:
            self.items.addWidget(PlainLabel(look, card.text.text, wrap=True))
            line = words.say(
                "Last time: {before} · Today: {now}",
                before=choices.get(card.last_time or "", ""),
                now=choices.get(card.answer or "", ""),
            )
            self.items.addWidget(PlainLabel(look, line, size=13, colour="muted", wrap=True))
