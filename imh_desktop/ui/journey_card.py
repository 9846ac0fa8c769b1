"""A child's journey on its page: the picture, what its signs mean, and the same in words."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from imh_desktop.core.journey import Seen
from imh_desktop.flows.journey import Journey, seen_said
from imh_desktop.ui.journey_picture import JourneyPicture, paint_mark
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, PlainLabel, column, row
from imh_desktop.words import Words

_EXPLAINED: tuple[Seen, ...] = (
    "often", "sometimes", "not_yet", "concern", "quiet", "unknown", "not_asked",
)  # fmt: skip


class JourneyCard(TitledCard):
    """Shows a journey of two visits or more. The words open and close with one button."""

    def __init__(self, look: Look, words: Words, journey: Journey) -> None:
        """Lay out picture, signs and words."""
        super().__init__(look, words.say("Journey so far"), gap=10)
        self.items.addWidget(JourneyPicture(look, words, journey))
        for stop in journey.stops:
            if stop.turned:
                said = words.say("{day}: {what}", day=words.date(stop.on), what=stop.turned)
                self.items.addWidget(PlainLabel(look, said, size=13, colour="muted", wrap=True))
        used = {seen for line in journey.rows for marks in line.marks for seen in marks}
        self.items.addWidget(_legend(look, words, [one for one in _EXPLAINED if one in used]))
        said = words.say("This is what we noticed together. It is not a test or a diagnosis.")
        self.items.addWidget(PlainLabel(look, said, size=13, colour="muted", wrap=True))
        self._told = _in_words(look, journey)
        self._told.hide()
        self._words = words
        self._button = Button(look, words.say("The same in words"), kind="quiet")
        self._button.clicked.connect(self._on_asked)
        self.items.addWidget(self._button)
        self.items.addWidget(self._told)

    def _on_asked(self) -> None:
        shown = self._told.isHidden()
        self._told.setVisible(shown)
        words = self._words
        said = words.say("Hide the words") if shown else words.say("The same in words")
        self._button.setText(said)


class _Sign(QWidget):
    """One sign of the picture, as large as it is there."""

    def __init__(self, look: Look, seen: Seen) -> None:
        super().__init__()
        self._look, self._seen = look, seen
        self.setFixedSize(QSize(look.px(26), look.px(24)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, self.height() / 2)
        paint_mark(painter, self._look, self._seen, middle)


def _legend(look: Look, words: Words, used: list[Seen]) -> QWidget:
    holder = QWidget()
    lines = column(holder, gap=look.px(2))
    for start in range(0, len(used), 4):
        line = row(gap=look.px(6))
        for seen in used[start : start + 4]:
            line.addWidget(_Sign(look, seen))
            line.addWidget(PlainLabel(look, seen_said(seen, words), size=13, colour="muted"))
            line.addSpacing(look.px(10))
        line.addStretch()
        lines.addLayout(line)
    return holder


def _in_words(look: Look, journey: Journey) -> QWidget:
    holder = QWidget()
    lines = column(holder, gap=look.px(8))
    for line in journey.rows:
        lines.addWidget(PlainLabel(look, line.said, size=14, wrap=True))
    return holder
