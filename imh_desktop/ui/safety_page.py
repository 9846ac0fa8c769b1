"""Is my work safe: how old the backups are, and whether the file is whole."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.flows import backup_words
from imh_desktop.flows.backing_up import Standing
from imh_desktop.flows.health import Health, Part
from imh_desktop.flows.health_words import Said, told, verdict
from imh_desktop.flows.time_since import since
from imh_desktop.ui.fold import Fold
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.support_card import SupportCard
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import Button, Notice, PlainLabel, Wrapping, column
from imh_desktop.words import Words


class SafetyPage(ToldPage):
    """The backups, the last look through the file, and a file for support. Each signal is a
    button."""

    backup_asked = Signal()
    second_asked = Signal()
    second_ended = Signal()
    restore_asked = Signal()
    check_asked = Signal()
    log_asked = Signal()
    support_asked = Signal()

    def __init__(
        self, look: Look, words: Words, stood: Standing, now: datetime, health: Health | None, *,
        said: str = "",
    ) -> None:  # fmt: skip
        """Show how it stands. ``health``: what was found now, None before anyone looked;
        ``said``: what was just done."""
        super().__init__(look, words, words.say("Backups and health of your file"))
        self._now = now
        if said:
            self.cards.addWidget(Notice(look, said, tone="ok"))
        if health is not None:
            self._add_health(health)
        self._add_backups(stood)
        if health is None:
            self._add_check()
        support = SupportCard(look, words)
        support.asked.connect(self.support_asked)
        self.cards.addWidget(support)
        self.foot.hide()

    def _add_backups(self, stood: Standing) -> None:
        look, words = self._look, self._words
        card = TitledCard(look, words.say("Backups"), gap=8)
        last = backup_words.line(stood, self._now, words)
        colour = "text" if last.calm else "warn"
        card.items.addWidget(
            PlainLabel(look, last.said, size=16, bold=not last.calm, colour=colour, wrap=True)
        )
        for sentence in (self._elsewhere(stood), self._tried(stood)):
            card.items.addWidget(PlainLabel(look, sentence, size=14, colour="muted", wrap=True))
        holder = QWidget()
        buttons = Wrapping(holder, gap=look.px(8), fill=False)
        make = Button(look, words.say("Make a backup now"), kind="primary")
        make.clicked.connect(self.backup_asked)
        buttons.add(make)
        other = (
            words.say("Another second place")
            if stood.second
            else words.say("Choose a second place")
        )
        for text, asked in (
            (other, self.second_asked),
            (words.say("Go back to a backup"), self.restore_asked),
        ):
            button = Button(look, text)
            button.clicked.connect(asked)
            buttons.add(button)
        if stood.second:
            end = Button(look, words.say("No second place"), kind="quiet")
            end.clicked.connect(self.second_ended)
            buttons.add(end)
        card.items.addWidget(holder)
        self.cards.addWidget(card)
        self.land_on(make)

    def _elsewhere(self, stood: Standing) -> str:
        words = self._words
        if not stood.second:
            return words.say(
                "They lie on this laptop only. On a stick as well, they outlive the laptop. They"
                " are locked with your passphrase there too."
            )
        ago = since(stood.second_at, self._now, words) if stood.second_at else ""
        last = words.say("last one {ago}", ago=ago) if ago else words.say("none there yet")
        if stood.second_there:
            return words.say("Also in {place}: {last}.", place=stood.second, last=last)
        return words.say(
            "Also in {place}, which is not there now: {last}. That is fine; put the stick in from"
            " time to time.",
            place=stood.second, last=last,
        )  # fmt: skip

    def _tried(self, stood: Standing) -> str:
        words = self._words
        if stood.rehearsed_at is None:
            return words.say("Once a week one of them is tried out by itself.")
        ago = since(stood.rehearsed_at, self._now, words)
        if stood.rehearsed_sound:
            return words.say("One was tried out {ago}, and it was whole.", ago=ago)
        return words.say("One was tried out {ago}, and it was NOT whole.", ago=ago)

    def _add_check(self) -> None:
        look, words = self._look, self._words
        said = words.say(
            "Looks at every page of the file and at each thing that was ever written, in a minute"
            " or less."
        )
        card = TitledCard(look, words.say("Is everything whole?"), help_text=said)
        holder = QWidget()
        buttons = Wrapping(holder, gap=look.px(8), fill=False)
        check = Button(look, words.say("Look through everything"))
        check.clicked.connect(self.check_asked)
        buttons.add(check)
        log = Button(look, words.say("Who did what, and when"))
        log.clicked.connect(self.log_asked)
        buttons.add(log)
        card.items.addWidget(holder)
        self.cards.addWidget(card)

    def _add_health(self, health: Health) -> None:
        look, words = self._look, self._words
        calm = all(part.state == "good" for part in health.parts)
        tone = "ok" if calm or health.sound else "warn"
        self.cards.addWidget(Notice(look, verdict(health, words), tone=tone))
        waits = [part for part in health.parts if part.state != "good"]
        for part in sorted(waits, key=lambda part: part.state != "bad"):
            self.cards.addWidget(self._matter(part))
        fine = [told(part, self._now, words) for part in health.parts if part.state == "good"]
        if fine:
            card = TitledCard(look, words.say("All is well with"))
            beside = Wrapping(gap=look.px(14), least=look.px(300), even=True)
            for said in fine:
                beside.add(self._well(said))
            card.items.addWidget(beside)
            self.cards.addWidget(card)

    def _well(self, said: Said) -> QWidget:
        look, holder = self._look, QWidget()
        lines = column(holder, gap=look.px(2))
        lines.addWidget(PlainLabel(look, said.title, size=14, bold=True, wrap=True))
        how = said.said[:1].upper() + said.said[1:]
        lines.addWidget(PlainLabel(look, how, size=14, colour="muted", wrap=True))
        lines.addStretch()
        return holder

    def _matter(self, part: Part) -> TitledCard:
        look, words = self._look, self._words
        said = told(part, self._now, words)
        card = TitledCard(look, said.title, gap=6)
        colour = "warn" if part.state == "bad" else "text"
        card.items.addWidget(PlainLabel(look, said.said, size=15, colour=colour, wrap=True))
        if said.to_do:
            card.items.addWidget(PlainLabel(look, said.to_do, size=15, bold=True, wrap=True))
        if part.faults:
            card.items.addWidget(self._exactly(part.faults))
        return card

    def _exactly(self, faults: Sequence[str]) -> Fold:
        title = self._words.say("For your programme: what exactly")
        return Fold(self._look, self._words, title, faults)
