"""The strip below a visit: the keys, the next gap, and the way on. Never a dead end."""

from PySide6.QtCore import Signal

from imh_desktop.ui.commands import answer_keys_said, key_said, offer
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Bar, Button, PlainLabel
from imh_desktop.words import Words


class VisitFooter(Bar):
    """Key legend, "Next unanswered", and one button that names where it leads; where there is no
    room for the domains beside the cards, a button for them in the legend's place."""

    next_gap_wanted = Signal()
    domains_wanted = Signal()
    onward_wanted = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        """Fill the strip."""
        super().__init__(look, at_top=False)
        self.domain = Button(look, "", kind="quiet", after="caret-down")
        offer(self.domain, "domains")
        self.domain.clicked.connect(self.domains_wanted)
        self.domain.hide()
        self.items.addWidget(self.domain)
        self._legend: list[PlainLabel] = []
        for key, does in (
            (answer_keys_said(), words.say("answer and move on")),
            (key_said("note"), words.say("note")),
            (key_said("undo"), words.say("undo")),
            (key_said("cover"), words.say("cover")),
        ):
            key_label = PlainLabel(look, key, size=13, bold=True, colour="muted")
            self._legend += [key_label, PlainLabel(look, does, size=13, colour="muted")]
            self.items.addWidget(key_label)
            self.items.addWidget(self._legend[-1])
            self.items.addSpacing(look.px(8))
        self.items.addStretch(1)
        self.items.setSpacing(look.px(5))
        self.next_gap = Button(look, words.say("Next unanswered"))
        offer(self.next_gap, "next-gap")
        self.next_gap.clicked.connect(self.next_gap_wanted)
        self.items.addWidget(self.next_gap)
        self.items.addSpacing(look.px(5))
        self.onward = Button(look, words.say("Review"), kind="primary", after="caret-right")
        self.onward.clicked.connect(self.onward_wanted)
        self.items.addWidget(self.onward)

    def show_next(self, title: str) -> None:
        """Name where the way on leads."""
        self.onward.setText(title)

    def show_domain(self, said: str) -> None:
        """Name the domain shown and how far it is."""
        self.domain.setText(said)

    def show_compact(self, compact: bool) -> None:
        """Offer the domains here, and show the rest as icons."""
        self.domain.setVisible(compact)
        for label in self._legend:
            label.setVisible(not compact)
        self.next_gap.show_bare("arrow-down" if compact else "")
        self.onward.show_bare("caret-right" if compact else "")
