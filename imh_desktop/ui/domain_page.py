"""The cards of one domain, built when it is first entered and kept."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.flows.cards import CardView
from imh_desktop.ui.card_signals import pass_on
from imh_desktop.ui.item_card import ItemCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import ScrollColumn
from imh_desktop.words import Words


class DomainPage(ScrollColumn):
    """A column of cards, one of them active. Signals are those of ``ItemCard``."""

    answered = Signal(str, str)
    cleared = Signal(str)
    drafted = Signal(str, str)
    noted = Signal(str, str)
    loss_answered = Signal(str, str)
    entered = Signal(str)

    def __init__(self, look: Look, words: Words, choices: dict[str, str]) -> None:
        """Make an empty page; ``choices`` are the words of the answer codes."""
        super().__init__(look)
        self._look, self._words, self._choices = look, words, choices
        self.cards: dict[str, ItemCard] = {}
        self._head: QWidget | None = None
        self._before = 0
        self.active: str | None = None
        self.items.addStretch(1)

    def show_head(self, head: QWidget, *, last: bool) -> None:
        """Put something before the cards, or after the ``last`` one, in place of what was there."""
        if self._head is not None:
            self.items.removeWidget(self._head)
            self._head.hide()
            self._head.deleteLater()
        self._head, self._before = head, 0 if last else 1
        self.items.insertWidget(self.items.count() - 1 if last else 0, head)

    def show_cards(self, views: Sequence[CardView], drafts: Mapping[str, str]) -> None:
        """Show exactly these cards, keeping those that stand already."""
        wanted = {view.item_id for view in views}
        for item_id in [known for known in self.cards if known not in wanted]:
            self._drop(item_id)
        for place, view in enumerate(views):
            self._show_card(view, place, drafts)
        if self.active not in wanted:
            self.active = None

    def prepare_one(self, views: Sequence[CardView], drafts: Mapping[str, str]) -> bool:
        """Build one card that is still missing; False when none is."""
        for place, view in enumerate(views):
            if view.item_id not in self.cards:
                self._show_card(view, place, drafts)
                return True
        return False

    def activate(self, item_id: str, *, scroll: bool = True, focus: bool = True) -> bool:
        """Turn to a card; False when it is not on this page now."""
        card = self.cards.get(item_id)
        if card is None:
            return False
        if self.active in self.cards and self.active != item_id:
            self.cards[self.active].body.set_active(False)
        self.active = item_id
        card.body.set_active(True)
        if focus:
            card.take_focus()
        if scroll:
            self.show_part(card)
        return True

    def scroll_back(self, scroll: int) -> bool:
        """Scroll to where it was (pixels); False when the active card is not whole in view then."""
        card = self.cards.get(self.active or "")
        self.items.activate()
        self.verticalScrollBar().setValue(scroll)
        if card is None or self.verticalScrollBar().value() != scroll:
            return False
        top = card.mapTo(self.viewport(), card.rect().topLeft()).y()
        return top >= 0 and top + card.height() <= self.viewport().height()

    def ask_losses(self, item_ids: Collection[str]) -> None:
        """Ask about lost skills on these cards, and on no other."""
        for item_id, card in self.cards.items():
            card.ask_loss(item_id in item_ids)

    def finish(self) -> None:
        """Hand over notes that were being typed."""
        for card in self.cards.values():
            card.finish()

    def _show_card(self, view: CardView, place: int, drafts: Mapping[str, str]) -> None:
        card = self.cards.get(view.item_id)
        if card is None:
            card = self._make(view)
            if view.item_id in drafts:
                card.show_draft(drafts[view.item_id])
        else:
            card.show_view(view)
        at = place + self._before
        if self.items.indexOf(card) != at:
            self.items.removeWidget(card)
            self.items.insertWidget(min(at, self.items.count() - 1), card)

    def _make(self, view: CardView) -> ItemCard:
        card = ItemCard(self._look, self._words, view, self._choices)
        pass_on(card, self)
        card.unfolded.connect(self._on_unfolded)
        self.cards[view.item_id] = card
        return card

    def _on_unfolded(self, item_id: str) -> None:
        QTimer.singleShot(0, self, lambda: self._show_unfolded(item_id))

    def _show_unfolded(self, item_id: str) -> None:
        card = self.cards.get(item_id)
        if card is not None:
            self.reveal(card)
            if card.note is not None and card.note.field.hasFocus():
                self.reveal(card.note)

    def _drop(self, item_id: str) -> None:
        card = self.cards.pop(item_id)
        card.finish()
        self.items.removeWidget(card)
        card.hide()
        card.deleteLater()
