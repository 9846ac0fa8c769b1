"""The strip over the caseload: the greeting, and the ways to what is not about one child."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import SignalInstance

from imh_desktop.ui import sayings
from imh_desktop.ui.commands import offer
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, IconButton, PlainLabel, TopBar, TwoLines
from imh_desktop.words import Words


class CaseloadHeader(TopBar):
    """Shows icons in place of words where there is little room."""

    def __init__(
        self, look: Look, words: Words, now: datetime, worker_name: str, open_visits: int,
        asked: Mapping[str, SignalInstance], *, lists: bool,
    ) -> None:  # fmt: skip
        """Greet a worker. ``asked``: what is emitted, by command; ``lists``: whether there is
        anybody to list."""
        super().__init__(look)
        self._worded, self._ways_out = list[tuple[Button, str]](), tuple[IconButton, ...]()
        said = sayings.greeting(words, now, worker_name)
        self._greeting = PlainLabel(look, said, size=22, bold=True)
        self.items.addWidget(self._greeting)
        self.items.addSpacing(look.px(2))
        said = _day_said(words, now, open_visits)
        below = TwoLines(look, said, colour="muted", one_line=not open_visits)
        below.short = words.short_date(now.date())
        self.items.addWidget(below, 1)
        self._lead_on(look, words, asked)
        if lists:
            self._ways_out = ways_out(look, words, asked)
            for way in self._ways_out:
                way.hide()
                self.items.addWidget(way)
            add = Button(look, words.say("Add a child"), kind="primary", icon="plus")
            offer(add, "add-child")
            add.clicked.connect(asked["add-child"])
            self._worded.append((add, "plus"))
            self.items.addWidget(add)

    def _lead_on(self, look: Look, words: Words, asked: Mapping[str, SignalInstance]) -> None:
        for code, text, icon in (
            ("learn", words.say("Learn"), "book-open"),
            ("together", words.say("Carry and gather"), "swap"),
            ("programme", words.say("Programme"), "gear"),
            ("lock", words.say("Lock now"), "lock"),
        ):
            button = Button(look, text, kind="quiet", icon=icon)
            offer(button, code)
            button.clicked.connect(asked[code])
            self._worded.append((button, icon))
            self.items.addWidget(button)
        for code, icon, name in (
            ("undo", "arrow-u-up-left", words.say("Undo")),
            ("view", "sliders-horizontal", words.say("Settings of this laptop")),
        ):
            small = IconButton(look, icon, name)
            offer(small, code)
            small.clicked.connect(asked[code])
            self.items.addWidget(small)

    def show_compact(self, compact: bool) -> None:
        """Do without the greeting; the ways to lists stand here then."""
        self._greeting.setVisible(not compact)
        for way in self._ways_out:
            way.setVisible(compact)

    def spare_words(self, compact: bool, width: int) -> None:
        """Show icons alone where the words would leave the greeting no room of a page's width."""
        for button, icon in self._worded:
            button.show_bare(icon if compact else "")
        if not compact and self.items.minimumSize().width() > width:
            for button, icon in self._worded:
                button.show_bare(icon)


def _day_said(words: Words, now: datetime, open_visits: int) -> str:
    if not open_visits:
        return words.date(now.date())
    day = words.short_date(now.date())  # so that there is room for the visits
    return words.count(
        "{day}  ·  {n} open visit", "{day}  ·  {n} open visits", open_visits, day=day
    )


def ways_out(
    look: Look, words: Words, asked: Mapping[str, SignalInstance]
) -> tuple[IconButton, ...]:
    """Return the ways to lists of the whole caseload: beside the search, or above it where that is
    narrow. ``asked``: what is emitted, by command."""
    found = []
    for code, icon, name in (
        ("week", "calendar-blank", words.say("Plan of the week")),
        ("referrals", "paper-plane-tilt", words.say("Referrals")),
    ):
        way = IconButton(look, icon, name)
        offer(way, code)
        way.clicked.connect(asked[code])
        found.append(way)
    return tuple(found)
