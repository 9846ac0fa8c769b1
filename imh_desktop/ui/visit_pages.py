"""A visit's pages, from asking to start it to closing it."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from imh_desktop.core.people import Child
from imh_desktop.flows import begun_forms, visiting
from imh_desktop.flows.begun_forms import About
from imh_desktop.flows.following_up import opens_with
from imh_desktop.flows.reviewing import ClosedVisit
from imh_desktop.flows.visit_days import clock_doubt
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.ui.begun_form import BegunForm
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.care_gate import with_reason
from imh_desktop.ui.learning import show_learn
from imh_desktop.ui.standing import Standing

if TYPE_CHECKING:
    from imh_desktop.ui.start_visit_panel import StartVisitPanel
    from imh_desktop.ui.visit_page import VisitPage

_Asking = TypeVar("_Asking", bound="StartVisitPanel")


class VisitPages:
    """Leads through one visit. The modules of a page are imported when it is first shown."""

    def __init__(
        self, bench: Bench, left: Callable[[str], None], closed: Callable[[str], None],
        decide: Callable[[str], None], refer: Callable[[str], None] | None = None,
    ) -> None:  # fmt: skip
        """``left`` takes the id of a child whose visit was left open, ``closed`` that of a visit
        closed just now, ``decide`` that of a child of whom something waits to be decided, ``refer``
        that of a visit closed just now of which a referral is written next."""
        self._bench, self._left, self._closed, self._decide = bench, left, closed, decide
        self._refer_next = refer or closed

    def ask_to_start(self, child: Child) -> None:
        """Ask, in front of the page, what a visit's first entry needs; where care ended, first why
        there is one all the same."""
        with_reason(self._bench, child.child_id, lambda reason: self._ask_to_start(child, reason))

    def _ask_to_start(self, child: Child, care_reason: str) -> None:
        from imh_desktop.ui.start_visit_panel import StartVisitPanel
        from imh_desktop.ui.sure_day_panel import SureDayPanel

        bench = self._bench
        if doubt := clock_doubt(bench.vault, bench.now()):
            if sure := self._ask(SureDayPanel, child, from_paper=False, care_reason=care_reason):
                sure.doubt(doubt, bench.words)
                sure.open()
        elif panel := self._ask(StartVisitPanel, child, from_paper=False, care_reason=care_reason):
            panel.day_given.emit(self._bench.today())
            panel.open(panel.begin)

    def ask_to_type_in(self, child: Child) -> None:
        """Ask, in front of the page, which day stands on the paper, then show its cards."""
        from imh_desktop.ui.type_in_panel import TypeInPanel

        if panel := self._ask(TypeInPanel, child, from_paper=True):
            panel.open()

    def _ask(
        self, kind: type[_Asking], child: Child, *, from_paper: bool, care_reason: str = ""
    ) -> _Asking | None:
        from imh_desktop.ui.visit_start import VisitStart

        bench = self._bench
        front = bench.window.page
        if front is None:
            return None
        panel = kind(
            bench.look, front, bench.words, child, bench.today(), visiting.reviews(bench.library)
        )

        VisitStart(
            bench, panel, child.child_id, self.show, from_paper=from_paper,
            care_reason=care_reason,
        )  # fmt: skip
        return panel

    def resume(self, visit_id: str) -> None:
        """Open a visit where it was left. On another day its answers bear that day; which one it
        is, is asked where the clock cannot be believed."""
        from imh_desktop.ui.today_panel import TodayPanel

        bench = self._bench

        def open_again(day: date) -> None:
            visit = visiting.resume(
                bench.vault, bench.library, visit_id, words=bench.words, day=day
            )
            self.show(visit)

        doubt, front = clock_doubt(bench.vault, bench.now()), bench.window.page
        if doubt is None or front is None:
            bench.safely(lambda: open_again(bench.today()))
            return
        panel = TodayPanel(bench.look, front, bench.words, doubt, bench.today())
        panel.given.connect(lambda day: bench.safely(lambda: open_again(day)))
        panel.open(panel.day)

    def stand(self, standing: Standing) -> None:
        """Show a visit that was open in another look or language, where she was in it."""
        visit = standing.visit
        assert visit is not None
        visit.words = self._bench.words
        # Whoever changes the look may have turned the screen to somebody: the gate asks again.
        visit.alone_with(None)
        if standing.page == "review":
            self.show_review(visit)
        elif opens_with(visit):
            self.show(visit)
        else:
            self._show_cards(visit).stand(standing)

    def show(self, visit: OpenVisit, item_id: str = "") -> None:
        """Show a visit's cards, at an item or where she was; before the first card is seen, how it
        went with what was agreed last time."""
        if item_id or not opens_with(visit):
            self._show_cards(visit, item_id)
            return
        from imh_desktop.ui.follow_up_page import FollowUpPage

        page = FollowUpPage(self._bench.look, self._bench.words, visit)
        page.left.connect(self._bench.guarded(lambda: self._left(visit.child.child_id)))
        page.done.connect(self._bench.guarded(lambda: self._show_cards(visit)))
        self._bench.window.show_page(page)

    def _show_cards(self, visit: OpenVisit, item_id: str = "") -> "VisitPage":
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

        def again() -> None:
            self.show(visit)

        page.left.connect(self._bench.guarded(on_left))
        page.decide_wanted.connect(self._bench.guarded(on_decide))
        page.review_wanted.connect(self._bench.guarded(on_review))
        page.own_referral_wanted.connect(
            self._bench.guarded(lambda adult: self._refer(visit, adult))
        )
        page.header.learn_wanted.connect(self._bench.guarded(lambda: show_learn(self._bench)))
        page.header.view_wanted.connect(self._bench.window.view_asked)
        self._bench.window.show_page(page)
        join_sitting(self._bench, page, visit, self.resume, again)
        if item_id:
            page.go_to(item_id)
        return page

    def _refer(self, visit: OpenVisit, caregiver_id: str) -> None:
        """Show, in front of the visit, what an adult asks for alone."""
        from imh_desktop.ui.own_referrals import OwnReferrals

        self._own = OwnReferrals(self._bench, visit, caregiver_id)
        self._bench.safely(self._own.show)

    def show_review(self, visit: OpenVisit) -> None:
        """Show what was noticed, before closing."""
        from imh_desktop.ui.review_page import ReviewPage
        from imh_desktop.ui.review_reasons import RaisePanel

        page = ReviewPage(self._bench.look, self._bench.words, visit)
        about = About("raise", visit.visit.visit_id)

        def on_raising(panel: RaisePanel) -> None:
            begun = BegunForm(self._bench, panel, about)
            panel.raised.connect(self._bench.guarded(lambda: begun.forget()))

        def on_closed(closed: ClosedVisit) -> None:
            begun_forms.forget(self._bench.vault, about)
            self._closed(closed.visit_id)

        page.raising.connect(self._bench.guarded(on_raising))
        page.card_wanted.connect(self._bench.guarded(lambda item_id: self.show(visit, item_id)))
        page.closed.connect(self._bench.guarded(on_closed))
        page.closed_to_refer.connect(
            self._bench.guarded(lambda closed: self._refer_next(closed.visit_id))
        )
        self._bench.window.show_page(page)
