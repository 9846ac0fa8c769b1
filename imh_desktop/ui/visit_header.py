"""The strip above a visit: whose visit it is, that it is saved, and what can be taken back."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QVBoxLayout, QWidget

from imh_desktop.core.ages import AgeReading
from imh_desktop.core.people import Child
from imh_desktop.core.visit import Visit
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Avatar, Bar, Button, IconButton, PlainLabel, column, row, tooltip
from imh_desktop.ui.widgets.buttons import paint_focus
from imh_desktop.words import Words

_UNDO_WIDTH = 360


def ages_said(reading: AgeReading, child: Child, words: Words) -> tuple[str, str]:
    """Return the age by birthday, and how early birth changes it (empty when it does not)."""
    by_birth = words.age(reading.chronological.months, reading.chronological.days)
    if not child.birth.exact:
        by_birth = words.say("about {age}", age=by_birth)
    if reading.basis == "unknown_gestation":
        return by_birth, words.say("not adjusted: weeks unknown")
    if reading.basis != "corrected":
        return by_birth, ""
    if reading.working is None:
        days = words.count("{n} day", "{n} days", reading.days_to_due)
        return by_birth, words.say("{days} before the due date", days=days)
    adjusted = words.age(reading.working.months, reading.working.days)
    return by_birth, words.say("{age} corrected", age=adjusted)


def visit_said(visit: Visit, words: Words) -> str:
    """Return the kind of visit and its day."""
    day = words.date(visit.on)
    return {
        "home": words.say("home visit, {day}", day=day),
        "elsewhere": words.say("visit away from home, {day}", day=day),
        "remote": words.say("visit by phone or video, {day}", day=day),
    }[visit.kind]


class SavedState(QWidget):
    """Whether everything is on the disk: an icon and words, both."""

    def __init__(self, look: Look, words: Words) -> None:
        """Start as saved: a visit that is open has its first entry on the disk."""
        super().__init__()
        self._look, self._words, self.saved = look, words, True
        items = row(self, gap=look.px(10))
        items.addSpacing(look.px(26))
        self.label = PlainLabel(look, size=13)
        items.addWidget(self.label)
        self.show_saved(True)

    def show_saved(self, saved: bool) -> None:
        """Say it."""
        self.saved = saved
        words = self._words
        self.label.setText(words.say("Saved on this computer") if saved else words.say("Not saved"))
        self.label.set_colour("muted" if saved else "warn")
        self.update()

    def say(self, text: str) -> None:
        """Say something else that was saved, until the next change."""
        self.label.setText(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon at the reading side of the words."""
        look, size = self._look, self._look.px(20)
        name, colour = (
            ("check-circle", look.tokens.ok)
            if self.saved
            else (
                "warning-circle",
                look.tokens.warn,
            )
        )
        x = 0 if self.label.x() > size else self.width() - size
        area = QRect(x, 0, size, self.height())
        look.icons.paint(QPainter(self), area, name, colour, size)


class UndoButton(Button):
    """Takes back the last thing done, and says in a second line what that is."""

    def __init__(self, look: Look, words: Words) -> None:
        """Start with nothing to take back."""
        super().__init__(look, words.say("Undo"), kind="quiet", icon="arrow-u-up-left")
        self._look, self._words, self._what = look, words, ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_what(self, what: str | None) -> None:
        """Name what would be taken back; greyed when nothing can be."""
        said = self._words.say("Undo: {what}", what=what) if what else self._words.say("Undo")
        if self._what != (what or ""):
            self._what = what or ""
            self.updateGeometry()
        self.setAccessibleName(said)
        tooltip(self, said)
        self.setEnabled(what is not None)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the second line's width, within reason."""
        plain, small = super().sizeHint(), QFontMetrics(self._look.font(12))
        wide = small.horizontalAdvance(self._what) + self._look.px(60) if self._what else 0
        return QSize(max(plain.width(), min(wide, self._look.px(_UNDO_WIDTH))), plain.height())

    def minimumSizeHint(self) -> QSize:
        """Give the second line up where there is little room."""
        return super().sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both lines."""
        if not self._what:
            super().paintEvent(event)
            return
        look, painter = self._look, QPainter(self)
        if self.isEnabled() and (self.isDown() or self.underMouse()):
            look.outline(painter, QRectF(self.rect()), fill="accent_soft", radius=10)
        icon = self._mirrored(look.px(12), look.px(20))
        look.icons.paint(painter, icon, "arrow-u-up-left", look.tokens.text, look.px(20))
        area = self._mirrored(look.px(40), self.width() - look.px(50))
        half = self.height() // 2
        top, bottom = area.adjusted(0, 2, 0, -half), area.adjusted(0, half, 0, -2)
        painter.setPen(look.colour("text"))
        painter.setFont(look.font(14))
        leading = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(top, leading, self._words.say("Undo"))
        painter.setFont(look.font(12))
        painter.setPen(look.colour("muted"))
        cut = painter.fontMetrics().elidedText(
            self._what, Qt.TextElideMode.ElideRight, bottom.width()
        )
        painter.drawText(bottom, leading, cut)
        paint_focus(self, look, painter, radius=10)

    def _mirrored(self, x: int, width: int) -> QRect:
        area = QRect(x, 0, width, self.height())
        return QStyle.visualRect(self.layoutDirection(), self.rect(), area)


class VisitHeader(Bar):
    """Back, child, ages, visit; saved state, cover and undo."""

    back_wanted = Signal()
    undo_wanted = Signal()
    cover_wanted = Signal()

    def __init__(
        self, look: Look, words: Words, child: Child, reading: AgeReading, visit: Visit
    ) -> None:
        """Fill the strip."""
        super().__init__(look, at_top=True)
        self._words = words
        back = Button(look, words.say("Children"), kind="quiet", icon="caret-left")
        back.clicked.connect(self.back_wanted)
        self.items.addWidget(back)
        self.items.addWidget(Avatar(look, child.name))
        self.items.addLayout(self._whose(look, child, reading, visit), 1)
        self.saved = SavedState(look, words)
        self.items.addWidget(self.saved)
        cover = IconButton(look, "eye-slash", words.say("Cover the screen (F12)"))
        cover.clicked.connect(self.cover_wanted)
        self.items.addWidget(cover)
        self.undo = UndoButton(look, words)
        self.undo.clicked.connect(self.undo_wanted)
        self.items.addWidget(self.undo)
        self.show_undo(None)

    def show_undo(self, what: str | None) -> None:
        """Name what would be taken back; greyed when nothing can be."""
        self.undo.show_what(what)

    def _whose(self, look: Look, child: Child, reading: AgeReading, visit: Visit) -> QVBoxLayout:
        whose = column()
        whose.addStretch(1)
        self.name = PlainLabel(look, child.name, size=18, bold=True, elide=True)
        whose.addWidget(self.name)
        facts = row(gap=look.px(5))
        by_birth, adjusted = ages_said(reading, child, self._words)
        for text, bold in ((by_birth, False), (adjusted, True)):
            if text:
                if facts.count():
                    facts.addWidget(PlainLabel(look, "·", size=13, colour="muted"))
                facts.addWidget(PlainLabel(look, text, size=13, bold=bold, colour="muted"))
        made = visit_said(visit, self._words)
        facts.addWidget(PlainLabel(look, "·", size=13, colour="muted"))
        facts.addWidget(PlainLabel(look, made, size=13, colour="muted", elide=True), 1)
        whose.addLayout(facts)
        whose.addStretch(1)
        return whose
