"""How the programme is doing: the figures of a period, and the data to look at."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from imh_desktop.core.programme_facts import Period
from imh_desktop.flows import figure_words
from imh_desktop.flows.data_quality import LookedAt
from imh_desktop.flows.programme_figures import ProgrammeFigures
from imh_desktop.ui.figures_list import FiguresList
from imh_desktop.ui.findings_view import CommentsCard, FindingsView
from imh_desktop.ui.landing import WayBack
from imh_desktop.ui.shell_widgets import Header
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Button,
    Choice,
    Notice,
    PlainLabel,
    ProgressBar,
    Select,
    TwoLines,
    column,
    row,
)
from imh_desktop.words import Words

_FIGURES, _FINDINGS = "figures", "findings"


class FiguresPage(WayBack):
    """Emits what the person wants; ``period_picked`` with a code of ``periods``, "own" for days
    to be asked for; ``commenting`` with a card a comment is written in, check and subject."""

    period_picked = Signal(str)
    save_asked = Signal(str)
    cases_asked = Signal(str, str)
    private_asked = Signal()
    child_asked = Signal(str)
    state_chosen = Signal(str, str, str)
    comment_written = Signal(str, str, str)
    commenting = Signal(object, str, str)

    def __init__(self, look: Look, words: Words, back: str, periods: list[tuple[str, str]]) -> None:
        """Make the frame; ``show_counting`` and ``show_figures`` fill it."""
        super().__init__(look)
        self._look, self._words = look, words
        self._findings: FindingsView | None = None
        self._found: tuple[LookedAt, ...] = ()
        self._of: ProgrammeFigures | None = None
        page = column(self)
        page.addWidget(self._header(back, periods))
        page.addWidget(self._under())
        self._said = Notice(look, "")
        self._said.hide()
        page.addWidget(self._said)
        self._body = QStackedWidget()
        page.addWidget(self._body, 1)
        self.land_on(self._period)

    def show_counting(self, period: Period, code: str) -> None:
        """Show that the figures of a period are being counted."""
        self._days.setText(figure_words.period_said(period, self._words))
        self._period.choose(code)
        self._said.hide()
        self._of, self._findings = None, None
        self._open.setText("")
        self._save.setEnabled(False)
        holder = QWidget()
        items = column(holder, margins=self._look.px(24), gap=self._look.px(12))
        items.addWidget(PlainLabel(self._look, self._words.say("Counting …"), size=16))
        self._progress = ProgressBar(self._look)
        items.addWidget(self._progress)
        items.addStretch()
        self._fill((holder,))

    def _begin_comment(self, card: CommentsCard, check: str, subject: str) -> None:
        self.commenting.emit(card, check, subject)

    def show_code(self, code: str) -> None:
        """Show which time is looked at."""
        self._period.choose(code)

    def show_share(self, share: float) -> None:
        """Show how far the counting is."""
        self._progress.set_share(share)

    def show_figures(self, of: ProgrammeFigures, found: tuple[LookedAt, ...]) -> None:
        """Show what was counted; the findings are laid out when somebody turns to them."""
        figures = FiguresList(self._look, self._words, of)
        figures.cases_asked.connect(self.cases_asked)
        figures.private_asked.connect(self.private_asked)
        self._fill((figures,))
        self._of = of
        self._save.setEnabled(True)
        self.show_found(found)
        self._turn(self._tabs.code or _FIGURES)

    def show_found(self, found: tuple[LookedAt, ...]) -> None:
        """Show the findings as they stand now."""
        self._found = found
        n = sum(one.note.state == "open" for one in found)
        self._open.setText(self._words.count("{n} to look at", "{n} to look at", n))
        if self._findings is not None:
            self._findings.show_found(found)

    @property
    def counted(self) -> bool:
        """Tell whether the figures stand there."""
        return self._of is not None

    def say(self, sentence: str) -> None:
        """Say something above the figures."""
        self._said.show()
        self._said.say(sentence)

    def _header(self, back: str, periods: list[tuple[str, str]]) -> Header:
        look, words = self._look, self._words
        header = Header(look, words.say("How the programme is doing"), back=back)
        header.back_asked.connect(self.left)
        self._period = Select(look, words.say("Time to look at"), periods)
        self._period.picked.connect(self.period_picked)
        header.items.addWidget(self._period)
        self._save = Button(look, words.say("Save as a file"), icon="floppy-disk")
        self._save.clicked.connect(lambda: self.save_asked.emit(self._tabs.code or _FIGURES))
        header.items.addWidget(self._save)
        return header

    def _under(self) -> QWidget:
        look, words, holder = self._look, self._words, QWidget()
        line = row(holder, gap=look.px(12))
        line.setContentsMargins(look.px(20), look.px(12), look.px(20), 0)
        tabs = [(_FIGURES, words.say("Figures")), (_FINDINGS, words.say("Data to look at"))]
        self._tabs = Choice(look, words.say("What to see"), tabs)
        self._tabs.choose(_FIGURES)
        self._tabs.chosen.connect(self._turn)
        line.addWidget(self._tabs)
        self._open = PlainLabel(look, size=14, colour="muted")
        line.addWidget(self._open)
        self._days = TwoLines(look, size=14, colour="muted")
        self._days.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._days, 1)
        return holder

    def _turn(self, code: str) -> None:
        if code == _FINDINGS and self._findings is None and self._of is not None:
            findings = FindingsView(
                self._look, self._words, self._of, self._found, self._begin_comment
            )
            self._findings = findings
            findings.child_asked.connect(self.child_asked)
            findings.state_chosen.connect(self.state_chosen)
            findings.comment_written.connect(self.comment_written)
            self._body.addWidget(findings)
        self._body.setCurrentIndex(min(int(code == _FINDINGS), self._body.count() - 1))

    def _fill(self, pages: tuple[QWidget, ...]) -> None:
        while (old := self._body.widget(0)) is not None:
            self._body.removeWidget(old)
            old.deleteLater()
        for each in pages:
            self._body.addWidget(each)
