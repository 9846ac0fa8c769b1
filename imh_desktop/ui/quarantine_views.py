"""What computers that were shut out wrote later: what a file holds, and what was decided before."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal

from imh_desktop.flows.merge_words import counted, device_said
from imh_desktop.flows.quarantine import Decision, Held
from imh_desktop.ui.sayings import local_time
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import Button, Notice, PlainLabel
from imh_desktop.words import Words

_NAMED = ("child", "caregiver", "visit", "referral")


class ShutOutPage(ToldPage):
    """Where it begins. Emits ``file_asked``, and ``papers_asked`` (the file for the others)."""

    file_asked = Signal()
    papers_asked = Signal()

    def __init__(
        self, look: Look, words: Words, decisions: Sequence[Decision], *, papers: bool,
        done: str = "", next_step: str = "",
    ) -> None:  # fmt: skip
        """Show what was decided, the latest first.

        Args:
            papers: there is a file for the others. done: what was just done, in a sentence.
            next_step: what is to be done now, with the file for the others.
        """
        super().__init__(look, words, words.say("From laptops that were shut out"))
        if done:
            self.cards.addWidget(Notice(look, done, tone="ok"))
        if next_step:
            self.cards.addWidget(Notice(look, next_step, tone="warn"))
        self._add_how()
        self._add_decisions(decisions)
        first = self._add_buttons(papers=papers, now=bool(next_step))
        self.land_on(first)

    def _add_buttons(self, *, papers: bool, now: bool) -> Button:
        """Return the button for what is most likely to be done next."""
        words = self._words
        ways = [
            (words.say("Save the file for the others"), self.papers_asked),
            (words.say("Choose a file"), self.file_asked),
        ][0 if papers else 1 :]
        if now:
            ways.reverse()  # the foremost stands at the end of the strip
        buttons = [self.button(said, asked) for said, asked in ways[:-1]]
        buttons.append(self.button(*ways[-1], kind="primary"))
        return buttons[-1]

    def _add_how(self) -> None:
        look, words = self._look, self._words
        card = TitledCard(look, words.say("How it goes"), gap=8)
        for said in (
            words.say(
                "When a laptop was shut out, what it writes later is not taken in with the rest:"
                " nobody knows who sat at it."
            ),
            words.say(
                "Here you can see what such a file holds, and then take it in or leave it out. You"
                " say why. Nothing is taken in before you say so."
            ),
        ):
            card.items.addWidget(PlainLabel(look, said, size=16, wrap=True))
        self.cards.addWidget(card)

    def _add_decisions(self, decisions: Sequence[Decision]) -> None:
        look, words = self._look, self._words
        card = TitledCard(look, words.say("What was decided before"), gap=8)
        for one in reversed(decisions):
            card.items.addWidget(
                PlainLabel(look, decided(words, one), size=16, bold=True, wrap=True)
            )
            card.items.addWidget(PlainLabel(look, one.reason, size=14, colour="muted", wrap=True))
        if not decisions:
            none = words.say("Nothing was decided yet.")
            card.items.addWidget(PlainLabel(look, none, size=16, colour="muted", wrap=True))
        self.cards.addWidget(card)


class HeldPage(ToldPage):
    """What one file holds. Emits ``take_asked`` and ``decline_asked``."""

    take_asked = Signal()
    decline_asked = Signal()

    def __init__(
        self, look: Look, words: Words, file: str, held: Held, names: Mapping[str, str],
        before: Decision | None,
    ) -> None:  # fmt: skip
        """Show it; ``names``: device id -> what it is called; ``before``: what was decided of it
        before."""
        super().__init__(look, words, words.say("From a laptop that was shut out"))
        self._held, self._names = held, names
        self.cards.addWidget(
            Notice(
                look,
                words.say(
                    "Nobody can tell from the file who wrote it. Ask the visitor whose laptop it"
                    " was before you take it in."
                ),
                tone="warn",
            )
        )
        if before is not None:
            said = words.say("{decided}: {reason}", decided=decided(words, before),
                             reason=before.reason)  # fmt: skip
            self.cards.addWidget(Notice(look, said))
        self._add_from(file)
        self._add_holds()
        leave = self.button(words.say("Leave it out"), self.decline_asked)
        take = Button(look, words.say("Take it in"), icon="download-simple")
        take.clicked.connect(self.take_asked)
        self.foot.buttons.add(take)
        self.land_on(leave)

    def _add_from(self, file: str) -> None:
        words, held = self._words, self._held
        card = TitledCard(self._look, words.say("The file"), gap=6)
        made = words.date(local_time(held.made_at).date())
        card.items.addWidget(PlainLabel(self._look, file, bold=True, elide=True))
        self._line(
            card, words.say("From {device}, made on {date}.", device=self._named(held.sender),
                            date=made)
        )  # fmt: skip
        for device in held.devices:
            self._line(card, words.say("Shut out: {device}", device=self._named(device)))
        self.cards.addWidget(card)

    def _add_holds(self) -> None:
        words, held = self._words, self._held
        card = TitledCard(self._look, words.say("What it holds"), gap=6)
        for kind in _NAMED:
            if count := held.records.get(kind, 0):
                self._line(card, counted(kind, count, words))
        if others := sum(n for kind, n in held.records.items() if kind not in _NAMED):
            self._line(card, words.count("{n} other record", "{n} other records", others))
        self._line(card, self._changes())
        private = words.say("No private part that this laptop can open")
        if held.private:
            private = words.say("Also a private part, which this laptop can open")
        self._line(card, private)
        self.cards.addWidget(card)

    def _changes(self) -> str:
        words, held = self._words, self._held
        changes = words.count("{n} change", "{n} changes", held.entries)
        if not held.entries:
            return changes
        first, last = (words.date(local_time(day).date()) for day in (held.first_at, held.last_at))
        if first == last:
            return words.say(
                "{changes}, written on {day} by its own clock. Some may be here already.",
                changes=changes, day=first,
            )  # fmt: skip
        return words.say(
            "{changes}, written from {first} to {last} by its own clock. Some may be here already.",
            changes=changes, first=first, last=last,
        )  # fmt: skip

    def _line(self, card: TitledCard, said: str) -> None:
        card.items.addWidget(PlainLabel(self._look, said, size=16, wrap=True))

    def _named(self, device_id: str) -> str:
        return device_said(self._names.get(device_id, ""), self._words)


def decided(words: Words, one: Decision) -> str:
    """Say what was decided, and when."""
    day = words.date(local_time(one.said_at).date())
    if one.taken:
        return words.say("Taken in on {day}", day=day)
    return words.say("Left out on {day}", day=day)
