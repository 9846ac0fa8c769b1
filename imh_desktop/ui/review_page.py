"""Looking over the visit together: what was noticed, what comes next, and closing it."""

from collections.abc import Callable

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from imh_desktop.errors import InputError
from imh_desktop.flows import reviewing
from imh_desktop.flows.following_up import follow_ups
from imh_desktop.flows.reviewing import ClosedVisit, CloseRefused
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.ui.commands import offer
from imh_desktop.ui.cover import CoverablePage
from imh_desktop.ui.follow_up_card import FollowUpCard
from imh_desktop.ui.half_typed import HalfTyped
from imh_desktop.ui.keeper import Keeper
from imh_desktop.ui.review_choices import StrategiesCard, StrengthsCard
from imh_desktop.ui.review_lists import ChangesCard, GapsCard
from imh_desktop.ui.review_profile import ProfileCard
from imh_desktop.ui.review_reasons import ReasonsCard
from imh_desktop.ui.review_steps import StepsCard
from imh_desktop.ui.shell_widgets import Header, TitledCard, sides
from imh_desktop.ui.standing import Standing
from imh_desktop.ui.style import Look
from imh_desktop.ui.urgent_actions import UrgentActions
from imh_desktop.ui.visit_header import SavedState, visit_said
from imh_desktop.ui.widgets import (
    Bar,
    Button,
    Choice,
    IconButton,
    Notice,
    PlainLabel,
    ScrollColumn,
    column,
)
from imh_desktop.ui.wonder_card import WonderCard
from imh_desktop.words import Words

_REFERS = ("N2", "N3")
"""Open levels at which a referral may come next."""


