"""Beside the list: the chosen child, the one thing to do next, and what was agreed last time."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from imh_desktop.core.languages import inside, spoken_languages
from imh_desktop.core.visit import Visit
from imh_desktop.flows.past_visits import ClosedStep
from imh_desktop.flows.reviewing import DomainMarks
from imh_desktop.ui import sayings
from imh_desktop.ui.child_view import ChildView
from imh_desktop.ui.closed_step import ClosedStepLines
from imh_desktop.ui.commands import offer
from imh_desktop.ui.marks_list import MarksList
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Avatar,
    Button,
    Card,
    Notice,
    PlainLabel,
    ScrollColumn,
    Wrapping,
    column,
    leading_margins,
    row,
)
from imh_desktop.words import Words

_VISITS_SHOWN = 3
_LONG_NAME = 60

_NARROWEST = 410
"""Its buttons keep their words."""


class ChildPanel(Card):
    """Shows one child, or what to do when none is chosen."""

    start_asked = Signal(str)
    continue_asked = Signal(str)
    child_asked = Signal(str)
    page_asked = Signal(str)
    leaving_asked = Signal(str)

    def __init__(self, look: Look, words: Words) -> None:
        """Build an empty panel."""
        super().__init__(look)
        self.setMinimumWidth(look.px(_NARROWEST))
        self._look, self._words, self._compact = look, words, False
        self._column = ScrollColumn(look, margins=0, gap=12, colour="surface")
        leading_margins(self._column.items, 0, 0, look.px(8), 0)
        self._inside = inside = column(self, margins=look.px(18))
        inside.addWidget(self._column)
        self._strip = QWidget()
        self._strip.hide()
        self._ways = Wrapping(self._strip, gap=look.px(10))
        inside.addWidget(self._strip)
        self._again: Callable[[], None] | None = None

    def show_compact(self, compact: bool) -> None:
        """Show the buttons alone, in a low strip: who it is about stands in the list above."""
        if compact != self._compact:
            self._compact = compact
            self._column.setVisible(not compact)
            self._strip.setVisible(compact)
            self._inside.setContentsMargins(*(4 * (self._look.px(6 if compact else 18),)))
            policy = QSizePolicy.Policy.Maximum if compact else QSizePolicy.Policy.Preferred
            self.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
            if self._again is not None:
                self._again()

    def show_child(
        self,
        view: ChildView,
        questions_left: int,
        marks: tuple[DomainMarks, ...],
        step: ClosedStep | None = None,
    ) -> None:
        """Show a child; ``questions_left`` of its open visit; ``marks`` and ``step`` of its last
        closed one."""
        self._clear()
        self._again = lambda: self.show_child(view, questions_left, marks, step)
        if self._compact:
            self._ways.add(self._primary(view, questions_left))
            for button in self._other_ways(view):
                button.shrink(small=True)
                self._ways.add(button, 0)
            return
        items = self._column.items
        items.addWidget(self._head(view))
        items.addWidget(self._primary(view, questions_left))
        items.addWidget(self._others(view))
        if step:
            items.addWidget(ClosedStepLines(self._look, self._words, step))
        if view.last_closed and view.last_closed.steps:
            items.addWidget(StepsBox(self._look, self._words, view.last_closed))
        for caregiver in view.caregivers:
            said = sayings.caregiver_line(self._words, caregiver)
            items.addWidget(PlainLabel(self._look, said, size=14, wrap=True))
        closed = [visit for visit in view.visits if visit.closed_at]
        if closed:
            items.addWidget(self._heading(self._words.say("Past visits")))
        for visit in closed[:_VISITS_SHOWN]:
            items.addWidget(self._visit_line(visit))
        if marks:
            items.addWidget(self._heading(self._words.say("At the last visit")))
            items.addWidget(MarksList(self._look, self._words, marks))
        items.addStretch(1)

    def propose_leaving(self, child_id: str) -> None:
        """Propose, and no more, that the visits come to their end at this age."""
        notice = leaving_notice(self._look, self._words)
        notice.acted.connect(lambda: self.leaving_asked.emit(child_id))
        self._column.items.insertWidget(1, notice)
        if again := self._again:

            def anew() -> None:
                again()
                self.propose_leaving(child_id)

            self._again = anew

    def show_nobody(self, sentence: str) -> None:
        """Say why no child is shown."""
        self._clear()
        self._again = lambda: self.show_nobody(sentence)
        said = PlainLabel(self._look, sentence, size=15, colour="muted", wrap=True)
        if self._compact:
            self._ways.add(said)
            return
        self._column.items.addWidget(said)
        self._column.items.addStretch(1)

    def _clear(self) -> None:
        self._column.clear()
        self._ways.clear()

    def _head(self, view: ChildView) -> QWidget:
        look, head = self._look, QWidget()
        items = row(head, gap=look.px(12))
        items.addWidget(Avatar(look, view.child.name, size=52))
        text = column(gap=look.px(2))
        name = view.child.name
        long = len(name) > _LONG_NAME
        text.addWidget(PlainLabel(look, name, size=21, bold=True, wrap=not long, elide=long))
        for line in self._facts(view):
            text.addWidget(PlainLabel(look, line, size=13, colour="muted", wrap=True))
        items.addLayout(text, 1)
        return head

    def _facts(self, view: ChildView) -> list[str]:
        words = self._words
        facts = [sayings.birth_line(words, view.child)]
        names = spoken_languages(words)
        spoken = words.listed(inside(names.get(code, code), words) for code in view.child.languages)
        if spoken:
            facts.append(words.say("Speaks {languages}", languages=spoken))
        return facts

    def _primary(self, view: ChildView, questions_left: int) -> Button:
        words, visit = self._words, view.open_visit
        if visit is None:
            button = Button(self._look, words.say("Start a visit"), kind="primary", icon="play")
            offer(button, "visit")
            button.clicked.connect(lambda: self.start_asked.emit(view.child.child_id))
            return button
        said = words.count(
            "Continue visit – {n} question left",
            "Continue visit – {n} questions left",
            questions_left,
        )
        button = Button(self._look, said, kind="primary", icon="play")
        offer(button, "visit")
        button.clicked.connect(lambda: self.continue_asked.emit(visit.visit_id))
        return button

    def _others(self, view: ChildView) -> QWidget:
        holder = QWidget()
        items = Wrapping(holder, gap=self._look.px(10))
        for button in self._other_ways(view):
            items.add(button)
        return holder

    def _other_ways(self, view: ChildView) -> list[Button]:
        look, words = self._look, self._words
        child = Button(look, words.say("Child's page"), icon="clock-counter-clockwise")
        offer(child, "open-child")
        child.clicked.connect(lambda: self.child_asked.emit(view.child.child_id))
        closed = view.last_closed
        if not closed:
            return [child]
        page = Button(look, words.say("Family page"), icon="printer")
        offer(page, "family-page")
        page.clicked.connect(lambda: self.page_asked.emit(closed.visit_id))
        return [child, page]

    def _heading(self, text: str) -> PlainLabel:
        return PlainLabel(self._look, text, size=17, bold=True)

    def _visit_line(self, visit: Visit) -> PlainLabel:
        return PlainLabel(self._look, sayings.visit_line(self._words, visit), size=15, wrap=True)


def leaving_notice(look: Look, words: Words) -> Notice:
    """Return the proposal to end visits at an age, with the way to what is left to do."""
    said = words.say("This child has reached the age at which visits end.")
    return Notice(look, said, action=words.say("See what is left to do"))


class StepsBox(Card):
    """What was agreed last time, in the words of the page: open words only."""

    def __init__(self, look: Look, words: Words, visit: Visit) -> None:
        """Show a closed visit's next steps."""
        super().__init__(look, tone="accent_soft", radius=8)
        items = column(self, margins=look.px(14), gap=look.px(4))
        heading = words.count("Next step", "Next steps", len(visit.steps))
        items.addWidget(PlainLabel(look, heading, size=14, bold=True))
        for step in visit.steps:
            items.addWidget(PlainLabel(look, step.what, size=14, wrap=True))
            if said := sayings.step_who(words, step):
                items.addWidget(PlainLabel(look, said, size=13, colour="muted", wrap=True))
