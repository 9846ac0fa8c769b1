"""How a family's page is laid out, and how much of it there is: any family may have either."""

from typing import get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.core.printed import Part
from imh_desktop.core.summary import Variant
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Choice, LabelledField, PlainLabel, Select, column
from imh_desktop.words import Words


class PageLayout(QWidget):
    """Two choices, offered before anybody is asked whether the page is safe at home, so that what
    was chosen says nothing of that. Emits ``changed``."""

    changed = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        """Begin with the usual page, all of it."""
        super().__init__()
        say = words.say
        items = column(self, gap=look.px(12))
        layouts: list[tuple[Variant, str]] = [
            ("standard", say("As usual")), ("large", say("Large print")),
            ("pictures", say("Led by pictures")), ("bilingual", say("Two languages")),
        ]  # fmt: skip
        self._layout = Select(look, say("Layout"), layouts)
        self._layout.picked.connect(lambda _code: self.changed.emit())
        items.addWidget(LabelledField(look, say("Layout"), self._layout))
        parts: list[tuple[Part, str]] = [
            ("whole", say("Whole page")), ("strengths", say("Short page")),
        ]  # fmt: skip
        self._part = Choice(look, say("How much"), parts)
        self._part.choose("whole")
        self._part.chosen.connect(lambda _code: self.changed.emit())
        items.addWidget(LabelledField(look, say("How much"), self._part))
        short = say("Short page: what goes well, and one thing to try.")
        items.addWidget(PlainLabel(look, short, size=13, colour="muted", wrap=True))

    @property
    def variant(self) -> Variant:
        """Return the layout that is chosen."""
        chosen = self._layout.code()
        return next(each for each in get_args(Variant) if each == chosen)

    @property
    def part(self) -> Part:
        """Return how much of the page is chosen."""
        return "strengths" if self._part.code == "strengths" else "whole"

    def show_short(self) -> None:
        """Show that the short page is chosen by now; nothing is emitted."""
        self._part.choose("strengths")
