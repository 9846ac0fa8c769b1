"""How long a programme keeps what it wrote, and what is over by now."""

from collections.abc import Iterator

from PySide6.QtCore import Signal

from imh_desktop.core.retention import RULES
from imh_desktop.flows.cutting import cut
from imh_desktop.flows.keeping_words import choices_of, over_said, rule_said
from imh_desktop.flows.retention import Due, Months
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.typed_word import TypedWord
from imh_desktop.ui.widgets import LabelledField, Notice, PlainLabel, Select, Tick
from imh_desktop.words import Words


class KeepingPage(ToldPage):
    """Emits ``saved`` with the rules, and ``erase_asked`` with the ids of the children that are
    ticked and whether the rest is."""

    saved = Signal(object)
    erase_asked = Signal(object, bool)

    def __init__(
        self, look: Look, words: Words, months: Months, found: Due, *, coordinates: bool,
        done: str = "",
    ) -> None:  # fmt: skip
        """Show the rules and what is over. ``coordinates``: the one here may confirm."""
        super().__init__(look, words, words.say("Keep and erase"))
        if done:
            self.cards.addWidget(Notice(look, done, tone="ok"))
        self._rules: dict[str, Select] = {}
        self.cards.addWidget(self._rules_card(months))
        self._ticks: dict[str, Tick] = {}
        self._rest: Tick | None = None
        self.cards.addWidget(self._over_card(found, coordinates=coordinates))
        self.button(words.say("Done"), self.left)
        due = coordinates and bool(self._ticks or self._rest)
        kind = "secondary" if due else "primary"
        save = self.button(words.say("Save the rules"), self.left, kind=kind)
        save.clicked.disconnect()
        save.clicked.connect(lambda: self.saved.emit(self._months()))
        if due:
            erase = self.button(words.say("Erase what is ticked"), self.left, kind="primary")
            erase.clicked.disconnect()
            erase.clicked.connect(self._on_erase)
            self._typed.unlock(erase)
        self.land_on(self._rules[RULES[0]])

    def _rules_card(self, months: Months) -> TitledCard:
        look, words = self._look, self._words
        card = TitledCard(
            look, words.say("How long something is kept"), gap=10,
            help_text=words.say("Nothing is erased by itself: a coordinator confirms each list."),
        )  # fmt: skip
        for rule in RULES:
            label = rule_said(rule, words)
            box = Select(look, label, choices_of(rule, months.get(rule), words))
            box.choose(str(months.get(rule, 0)))
            self._rules[rule] = box
            card.items.addWidget(LabelledField(look, label, box))
        return card

    def _over_card(self, found: Due, *, coordinates: bool) -> TitledCard:
        look, words = self._look, self._words
        card = TitledCard(look, words.say("Over by these rules"), gap=10)
        if found.nothing:
            none = words.say("Nothing is over.")
            card.items.addWidget(PlainLabel(look, none, size=15, wrap=True))
            return card
        for each in found.children:
            name = cut(each.name) or words.say("A child that was erased before")
            tick = Tick(look, words.say("{name}: {why}", name=name, why=over_said(each, words)))
            tick.setEnabled(coordinates)
            self._ticks[each.child_id] = tick
            card.items.addWidget(tick)
        if rest := "  ".join(self._rest_said(found)):
            self._rest = Tick(look, rest)
            self._rest.setEnabled(coordinates)
            card.items.addWidget(self._rest)
        if not coordinates:
            only = words.say("Only a coordinator may confirm this.")
            card.items.addWidget(Notice(look, only))
            return card
        gone = words.say("What is erased cannot come back. Each child goes with all that is kept.")
        card.items.addWidget(PlainLabel(look, gone, size=14, colour="muted", wrap=True))
        self._typed = TypedWord(look, words)
        card.items.addWidget(self._typed)
        return card

    def _rest_said(self, found: Due) -> Iterator[str]:
        words = self._words
        if found.private_until:
            day = words.date(found.private_until)
            yield words.say("What was said alone up to {day}, if anything was.", day=day)
        if found.contacts:
            yield words.count(
                "{n} try to reach a family.", "{n} tries to reach families.",
                sum(found.contacts.values()),
            )  # fmt: skip

    def _months(self) -> dict[str, int]:
        said = {rule: int(box.code()) for rule, box in self._rules.items()}
        return {rule: months for rule, months in said.items() if months}

    def _on_erase(self) -> None:
        ticked = [child_id for child_id, tick in self._ticks.items() if tick.isChecked()]
        rest = self._rest is not None and self._rest.isChecked()
        if ticked or rest:
            self.erase_asked.emit(ticked, rest)
