"""What the family takes home: strengths seen, and one or two things to try."""

from collections.abc import Callable, Sequence

from imh_desktop.flows import reviewing
from imh_desktop.flows.reviewing import Suggestion
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.ui.review_reasons import Keep
from imh_desktop.ui.shell_widgets import TitledCard, empty
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, IconButton, PlainLabel, TextField, Tick, column, row
from imh_desktop.words import Words

_MOMENT_LENGTH = 200
_FIRST = 6


def routines_said(words: Words) -> dict[str, str]:
    """Return the words of the routines a strategy belongs to."""
    return {
        "feeding": words.say("Feeding"),
        "comforting": words.say("Comforting"),
        "play": words.say("Play"),
        "sleep": words.say("Sleep"),
        "outing": words.say("Going out"),
        "any": words.say("Any time"),
    }


def _unseen(words: Words, visit: OpenVisit) -> list[Suggestion]:
    """Return what was chosen and then answered otherwise: it must be possible to take it off."""
    seen = {suggestion.id for suggestion in reviewing.strengths(visit)}
    group = words.say("Chosen, but no strength today: please take off")
    return [
        Suggestion(item_id, visit.texts.items[item_id].text, group, chosen=True)
        for item_id in visit.visit.strengths
        if item_id not in seen and item_id in visit.texts.items
    ]


class TickList(TitledCard):
    """Suggestions to tick; each tick is kept at once, and goes back when it is refused."""

    def __init__(
        self,
        look: Look,
        title: str,
        help_text: str,
        suggestions: Sequence[Suggestion],
        choose: Callable[[str, bool, Callable[[str], None]], bool],
        groups: dict[str, str] | None = None,
    ) -> None:
        """List the suggestions by group; ``choose`` keeps one choice, telling a fault by its
        third; ``groups`` are words for groups that are codes."""
        super().__init__(look, title, help_text=help_text, gap=4)
        self._look, self._choose, self._groups = look, choose, groups or {}
        self.ticks: dict[str, Tick] = {}
        self.fault = PlainLabel(look, size=13, colour="warn", wrap=True)
        self._add_groups(suggestions)
        self.items.addWidget(self.fault)
        self.fault.hide()

    def _add_groups(self, suggestions: Sequence[Suggestion]) -> None:
        for group in dict.fromkeys(suggestion.group for suggestion in suggestions):
            if group:
                said = self._groups.get(group, group)
                self.items.addWidget(
                    PlainLabel(self._look, said, size=13, bold=True, colour="muted")
                )
            for suggestion in suggestions:
                if suggestion.group == group:
                    self._add_tick(suggestion)

    def _add_tick(self, suggestion: Suggestion) -> None:
        tick = Tick(self._look, suggestion.text)
        tick.setChecked(suggestion.chosen)
        tick.toggled.connect(lambda on: self._on_toggled(suggestion.id, on))
        self.ticks[suggestion.id] = tick
        self.items.addWidget(tick)

    def _on_toggled(self, suggestion_id: str, on: bool) -> None:
        self.fault.hide()
        if not self._choose(suggestion_id, on, self._say_fault):
            tick = self.ticks[suggestion_id]
            tick.blockSignals(True)
            tick.setChecked(not on)
            tick.blockSignals(False)

    def _say_fault(self, message: str) -> None:
        self.fault.setText(message)
        self.fault.show()


class StrengthsCard(TickList):
    """Strengths for the family's page, and what the visitor saw in her own words."""

    def __init__(self, look: Look, words: Words, visit: OpenVisit, keep: Keep) -> None:
        """List what was seen; below three, ask for what she saw."""
        self._look, self._words, self._visit, self._keep = look, words, visit, keep

        def choose(item_id: str, on: bool, fault: Callable[[str], None]) -> bool:
            return keep(lambda: reviewing.choose_strength(visit, item_id, on), fault)

        super().__init__(
            look,
            words.say("Strengths for the family's page"),
            words.say("Choose at least three. They stand first on the page."),
            (*_unseen(words, visit), *reviewing.strengths(visit)),
            choose,
        )
        self._moments = column(gap=look.px(4))
        self.items.addLayout(self._moments)
        asked = words.say("What else went well? One short sentence")
        self.items.addWidget(PlainLabel(look, asked, size=14, bold=True, wrap=True))
        line = row(gap=look.px(8))
        self.moment = TextField(look, asked, limit=_MOMENT_LENGTH)
        self.moment.returnPressed.connect(self._on_add)
        self.add = Button(look, words.say("Add this moment"), icon="plus")
        self.add.clicked.connect(self._on_add)
        line.addWidget(self.moment, 1)
        line.addWidget(self.add)
        self.items.addLayout(line)
        self.show_moments()

    def _on_add(self) -> None:
        text = self.moment.text().strip()
        if text and self._keep(lambda: self._write(text, ""), self._say_fault):
            self.moment.clear()
            self.fault.hide()
            self.show_moments()

    def _write(self, text: str, moment_id: str) -> object:
        return reviewing.write_moment(self._visit, text, moment_id)

    def show_moments(self) -> None:
        """Show the moments as they stand now."""
        empty(self._moments)
        for moment in self._visit.visit.moments:
            line = row(gap=self._look.px(8))
            line.addWidget(PlainLabel(self._look, moment.text, wrap=True), 1)
            name = self._words.say("Remove: {text}", text=moment.text)
            away = IconButton(self._look, "x", name)
            away.clicked.connect(
                lambda _checked=False, which=moment.moment_id: self._on_take_off(which)
            )
            line.addWidget(away)
            self._moments.addLayout(line)

    def _on_take_off(self, moment_id: str) -> None:
        if self._keep(lambda: self._write("", moment_id), self._say_fault):
            self.show_moments()


class StrategiesCard(TickList):
    """One or two things the family can try today."""

    def __init__(self, look: Look, words: Words, visit: OpenVisit, keep: Keep) -> None:
        """List what fits the child's age and today's answers."""

        def choose(strategy_id: str, on: bool, fault: Callable[[str], None]) -> bool:
            return keep(lambda: reviewing.choose_strategy(visit, strategy_id, on), fault)

        offered = reviewing.strategies(visit)
        super().__init__(
            look,
            words.say("Something to try at home"),
            words.say("Choose one or two. What fits today's answers best stands first."),
            offered[:_FIRST],
            choose,
            routines_said(words),
        )
        self._rest = offered[_FIRST:]
        if self._rest:
            self.more = Button(look, words.say("Show more"), kind="quiet", after="caret-down")
            self.more.clicked.connect(self._on_more)
            self.items.addWidget(self.more)

    def _on_more(self) -> None:
        self.more.hide()
        self._add_groups(self._rest)
