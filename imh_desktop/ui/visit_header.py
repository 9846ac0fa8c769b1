"""The strip above a visit: whose visit it is, that it is saved, and what can be taken back."""

from datetime import date
from itertools import chain

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from imh_desktop.core.ages import AgeReading
from imh_desktop.core.people import Child
from imh_desktop.core.visit import Visit
from imh_desktop.ui.commands import offer
from imh_desktop.ui.interpreter_chip import InterpreterChip
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Avatar,
    Button,
    IconButton,
    PlainLabel,
    TopBar,
    TwoLines,
    column,
    row,
    tooltip,
)
from imh_desktop.words import Words

SWITCH = "arrows-left-right"
"""The icon of a button to a sibling's visit."""
_ALL_THAT_IS_LEFT = 1000
"""The saved state may fill what the child and the visit leave, and is cut before they are."""


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


def visit_said(visit: Visit, words: Words, today: date | None = None) -> str:
    """Return the kind of visit and its day, and whether it comes from paper. ``today``: the day
    that answers bear now, where the visit is gone on with on another."""
    day = words.date(visit.on)
    if today and today != visit.on:
        return words.say("begun {begun}, today {day}", begun=day, day=words.date(today))
    said = {
        "home": words.say("home visit, {day}", day=day),
        "elsewhere": words.say("visit away from home, {day}", day=day),
        "remote": words.say("visit by phone or video, {day}", day=day),
    }[visit.kind]
    return words.say("{visit}, from paper", visit=said) if visit.from_paper else said


class SavedState(QWidget):
    """Whether everything is on the disk: an icon and words, both."""

    def __init__(self, look: Look, words: Words) -> None:
        """Start as saved: a visit that is open has its first entry on the disk."""
        super().__init__()
        self._look, self._words, self.saved = look, words, True
        self._compact = self._bare = False
        items = row(self, gap=look.px(10))
        items.addSpacing(look.px(26))
        self.label = TwoLines(look, size=13)
        self.label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        items.addWidget(self.label)
        self.show_saved(True)

    def show_saved(self, saved: bool) -> None:
        """Say it."""
        self.saved = saved
        words = self._words
        self.label.set_colour("muted" if saved else "warn")
        self.say(words.say("Saved on this laptop") if saved else words.say("Not saved"))
        self._hold()
        self.update()

    def show_compact(self, compact: bool) -> None:
        """Stand on two lines."""
        self._compact = compact
        self._hold()

    def show_bare(self, bare: bool) -> None:
        """Show the icon alone while all is saved; what is not saved is always said."""
        self._bare = bare
        self._hold()

    def say(self, text: str, short: str = "") -> None:
        """Say something else that was saved, until the next change; ``short``: where there is no
        room for all of it."""
        self.label.short = short
        self.label.setText(text)
        if not self._compact:
            self.setMaximumWidth(self.sizeHint().width())

    def _hold(self) -> None:
        """Keep the room of the words that stand now: a longer line may be cut, this never."""
        alone = self._bare and self.saved
        self.label.setVisible(not alone)
        self.setAccessibleName(self.label.whole_text() if alone else "")
        if alone:
            self.setFixedWidth(self._look.px(26))
            return
        whole = self.sizeHint().width()
        spared = self.label.sizeHint().width() - self.label.room_for_two()
        room = whole - spared if self._compact else whole
        self.setMinimumWidth(room)
        self.setMaximumWidth(room)

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
        first = self.label.x() > size or not self.label.isVisible()
        x = 0 if first else self.width() - size
        area = QRect(x, 0, size, self.height())
        look.icons.paint(QPainter(self), area, name, colour, size)


class UndoButton(Button):
    """Takes back the last thing done; what that is, it says when asked, and to assistive tools."""

    def __init__(self, look: Look, words: Words) -> None:
        """Start with nothing to take back."""
        super().__init__(look, words.say("Undo"), kind="quiet", icon="arrow-u-up-left")
        self._words = words
        self.show_what(None)

    def show_what(self, what: str | None) -> None:
        """Name what would be taken back; greyed when nothing can be."""
        said = self._words.say("Undo: {what}", what=what) if what else self._words.say("Undo")
        self.setAccessibleName(said)
        tooltip(self, said if what else "")
        self.setEnabled(what is not None)


