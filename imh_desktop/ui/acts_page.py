"""What was done last on this laptop, line by line, each with its own Undo."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.flows.last_acts import DoneAct
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import Button, Card, Notice, PlainLabel, column, row
from imh_desktop.words import Words


class ActsPage(ToldPage):
    """The latest first. ``undo_asked`` with an act's id; ``bring_back_asked`` for the one that
    was just undone; ``trash_asked`` leads to the trash."""

    undo_asked = Signal(str)
    bring_back_asked = Signal()
    trash_asked = Signal()

    def __init__(
        self, look: Look, words: Words, acts: Sequence[DoneAct], *, undone: str = ""
    ) -> None:
        """Show the acts; ``undone``: what was just undone, in words."""
        super().__init__(look, words, words.say("Undo"))
        if undone:
            said = words.say("Undone: {what}", what=undone)
            notice = Notice(look, said, tone="ok", action=words.say("Bring it back"))
            notice.acted.connect(self.bring_back_asked)
            self.cards.addWidget(notice)
        about = words.say(
            "What you did last on this laptop, the latest first. What was said alone is undone in"
            " that conversation; a finished visit is corrected on the child’s page."
        )
        if not acts:
            about = words.say(
                "Nothing here can be undone. A finished visit is corrected on the child’s page."
            )
        self.cards.addWidget(PlainLabel(look, about, size=14, colour="muted", wrap=True))
        for act in acts:
            self.cards.addWidget(self._act(act))
        self.button(words.say("Trash"), self.trash_asked)
        done = self.button(words.say("Done"), self.left, kind="primary")
        self.land_on(self.findChild(Button, "act") or done)

    def _act(self, act: DoneAct) -> QWidget:
        look, card = self._look, Card(self._look)
        items = row(card, margins=look.px(14), gap=look.px(12))
        told = column(gap=look.px(2))
        told.addWidget(PlainLabel(look, act.said, size=15, bold=True, wrap=True))
        where = self._words.abreast((act.where, act.when))
        told.addWidget(PlainLabel(look, where, size=13, colour="muted", wrap=True))
        told.addWidget(PlainLabel(look, act.refused or act.restores, size=14, wrap=True))
        items.addLayout(told, 1)
        if not act.refused:
            button = Button(look, self._words.say("Undo"), icon="arrow-u-up-left")
            button.setObjectName("act")
            button.setAccessibleDescription(f"{act.said}. {where}")
            button.clicked.connect(lambda: self.undo_asked.emit(act.act_id))
            items.addWidget(button)
        return card
