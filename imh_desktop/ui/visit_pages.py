"""A visit's pages, from asking to start it to closing it."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from imh_desktop.core.checklist import VisitKind
from imh_desktop.core.people import Child
from imh_desktop.errors import InputError
from imh_desktop.flows import visiting
from imh_desktop.flows.reviewing import ClosedVisit
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.learning import show_learn

if TYPE_CHECKING:
    from imh_desktop.ui.start_visit_panel import StartVisitPanel


class VisitPages:
    """Leads through one visit. The modules of a page are imported when it is first shown."""

    def __init__(
        self, bench: Bench, left: Callable[[str], None], closed: Callable[[str], None],
        decide: Callable[[str], None],
    ) -> None:  # fmt: skip
        """``left`` takes the id of a child whose visit was left open, ``closed`` that of a visit
        closed just now, ``decide`` that of a child of whom something waits to be decided."""
        self._bench, self._left, self._closed, self._decide = bench, left, closed, decide

    def ask_to_start(self, child: Child) -> None:
        """Ask, in front of the page, what a visit's first entry needs."""
        from imh_desktop.ui.start_visit_panel import StartVisitPanel

        if panel := self._ask(StartVisitPanel, child, from_paper=False):
            panel.day_given.emit(self._bench.today())
            panel.open(panel.begin)

    def ask_to_type_in(self, child: Child) -> None:
        """Ask, in front of the page, which day stands on the paper, then show its cards."""
        from imh_desktop.ui.type_in_panel import TypeInPanel

        if panel := self._ask(TypeInPanel, child, from_paper=True):
            panel.open()

    def _ask(
        self, kind: "type[StartVisitPanel]", child: Child, *, from_paper: bool
    ) -> "StartVisitPanel | None":
        bench = self._bench
        front = bench.window.page
        if front is None:
            return None
        panel = kind(
            bench.look, front, bench.words, child, bench.today(), visiting.reviews(bench.library)
        )

        def on_day(day: date) -> None:
            try:
                panel.offer(visiting.bands_for(bench.vault, bench.library, child.child_id, day))
            except InputError as error:
                panel.say_fault(bench.words.told(error), on_day=True)

        def on_start(day: date, kind: VisitKind, language: str, band: str, reason: str) -> None:
            try:
                visit = visiting.start(
                    bench.vault, bench.library, child.child_id, on=day, kind=kind,
                    language=language, band=band or None, reason=reason, words=bench.words,
                    from_paper=from_paper, today=bench.today(),
                )  # fmt: skip
            except InputError as error:
                panel.say_fault(bench.words.told(error))
                return
            self.show(visit)

        panel.day_given.connect(on_day)
        panel.start_asked.connect(lambda *said: bench.safely(lambda: on_start(*said)))
        panel.dismissed.connect(panel.put_away)
        return panel

    def resume(self, visit_id: str) -> None:
        """Open a visit where it was left."""
        bench = self._bench

        def open_again() -> None:
            self.show(visiting.resume(bench.vault, bench.library, visit_id, words=bench.words))

        bench.safely(open_again)

    def show(self, visit: OpenVisit, item_id: str = "") -> None:
        """Show a visit's cards, at an item or where she was."""
        from imh_desktop.ui.one_sitting import join_sitting
        from imh_desktop.ui.visit_page import VisitPage

        page = VisitPage(self._bench.look, self._bench.words, visit)

        def on_left() -> None:
            if page.leave():
                self._left(visit.child.child_id)

        def on_review() -> None:
            if page.leave():
                self.show_review(visit)

        def on_decide() -> None:
            if page.leave():
                self._decide(visit.child.child_id)

        page.left.connect(on_left)
        page.decide_wanted.connect(on_decide)
        page.review_wanted.connect(on_review)
        page.header.learn_wanted.connect(lambda: show_learn(self._bench))
        self._bench.window.show_page(page)
        join_sitting(self._bench, page, visit, self.resume, lambda: self.show(visit))
        if item_id:
            page.go_to(item_id)

    def show_review(self, visit: OpenVisit) -> None:
        """Show what was noticed, before closing."""
        from imh_desktop.ui.review_page import ReviewPage

        page = ReviewPage(self._bench.look, self._bench.words, visit)

        def on_closed(closed: ClosedVisit) -> None:
            self._closed(closed.visit_id)

        page.card_wanted.connect(lambda item_id: self.show(visit, item_id))
        page.closed.connect(on_closed)
        self._bench.window.show_page(page)