class VisitHeader(TopBar):
    """Back, child, ages, visit; saved state, the guide, cover and undo."""

    back_wanted = Signal()
    undo_wanted = Signal()
    learn_wanted = Signal()
    cover_wanted = Signal()
    view_wanted = Signal()

    def __init__(
        self, look: Look, words: Words, child: Child, reading: AgeReading, visit: Visit,
        today: date | None = None,
    ) -> None:  # fmt: skip
        """Fill the strip; ``today``: the day that answers bear now."""
        super().__init__(look)
        self._words, self._compact = words, False
        self._switches: list[Button] = []
        self._say_whose(look, child, reading, visit, today)
        self.items.addStretch(1)
        self.saved = SavedState(look, words)
        self.saved.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.items.addWidget(self.saved, _ALL_THAT_IS_LEFT)
        self._offer(look)

    def _say_whose(
        self, look: Look, child: Child, reading: AgeReading, visit: Visit, today: date | None
    ) -> None:
        """Say the way back, and whose visit it is."""
        words = self._words
        self._back = Button(look, words.say("Children"), kind="quiet", icon="caret-left")
        offer(self._back, "back")
        self._back.clicked.connect(self.back_wanted)
        self.items.addWidget(self._back)
        self._avatar = Avatar(look, child.name)
        self.items.addWidget(self._avatar)
        self.items.addLayout(self._whose(look, child, reading, visit_said(visit, words, today)))
        self._interpreter = InterpreterChip(look, words, child) if child.interpreter else None
        if self._interpreter:
            self.items.addWidget(self._interpreter)
        self.made.short = words.date(today or visit.on)
        whole = self.made.fontMetrics().horizontalAdvance(self.made.short)
        self.made.setMinimumWidth(whole + look.px(4))

    def _offer(self, look: Look) -> None:
        """Offer the guide, the settings, the cover and undo."""
        words = self._words
        self.learn = IconButton(look, "book-open", words.say("Learn"))
        self.learn.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the keyboard stays on her card
        offer(self.learn, "learn")
        self.learn.clicked.connect(self.learn_wanted)
        self.items.addWidget(self.learn)
        self._view = view = IconButton(
            look, "sliders-horizontal", words.say("Settings of this laptop")
        )
        view.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        offer(view, "view")
        view.clicked.connect(self.view_wanted)
        self.items.addWidget(view)
        cover = IconButton(look, "eye-slash", words.say("Cover the screen (F12)"))
        offer(cover, "cover")
        cover.clicked.connect(self.cover_wanted)
        self.items.addWidget(cover)
        self.undo = UndoButton(look, words)
        offer(self.undo, "undo")
        self.undo.clicked.connect(self.undo_wanted)
        self.items.addWidget(self.undo)

    def show_compact(self, compact: bool) -> None:
        """Show actions as icons, and of the child the name and the age that counts."""
        self._back.show_bare("caret-left" if compact else "")
        self.undo.show_bare("arrow-u-up-left" if compact else "")
        self.saved.show_compact(compact)
        self._compact = compact
        self.make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Do without what can be spared where it would cut the rest."""
        super().resizeEvent(event)
        self.make_room()

    def make_room(self) -> None:
        """Do without what can be spared, as far as it takes the room of what cannot."""
        spare = ((self._avatar,), (self._view,), *self._spare)
        for part in chain.from_iterable(spare):
            part.setVisible(not self._compact)
        self.saved.show_bare(False)
        for switch in self._switches:
            switch.show_bare("")
        if self._interpreter:
            self._interpreter.show_bare(self._compact or not self._fits())
        for parts in spare:
            if self._compact or self._fits():
                break
            for part in parts:
                part.hide()
        if not self._fits():
            for switch in self._switches:
                switch.show_bare(SWITCH)
        self.saved.show_bare(not self._fits())

    def add_switch(self, button: Button) -> None:
        """Take in a button to the visit of a sibling; it shows an icon alone where it must."""
        self._switches.append(button)
        self.items.insertWidget(self.items.indexOf(self.learn), button)
        button.show()  # at once: room is made for what stands there
        self.make_room()

    def _fits(self) -> bool:
        self.items.activate()
        return self.items.minimumSize().width() <= self.width()

    def show_undo(self, what: str | None) -> None:
        """Name what would be taken back; greyed when nothing can be."""
        self.undo.show_what(what)

    def _whose(self, look: Look, child: Child, reading: AgeReading, made: str) -> QVBoxLayout:
        whose = column()
        whose.addStretch(1)
        self.name = PlainLabel(look, child.name, size=18, bold=True, elide=True)
        whose.addWidget(self.name)
        facts = row(gap=look.px(5))
        by_birth, adjusted = ages_said(reading, child, self._words)
        ages = [
            PlainLabel(look, text, size=13, bold=bold, colour="muted")
            for text, bold in ((by_birth, False), (adjusted, True))
            if text
        ]
        self.made = TwoLines(look, made, size=13, colour="muted", one_line=True)
        self.made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        dots = [PlainLabel(look, "·", size=13, colour="muted") for _ in ages]
        for age, dot in zip(ages, dots, strict=True):
            facts.addWidget(age)
            facts.addWidget(dot)
        facts.addWidget(self.made, 1)
        self._spare: list[tuple[QWidget, ...]] = [  # a dot goes with what it sets apart
            *([(ages[0], dots[0])] if adjusted else ()), (dots[-1], self.made),
        ]  # fmt: skip
        whose.addLayout(facts)
        whose.addStretch(1)
        return whose
