"""The visit screen: one open visit, guided card by card; every answer is on the disk at once."""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from imh_desktop.core.visit import Known
from imh_desktop.errors import EnvironmentFault, InputError
from imh_desktop.flows.cards import CardView, Place, Undone
from imh_desktop.flows.visiting import AloneNeeded, KnownNeeded, OpenVisit
from imh_desktop.ui.act_now_panel import ActNowPanel
from imh_desktop.ui.cover import CoverablePage
from imh_desktop.ui.domain_list import DomainList
from imh_desktop.ui.domain_page import DomainPage
from imh_desktop.ui.item_card import ItemCard
from imh_desktop.ui.known_bar import KnownBar, KnownPanel
from imh_desktop.ui.private_heads import PrivateHeads
from imh_desktop.ui.style import Look
from imh_desktop.ui.unsaved import Unsaved
from imh_desktop.ui.visit_footer import VisitFooter
from imh_desktop.ui.visit_header import VisitHeader
from imh_desktop.ui.widgets import Notice, column, row
from imh_desktop.words import Words

_IDLE_MS = 500
_PLACE_AFTER_MS = 400


class VisitPage(CoverablePage):
    """Emits ``left`` (back to the children) and ``review_wanted``."""

    left = Signal()
    review_wanted = Signal()

    def __init__(self, look: Look, words: Words, visit: OpenVisit) -> None:
        """Build the screen around a visit; it lands where the visitor was when first shown."""
        super().__init__(look, words)
        self._look, self._words, self._visit = look, words, visit
        self._unsaved = Unsaved()
        self._pages: dict[str, DomainPage] = {}
        self._drafts = visit.drafts()
        self._offered: set[str] = set()
        self._panel: ActNowPanel | None = None
        self._by_key = self._landed = self._left = False
        self.domain_id = ""
        self._apart = self._find_apart()
        self._make()
        self._connect()
        self._idle = self._timer(_IDLE_MS, self._prepare_next)
        self._place = self._timer(_PLACE_AFTER_MS, self._keep_place)
        self.known_bar.show_known(visit.known)
        self._open(visit.place)

    # --- going about -----------------------------------------------------------------------

    @property
    def page(self) -> DomainPage:
        """Return the page of the domain shown."""
        return self._pages[self.domain_id]

    @property
    def card(self) -> ItemCard | None:
        """Return the active card."""
        return self.page.cards.get(self.page.active or "")

    def enter(self, domain_id: str) -> None:
        """Show a domain, at the card last active there or its first gap."""
        self._show_domain(domain_id)
        views = self._visit.cards(domain_id)
        gap = next((v.item_id for v in views if v.answer is None and not v.greyed), None)
        target = self.page.active or gap or next((v.item_id for v in views), None)
        if target is not None:
            self._turn_to(target)

    def go_to(self, item_id: str) -> None:
        """Show a card, in whatever domain it stands."""
        item = self._visit.checklist.item(item_id)
        domain_id = self._visit.checklist.domain_of(item).domain_id
        if domain_id != self.domain_id:
            self._show_domain(domain_id)
        if item_id in self.page.cards:
            self._turn_to(item_id)

    def leave(self) -> bool:
        """Keep what was being typed and where she was; False when the disk refused something."""
        for page in self._pages.values():
            page.finish()
        self._keep_place()
        self._keep("leave", self._visit.leave)
        if len(self._unsaved):
            self._show_saving(self._unsaved.again())
        self._left = not len(self._unsaved)
        if self._left:
            self._visit.alone_with(None)
        return self._left

    def key_pressed(self, event: QKeyEvent) -> None:
        """Answer by 1-5, open the note by N, take back by Ctrl+Z, clear by Delete."""
        self._idle.start()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if event.matches(QKeySequence.StandardKey.Undo):
            self._on_undo()
        elif plain and self.card is not None and event.text() in ("1", "2", "3", "4", "5"):
            self._on_digit(self.card, int(event.text()))
        elif plain and self.card is not None and event.text() in ("n", "N"):
            self.card.open_note()
        elif plain and self.card is not None and event.key() == Qt.Key.Key_Delete:
            self._on_cleared(self.card.item_id)
        else:
            event.ignore()

    def showEvent(self, event: QShowEvent) -> None:
        """Scroll to the card once there is a size to scroll in."""
        super().showEvent(event)
        self._left = False
        if not self._landed:
            self._landed = True
            QTimer.singleShot(0, self, self._land)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was being typed, and do nothing more behind another page."""
        super().hideEvent(event)
        self._idle.stop()
        if not self._left:  # after leaving, the vault may be closed already
            for page in self._pages.values():
                page.finish()
            self._keep_place()

    # --- what the person did ----------------------------------------------------------------

    def _on_digit(self, card: ItemCard, key: int) -> None:
        view = card.view
        if view is None:
            return
        codes = [code for code, _words in view.choices]
        if not codes or codes[key - 1 : key] == [view.answer]:
            self._go_next()
            return
        self._by_key = True
        card.press(key)
        self._by_key = False

    def _on_answered(self, item_id: str, code: str) -> None:
        self._answer(item_id, code, move_on=self._by_key)

    def _answer(self, item_id: str, code: str, *, move_on: bool) -> None:
        before = self._now_to_act()
        try:
            kept = self._keep(f"answer {item_id}", lambda: self._visit.answer(item_id, code))
        except KnownNeeded:
            self._refresh()
            self._ask_known(item_id, code, move_on=move_on)
            return
        except AloneNeeded:
            kept = False
        except InputError as error:
            kept = False
            self._say_fault(error.message)
        self._refresh()
        if kept and not self._offer_actions(before) and move_on:
            self._go_next()
        elif kept and not move_on:
            self._turn_to(item_id, moved=False)

    def _on_cleared(self, item_id: str) -> None:
        card = self.page.cards.get(item_id)
        if card is not None and card.view is not None and card.view.answer is not None:
            self._keep(f"answer {item_id}", lambda: self._visit.clear(item_id))
            self._refresh()

    def _on_drafted(self, item_id: str, text: str) -> None:
        self._drafts[item_id] = text
        self._keep(f"draft {item_id}", lambda: self._visit.draft_note(item_id, text))

    def _on_noted(self, item_id: str, text: str) -> None:
        self._drafts.pop(item_id, None)
        try:
            self._keep(f"note {item_id}", lambda: self._visit.keep_note(item_id, text))
        except InputError as error:
            self._say_fault(error.message)
        self._refresh()

    def _on_loss(self, item_id: str, code: str) -> None:
        before = self._now_to_act()
        self._keep(f"loss {item_id}", lambda: self._visit.confirm_loss(item_id, code))
        self._refresh()
        self._offer_actions(before)

    def _on_undo(self) -> None:
        done: list[Undone | None] = []
        self._keep("undo", lambda: done.append(self._visit.undo()))
        self._refresh()
        if done and (undone := done[0]) is not None:
            if undone.item_id is not None:
                self.go_to(undone.item_id)
            self.header.saved.say(self._words.say("Taken back: {what}", what=undone.what))

    def _on_known(self, known: Known, informant: str) -> None:
        try:
            self._visit.use_known(known, informant)
        except InputError as error:
            self._say_fault(error.message)
        self.known_bar.show_known(self._visit.known)

    def _on_onward(self) -> None:
        onward = self._onward()
        if onward is None:
            self._review()
        else:
            self.enter(onward)

    def _go_next(self) -> None:
        following = self._visit.next_unanswered(self.page.active)
        if following is None:
            self._review()
        else:
            self.go_to(following)

    def _review(self) -> None:
        for page in self._pages.values():
            page.finish()
        self.review_wanted.emit()

    def _on_back(self) -> None:
        if self.leave():
            self.left.emit()

    # --- keeping ----------------------------------------------------------------------------

    def _keep(self, key: str, action: Callable[[], object]) -> bool:
        fault = self._unsaved.attempt(key, action)
        self._show_saving(fault)
        return fault is None

    def _try_again(self) -> None:
        self._show_saving(self._unsaved.again())
        self._refresh()

    def _show_saving(self, fault: EnvironmentFault | None) -> None:
        if fault is not None:
            self._say_fault(self._words.say("Not saved: {why}", why=str(fault)))
        elif not len(self._unsaved):
            self.trouble.hide()
        self.header.saved.show_saved(not len(self._unsaved))

    def _say_fault(self, message: str) -> None:
        self.trouble.say(message)
        self.trouble.show()
        if self.trouble.button is not None:
            self.trouble.button.setVisible(len(self._unsaved) > 0)

    def _keep_place(self) -> None:
        self._place.stop()
        item_id = self.page.active
        if item_id is not None:
            with suppress(EnvironmentFault):  # where she was is a comfort, not a finding
                self._visit.remember_place(item_id, self.page.verticalScrollBar().value())

    # --- how it is known, and what to act on ------------------------------------------------

    def _ask_known(self, item_id: str, code: str, *, move_on: bool) -> None:
        panel = KnownPanel(self._look, self._words, self.content)

        def take(known: Known) -> None:
            panel.put_away()
            self._on_known(known, "")
            self._answer(item_id, code, move_on=move_on)

        panel.chosen.connect(take)
        panel.dismissed.connect(panel.put_away)
        panel.open(panel.buttons[0])

    def _now_to_act(self) -> set[str]:
        return {action.item_id for action in self._visit.act_now() if not action.recorded}

    def _offer_actions(self, before: set[str]) -> bool:
        new = sorted(self._now_to_act() - before)
        if new:
            self._open_action(new[0])
        return bool(new)

    def _open_action(self, item_id: str | None = None) -> None:
        waiting = [a for a in self._visit.act_now() if not a.recorded]
        action = next((a for a in waiting if item_id in (None, a.item_id)), None)
        if action is None or self._panel is not None:
            return
        panel = self._panel = ActNowPanel(self._look, self._words, self.content, action)
        panel.recorded.connect(self._on_recorded)
        panel.dismissed.connect(self._put_away)
        panel.open(panel.field)

    def _on_recorded(self, item_id: str, text: str) -> None:
        try:
            kept = self._keep(f"action {item_id}", lambda: self._visit.record_action(item_id, text))
        except InputError as error:
            kept = False
            if self._panel is not None:
                self._panel.say_fault(error.message)
        if kept:
            self._put_away()
            self._refresh()
        elif self._panel is not None and len(self._unsaved):
            self._panel.say_fault(self._words.say("Not saved. Please press Keep once more."))

    def _put_away(self) -> None:
        if self._panel is not None:
            self._panel.put_away()
            self._panel = None

    # --- showing ----------------------------------------------------------------------------

    def _refresh(self) -> None:
        visit, page = self._visit, self.page
        self._heads.show(page, self.domain_id)
        page.show_cards(self._cards(self.domain_id), self._drafts)
        page.ask_losses(visit.guidance.ask_loss)
        self.domains.show_domains(visit.domains(), self.domain_id, alone=visit.alone is not None)
        self.header.show_undo(visit.can_undo)
        self.urgent.setVisible(bool(self._now_to_act()))

    def _show_domain(self, domain_id: str) -> None:
        if self.domain_id:
            self.page.finish()
        self.domain_id = domain_id
        page = self._page_of(domain_id)
        self._refresh()
        self._stack.setCurrentWidget(page)
        titles = {view.domain_id: view.title for view in self._visit.domains()}
        onward = self._onward()
        self.footer.show_next(titles[onward] if onward else self._words.say("Review"))
        self._idle.start()

    def _turn_to(self, item_id: str, *, moved: bool = True) -> None:
        """Make a card the active one; ``moved``: she is brought there, rather than there already,
        where taking the keyboard away would break off the press that brought her."""
        page, self._left = self.page, False
        before = page.active
        if before is not None and before != item_id and before in page.cards:
            page.cards[before].finish()
        page.activate(item_id, scroll=moved, focus=moved)
        if moved:
            QTimer.singleShot(0, page, self._scroll)
        self._place.start()

    def _land(self) -> None:
        self._scroll()
        if self.card is not None:
            self.card.take_focus()

    def _scroll(self) -> None:
        if self.card is not None:
            self.page.show_part(self.card)

    def _open(self, place: Place | None) -> None:
        first = self._visit.next_unanswered(None)
        start = place.item_id if place is not None else first
        self._show_domain(self._domain_of(start) if start else self._order()[0])
        if start in self.page.cards:
            self._turn_to(str(start))
        else:
            self.enter(self.domain_id)

    def _page_of(self, domain_id: str) -> DomainPage:
        if domain_id not in self._pages:
            page = DomainPage(self._look, self._words, self._visit.texts.choices)
            page.answered.connect(self._on_answered)
            page.cleared.connect(self._on_cleared)
            page.drafted.connect(self._on_drafted)
            page.noted.connect(self._on_noted)
            page.loss_answered.connect(self._on_loss)
            page.entered.connect(lambda item_id: self._turn_to(item_id, moved=False))
            self._pages[domain_id] = page
            self._stack.addWidget(page)
        return self._pages[domain_id]

    def _prepare_next(self) -> None:
        """Build one card of the next domain while nobody waits, then look again."""
        onward = self._onward()
        if onward is not None and self.isVisible():
            page = self._page_of(onward)
            if page.prepare_one(self._cards(onward), self._drafts):
                QTimer.singleShot(20, self, self._prepare_next)

    def _cards(self, domain_id: str) -> tuple[CardView, ...]:
        return self._visit.cards(domain_id)

    def _order(self) -> list[str]:
        ids = [domain.domain_id for domain in self._visit.checklist.domains]
        return [domain_id for domain_id in ids if domain_id != self._apart]

    def _onward(self) -> str | None:
        order = self._order()
        if self.domain_id not in order:
            return None
        at = order.index(self.domain_id) + 1
        return order[at] if at < len(order) else None

    def _domain_of(self, item_id: str) -> str:
        checklist = self._visit.checklist
        return checklist.domain_of(checklist.item(item_id)).domain_id

    def _find_apart(self) -> str:
        return next(
            (self._domain_of(i.item_id) for i in self._visit.checklist.items if i.kind == "today"),
            "",
        )

    # --- building ---------------------------------------------------------------------------

    def _make(self) -> None:
        look, words, visit = self._look, self._words, self._visit
        self.header = VisitHeader(look, words, visit.child, visit.reading, visit.visit)
        self.trouble = Notice(look, "", tone="warn", action=words.say("Try again"))
        self.trouble.hide()
        self.domains = DomainList(look, words, apart=self._apart)
        self.footer = VisitFooter(look, words)
        self._heads = PrivateHeads(look, words, visit, self._on_alone_changed, self._on_onward)
        page = column(self.content)
        page.addWidget(self.header)
        page.addWidget(self.trouble)
        middle = row()
        middle.addWidget(self.domains)
        middle.addLayout(self._make_centre(), 1)
        page.addLayout(middle, 1)
        page.addWidget(self.footer)

    def _make_centre(self) -> QVBoxLayout:
        look, words, visit = self._look, self._words, self._visit
        centre = column()
        self.known_bar = KnownBar(look, words, visit.visit.kind, visit.caregivers)
        centre.addWidget(self.known_bar)
        said = words.say("Something here calls for action today.")
        self.urgent = Notice(look, said, tone="warn", action=words.say("Open what to do"))
        self.urgent.acted.connect(lambda: self._open_action())
        self.urgent.hide()
        centre.addWidget(self.urgent)
        self._stack = QStackedWidget()
        centre.addWidget(self._stack, 1)
        return centre

    def _connect(self) -> None:
        self.header.back_wanted.connect(self._on_back)
        self.header.undo_wanted.connect(self._on_undo)
        self.header.cover_wanted.connect(self.cover)
        self.trouble.acted.connect(self._try_again)
        self.domains.chosen.connect(self.enter)
        self.known_bar.chosen.connect(self._on_known)
        self.footer.next_gap_wanted.connect(self._go_next)
        self.footer.onward_wanted.connect(self._on_onward)

    def _on_alone_changed(self) -> None:
        self._drafts = self._visit.drafts()
        self._refresh()
        self.enter(self.domain_id)

    def _timer(self, milliseconds: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(then)
        return timer
