"""What was noticed, as labelled marks in words; counts only behind "Why?". No shape fills up."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from imh_desktop.core.profile import Status
from imh_desktop.flows import reviewing
from imh_desktop.flows.profile_words import counts_said
from imh_desktop.flows.reviewing import DomainMarks, Mark
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Button,
    Notice,
    PlainLabel,
    column,
    fold_states,
    row,
)
from imh_desktop.words import Words

_ICONS: dict[Status, tuple[str, str]] = {
    "strength": ("sun", "accent"),
    "emerging": ("leaf", "ok"),
    "concern": ("magnifying-glass", "warn"),
    "unknown": ("circle-dashed", "muted"),
}


class _MarkIcon(QWidget):
    def __init__(self, look: Look, status: Status) -> None:
        super().__init__()
        self._look, (self._name, self._colour) = look, _ICONS[status]
        self.setFixedSize(look.px(24), look.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tint = getattr(self._look.tokens, self._colour)
        look = self._look
        look.icons.paint(QPainter(self), self.rect(), self._name, tint, look.px(20))


class DomainBox(QWidget):
    """One domain: its marks, and the counts behind them on request."""

    def __init__(self, look: Look, words: Words, domain: DomainMarks) -> None:
        """List the constructs."""
        super().__init__()
        items = column(self, gap=look.px(4))
        head = row(gap=look.px(8))
        head.addWidget(PlainLabel(look, domain.title, bold=True, wrap=True), 1)
        self.why = Button(look, words.say("Why?"), kind="quiet", after="caret-down")
        self.why.setAccessibleName(words.say("Why? {domain}", domain=domain.title))
        self.why.fold_by(fold_states(words))
        self.why.toggled.connect(self._on_why)
        head.addWidget(self.why)
        items.addLayout(head)
        if not domain.marks:
            self.why.hide()
            nothing = words.say("No sign was noted.")
            items.addWidget(PlainLabel(look, nothing, colour="muted", wrap=True))
        self.counts: list[PlainLabel] = []
        for mark in domain.marks:
            items.addLayout(self._line(look, mark))
            said = PlainLabel(look, counts_said(mark.counts, words), size=13, colour="muted")
            said.setIndent(look.px(34))
            said.setWordWrap(True)
            said.hide()
            self.counts.append(said)
            items.addWidget(said)

    def _line(self, look: Look, mark: Mark) -> QHBoxLayout:
        line = row(gap=look.px(10))
        line.addWidget(_MarkIcon(look, mark.status))
        line.addWidget(PlainLabel(look, mark.title, wrap=True), 3)
        line.addWidget(PlainLabel(look, mark.said, bold=mark.status != "unknown", wrap=True), 2)
        return line

    def _on_why(self, on: bool) -> None:
        for said in self.counts:
            said.setVisible(on)


class ProfileCard(TitledCard):
    """The whole open profile, with the sentence that says what it is not."""

    def __init__(self, look: Look, words: Words, visit: OpenVisit) -> None:
        """Read the profile once: answers do not change on this page."""
        super().__init__(look, words.say("What we noticed together"))
        sentence = words.say("This is what we noticed together. It is not a test or a diagnosis.")
        self.items.addWidget(Notice(look, sentence))
        said = reviewing.completeness_said(visit.profile.completeness, words)
        self.items.addWidget(PlainLabel(look, said, colour="muted", wrap=True))
        self.boxes = [DomainBox(look, words, domain) for domain in reviewing.profile_marks(visit)]
        for box in self.boxes:
            self.items.addWidget(box)
