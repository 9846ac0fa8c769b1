"""Where the visitor is in a visit: kept as she goes about, found again when she comes back."""

from contextlib import suppress
from typing import TYPE_CHECKING

from imh_desktop.errors import EnvironmentFault
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.ui.item_card import ItemCard
from imh_desktop.ui.resting import resting
from imh_desktop.ui.standing import Standing

if TYPE_CHECKING:
    from imh_desktop.ui.visit_page import VisitPage  # it stands on this room

_PLACE_AFTER_MS = 400


class VisitPlace:
    """The card in front and how far it is scrolled. ``landed``: the page was shown, and stands
    where she was."""

    def __init__(self, page: "VisitPage", visit: OpenVisit) -> None:
        """Begin where the visit was left."""
        self._page, self._visit = page, visit
        self.landed = False
        self._stood: Standing | None = None
        self._came_from = visit.place
        self._rest = resting(page, _PLACE_AFTER_MS, lambda: self.keep())

    def standing(self) -> Standing:
        """Return where she is, the keyboard with it."""
        note = self._page.card.note if self._page.card is not None else None
        in_note = note is not None and note.field.hasFocus()
        cursor = note.field.textCursor().position() if note is not None else 0
        return Standing("visit", visit=self._visit, in_note=in_note, cursor=cursor)

    def stand(self, standing: Standing) -> None:
        """Land, once shown, with the keyboard in the note where it was before."""
        self._stood = standing

    def land(self) -> None:
        """Give the card in front its part of the screen, and the keyboard."""
        card = self._page.card
        self.scroll()
        if card is not None and self._stood is not None and self._stood.in_note:
            card.open_note()
            _put_cursor(card, self._stood.cursor)
        elif card is not None:
            card.take_focus()
        self._stood = None

    def scroll(self) -> None:
        """Show the card in front, or what was in sight when she left."""
        before, page = self._came_from, self._page
        if page.card is not None and not (before and page.page.scroll_back(before.scroll)):
            page.page.show_part(page.card)

    def turned(self) -> None:
        """Take notice of another card in front; it is kept when she rests."""
        if self.landed:
            self._came_from = None
        self._rest.start()

    def scrolled(self) -> None:
        """Take notice that she looks elsewhere."""
        if self.landed:
            self._rest.start()

    def keep(self) -> None:
        """Keep it now."""
        self._rest.stop()
        cards = self._page.page
        if cards.active is not None:
            with suppress(EnvironmentFault):  # where she was is a comfort, not a finding
                self._visit.remember_place(cards.active, cards.verticalScrollBar().value())


def _put_cursor(card: ItemCard, position: int) -> None:
    """Put the cursor of a card's open note where it was."""
    if card.note is not None:
        cursor = card.note.field.textCursor()
        cursor.setPosition(min(position, len(card.note.field.toPlainText())))
        card.note.field.setTextCursor(cursor)
