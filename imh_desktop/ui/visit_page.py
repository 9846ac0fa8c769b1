"""The visit screen: one open visit, guided card by card; every answer is on the disk at once."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent

from imh_desktop.errors import EnvironmentFault
from imh_desktop.flows.card_views import counted
from imh_desktop.flows.cards import Place, Undone
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.ui.ahead import BuildAhead
from imh_desktop.ui.card_answers import CardAnswers
from imh_desktop.ui.card_commands import card_commands
from imh_desktop.ui.collector import collect_now
from imh_desktop.ui.commands import SCROLLING, Live, live, pressed
from imh_desktop.ui.domain_page import DomainPage
from imh_desktop.ui.item_card import ItemCard
from imh_desktop.ui.private_heads import PrivateHeads
from imh_desktop.ui.standing import Standing
from imh_desktop.ui.style import Look
from imh_desktop.ui.visit_frame import VisitFrame
from imh_desktop.ui.visit_place import VisitPlace
from imh_desktop.ui.widgets import NoteField
from imh_desktop.ui.widgets.reading_order import first_stop
from imh_desktop.words import Words


class VisitPage(VisitFrame):
    """Emits ``left`` (back to the children), ``review_wanted``, and ``refreshed`` after each
    change."""

    left = Signal()
    refreshed = Signal()
    review_wanted = Signal()

    def __init__(self, look: Look, words: Words, visit: OpenVisit) -> None:
        """Build the screen around a visit; it lands where the visitor was when first shown."""
        super().__init__(look, words, visit)
        self._look, self._words, self._visit = look, words, visit
        self._left = False
        self.domain_id = ""
        self._heads = PrivateHeads(
            look, words, visit, self.keeper, self._on_alone_changed, self._on_onward,
            self.own_referral_wanted.emit,
        )  # fmt: skip
        self.answers, self._place = CardAnswers(self, words, visit), VisitPlace(self, visit)
        self._connect()
        self._ahead = BuildAhead(self, self._build_one)
        self._open(visit.place)

    # --- going about -----------------------------------------------------------------------

    @property
    def page(self) -> DomainPage:
        """Return the page of the domain shown."""
        return self.stack.page(self.domain_id)

    @property
    def card(self) -> ItemCard | None:
        """Return the active card."""
        return self.page.cards.get(self.page.active or "")

    def enter(self, domain_id: str) -> None:
        """Show a domain, at the card last active there or its first gap."""
        self._show_domain(domain_id)
        target = self.page.active or self._visit.first_card(domain_id)
        if target is not None:
            self.turn_to(target)

    def go_to(self, item_id: str) -> None:
        """Show a card, in whatever domain it stands."""
        domain_id = self.route.domain_of(item_id)
        if domain_id != self.domain_id:
            self._show_domain(domain_id)
        if item_id in self.page.cards:
            self.turn_to(item_id)

    def standing(self) -> Standing:
        """Keep what was being typed and return where she is, the keyboard with it."""
        standing = self._place.standing()
        self.stack.finish()
        self._place.keep()
        self._left = True
        return standing

    def stand(self, standing: Standing) -> None:
        """Land, once shown, with the keyboard in the note where it was before."""
        self._place.stand(standing)

    def leave(self) -> bool:
        """Keep what was being typed and where she was; False when the disk refused something."""
        self.stack.finish()
        self.urgent.finish()
        self._place.keep()
        self.keeper.keep("leave", self._visit.leave)
        if not self.keeper.all_saved:
            self.keeper.try_again()
        self._left = self.keeper.all_saved
        if self._left:
            self._visit.alone_with(None)
        return self._left

    def key_pressed(self, event: QKeyEvent) -> None:
        """Do what the key means here, once no field wanted it."""
        self._ahead.rest()
        code = pressed(event)
        then = live(self).get(code) if code not in SCROLLING else None
        if then is not None:
            then()
        elif event.key() == Qt.Key.Key_Escape and self.compact and self.domains.isVisible():
            self.leave_domains()
        elif event.key() == Qt.Key.Key_Escape and self.card is not None and self._writes():
            self.card.take_focus()
        else:
            event.ignore()

    def commands(self) -> Live:
        """Return what has no button of its own, or one that is not always in sight."""
        self._follow_keyboard()
        found: Live = {"domains": self.open_domains, "review": self._review}
        found["next-domain"] = self._on_onward
        if (before := self.route.before(self.domain_id)) is not None:
            found["domain-before"] = lambda: self.enter(before)
        if self.known_bar.isVisible():
            found["known"] = self.known_bar.take_focus
        if self.card is not None and self.stack.isVisible():
            found |= card_commands(self.card, self.answers.digit, self.answers.clear)
        return found

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Turn to the card to which the Tab key brings the keyboard."""
        moved = super().focusNextPrevChild(forward)
        self._follow_keyboard()
        return moved

    def open_domains(self) -> None:
        """Put the keyboard on the list of domains, which comes in front where there is no room."""
        self.show_list(True)
        self.domains.take_focus(self.domain_id)

    def leave_domains(self) -> None:
        """Give the keyboard back to the card."""
        self.show_cards()
        if self.card is not None:
            self.card.take_focus()
        elif (first := first_stop(self.page)) is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Scroll to the card once there is a size to scroll in."""
        super().showEvent(event)
        self._left = False
        if not self._place.landed:
            self._place.landed = True
            QTimer.singleShot(0, self, self._land)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was being typed, and do nothing more behind another page."""
        super().hideEvent(event)
        self._ahead.stop()
        if not self._left:  # after leaving, the vault may be closed already
            self.stack.finish()
            self._place.keep()

    # --- what the person did ----------------------------------------------------------------

    def _on_undo(self) -> None:
        done: list[Undone | None] = []
        self.keeper.keep("undo", lambda: done.append(self._visit.undo()))
        self.refresh()
        if done and (undone := done[0]) is not None:
            if undone.item_id is not None:
                self.go_to(undone.item_id)
            say = self._words.say
            self.header.saved.say(say("Taken back: {what}", what=undone.what), say("Taken back"))

    def _on_onward(self) -> None:
        onward = self.route.after(self.domain_id)
        if onward is None:
            self._review()
        else:
            self.enter(onward)

    def go_next(self) -> None:
        """Go on to the next card without an answer, and from the last to the review."""
        following = self._visit.next_unanswered(self.page.active)
        if following is None:
            self._review()
        else:
            self.go_to(following)

    def _review(self) -> None:
        self.stack.finish()
        self.review_wanted.emit()

    def _on_back(self) -> None:
        if self.leave():
            self.left.emit()

    def _on_domains(self) -> None:
        self.open_domains() if self.domains.isHidden() else self.leave_domains()

    def _on_try_again(self) -> None:
        self.keeper.try_again()
        self.refresh()

    def _on_alone_changed(self) -> None:
        try:
            self.answers.read_drafts()
        except EnvironmentFault as fault:  # what was said alone goes from the screen all the same
            self._visit.alone_with(None)
            self.keeper.say(self._words.told(fault))
        self.enter(self.domain_id)

    # --- showing ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what the visit holds now."""
        visit, page = self._visit, self.page
        self._heads.show(page, self.domain_id)
        page.show_cards(visit.cards(self.domain_id), self.answers.drafts)
        page.ask_losses(visit.guidance.ask_loss)
        alone = visit.alone is not None
        self.domains.show_domains(visit.domains(), self.domain_id, counted(visit), alone=alone)
        self.footer.show_domain(self.domains.said(self.domain_id))
        self.header.show_undo(visit.can_undo)
        self.urgent.refresh()
        self.refreshed.emit()

    def _show_domain(self, domain_id: str) -> None:
        if self.domain_id:
            self.page.finish()
        self.domain_id = domain_id
        page = self.page
        self.refresh()
        self.stack.setCurrentWidget(page)
        titles = {view.domain_id: view.title for view in self._visit.domains()}
        onward = self.route.after(domain_id)
        self.show_cards()
        self.footer.show_next(titles[onward] if onward else self._words.say("Review"))
        self._ahead.rest()

    def _writes(self) -> bool:
        return isinstance(self.window().focusWidget(), NoteField)

    def _follow_keyboard(self) -> None:
        """Make the card with the keyboard in it the active one: a digit answers what is read."""
        keyboard = self.window().focusWidget()
        for item_id, card in self.page.cards.items():
            if keyboard is not None and card.isAncestorOf(keyboard) and item_id != self.page.active:
                self.turn_to(item_id, moved=False)
                return

    def turn_to(self, item_id: str, *, moved: bool = True) -> None:
        """Make a card the active one; ``moved``: she is brought there, rather than there already,
        where taking the keyboard away would break off the press that brought her."""
        page, self._left = self.page, False
        before = page.cards.get(page.active or "")
        if before is not None and before.item_id != item_id:
            before.finish()
        page.activate(item_id, scroll=moved, focus=moved)
        if moved:
            QTimer.singleShot(0, page, self._place.scroll)
        self._place.turned()

    def _open(self, place: Place | None) -> None:
        start = place.item_id if place is not None else self._visit.next_unanswered(None)
        self._show_domain(self.route.domain_of(start) if start else self.route.order[0])
        if start is not None and start in self.page.cards:
            self.turn_to(start)
        else:
            self.enter(self.domain_id)

    def _land(self) -> None:
        collect_now()
        self._place.land()

    def _on_scrolled(self) -> None:
        if self.isVisible() and not self._left:
            self._place.scrolled()

    def _build_one(self) -> bool:
        onward = self.route.after(self.domain_id)
        wanted = onward is not None and self.isVisible()
        return wanted and self.stack.prepare_one(str(onward), self.answers.drafts)

    # --- building ---------------------------------------------------------------------------

    def _connect(self) -> None:
        self.header.back_wanted.connect(self._on_back)
        self.header.undo_wanted.connect(self._on_undo)
        self.header.cover_wanted.connect(self.cover)
        self.trouble.acted.connect(self._on_try_again)
        self.domains.chosen.connect(self.enter)
        self.domains.picked.connect(self.leave_domains)
        self.footer.domains_wanted.connect(self._on_domains)
        self.footer.next_gap_wanted.connect(self.go_next)
        self.footer.onward_wanted.connect(self._on_onward)
        self.urgent.changed.connect(self.refresh)
        cards = self.stack
        cards.entered.connect(lambda item_id: self.turn_to(item_id, moved=False))
        cards.scrolled.connect(self._on_scrolled)
