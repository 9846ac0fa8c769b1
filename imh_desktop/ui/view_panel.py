"""How the window looks on this laptop: theme, size of the text, language, when it covers itself."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.locales import LOCALES
from imh_desktop.ui.folding_choice import FoldingChoice
from imh_desktop.ui.laptop_settings import (
    COVER_MINUTES,
    LOCK_MINUTES,
    TEXT_SIZES,
    LaptopSettings,
)
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, Choice, LabelledField, Panel, PlainLabel, Wrapping
from imh_desktop.words import Words


class ViewPanel(Panel):
    """Asks in front of the page. ``chosen`` carries the ``LaptopSettings``, ``page_asked`` the
    code of a page about this laptop."""

    chosen = Signal(object)
    page_asked = Signal(str)

    def __init__(
        self, look: Look, parent: QWidget, words: Words, now: LaptopSettings,
        pages: Sequence[tuple[str, str]] = (),
    ) -> None:  # fmt: skip
        """Show what is chosen now. ``pages``: code and name of those that can be shown."""
        super().__init__(look, parent, words.say("Settings of this laptop"), width=760)
        inside = self.scrolling()
        self._look, self._words, self._under = look, words, inside.items
        self._now = now
        self._ask_how_it_looks()
        self._ask_when_it_hides()
        self._lead_on(pages)
        self.add_button(words.say("Cancel"), kind="quiet").clicked.connect(self.dismissed)
        use = self.add_button(words.say("Use these"), kind="primary")
        use.clicked.connect(self._on_use)
        self.dismissed.connect(self.put_away)
        self.first = self.theme

    def _ask_how_it_looks(self) -> None:
        words, now = self._words, self._now
        self.theme = self._ask(
            words.say("Colours"),
            [
                ("system", words.say("As the system")),
                ("light", words.say("Light")),
                ("dark", words.say("Dark")),
                ("sunlight", words.say("Sunlight")),
            ],
            now.theme,
        )
        self.text_size = self._ask(
            words.say("Size of the text"),
            [(str(size), words.say("{n} %", n=size)) for size in TEXT_SIZES],
            str(now.text_size),
        )
        tongues = [("", words.say("As the system"))]
        tongues += [(code, locale.own_name) for code, locale in LOCALES.items()]
        self.language = self._ask(words.say("Language of the program"), tongues, now.language)
        said = words.say(
            "The questions of a visit and a family’s page have languages of their own: they are"
            " chosen where a visit begins and where a page is made."
        )
        self._explain(said)

    def _ask_when_it_hides(self) -> None:
        words, now = self._words, self._now
        self.cover = self._ask_when(
            words.say("Cover the screen by itself"), COVER_MINUTES, now.cover_minutes
        )
        self.lock = self._ask_when(
            words.say("Lock by itself, outside a visit"), LOCK_MINUTES, now.lock_minutes
        )
        said = words.say(
            "In a visit it locks after 30 minutes. When the laptop is shut or sleeps it locks at"
            " once. A visit goes on where you left it."
        )
        self._explain(said)

    def _explain(self, said: str) -> None:
        line = PlainLabel(self._look, said, size=13, colour="muted", wrap=True)
        self._under.addWidget(line)

    def settings(self) -> LaptopSettings:
        """Return what is chosen."""
        return msgspec.structs.replace(
            self._now,
            theme=self.theme.code or "system",
            text_size=int(self.text_size.code or 100),
            language=self.language.code or "",
            cover_minutes=int(self.cover.code or 0),
            lock_minutes=int(self.lock.code or 0),
        ).known()

    def _ask(self, label: str, choices: list[tuple[str, str]], now: str) -> Choice:
        choice = FoldingChoice(self._look, label, choices)
        choice.choose(now)
        self._under.addWidget(LabelledField(self._look, label, choice))
        return choice

    def _lead_on(self, pages: Sequence[tuple[str, str]]) -> None:
        if not pages:
            return
        ways = Wrapping(gap=self._look.px(8), fill=False)
        for code, name in pages:
            way = Button(self._look, name)
            way.clicked.connect(lambda _on=False, code=code: self._on_page(code))
            ways.add(way)
        self._under.addWidget(ways)

    def _on_page(self, code: str) -> None:
        self.put_away()
        self.page_asked.emit(code)

    def _ask_when(self, label: str, minutes: Sequence[int], now: int) -> Choice:
        say, count = self._words.say, self._words.count
        after = [
            (str(n), count("after {n} minute", "after {n} minutes", n) if n else say("never"))
            for n in minutes
        ]
        return self._ask(label, after, str(now))

    def _on_use(self) -> None:
        said = self.settings()
        self.put_away()
        self.chosen.emit(said)
