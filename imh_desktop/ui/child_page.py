"""One child: what is known, every visit, and the pages that can be made from them."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from imh_desktop.core.languages import spoken_languages
from imh_desktop.core.visit import Visit
from imh_desktop.documents import labels
from imh_desktop.flows.journey import Journey
from imh_desktop.flows.past_visits import ClosedStep
from imh_desktop.flows.printing_log import GivenPage
from imh_desktop.flows.reviewing import DomainMarks
from imh_desktop.ui import sayings
from imh_desktop.ui.agreed_card import AgreedCard
from imh_desktop.ui.child_panel import StepsBox, leaving_notice
from imh_desktop.ui.child_view import ChildView, WrittenReferral
from imh_desktop.ui.closed_step import ClosedStepLines
from imh_desktop.ui.commands import offer
from imh_desktop.ui.follow_up_lines import FollowUpLines
from imh_desktop.ui.given_card import GivenCard
from imh_desktop.ui.journey_card import JourneyCard
from imh_desktop.ui.landing import Landing
from imh_desktop.ui.marks_list import MarksList
from imh_desktop.ui.mistakes_box import MistakesBox
from imh_desktop.ui.paper_box import PaperBox
from imh_desktop.ui.shell_widgets import Header, TitledCard, sides
from imh_desktop.ui.standing import Standing
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Button,
    Card,
    Chip,
    Notice,
    PlainLabel,
    ScrollColumn,
    Wrapping,
    column,
    row,
)
from imh_desktop.words import Words

_AT_ONCE = 5
"""Visits whose cards stand there at once; earlier ones come when asked for."""


class ChildPage(Landing):
    """Facts at the reading side, visits at the other."""

    may_leave = True
    left = Signal()
    edit_asked = Signal(str)
    start_asked = Signal(str)
    continue_asked = Signal(str)
    family_page_asked = Signal(str)
    referral_asked = Signal(str)
    written_referral_asked = Signal(str, str)
    decide_asked = Signal(str)
    child_asked = Signal(str)
    paper_asked = Signal(str, str)
    given_asked = Signal(str)
    visit_shown = Signal(str)
    hand_over_asked = Signal(str)
    agreed_asked = Signal(str)
    mistake_asked = Signal(str, str)
    loop_asked = Signal(str)

    def __init__(
        self,
        look: Look,
        words: Words,
        view: ChildView,
        marks: dict[str, tuple[DomainMarks, ...]],
        steps: dict[str, ClosedStep],
        *,
        back: str = "",
        journey: Journey | None = None,
        follow: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        """Show a child; by closed visit id, ``marks``: what was seen then, ``steps``: the step,
        ``follow``: how it went with what was agreed before.
        ``back``: words of the way back, where it is not to the children."""
        super().__init__(look)
        self._look, self._words, self._view, self._marks = look, words, view, marks
        self._steps, self._journey, self._follow = steps, journey, follow or {}
        ages = sayings.ages_line(words, view.reading, view.child)
        back = back or words.say("Children")
        header = Header(look, view.child.name, line=ages, back=back, name=view.child.name)
        header.say_below(sayings.corrected_line(words, view.reading))
        header.back_asked.connect(self.left)
        self._add_header_buttons(header)
        self._scroll = scroll = ScrollColumn(look, margins=20)
        page = column(self)
        page.addWidget(header)
        page.addWidget(scroll, 1)  # while it is empty: Qt measures what it takes in
        both = sides(look)
        both.add(self._facts(), 2)
        both.add(self._visits(), 3)
        scroll.items.addWidget(both)
        scroll.items.addStretch()

    def standing(self) -> Standing:
        """Return whose page this is."""
        return Standing("child", child_id=self._view.child.child_id)

    def say_above(self, sentence: str) -> None:
        """Say something quietly above all."""
        self.put_above(Notice(self._look, sentence))

    def put_above(self, widget: QWidget) -> None:
        """Put something above all."""
        self._scroll.items.insertWidget(0, widget)

    def say_also(self, child_id: str, name: str) -> None:
        """Say that another record tells of this child too, and offer the way there."""
        words = self._words
        said = words.say("This child also stands here as {name}, from another laptop.", name=name)
        notice = Notice(self._look, said, action=words.say("Open that record"))
        notice.acted.connect(lambda: self.child_asked.emit(child_id))
        self._scroll.items.insertWidget(0, notice)

    def propose_leaving(self, show: Callable[[str], None]) -> None:
        """Propose, and no more, that the visits come to their end at this age."""
        notice = leaving_notice(self._look, self._words)
        notice.acted.connect(lambda: show(self._view.child.child_id))
        self._scroll.items.insertWidget(0, notice)

    def say_undecided(self, waiting: int) -> None:
        """Say that something about this child waits to be decided, and offer the way there."""
        words = self._words
        said = words.count(
            "{n} thing about this child waits to be decided.",
            "{n} things about this child wait to be decided.",
            waiting,
        )
        notice = Notice(self._look, said, action=words.say("Decide"))
        notice.acted.connect(lambda: self.decide_asked.emit(self._view.child.child_id))
        self._scroll.items.insertWidget(0, notice)

    def say_outdated(self, line: GivenPage) -> None:
        """Say that a page the family has says no longer what is true, and offer a new one."""
        words = self._words
        said = words.say(
            "The page of {day} is outdated. The family should get a new one.",
            day=words.date(line.printed.on),
        )
        notice = Notice(self._look, said, tone="warn", action=words.say("Make a new page"))
        notice.acted.connect(lambda: self.family_page_asked.emit(line.printed.visit_id))
        self._scroll.items.insertWidget(0, notice)

    def add_beside(self, card: TitledCard) -> None:
        """Put a card of its own under the caregivers."""
        self._side.insertWidget(2, card)

    def say_between(self, cards: Mapping[str, Card]) -> None:
        """Put cards above the visits they came after, by visit id; "": they came before all."""
        oldest = self._view.visits[-1].visit_id if self._view.visits else ""

        def place(visit_id: str) -> None:
            if visit_id and (card := cards.get(visit_id)):
                self._story.insertWidget(self._story.indexOf(self.cards[visit_id]), card)
            if visit_id == oldest and (first := cards.get("")):
                self._story.insertWidget(self._story.count() - 1, first)

        for visit_id in self.cards or ("",):
            place(visit_id)
        self.visit_shown.connect(place)

    def show_given(self, lines: Sequence[GivenPage]) -> None:
        """Say which page was given last, with the way to all of them."""
        card = GivenCard(self._look, self._words, lines)
        card.asked.connect(lambda: self.given_asked.emit(self._view.child.child_id))
        self._side.insertWidget(self._side.count() - 1, card)

    def show_agreed(self, to_ask: Sequence[str]) -> None:
        """Say what to ask the family about, with the way to all it agreed to."""
        card = AgreedCard(self._look, self._words, to_ask)
        card.asked.connect(lambda: self.agreed_asked.emit(self._view.child.child_id))
        self._side.insertWidget(2, card)

    def _add_header_buttons(self, header: Header) -> None:
        look, words, child_id = self._look, self._words, self._view.child.child_id
        edit = Button(look, words.say("Edit details"), icon="pencil-simple")
        offer(edit, "edit-child")
        edit.clicked.connect(lambda: self.edit_asked.emit(child_id))
        header.items.addWidget(edit)
        give = Button(look, words.say("Hand over"), icon="arrows-left-right")
        give.setAccessibleDescription(words.say("Give families to another laptop"))
        give.clicked.connect(lambda: self.hand_over_asked.emit(child_id))
        header.items.addWidget(give)
        if visit := self._view.open_visit:
            button = Button(look, words.say("Continue the visit"), kind="primary", icon="play")
            button.clicked.connect(lambda: self.continue_asked.emit(visit.visit_id))
        else:
            button = Button(look, words.say("Start a visit"), kind="primary", icon="play")
            button.clicked.connect(lambda: self.start_asked.emit(child_id))
        offer(button, "visit")
        header.items.addWidget(button)
        self.land_on(button)

    def _facts(self) -> QWidget:
        holder = QWidget()
        self._side = stack = column(holder, gap=self._look.px(16))
        stack.addWidget(self._about())
        stack.addWidget(self._caregivers())
        papers = PaperBox(self._look, self._words)
        papers.asked.connect(lambda kind: self.paper_asked.emit(kind, self._view.child.child_id))
        stack.addWidget(papers)
        finished = self._view.last_closed is not None
        wrong = MistakesBox(
            self._look, self._words, visited=bool(self._view.visits), finished=finished
        )
        wrong.asked.connect(lambda kind: self.mistake_asked.emit(kind, self._view.child.child_id))
        stack.addWidget(wrong)
        stack.addStretch()
        return holder

    def _about(self) -> TitledCard:
        words, child = self._words, self._view.child
        card = TitledCard(self._look, words.say("About the child"), gap=8)
        names = spoken_languages(words)
        condition = {
            True: words.say("Yes, a doctor said so"),
            False: words.say("None known"),
            None: words.say("Not asked yet"),
        }[child.conditions_known]
        facts = [
            ("", sayings.birth_line(words, child)),
            (words.say("Number"), child.number),
            (
                words.say("Speaks"),
                words.listed(names.get(code, code) for code in child.languages),
            ),
            (
                words.say("Language of the family page"),
                names.get(child.page_language, child.page_language),
            ),
            (words.say("Interpreter"), sayings.interpreter_line(words, child)),
            (words.say("Health condition"), condition),
            (words.say("Doctor or clinic"), child.health_provider),
            (words.say("Services now"), child.services_now),
            (words.say("Eyes"), labels.checked(child.vision, child.vision_on, words)),
            (words.say("Ears"), labels.checked(child.hearing, child.hearing_on, words)),
            (words.say("Custody"), child.custody_note),
        ]
        for label, said in facts:
            if said:
                card.items.addWidget(self._fact(label, said))
        return card

    def _fact(self, label: str, said: str) -> QWidget:
        holder = QWidget()
        items = column(holder)
        if label:
            items.addWidget(PlainLabel(self._look, label, size=13, colour="muted"))
        items.addWidget(PlainLabel(self._look, said, size=15, wrap=True))
        return holder

    def _caregivers(self) -> TitledCard:
        card = TitledCard(self._look, self._words.say("Caregivers"), gap=8)
        for caregiver in self._view.caregivers:
            said = sayings.caregiver_line(self._words, caregiver)
            card.items.addWidget(PlainLabel(self._look, said, size=15, wrap=True))
            if tongues := sayings.tongues_line(self._words, caregiver):
                line = PlainLabel(self._look, tongues, size=14, colour="muted", wrap=True)
                card.items.addWidget(line)
        if not self._view.caregivers:
            none = self._words.say("No caregivers yet.")
            card.items.addWidget(PlainLabel(self._look, none, size=15, colour="muted", wrap=True))
        return card

    def _visits(self) -> QWidget:
        holder = QWidget()
        self._story = stack = column(holder, gap=self._look.px(16))
        self.cards: dict[str, TitledCard] = {}
        for visit in self._view.visits[:_AT_ONCE]:
            stack.addWidget(self._kept_card(visit))
        if earlier := self._view.visits[_AT_ONCE:]:
            stack.addWidget(self._earlier(stack, earlier))
        if self._journey and len(self._journey.stops) > 1:
            stack.insertWidget(1, JourneyCard(self._look, self._words, self._journey))
        if not self._view.visits:
            none = TitledCard(self._look, self._words.say("No visit yet"))
            what = self._words.say("After the first visit you find it here, with its pages.")
            none.items.addWidget(PlainLabel(self._look, what, size=15, wrap=True))
            stack.addWidget(none)
        stack.addStretch()
        return holder

    def _kept_card(self, visit: Visit) -> TitledCard:
        card = self.cards[visit.visit_id] = self._visit_card(visit)
        return card

    def _earlier(self, stack: QVBoxLayout, visits: Sequence[Visit]) -> Button:
        """Return what adds the cards of earlier visits: a long history must not slow the page."""
        said = self._words.count("Show {n} earlier visit", "Show {n} earlier visits", len(visits))
        button = Button(self._look, said, kind="quiet", icon="clock-counter-clockwise")

        def show() -> None:
            button.hide()
            for place, visit in enumerate(visits, start=stack.indexOf(button)):
                stack.insertWidget(place, self._kept_card(visit))
                self.visit_shown.emit(visit.visit_id)

        button.clicked.connect(show)
        return button

    def _visit_card(self, visit: Visit) -> TitledCard:
        look, words = self._look, self._words
        card = TitledCard(look, words.date(visit.on))
        kind = dict(sayings.kinds(words))[visit.kind]
        line = row(gap=look.px(8))
        band = sayings.band_said(words, visit.band)
        line.addWidget(
            PlainLabel(look, words.say("Checklist for {band}", band=band), size=14, colour="muted")
        )
        line.addWidget(Chip(look, kind))
        if visit.from_paper:
            line.addWidget(Chip(look, words.say("From paper")))
        if not visit.closed_at:
            line.addWidget(Chip(look, words.say("Visit open"), tone="accent"))
        line.addStretch()
        card.items.addLayout(line)
        if visit.closed_at:
            card.items.addWidget(MarksList(look, words, self._marks.get(visit.visit_id, ())))
            if step := self._steps.get(visit.visit_id):
                card.items.addWidget(ClosedStepLines(look, words, step))
            if lines := self._follow.get(visit.visit_id):
                card.items.addWidget(FollowUpLines(look, words, lines))
            if visit.steps:
                card.items.addWidget(StepsBox(look, words, visit))
            card.items.addLayout(self._pages(visit))
        return card

    def _pages(self, visit: Visit) -> QVBoxLayout:
        look, words, day = self._look, self._words, self._words.date(visit.on)
        ways = Wrapping(gap=look.px(10), fill=False)
        family = Button(look, words.say("Family page"), icon="printer")
        family.setAccessibleDescription(day)
        if visit is self._view.last_closed:
            offer(family, "family-page")
        family.clicked.connect(lambda: self.family_page_asked.emit(visit.visit_id))
        referral = Button(look, words.say("New referral"), icon="paper-plane-tilt")
        referral.setAccessibleDescription(day)
        referral.clicked.connect(lambda: self.referral_asked.emit(visit.visit_id))
        ways.add(family)
        ways.add(referral)
        record = Button(look, words.say("Record for the file"), icon="archive")
        record.setAccessibleDescription(day)
        record.clicked.connect(lambda: self.paper_asked.emit("record", visit.visit_id))
        ways.add(record)
        lines = column(gap=look.px(8))
        lines.addWidget(ways)
        for written in self._view.referrals:
            if written.visit_id == visit.visit_id:
                lines.addLayout(self._written(written))
        return lines

    def _written(self, written: WrittenReferral) -> QVBoxLayout:
        said = self._words.say("Referral to {partner}", partner=written.partner_name[:60])
        button = Button(self._look, said, kind="quiet", icon="file-text")
        button.clicked.connect(
            lambda: self.written_referral_asked.emit(written.referral_id, written.visit_id)
        )
        form = Button(
            self._look, self._words.say("On the partner’s own form"), kind="quiet", icon="file-pdf"
        )
        form.setAccessibleDescription(said)
        form.clicked.connect(lambda: self.paper_asked.emit("partner-form", written.referral_id))
        loop = Button(
            self._look, self._words.say("Where it stands"), kind="quiet", icon="paper-plane-tilt"
        )
        loop.setAccessibleDescription(said)
        loop.clicked.connect(lambda: self.loop_asked.emit(written.referral_id))
        code = self._words.say("Code of the return slip: {code}", code=written.code)
        lines = column(gap=self._look.px(2))
        for each in (button, loop, form):
            line = row()
            line.addWidget(each)
            line.addStretch()
            lines.addLayout(line)
        lines.addWidget(PlainLabel(self._look, code, size=13, colour="muted"))
        return lines
