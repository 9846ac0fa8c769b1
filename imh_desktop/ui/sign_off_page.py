"""What visitors asked the coordinator to sign."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.flows.explaining import level_said
from imh_desktop.flows.sign_off import Request
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import Button, Card, PlainLabel, column, row
from imh_desktop.words import Words


class SignOffPage(ToldPage):
    """Emits ``asked`` with a visit's id."""

    asked = Signal(str)

    def __init__(self, look: Look, words: Words, requests: Sequence[Request]) -> None:
        """Show the requests."""
        super().__init__(look, words, words.say("Steps to sign off"))
        for one in requests:
            self.cards.addWidget(self._request(one))
        if not requests:
            none = words.say(
                "Nobody asks for a lower step. A request comes with a visitor’s archive, and your"
                " answer goes back with yours."
            )
            self.cards.addWidget(PlainLabel(look, none, size=15, wrap=True))
        done = self.button(words.say("Done"), self.left, kind="primary")
        self.land_on(self.findChild(Button, "sign") or done)

    def _request(self, one: Request) -> QWidget:
        look, words, card = self._look, self._words, Card(self._look)
        items = row(card, margins=look.px(14), gap=look.px(12))
        told = column(gap=look.px(2))
        title = words.abreast((one.child[:60], one.visit_on))
        told.addWidget(PlainLabel(look, title, size=15, bold=True, wrap=True))
        steps = words.say(
            "From “{present}” to “{asked}”",
            present=level_said(one.present, words), asked=level_said(one.asked, words),
        )  # fmt: skip
        by = words.say("{name}, {day}: {reason}", name=one.by, day=one.when, reason=one.reason)
        for text in (steps, by):
            told.addWidget(PlainLabel(look, text, size=14, wrap=True))
        items.addLayout(told, 1)
        button = Button(look, words.say("Look at it"))
        button.setObjectName("sign")
        button.setAccessibleDescription(title)
        button.clicked.connect(lambda: self.asked.emit(one.visit_id))
        items.addWidget(button)
        return card