class ReviewPage(CoverablePage):
    """Made anew each time the review is opened.

    ``card_wanted`` carries an item to answer, or nothing for the cards as they were left;
    ``closed`` the ``ClosedVisit``; ``closed_to_refer`` too, where a referral is written next;
    ``raising`` the panel that asks for a higher step from the open answers.
    """

    card_wanted = Signal(str)
    closed = Signal(object)
    closed_to_refer = Signal(object)
    raising = Signal(object)

    def __init__(self, look: Look, words: Words, visit: OpenVisit) -> None:
        """Lay out the whole review."""
        super().__init__(look, words)
        self._look, self._words, self._visit = look, words, visit
        self.trouble = Notice(look, "", tone="warn")
        self.trouble.hide()
        page = column(self.content)
        page.addWidget(self._make_header())
        page.addWidget(self.trouble)
        page.addWidget(self._make_body(), 1)
        page.addWidget(self._make_footer())
        self._show_missing()
        self.card_wanted.connect(self.leave)

    def standing(self) -> Standing:
        """Return where she is."""
        return Standing("review", visit=self._visit)

    def key_pressed(self, event: QKeyEvent) -> None:
        """Take no keys of its own."""
        event.ignore()

    def leave(self) -> bool:
        """Keep what was being typed; False when the disk refused something."""
        self.wonder.finish()
        if self.follow_ups:
            self.follow_ups.finish()
        for half in self.half_typed:
            half.finish()
        self.urgent.finish()
        return self.keeper.all_saved

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody is alone with a page that is gone."""
        super().hideEvent(event)
        self._visit.alone_with(None)

    # --- building ---------------------------------------------------------------------------

    def _make_header(self) -> Header:
        look, words, visit = self._look, self._words, self._visit
        header = Header(
            look,
            visit.child.name,
            line=visit_said(visit.visit, words, visit.day),
            back=words.say("Back to the cards"),
            name=visit.child.name,
        )
        header.back_asked.connect(lambda: self.card_wanted.emit(""))
        self.saved = SavedState(look, words)
        self.keeper = Keeper(words, self.saved, self.trouble, holds=False)
        header.items.addWidget(self.saved)
        cover = IconButton(look, "eye-slash", words.say("Cover the screen (F12)"))
        offer(cover, "cover")
        cover.clicked.connect(self.cover)
        header.items.addWidget(cover)
        return header

    def _make_body(self) -> QWidget:
        look, words, visit = self._look, self._words, self._visit
        self.body = ScrollColumn(look, margins=20)
        self.profile = ProfileCard(look, words, visit)
        self.gaps = GapsCard(look, words, visit)
        self.gaps.card_wanted.connect(self.card_wanted)
        self.changes = ChangesCard(look, words, visit) if visit.earlier else None
        self.reasons = ReasonsCard(look, words, visit, self._keep)
        self.reasons.raising.connect(self.raising)
        self.strengths = StrengthsCard(look, words, visit, self._keep)
        self.strategies = StrategiesCard(look, words, visit, self._keep)
        self.steps = StepsCard(look, words, visit, self._keep)
        self.urgent = UrgentActions(look, words, visit, self.content, self.keeper)
        self.urgent.changed.connect(self._show_missing)
        self.body.items.addWidget(self.urgent.notice)
        both, before = sides(look), self._make_follow_ups()
        left = self._stacked(self.profile, before, self.gaps, self.changes, self.strategies)
        self._make_private(left)
        left.addStretch(1)
        self.wonder = WonderCard(look, words, visit, self.keeper)
        self.half_typed = (
            HalfTyped(visit, self.keeper, {"moment": self.strengths.moment}),
            HalfTyped(visit, self.keeper, self.steps.fields, lambda: self.steps.holds_kept),
        )
        self.refer = Button(look, words.say("Close and write a referral"), icon="paper-plane-tilt")
        self.refer.clicked.connect(lambda: self._close(self.closed_to_refer))
        right = self._stacked(self.reasons, self.refer, self.strengths, self.steps, self.wonder)
        right.addStretch(1)
        for half in (left, right):
            holder = QWidget()
            holder.setLayout(half)
            both.add(holder)
        self.body.items.addWidget(both)
        self.body.items.addStretch(1)
        return self.body

    def _stacked(self, *parts: QWidget | None) -> QVBoxLayout:
        side = column(gap=self._look.px(12))
        for part in filter(None, parts):
            side.addWidget(part)
        return side

    def _make_follow_ups(self) -> QWidget | None:
        """Return the card on what was agreed last time; None where nothing was."""
        self.follow_ups: FollowUpCard | None = None
        if follow_ups(self._visit):
            self.follow_ups = FollowUpCard(
                self._look, self._words, self._visit, self.keeper, self._keep,
                self.strengths.show_moments,
            )  # fmt: skip
        return self.follow_ups

    def _make_private(self, side: QVBoxLayout) -> None:
        look, words = self._look, self._words
        self.private_box = TitledCard(
            look,
            words.say("Asked in private"),
            help_text=words.say("Shown only when you ask for it. It is on no page for the family."),
        )
        self.show_private = Button(look, words.say("Show private"), icon="lock-simple")
        self.show_private.clicked.connect(self._on_private)
        self.private_box.items.addWidget(self.show_private)
        self.private: ReasonsCard | None = None
        side.addWidget(self.private_box)

    def _make_footer(self) -> Bar:
        look, words = self._look, self._words
        footer = Bar(look, at_top=False)
        self.missing = PlainLabel(look, size=14, wrap=True)
        footer.items.addWidget(self.missing, 1)
        self.close_button = Button(look, words.say("Close visit"), kind="primary", icon="check")
        offer(self.close_button, "close-visit")
        self.close_button.clicked.connect(lambda: self._close(self.closed))
        footer.items.addWidget(self.close_button)
        return footer

    # --- what the person did ----------------------------------------------------------------

    def _keep(self, action: Callable[[], object], say_fault: Callable[[str], None]) -> bool:
        kept = self.keeper.keep("review", action, lambda error: say_fault(self._words.told(error)))
        if kept:
            self._show_missing()
        return kept

    def _show_missing(self) -> None:
        missing = reviewing.missing(self._visit)
        words = self._words
        self.refer.setVisible(self._visit.guidance.open_level in _REFERS)
        self.missing.set_colour("warn" if missing else "muted")
        self.missing.setText(
            words.say("Before closing: {what}", what=" ".join(missing))
            if missing
            else words.say("Nothing is missing. The visit can be closed.")
        )
        self.urgent.refresh()

    def _on_private(self) -> None:
        if self.private is None:
            self.private = ReasonsCard(
                self._look, self._words, self._visit, self._keep, private=True
            )
            self.private_box.items.addWidget(self.private)
            self._ask_with_whom()
            self.show_private.setText(self._words.say("Hide private"))
        else:
            self.private.hide()
            self.private.deleteLater()
            self.private = None
            self._visit.alone_with(None)
            self.show_private.setText(self._words.say("Show private"))
            self._show_missing()

    def _ask_with_whom(self) -> None:
        """Offer whose private talk to go on with: what was done, and a raised level, are hers."""
        talked = {talk.caregiver_id for talk in self._visit.private}
        people = [
            (who.caregiver_id, who.name[:60])
            for who in self._visit.caregivers
            if who.caregiver_id in talked
        ]
        if people and self.private is not None:
            asked = self._words.say("To add to a private talk: with whom was it?")
            self.private.items.addWidget(PlainLabel(self._look, asked, size=14, wrap=True))
            self.whom = Choice(self._look, asked, people, upright=True)
            self.whom.chosen.connect(self._on_whom)
            self.private.items.addWidget(self.whom)

    def _on_whom(self, caregiver_id: str) -> None:
        self._visit.alone_with(caregiver_id)
        self._show_missing()
        if self.private is not None:
            self.private.refresh()

    def _close(self, way: SignalInstance) -> None:
        if not self.leave():
            return
        waiting = (half.waiting() for half in self.half_typed)
        if (field := next(filter(None, waiting), None)) is not None:
            say = self._words.say
            self.keeper.say(say("Something is typed and not added. Add it, or empty the field."))
            field.setFocus()
            return
        done: list[ClosedVisit] = []
        self.keeper.keep("close", lambda: done.append(reviewing.close(self._visit)), self._refused)
        if done:
            way.emit(done[0])

    def _refused(self, error: InputError) -> None:
        sentences = error.missing if isinstance(error, CloseRefused) else ()
        said = " ".join(sentences) or self._words.told(error)
        self.keeper.say(said)
