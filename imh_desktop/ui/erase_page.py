"""What is to be erased for good, what goes with it, why; and a word typed before it does."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from imh_desktop.flows.erasing_preview import Preview, reasons
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.typed_word import TypedWord
from imh_desktop.ui.widgets import LabelledField, PlainLabel, Select
from imh_desktop.words import Words

Choices = Sequence[tuple[str, str]]


class ErasePage(ToldPage):
    """Emits ``picked`` with what is looked at now, by its code, and ``erase_asked`` with why."""

    picked = Signal(str)
    erase_asked = Signal(str)

    def __init__(
        self, look: Look, words: Words, choices: Choices, chosen: str, items: Choices, item: str,
        preview: Preview | None,
    ) -> None:  # fmt: skip
        """Show what can be erased (``choices``: code and words; ``items``: of the visit an answer
        is chosen in), and what erasing the chosen one takes."""
        super().__init__(look, words, words.say("Erase for good"))
        what = TitledCard(look, words.say("What is to be erased?"), gap=10)
        what.items.addWidget(self._select(words.say("What is to be erased?"), choices, chosen))
        if items:
            label = words.say("Which answer")
            box = self._select(label, items, item)
            what.items.addWidget(LabelledField(look, label, box))
        self.cards.addWidget(what)
        if preview is not None:
            self._show(preview)
        self._why = Select(look, words.say("Why"), reasons(words))
        sure = TitledCard(look, words.say("Are you sure?"), gap=10)
        sure.items.addWidget(LabelledField(look, words.say("Why"), self._why))
        self._typed = TypedWord(look, words)
        sure.items.addWidget(self._typed)
        self.cards.addWidget(sure)
        self.button(words.say("Cancel"), self.left)
        erase = self.button(words.say("Erase for good"), self.left, kind="primary")
        erase.clicked.disconnect()
        erase.clicked.connect(lambda: self.erase_asked.emit(self._why.code()))
        self._typed.unlock(erase, given=preview is not None)
        sure.setVisible(preview is not None)
        self.land_on(what.findChild(Select) or self)

    def _select(self, label: str, choices: Choices, chosen: str) -> Select:
        box = Select(self._look, label, choices)
        box.choose(chosen)
        box.picked.connect(self.picked)
        return box

    def _show(self, preview: Preview) -> None:
        words = self._words
        self._lines(preview.title, preview.goes)
        if preview.pages:
            title = words.say("In somebody’s hands: please ask for it back")
            self._lines(title, preview.pages)
        self._lines(words.say("What stays"), preview.stays)

    def _lines(self, title: str, lines: Sequence[str]) -> None:
        card = TitledCard(self._look, title, gap=6)
        for line in lines:
            card.items.addWidget(PlainLabel(self._look, line, size=15, wrap=True))
        self.cards.addWidget(card)
