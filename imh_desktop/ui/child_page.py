"""One child: what is known, every visit, and the pages that can be made from them."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.flows.journey import Journey
from imh_desktop.flows.printing_log import GivenPage
from imh_desktop.ui import sayings
from imh_desktop.ui.agreed_card import AgreedCard
from imh_desktop.ui.child_facts import about_card, caregivers_card
from imh_desktop.ui.child_panel import leaving_notice
from imh_desktop.ui.child_view import ChildView
from imh_desktop.ui.commands import offer
from imh_desktop.ui.given_card import GivenCard
from imh_desktop.ui.landing import Landing
from imh_desktop.ui.mistakes_box import MistakesBox
from imh_desktop.ui.paper_box import PaperBox
from imh_desktop.ui.past_visit_card import VisitTold, VisitWays
from imh_desktop.ui.past_visits import PastVisits
from imh_desktop.ui.shell_widgets import Header, TitledCard, sides
from imh_desktop.ui.standing import Standing
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, Notice, ScrollColumn, column
from imh_desktop.words import Words


class ChildPage(Landing):
    """Facts at the reading side, visits at the other."""

    may_leave = True
    left = Signal()
    edit_asked = Signal(str)
    start_asked = Signal(str)
    continue_asked = Signal(str)
    decide_asked = Signal(str)
    child_asked = Signal(str)
    paper_asked = Signal(str, str)
    given_asked = Signal(str)
    hand_over_asked = Signal(str)
    agreed_asked = Signal(str)
    mistake_asked = Signal(str, str)

    def __init__(
        self,
        look: Look,
        words: Words,
        view: ChildView,
        told: Mapping[str, VisitTold],
        journey: Journey | None = None,
        *,
        back: str = "",
    ) -> None:
        """Show a child, with what its visits ``told`` by visit id, and the way they make.
        ``back``: words of the way back, where it is not to the children."""
        super().__init__(look)
        self._look, self._words, self._view = look, words, view
        self.ways = VisitWays(self)
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
        self.visits = PastVisits(look, words, view, told, self.ways, journey)
        both.add(self.visits, 3)
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
        notice.acted.connect(lambda: self.ways.family_page_asked.emit(line.printed.visit_id))
        self._scroll.items.insertWidget(0, notice)

    def add_beside(self, card: TitledCard) -> None:
        """Put a card of its own under the caregivers."""
        self._side.insertWidget(2, card)

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
        stack.addWidget(about_card(self._look, self._words, self._view.child))
        stack.addWidget(caregivers_card(self._look, self._words, self._view.caregivers))
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
