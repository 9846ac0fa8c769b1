"""Asks before a page leaves: is it safe at home, who receives it, why though hard to read?"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.core.people import Caregiver
from imh_desktop.core.printed import Safe, Way
from imh_desktop.flows.printing_recipients import Recipient
from imh_desktop.ui.reader_language import ReaderLanguage
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import LabelledField, Notice, Panel, PlainLabel, Select, TextField
from imh_desktop.words import Words

_LONGEST = 60
"""Letters of a name in a list."""


class Answer(NamedTuple):
    """What the visitor decided; ``to``: caregivers' ids, none = the family."""

    safe: Safe
    to: tuple[str, ...]
    reason: str


class LeaveBehindPanel(Panel):
    """One question, three answers; the way back answers nothing. Emits ``answered``.

    It opens in the home, so none of its words says why one may ask, who receives no page, or why.
    ``language_wanted`` carries a language and who reads it: the page is asked for anew.
    """

    answered = Signal(object)
    language_wanted = Signal(str, str)

    def __init__(
        self, look: Look, parent: QWidget, words: Words, way: Way,
        people: Sequence[Recipient], *, hard: str = "", cuts: bool = True,
        readers: Sequence[Caregiver] = (), language: str = "", whom: str = "",
    ) -> None:  # fmt: skip
        """Ask. ``hard``: what to say of a page that is hard to read; ``cuts``: the short page
        may go instead. ``readers``: who reads what, where the page's ``language`` can still be
        changed; ``whom``: who was chosen before."""
        title = words.say("Is it safe for this page to be seen by everyone at home?")
        super().__init__(look, parent, title, width=720)
        self._words = words
        stays = words.say("It stays in the home. Anyone there may read it.")
        self.body.addWidget(PlainLabel(look, stays, size=15, colour="muted", wrap=True))
        self._whom = self._ask_whom(look, people)
        if self._whom and readers:
            self._propose(look, self._whom, readers, language, whom)
        self._reason = self._ask_why(look, hard) if hard else None
        self.add_button(words.say("Back"), kind="quiet").clicked.connect(self.put_away)
        self._answer_button(words.say("Do not print"), "no")
        if cuts:
            self._answer_button(words.say("Short page only"), "strengths")
        yes = {"print": words.say("Yes, print it"), "desk": words.say("Yes, send it")}
        said = yes.get(way, words.say("Yes, go on"))
        self._yes = self._answer_button(said, "print", kind="primary")
        self.dismissed.connect(self.put_away)

    def show_panel(self) -> None:
        """Show it, with the keyboard where the first thing is to be said."""
        self.open(self._whom or self._reason or self._yes)

    def _ask_whom(self, look: Look, people: Sequence[Recipient]) -> Select | None:
        say = self._words.say
        if not people:
            return None
        shortened = any(each.refused is not None for each in people)
        first = say("Please choose") if shortened else say("The family")
        may = [(each.caregiver_id, each.name[:_LONGEST]) for each in people if each.refused is None]
        select = Select(look, say("Who receives it?"), [("", first), *may])
        self.body.addWidget(LabelledField(look, say("Who receives it?"), select))
        if shortened:
            line = say("Who is not named here receives no page.")
            self.body.addWidget(PlainLabel(look, line, size=14, wrap=True))
        return select

    def _propose(
        self, look: Look, whom: Select, readers: Sequence[Caregiver], language: str, chosen: str
    ) -> None:
        """Say what the person chosen reads, and propose the page in it."""
        reading = ReaderLanguage(look, self._words, language)
        known = {each.caregiver_id: each for each in readers}
        whom.currentIndexChanged.connect(lambda _: reading.show_reader(known.get(whom.code())))
        reading.wanted.connect(lambda code: self._want(code, whom.code()))
        self.body.addWidget(reading)
        if whom.findData(chosen) >= 0:
            whom.choose(chosen)

    def _want(self, language: str, whom: str) -> None:
        self.put_away()
        self.language_wanted.emit(language, whom)

    def _ask_why(self, look: Look, hard: str) -> TextField:
        why = self._words.say("Why it goes as it is")
        self.body.addWidget(Notice(look, hard, tone="warn"))
        field = TextField(look, why)
        self.body.addWidget(LabelledField(look, why, field))
        return field

    def _answer_button(self, text: str, safe: Safe, *, kind: str = "secondary") -> QWidget:
        button = self.add_button(text, kind=kind)
        button.clicked.connect(lambda: self._answer(safe))
        return button

    def _answer(self, safe: Safe) -> None:
        whom = self._whom.code() if self._whom else ""
        reason = self._reason.text() if self._reason else ""
        self.put_away()
        self.answered.emit(Answer(safe, (whom,) if whom else (), reason))
