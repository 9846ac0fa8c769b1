"""What the person says on the cards of a visit, kept at once; the page then shows what follows."""

from typing import TYPE_CHECKING

from imh_desktop.errors import InputError
from imh_desktop.flows.visiting import AloneNeeded, KnownNeeded, OpenVisit
from imh_desktop.ui.item_card import ItemCard
from imh_desktop.words import Words

if TYPE_CHECKING:
    from imh_desktop.ui.visit_page import VisitPage  # it stands on this room


class CardAnswers:
    """Listens to the cards. ``drafts``: notes that are being typed, by item."""

    def __init__(self, page: "VisitPage", words: Words, visit: OpenVisit) -> None:
        """Keep what is said on a page's cards in its visit."""
        self._page, self._words, self._visit = page, words, visit
        self._by_key = False
        self.read_drafts()
        cards = page.stack
        cards.answered.connect(
            lambda item_id, code: self.answer(item_id, code, move_on=self._by_key)
        )
        cards.cleared.connect(lambda item_id: self.clear(item_id))
        cards.drafted.connect(lambda item_id, text: self.draft(item_id, text))
        cards.noted.connect(lambda item_id, text: self._note(item_id, text))
        cards.loss_answered.connect(lambda item_id, code: self._tell_loss(item_id, code))

    def read_drafts(self) -> None:
        """Read anew what is being typed: another adult's answers are shown now."""
        self.drafts = self._visit.drafts()

    def digit(self, card: ItemCard, key: int) -> None:
        """Answer by a key; the key of the answer that stands goes on to the next card."""
        view = card.view
        if view is None:
            return
        codes = [code for code, _words in view.choices]
        if not codes or codes[key - 1 : key] == [view.answer]:
            self._page.go_next()
            return
        self._by_key = True
        card.press(key)
        self._by_key = False

    def answer(self, item_id: str, code: str, *, move_on: bool) -> None:
        """Keep an answer; ``move_on``: to the next card, where nothing calls for action now."""
        page = self._page
        before = page.urgent.waiting()
        needed: list[InputError] = []
        kept = page.keeper.keep(
            f"answer {item_id}", lambda: self._visit.answer(item_id, code), needed.append
        )
        page.refresh()
        for error in needed:
            self._on_needed(error, item_id, code, move_on=move_on)
        if kept and not page.urgent.offer(before) and move_on:
            page.go_next()
        elif kept and not move_on:
            page.turn_to(item_id, moved=False)

    def _on_needed(self, error: InputError, item_id: str, code: str, *, move_on: bool) -> None:
        if isinstance(error, KnownNeeded):
            self._page.how_known.ask(lambda: self.answer(item_id, code, move_on=move_on))
        elif not isinstance(error, AloneNeeded):  # then the gate stands there already
            self._page.keeper.say(self._words.told(error))

    def clear(self, item_id: str) -> None:
        """Take an answer away."""
        page = self._page
        card = page.page.cards.get(item_id)
        if card is not None and card.view is not None and card.view.answer is not None:
            page.keeper.keep(f"answer {item_id}", lambda: self._visit.clear(item_id))
            page.refresh()

    def draft(self, item_id: str, text: str) -> None:
        """Keep a note as far as it is typed."""
        self.drafts[item_id] = text
        self._page.keeper.keep(f"draft {item_id}", lambda: self._visit.draft_note(item_id, text))

    def _note(self, item_id: str, text: str) -> None:
        self.drafts.pop(item_id, None)
        self._page.keeper.keep(f"note {item_id}", lambda: self._visit.keep_note(item_id, text))
        self._page.refresh()

    def _tell_loss(self, item_id: str, code: str) -> None:
        page = self._page
        before = page.urgent.waiting()
        page.keeper.keep(f"loss {item_id}", lambda: self._visit.confirm_loss(item_id, code))
        page.refresh()
        page.urgent.offer(before)
