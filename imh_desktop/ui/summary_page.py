"""A page for paper, seen first: exactly the bytes that are printed or saved."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.core.languages import from_the_left, shipped_languages
from imh_desktop.core.people import Paper
from imh_desktop.core.printed import Part, Way
from imh_desktop.core.summary import Variant
from imh_desktop.flows.pages import Page
from imh_desktop.flows.printing_reading import hard_said, reading_said
from imh_desktop.ui import printing
from imh_desktop.ui.commands import offer
from imh_desktop.ui.landing import Landing
from imh_desktop.ui.leaving import Gate, Leaving
from imh_desktop.ui.page_layout import PageLayout
from imh_desktop.ui.preview import Preview
from imh_desktop.ui.review_badge import ReviewBadge
from imh_desktop.ui.shell_widgets import Header, MiddlePage, empty
from imh_desktop.ui.style import Look
from imh_desktop.ui.ways_out import WaysOut
from imh_desktop.ui.widgets import (
    Button,
    Choice,
    LabelledField,
    Notice,
    PlainLabel,
    Select,
    SideColumn,
    column,
    row,
)
from imh_desktop.words import Words


class SummaryPage(Landing):
    """Preview at the reading side; language, paper and what to do with it at the other.

    ``wanted`` asks the owner for the page as the choices stand; it comes back through
    ``show_page`` or ``refuse``. ``mend_asked``: the person wants to set right what stopped it.
    ``gate``: asks before the page leaves; without one ``given`` is emitted as it goes to a
    printer or a file.
    """

    wanted = Signal()
    mend_asked = Signal()
    given = Signal()
    left = Signal()

    def __init__(
        self, look: Look, words: Words, title: str, line: str, *, care: str, language: str,
        paper: str, scratch: Path, frozen: bool = False, layouts: bool = False,
    ) -> None:  # fmt: skip
        """Build the page; ``scratch`` is a private folder for the copy a viewer opens.

        ``care``: what to do with a saved copy, once whom the page is for has it. ``frozen``: its
        language and paper are no longer to be chosen. ``layouts``: its layout is, as a family's.
        """
        super().__init__(look)
        self._look, self._words = look, words
        self.ways_out = WaysOut(self, look, words, scratch)
        self._care, self._frozen, self._layouts = care, frozen, layouts
        self.made: Page | None = None
        self.gate: Gate | None = None
        header = Header(look, title, line=line, back=words.say("Back"))
        header.back_asked.connect(self.left)
        self.header = header
        self._preview = Preview(look, words)
        self._refused = MiddlePage(look, width=560)
        self._refused.hide()
        sides = row()
        sides.addWidget(self._preview, 1)
        sides.addWidget(self._refused, 1)
        sides.addWidget(self._tools(language, paper))
        page = column(self)
        page.addWidget(header)
        page.addLayout(sides, 1)
        self.land_on(self._save)

    def ask(self) -> None:
        """Ask for the page as the choices stand."""
        self.wanted.emit()

    def propose(self, language: str) -> None:
        """Show the page in another language, where it is one of those offered."""
        if language != self.choices[0] and self._language.findData(language) >= 0:
            self._language.choose(language)
            self.ask()

    def show_page(self, page: Page) -> None:
        """Show a finished page."""
        self.made = page
        self._preview.show_pdf(page.content)
        self._preview.show()
        self._refused.hide()
        self._warn(page.warnings)
        self._tell_reading(page)
        self._badge.show_review(page.review)
        self._allow(True)

    def keep_own_paper(self) -> None:
        """Ask for no paper: what is shown is a form that has its own."""
        self._paper_box.hide()

    def add_action(self, text: str, icon: str) -> Button:
        """Add a button below those that print and save, and return it."""
        button = Button(self._look, text, icon=icon)
        self._actions.addWidget(button)
        return button

    def add_line(self, sentence: str) -> None:
        """Add a quiet line below the buttons."""
        line = PlainLabel(self._look, sentence, size=13, colour="muted", wrap=True)
        self._actions.addWidget(line)

    def add_warning(self, sentence: str) -> None:
        """Add something the person should know above the buttons."""
        self._known.addWidget(Notice(self._look, sentence, tone="warn"))

    @property
    def choices(self) -> tuple[str, Paper]:
        """Return the language and the paper that are chosen."""
        return self._language.code() or "en", "letter" if self._paper.code == "letter" else "a4"

    @property
    def variant(self) -> tuple[Variant, str]:
        """Return the layout that is chosen, and the second language of a bilingual page."""
        variant = self.layout_choice.variant if self.layout_choice else "standard"
        second = "es" if self.choices[0] == "en" else "en"
        return variant, second if variant == "bilingual" else ""

    @property
    def part(self) -> Part:
        """Return how much of the page is chosen."""
        return self.layout_choice.part if self.layout_choice else "whole"

    def say(self, sentence: str) -> None:
        """Say what was done with the page."""
        self._said.say(sentence)
        self._said.show()

    def refuse(self, message: str, *, mend: str = "") -> None:
        """Say why there is no page; ``mend``: words of the button that helps."""
        self.made = None
        self._fill_refused(message, mend)
        self._preview.hide()
        self._refused.show()
        self._warn(())
        self._badge.show_review(None)
        self._allow(False)

    def _tools(self, language: str, paper: str) -> QWidget:
        look, words = self._look, self._words
        side = SideColumn(look, width=340)
        tongues = self._offered()
        language = language if language in dict(tongues) else "en"
        self._language = self._select(side, words.say("Language of the page"), tongues, language)
        papers = [("a4", words.say("A4")), ("letter", words.say("Letter"))]
        self._paper = self._choice(words.say("Paper"), papers, paper)
        self._paper_box = LabelledField(look, words.say("Paper"), self._paper)
        side.items.addWidget(self._paper_box)
        self.layout_choice = PageLayout(look, words) if self._layouts else None
        if self.layout_choice:
            self.layout_choice.changed.connect(self.ask)
            side.items.addWidget(self.layout_choice)
        for choice in (self._language, self._paper) if self._frozen else ():
            choice.setEnabled(False)
        self._badge = ReviewBadge(look, words, self)
        side.items.addWidget(self._badge)
        self._known = column(gap=look.px(8))
        side.items.addLayout(self._known)
        self._warnings = column(gap=look.px(8))
        side.items.addLayout(self._warnings)
        side.items.addStretch(1)
        self._said = Notice(look, "", tone="ok")
        self._said.hide()
        side.items.addWidget(self._said)
        self._add_buttons(side)
        return side

    def _offered(self) -> list[tuple[str, str]]:
        """Return the languages of a family's page, or of another paper."""
        if self._layouts or self._frozen:
            return shipped_languages(self._words)
        return from_the_left(self._words)

    def _add_buttons(self, side: SideColumn) -> None:
        look, words = self._look, self._words
        self._printer = printing.has_printer()
        self._print = Button(look, words.say("Print"), kind="primary", icon="printer")
        offer(self._print, "print")
        self._print.clicked.connect(self.ways_out.print)
        self._save = Button(look, words.say("Save a copy"), icon="floppy-disk")
        offer(self._save, "save")
        self._save.clicked.connect(self.ways_out.save)
        self._open = Button(look, words.say("Open in the viewer"), icon="arrow-square-out")
        self._open.clicked.connect(self.ways_out.open)
        for button in (self._print, self._save, self._open):
            side.items.addWidget(button)
        self._actions = column(gap=look.px(12))
        side.items.addLayout(self._actions)
        if not self._printer:
            none = words.say("No printer is set up here. Save a copy and print it elsewhere.")
            side.items.addWidget(PlainLabel(look, none, size=13, colour="muted", wrap=True))
        side.items.addWidget(PlainLabel(look, self._care, size=13, colour="muted", wrap=True))

    def _select(
        self, side: SideColumn, label: str, choices: list[tuple[str, str]], code: str
    ) -> Select:
        select = Select(self._look, label, choices)
        select.choose(code)
        select.picked.connect(lambda _code: self.ask())
        side.items.addWidget(LabelledField(self._look, label, select))
        return select

    def _choice(self, label: str, choices: list[tuple[str, str]], code: str) -> Choice:
        choice = Choice(self._look, label, choices)
        choice.choose(code)
        choice.chosen.connect(lambda _code: self.ask())
        return choice

    def _allow(self, allowed: bool) -> None:
        self._print.setEnabled(allowed and self._printer)
        self._save.setEnabled(allowed)
        self._open.setEnabled(allowed)
        self._said.hide()

    def _warn(self, warnings: tuple[str, ...]) -> None:
        empty(self._warnings)
        for warning in warnings:
            self._warnings.addWidget(Notice(self._look, warning, tone="warn"))

    def _fill_refused(self, message: str, mend: str) -> None:
        look, body = self._look, self._refused.body
        empty(body)
        title = self._words.say("This page cannot be made yet")
        body.addWidget(PlainLabel(look, title, size=22, bold=True, wrap=True))
        body.addWidget(PlainLabel(look, message, size=16, wrap=True))
        if mend:
            button = Button(look, mend, kind="primary")
            button.clicked.connect(self.mend_asked)
            body.addWidget(button)

    def _tell_reading(self, page: Page) -> None:
        """Say how the page reads, before it is printed."""
        if page.reading is None:
            return
        if page.reading.easy:
            said = PlainLabel(
                self._look, reading_said(page.reading, self._words), size=13, colour="muted",
                wrap=True,
            )  # fmt: skip
            self._warnings.addWidget(said)
        else:
            hard = hard_said(page.reading, self._words)
            self._warnings.addWidget(Notice(self._look, hard, tone="warn"))

    def leave(self, way: Way, then: Callable[[Leaving], object]) -> None:
        """Ask what has to be asked before the page leaves, and then let it."""
        if self.made is not None and self.gate is not None:
            self.gate(way, then)
        elif self.made is not None:
            then(Leaving(self.made, self._given))

    def _given(self) -> Callable[[], object]:
        self.given.emit()
        return lambda: None
