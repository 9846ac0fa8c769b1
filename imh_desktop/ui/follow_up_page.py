"""Before the first card of a visit: how it went with what was agreed at the last one."""

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QShowEvent

from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.ui.commands import offer
from imh_desktop.ui.cover import CoverablePage
from imh_desktop.ui.follow_up_rows import FollowUpRows
from imh_desktop.ui.keeper import Keeper
from imh_desktop.ui.shell_widgets import Header
from imh_desktop.ui.standing import Standing
from imh_desktop.ui.style import Look
from imh_desktop.ui.visit_header import SavedState, visit_said
from imh_desktop.ui.widgets import (
    Bar,
    Button,
    Ground,
    IconButton,
    Notice,
    PlainLabel,
    ScrollColumn,
    column,
    in_the_middle,
)
from imh_desktop.words import Words

_WIDTH = 900


class FollowUpPage(CoverablePage):
    """Emits ``left`` (back to the children) and ``done`` (on to the cards). One press goes on,
    whether anything was answered or not."""

    left = Signal()
    done = Signal()

    def __init__(self, look: Look, words: Words, visit: OpenVisit) -> None:
        """Ask about each thing that was agreed."""
        super().__init__(look, words)
        self._look, self._words, self._visit = look, words, visit
        page = column(self.content)
        page.addWidget(self._make_header())
        page.addWidget(self.trouble)
        self.follow_ups = FollowUpRows(look, words, visit, self.keeper)
        page.addWidget(self._make_body(), 1)
        page.addWidget(self._make_footer())

    def standing(self) -> Standing:
        """Keep what was being typed and return where she is."""
        self.follow_ups.finish()
        return Standing("visit", visit=self._visit)

    def leave(self) -> bool:
        """Keep what was being typed; False when the disk refused something."""
        self.follow_ups.finish()
        if not self.keeper.all_saved:
            self.keeper.try_again()
        return self.keeper.all_saved

    def key_pressed(self, event: QKeyEvent) -> None:
        """Go on to the cards by Return."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self.done)
        else:
            event.ignore()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard on the way to the cards, so that one press skips all of this."""
        super().showEvent(event)
        QTimer.singleShot(0, self, lambda: self.onward.setFocus(Qt.FocusReason.OtherFocusReason))

    def _go(self, way: SignalInstance) -> None:
        if self.leave():
            way.emit()

    def _make_header(self) -> Header:
        look, words, visit = self._look, self._words, self._visit
        header = Header(
            look, visit.child.name, line=visit_said(visit.visit, words, visit.day),
            back=words.say("Children"), name=visit.child.name,
        )  # fmt: skip
        header.back_asked.connect(lambda: self._go(self.left))
        self.saved = SavedState(look, words)
        self.trouble = Notice(look, "", tone="warn", action=words.say("Try again"))
        self.trouble.hide()
        self.keeper = Keeper(words, self.saved, self.trouble)
        self.trouble.acted.connect(self.keeper.try_again)
        header.items.addWidget(self.saved)
        cover = IconButton(look, "eye-slash", words.say("Cover the screen (F12)"))
        offer(cover, "cover")
        cover.clicked.connect(self.cover)
        header.items.addWidget(cover)
        return header

    def _make_body(self) -> ScrollColumn:
        look, words = self._look, self._words
        body, cards = ScrollColumn(look, margins=20), Ground(look)
        items = column(cards, gap=look.px(12))
        title = words.say("Since the last visit")
        items.addWidget(PlainLabel(look, title, size=21, bold=True, wrap=True))
        about = words.say("How did it go? Ask as it fits the talk; any answer is a good answer.")
        items.addWidget(PlainLabel(look, about, size=15, colour="muted", wrap=True))
        for each in self.follow_ups.rows.values():
            items.addWidget(each)
        body.items.addLayout(in_the_middle(cards, look.px(_WIDTH)))
        body.items.addStretch(1)
        return body

    def _make_footer(self) -> Bar:
        look, words = self._look, self._words
        footer = Bar(look, at_top=False)
        hint = words.say("You can come back to this in the review.")
        footer.items.addWidget(PlainLabel(look, hint, size=14, colour="muted", wrap=True), 1)
        self.onward = Button(look, words.say("On to the cards"), kind="primary")
        self.onward.clicked.connect(lambda: self._go(self.done))
        footer.items.addWidget(self.onward)
        return footer
