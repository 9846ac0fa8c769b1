"""Two visits in one sitting: the way to the brother's or sister's cards, and the family questions
that were answered there already."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from imh_desktop.flows.one_sitting import Said, beside, said_today, use
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.commands import key_said, offer
from imh_desktop.ui.follow_panel import Follower
from imh_desktop.ui.visit_header import SWITCH
from imh_desktop.ui.visit_page import VisitPage
from imh_desktop.ui.widgets import Button, Panel, PlainLabel, tooltip

_LONGEST_NAME = 20
"""Letters of a name on a button."""


def join_sitting(
    bench: Bench, page: VisitPage, visit: OpenVisit, show: Callable[[str], None],
    again: Callable[[], None],
) -> None:  # fmt: skip
    """Give a visit's page the way to each sibling's open visit of the day, and ask once about
    family answers given there. ``show`` takes a visit's id; ``again`` shows this visit anew."""
    for place, other in enumerate(beside(bench.vault, visit.visit)):
        name = other.child.given_name
        button = Button(bench.look, name[:_LONGEST_NAME], kind="quiet", icon=SWITCH)
        button.setAccessibleName(bench.words.say("Go to the visit with {name}", name=name))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the keyboard stays on her card

        def switch(_: bool = False, visit_id: str = other.visit_id) -> None:
            if page.leave():
                bench.safely(lambda: show(visit_id))

        button.clicked.connect(bench.guarded(switch))
        page.header.add_switch(button)
        if not place:
            offer(button, "sibling")
            tooltip(button, key_said("sibling"))
    Follower(bench, page, visit)
    if said := said_today(visit):
        _ask(bench, page, visit, said, again)


def _ask(
    bench: Bench, page: VisitPage, visit: OpenVisit, said: tuple[Said, ...],
    again: Callable[[], None],
) -> None:  # fmt: skip
    words = bench.words
    panel = Panel(bench.look, page, words.say("Family questions"))
    told = words.count(
        "{n} family question was answered today with {name}. Does it hold for this child too?",
        "{n} family questions were answered today with {name}. Do they hold for this child too?",
        len(said), name=said[0].with_child,
    )  # fmt: skip
    panel.body.addWidget(PlainLabel(bench.look, told, size=16, wrap=True))
    panel.add_button(words.say("Ask again here")).clicked.connect(panel.put_away)
    take = panel.add_button(words.say("Yes, use them here"), kind="primary")

    def on_taken() -> None:
        panel.put_away()
        use(visit, said)
        if page.leave():
            again()

    take.clicked.connect(lambda: bench.safely(on_taken))
    panel.dismissed.connect(panel.put_away)
    panel.open(take)
