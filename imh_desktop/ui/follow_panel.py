"""A family answer was changed: whether the brother's or sister's visit shall follow, asked once."""

from PySide6.QtCore import QObject, QTimer

from imh_desktop.flows.following import Follows, family_answers, follow, follows
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.visit_page import VisitPage
from imh_desktop.ui.widgets import Button, Panel, PlainLabel

_LONGEST_NAME = 40
"""Letters of a name in a question."""


class Follower(QObject):
    """Watches the family answers of a visit that is shown; each change is asked about once, and
    nothing follows by itself. It lives as long as the page."""

    def __init__(self, bench: Bench, page: VisitPage, visit: OpenVisit) -> None:
        """Watch from now on."""
        super().__init__(page)
        self._bench, self._visit = bench, visit
        self._stood = family_answers(visit)
        page.refreshed.connect(bench.guarded(self._look))

    def _look(self) -> None:
        before, self._stood = self._stood, family_answers(self._visit)
        if before != self._stood and (found := follows(self._visit, before)):
            # Once the press has done all it does: the next card has the keyboard by then.
            QTimer.singleShot(0, self, lambda: self._ask(found))

    def _ask(self, found: tuple[Follows, ...]) -> None:
        """Ask about the first sibling, and then about the next one."""
        front = self._bench.window.page
        if not found or front is None:
            return
        other, words = found[0], self._bench.words
        panel = Panel(self._bench.look, front, words.say("Family questions"))
        panel.body.addWidget(PlainLabel(self._bench.look, self._said(other), size=16, wrap=True))

        def on(take: bool) -> None:
            panel.put_away()
            if take:
                follow(self._visit, other)
            self._ask(found[1:])

        buttons = self._add_buttons(panel, other)
        for button, take in buttons:
            button.clicked.connect(lambda _=False, take=take: self._bench.safely(lambda: on(take)))
        panel.dismissed.connect(lambda: self._bench.safely(lambda: on(False)))
        panel.open(buttons[-1][0])

    def _said(self, other: Follows) -> str:
        say, name = self._bench.words.say, other.child.given_name[:_LONGEST_NAME]
        if other.closed:
            return say(
                "The visit with {name} is finished, and this answer stays there as it was. It can"
                " be corrected on the page of {name}.",
                name=name,
            )
        return say("Shall this change hold for {name} too?", name=name)

    def _add_buttons(self, panel: Panel, other: Follows) -> list[tuple[Button, bool]]:
        say = self._bench.words.say
        if other.closed:
            return [(panel.add_button(say("Go on"), kind="primary"), False)]
        return [
            (panel.add_button(say("Only here")), False),
            (panel.add_button(say("Yes, there too"), kind="primary"), True),
        ]
