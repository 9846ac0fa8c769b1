"""A page that tells: cards one below the other, and what can be done at its foot."""

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from imh_desktop.ui.landing import WayBack
from imh_desktop.ui.shell_widgets import Header
from imh_desktop.ui.style import TARGET, Look
from imh_desktop.ui.widgets import (
    Bar,
    Button,
    Ground,
    ScrollColumn,
    Wrapping,
    column,
    in_the_middle,
)
from imh_desktop.words import Words

_FOOT = 68


class Foot(Bar):
    """A strip of buttons at the end of the line, in more lines where it is narrow."""

    def __init__(self, look: Look) -> None:
        """Make an empty strip; fill it through ``buttons``."""
        super().__init__(look, at_top=False, height=_FOOT)
        holder = QWidget()
        self.buttons = Wrapping(holder, gap=look.px(10), fill=False, at_end=True)
        beside = look.px((_FOOT - TARGET) // 2)
        self.items.setContentsMargins(look.px(16), beside, look.px(16), beside)
        self.items.addWidget(holder)


class ToldPage(WayBack):
    """A header, cards one below the other (``cards``), and a strip of buttons (``foot``).

    ``cancel``: the button that throws away what was typed, where there is one."""

    may_leave = True
    cancel: Button | None = None

    def __init__(self, look: Look, words: Words, title: str, *, width: int = 860) -> None:
        """Make an empty page; its cards are at most ``width`` wide at 100 %."""
        super().__init__(look)
        self._look, self._words = look, words
        header = Header(look, title, back=words.say("Back"))
        header.back_asked.connect(self.left)
        scroll = ScrollColumn(look, margins=20)
        cards = Ground(look)
        self.cards = column(cards, gap=look.px(12))
        scroll.items.addLayout(in_the_middle(cards, look.px(width)))
        scroll.items.addStretch(1)
        self.foot = Foot(look)
        page = column(self)
        page.addWidget(header)
        page.addWidget(scroll, 1)
        page.addWidget(self.foot)

    @property
    def above(self) -> QVBoxLayout:
        """Return where a line stands above the cards."""
        return self.cards

    def button(self, text: str, signal: SignalInstance, kind: str = "secondary") -> Button:
        """Add a button to the foot, and return it."""
        button = Button(self._look, text, kind=kind)
        button.clicked.connect(signal)
        self.foot.buttons.add(button)
        return button
