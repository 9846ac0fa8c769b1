"""One referral: what it waits for, what happened to it, and what happened now in one tap."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.core.referral_loop import SAID
from imh_desktop.flows.codes_said import referral_states, ways_to_reach
from imh_desktop.flows.referral_steps import AttemptForm, StepForm
from imh_desktop.flows.referral_watch import ReferralLine
from imh_desktop.ui.day_field import DayField
from imh_desktop.ui.referrals_page import left_open_said
from imh_desktop.ui.shell_widgets import TitledCard, spread
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import (
    Button,
    LabelledField,
    Notice,
    PlainLabel,
    TextField,
    Wrapping,
    row,
)
from imh_desktop.words import Words

_OUTCOME = 270
"""Pixels at 100 % of a button that says what happened: three in a line of a wide page."""


class ReferralLoopPage(ToldPage):
    """Emits ``said`` with a ``StepForm``, ``tried`` with an ``AttemptForm``, ``wrong`` with a
    step's id, and ``pause_asked``."""

    said = Signal(object)
    tried = Signal(object)
    wrong = Signal(str, str)
    pause_asked = Signal()
    letter_asked = Signal()

    def __init__(
        self, look: Look, words: Words, line: ReferralLine, code: str, place: str, worker: str,
        today_field: Callable[[DayField], None], *, done: str = "",
    ) -> None:  # fmt: skip
        """Show a referral. ``code``: of its slip; ``place``: who evaluates the child and by which
        rule; ``today_field`` fills a day."""
        name = line.child.name if line.child else words.say("Not known here")
        super().__init__(look, words, words.say("Referral of {name}", name=name), width=980)
        self._line, self._states = line, dict(referral_states(words))
        if done:
            self.cards.addWidget(Notice(look, done, tone="ok"))
        self.cards.addWidget(self._standing(code, place))
        self._day = DayField(look, words, words.say("When"))
        today_field(self._day)
        self._who = TextField(look, words.say("Who did it or said so"))
        self._who.setText(worker)
        self.cards.addWidget(self._what_happened())
        self.cards.addWidget(self._history())
        self.cards.addWidget(self._attempts())
        self.button(words.say("Show the letter"), self.letter_asked)
        self.button(words.say("The family needs time"), self.pause_asked)
        self.button(words.say("Done"), self.left, kind="primary")

    @property
    def parts(self) -> Mapping[str, QWidget]:
        """Return the fields by name."""
        return {"day": self._day, "who": self._who, "came": self._came}

    @property
    def is_trying(self) -> bool:
        """Tell whether something is written of a try to reach the family."""
        return bool(self._came.text().strip())

    def _standing(self, code: str, place: str) -> TitledCard:
        look, words, line = self._look, self._words, self._line
        partner = line.partner.name if line.partner else words.say("the partner")
        card = TitledCard(look, words.say("To {name}", name=partner), gap=6)
        card.items.addWidget(PlainLabel(look, line.state, size=16, bold=True, wrap=True))
        if line.paused:
            card.items.addWidget(PlainLabel(look, line.paused.reason, size=15, wrap=True))
        for alarm in line.alarms:
            tone = "warn" if alarm.rings else "plain"
            card.items.addWidget(Notice(look, alarm.told(words), tone=tone))
        if line.left_open:
            card.items.addWidget(Notice(look, left_open_said(words)))
        for said in (place, words.say("Code of the return slip: {code}", code=code)):
            if said:
                card.items.addWidget(PlainLabel(look, said, size=14, colour="muted", wrap=True))
        return card

    def _what_happened(self) -> TitledCard:
        look, words = self._look, self._words
        card = TitledCard(look, words.say("What happened?"))
        card.items.addWidget(
            spread(
                look,
                LabelledField(look, words.say("When"), self._day),
                LabelledField(look, words.say("Who did it or said so"), self._who),
            )
        )
        outcomes = Wrapping(gap=look.px(8), least=look.px(_OUTCOME), even=True)
        for state in (each for each in SAID if each != "evaluated"):
            button = Button(look, self._states[state])
            button.clicked.connect(lambda _=False, state=state: self._say(state))
            outcomes.add(button)
        card.items.addWidget(outcomes)
        return card

    def _say(self, state: str) -> None:
        self.said.emit(StepForm(state=state, on=self._day.iso(), who=self._who.text()))

    def _history(self) -> TitledCard:
        look, words = self._look, self._words
        card = TitledCard(look, words.say("What happened so far"), gap=6)
        if self._line.referral.concern_on:
            day = words.date(self._line.referral.concern_on)
            noted = words.say("{day}: the concern was noted", day=day)
            card.items.addWidget(PlainLabel(look, noted, size=15, wrap=True))
        for step in self._line.referral.steps:
            state = self._states.get(step.state, words.say("Not known here"))
            told = words.abreast((words.date(step.on), state, step.who))
            line = row(gap=look.px(10))
            line.addWidget(PlainLabel(look, told, size=15, wrap=True), 1)
            button = Button(look, words.say("This is wrong"), kind="quiet")
            button.setAccessibleDescription(told)
            button.clicked.connect(
                lambda _=False, id_=step.step_id, told=told: self.wrong.emit(id_, told)
            )
            line.addWidget(button)
            card.items.addLayout(line)
        return card

    def _attempts(self) -> TitledCard:
        look, words = self._look, self._words
        card, ways = TitledCard(look, words.say("Tries to reach the family")), ways_to_reach(words)
        for each in self._line.referral.attempts:
            how = dict(ways).get(each.how, "")
            told = words.abreast((words.date(each.on), how, each.who, each.came))
            card.items.addWidget(PlainLabel(look, told, size=15, wrap=True))
        self._came = TextField(look, words.say("What came of it"))
        card.items.addWidget(LabelledField(look, words.say("What came of it"), self._came))
        line = Wrapping(gap=look.px(8), fill=False)
        for how, said in ways:
            button = Button(look, said)
            button.clicked.connect(lambda _=False, how=how: self._tried(how))
            line.add(button)
        card.items.addWidget(line)
        return card

    def _tried(self, how: str) -> None:
        on, who, came = self._day.iso(), self._who.text(), self._came.text()
        self.tried.emit(AttemptForm(on=on, how=how, came=came, who=who))
