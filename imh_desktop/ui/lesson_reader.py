"""One page of the guide, set for reading: large words, short lines, the sources small below."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from imh_desktop.core.guide import GuidePart
from imh_desktop.core.languages import spoken_languages
from imh_desktop.flows.learning import Lesson
from imh_desktop.ui.shell_widgets import empty
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Card,
    Ground,
    Notice,
    PlainLabel,
    ScrollColumn,
    column,
    in_the_middle,
    leading_margins,
    row,
)
from imh_desktop.ui.widgets.announcing import tell_as
from imh_desktop.words import Words

TEXT_SIZE = 17
_LINE = 520
"""Pixels a line of text may be wide: about 68 letters."""
_MARGIN, _NARROW_MARGIN = 40, 16
_STEP = 60
"""Pixels an arrow key scrolls: almost three lines."""


class LessonReader(ScrollColumn):
    """Shows one page. It takes the keyboard, so that the usual keys scroll; its edge shows it."""

    def __init__(self, look: Look, words: Words) -> None:
        """Make an empty reader."""
        super().__init__(look, margins=20)
        self._look, self._words = look, words
        self._card: Card | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(look.px(_STEP))

    def show_lesson(self, lesson: Lesson) -> None:
        """Show a page from its top."""
        page, tongue = lesson.page, lesson.language if lesson.borrowed else ""
        self.show_text(page.title, page.summary, tongue, lambda items: self._fill(items, lesson))

    def show_text(
        self, title: str, summary: str, borrowed: str, fill: Callable[[QBoxLayout], None]
    ) -> None:
        """Show a text from its top. ``borrowed``: the language it is in, where it is not the
        person's own; ``fill`` adds what comes below title and summary."""
        look = self._look
        empty(self.items)
        self._card = card = Card(look)
        card.set_active(self.hasFocus())
        items = column(card, gap=look.px(12))
        self._head(items, title, summary, borrowed)
        fill(items)
        self.items.addLayout(in_the_middle(card, look.px(_LINE + 2 * _MARGIN)))
        self.items.addStretch(1)
        self._spare_margins()
        self.setAccessibleName(title)
        self.setAccessibleDescription(summary)
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the width to the words where there is little."""
        super().resizeEvent(event)
        self._spare_margins()

    def scroll_by(self, key: Qt.Key) -> bool:
        """Scroll as a key asks; False when it asks for no scrolling, or there is nothing left."""
        bar = self.verticalScrollBar()
        before, leaf = bar.value(), round(bar.pageStep() * 0.9)
        wanted = {
            Qt.Key.Key_Home: bar.minimum(),
            Qt.Key.Key_End: bar.maximum(),
            Qt.Key.Key_PageUp: before - leaf,
            Qt.Key.Key_PageDown: before + leaf,
            Qt.Key.Key_Space: before + leaf,
            Qt.Key.Key_Up: before - bar.singleStep(),
            Qt.Key.Key_Down: before + bar.singleStep(),
        }.get(key)
        if wanted is not None:
            bar.setValue(wanted)
        return bar.value() != before

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll; pass every other key on."""
        event.setAccepted(self.scroll_by(Qt.Key(event.key())))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is here."""
        super().focusInEvent(event)
        self._show_focus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard went elsewhere."""
        super().focusOutEvent(event)
        self._show_focus(False)

    def _spare_margins(self) -> None:
        look, inner = self._look, self._card.layout() if self._card else None
        narrow = look.compact(self.width(), below=_LINE + 2 * _MARGIN)
        within, around = (_NARROW_MARGIN, 8) if narrow else (_MARGIN, 20)
        if inner is not None:
            inner.setContentsMargins(*4 * (look.px(within),))
        self.items.setContentsMargins(*4 * (look.px(around),))

    def _show_focus(self, on: bool) -> None:
        if self._card is not None:
            self._card.set_active(on)

    def _head(self, items: QBoxLayout, title: str, summary: str, borrowed: str) -> None:
        look, words = self._look, self._words
        if borrowed:
            said = words.say(
                "This page is not in your language yet. It is shown in: {language}.",
                language=spoken_languages(words).get(borrowed, borrowed),
            )
            items.addWidget(Notice(look, said))
        items.addWidget(PlainLabel(look, title, size=26, bold=True, wrap=True))
        items.addWidget(PlainLabel(look, summary, size=TEXT_SIZE, colour="muted", wrap=True))
        items.addSpacing(look.px(4))

    def _fill(self, items: QBoxLayout, lesson: Lesson) -> None:
        for part in lesson.page.parts:
            self._add_part(items, part)
        items.addLayout(self._sources(lesson.page.sources))

    def _sources(self, sources: tuple[str, ...]) -> QBoxLayout:
        look, lines = self._look, column(gap=self._look.px(3))
        line = Ground(look, "line")
        line.setFixedHeight(1)
        lines.addSpacing(look.px(14))
        lines.addWidget(line)
        lines.addSpacing(look.px(10))
        heading = self._words.count("Source", "Sources", len(sources))
        lines.addWidget(PlainLabel(look, heading, size=13, bold=True, colour="muted"))
        for source in sources:
            lines.addWidget(PlainLabel(look, source, size=13, colour="muted", wrap=True))
        return lines

    def _add_part(self, items: QBoxLayout, part: GuidePart) -> None:
        look = self._look
        if part.heading:
            items.addSpacing(look.px(8))
            items.addWidget(PlainLabel(look, part.heading, size=19, bold=True, wrap=True))
        for said in part.paragraphs:
            items.addWidget(PlainLabel(look, said, size=TEXT_SIZE, wrap=True))
        points = column(gap=look.px(7))
        for point in part.points:
            points.addWidget(self._point(point))
        if part.points:
            items.addLayout(points)

    def _point(self, said: str, mark: str = "•") -> QWidget:
        look, holder = self._look, QWidget()
        items = row(holder, gap=look.px(10))
        leading_margins(items, look.px(6), 0, 0, 0)
        dot = PlainLabel(look, mark, size=TEXT_SIZE, colour="accent")
        items.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
        items.addWidget(PlainLabel(look, said, size=TEXT_SIZE, wrap=True), 1)
        return holder


tell_as(LessonReader, QAccessible.Role.Document)
