"""Everything behind the lock: which page follows which, over one open vault."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from imh_desktop.core.today import Matter
from imh_desktop.flows.presence import note_locked
from imh_desktop.flows.roles import role_of
from imh_desktop.store import records
from imh_desktop.store.one_reading import one_reading
from imh_desktop.ui.backup_rhythm import BackupRhythm
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.caseload_pages import caseload_page, offer_to_continue
from imh_desktop.ui.child_form_pages import ChildFormPages
from imh_desktop.ui.child_papers import ChildPapers
from imh_desktop.ui.child_view import view_child
from imh_desktop.ui.desk_pages import DeskPages
from imh_desktop.ui.laptop_pages import LaptopPages
from imh_desktop.ui.learning import show_learn
from imh_desktop.ui.midst import break_off
from imh_desktop.ui.mistake_pages import MistakePages
from imh_desktop.ui.more_papers import MorePapers
from imh_desktop.ui.programme_pages import ProgrammePages
from imh_desktop.ui.standing import Standing
from imh_desktop.ui.taking_back import wait_for
from imh_desktop.ui.together import Together
from imh_desktop.ui.visit_pages import VisitPages
from imh_desktop.ui.widgets import Panel

if TYPE_CHECKING:
    from imh_desktop.ui.child_page import ChildPage
    from imh_desktop.ui.referral_pages import ReferralPages


class Workspace(QObject):
    """Makes the pages of an open vault and moves between them.

    Pages are made anew each time they are shown, so what they say is what the vault holds. The
    modules of a page are imported when it is first shown (performance.md 1).
    """

    lock_asked = Signal()
    view_asked = Signal()

    def __init__(self, bench: Bench, *, backs_up: bool = False) -> None:
        """Work at a bench. ``backs_up``: backups are made meanwhile."""
        super().__init__(bench.window)
        self._bench, self._view_shown = bench, "today"
        self._rhythm = BackupRhythm(bench) if backs_up else None
        self._visits = VisitPages(
            bench, self.show_caseload, self.show_family_page, self.show_to_decide,
            self.ask_to_refer,
        )  # fmt: skip
        self._more_papers = MorePapers(bench, self._visits.ask_to_type_in, self.show_child)
        self._laptop = LaptopPages(bench, self.show_caseload)
        self._programme = ProgrammePages(bench)
        self._forms = ChildFormPages(bench, self.show_child, self.show_caseload)
        self._papers = ChildPapers(bench, self.show_child, self.show_caseload, self._programme.show)
        self._mistakes = MistakePages(
            bench, self.show_caseload, self.show_child, self.show_family_page
        )
        self._desk = DeskPages(bench, self.show_together, self.lock_asked.emit)
        self._together = Together(
            bench, self.show_caseload, self.show_child_in_front, self._more_papers
        )
        bench.window.setAcceptDrops(True)
        bench.window.archives_dropped.connect(self.take_in)

    def begin(self) -> None:
        """Show the caseload, with the visit that was interrupted if there is one."""
        wait_for(self._bench, lambda: self.show_caseload(offer=True))

    def standing(self) -> Standing | None:
        """Keep what is being typed and return where the person stands; None where a page holds
        what could not be shown again."""
        window = self._bench.window
        asked = any(panel.isVisible() for panel in window.findChildren(Panel))
        stands = getattr(window.page, "standing", None)
        if asked or len(window.pages) != 1 or stands is None:
            return None
        found: Standing = stands()
        return found

    def laptop_pages(self) -> Sequence[tuple[str, str]]:
        """Return code and name of the pages about this laptop; none from within a visit."""
        standing = self.standing()
        inside = standing is None or standing.page in ("visit", "review")
        return () if inside else self._laptop.offered()

    def show_laptop_page(self, code: str) -> None:
        """Show one of them."""
        self._laptop.show(code)

    def stand(self, standing: Standing) -> None:
        """Show the place where a person stood before the window was dressed anew."""
        wait_for(self._bench, lambda: self._stand(standing))

    def _stand(self, standing: Standing) -> None:
        if standing.page in ("visit", "review"):
            self._visits.stand(standing)
        elif standing.page == "child":
            self.show_child(standing.child_id)
        elif standing.page == "together":
            self.show_together()
        else:
            self._view_shown = standing.view
            self.show_caseload(standing.child_id)

    def let_go(self) -> None:
        """Stop listening to the window: another workspace takes its place over the same vault."""
        self._bench.window.archives_dropped.disconnect(self.take_in)
        if self._rhythm is not None:
            self._rhythm.end()
            self._rhythm = None
        self.deleteLater()

    def leave(self) -> None:
        """Keep what is being typed and close the vault."""
        break_off(self._bench.window)
        if self._rhythm is not None:
            self._rhythm.last_one()
            self._rhythm.end()
            note_locked(self._bench.vault)
        self._bench.vault.close()

    # --- children ---------------------------------------------------------------------------

    def show_caseload(self, child_id: str = "", *, offer: bool = False) -> None:
        """Show the list, with a child chosen; ``offer``: the interrupted visit above it. A print
        desk has pages instead."""
        bench = self._bench
        if role_of(bench.vault) == "staff":
            self._desk.show()
            return
        page, caseload = caseload_page(bench, self._view_shown)
        page.view_chosen.connect(lambda view: setattr(self, "_view_shown", view))
        page.matter_asked.connect(bench.guarded(self.show_matter))
        page.continue_asked.connect(bench.guarded(self.continue_visit))
        page.add_asked.connect(bench.guarded(self.show_child_form))
        page.programme_asked.connect(
            bench.guarded(lambda: self._programme.show(self.show_caseload))
        )
        page.learn_asked.connect(bench.guarded(lambda: show_learn(bench)))
        page.together_asked.connect(bench.guarded(self.show_together))
        page.acts_asked.connect(bench.guarded(self._mistakes.show_acts))
        page.carry_asked.connect(bench.guarded(self._together.show_carry))
        page.day_asked.connect(bench.guarded(lambda: self._together.show_day(self.show_caseload)))
        page.lock_asked.connect(self.lock_asked)
        page.view_asked.connect(self.view_asked)
        page.referrals_asked.connect(bench.guarded(self.show_referrals))
        page.slip_asked.connect(bench.guarded(lambda: self._referrals().ask_for_slip(page)))
        page.week_asked.connect(
            bench.guarded(lambda: self._more_papers.show_week(self.show_caseload))
        )
        panel = page.panel
        panel.start_asked.connect(bench.guarded(self.ask_to_start))
        panel.continue_asked.connect(bench.guarded(self.continue_visit))
        panel.child_asked.connect(bench.guarded(self.show_child))
        panel.page_asked.connect(bench.guarded(self.show_family_page))
        panel.leaving_asked.connect(bench.guarded(self.show_leaving))
        bench.window.show_page(page)
        page.choose(child_id)
        if offer:
            offer_to_continue(bench, page, caseload)

    def show_matter(self, matter: Matter) -> None:
        """Show where something that waits is done."""
        if matter.what == "draft":
            self.continue_visit(matter.record_id)
        elif matter.record_id != matter.child_id:
            self._bench.safely(lambda: self._referrals().show_alone(matter.record_id))
        else:
            self.show_child(matter.child_id)

    def show_child_form(self, child_id: str = "") -> None:
        """Show the form, empty or with what is written about a child."""
        self._forms.show(child_id)

    def show_child(self, child_id: str) -> None:
        """Show a child's page."""
        with one_reading(self._bench.vault):
            page = self._child_page(child_id)
        page.left.connect(self._bench.guarded(lambda: self.show_caseload(child_id)))
        self._bench.window.show_page(page)

    def show_child_in_front(self, child_id: str) -> None:
        """Show a child's page in front of the present one, which waits behind it."""

        def show() -> None:
            with one_reading(self._bench.vault):
                page = self._child_page(child_id, back=self._bench.words.say("Back"))
            page.left.connect(self._bench.window.go_back)
            self._bench.window.show_over(page)

        self._bench.safely(show)

    def _child_page(self, child_id: str, back: str = "") -> "ChildPage":
        from imh_desktop.ui.child_pages import child_page

        bench = self._bench
        page = child_page(
            bench, child_id, back, self.show_child, self._visits.show, self.show_leaving
        )
        page.agreed_asked.connect(bench.guarded(lambda child: self._papers.show_agreed(child)))
        page.given_asked.connect(bench.guarded(lambda child: self._papers.show_given(child)))
        page.decide_asked.connect(bench.guarded(self.show_to_decide))
        page.child_asked.connect(bench.guarded(self.show_child))
        page.edit_asked.connect(bench.guarded(self.show_child_form))
        page.hand_over_asked.connect(bench.guarded(self.show_handover))
        page.mistake_asked.connect(bench.guarded(self._mistakes.show))
        page.start_asked.connect(bench.guarded(self.ask_to_start))
        page.continue_asked.connect(bench.guarded(self.continue_visit))
        page.paper_asked.connect(bench.guarded(self._more_papers.show))
        ways = page.ways
        ways.family_page_asked.connect(bench.guarded(self.show_family_page))
        ways.paper_asked.connect(bench.guarded(self._more_papers.show))
        ways.referral_asked.connect(bench.guarded(lambda visit: self._papers.ask_consent(visit)))
        ways.loop_asked.connect(bench.guarded(lambda one: self._referrals().show_one(one)))
        ways.written_referral_asked.connect(
            bench.guarded(lambda *which: self._papers.show_referral(*which))
        )
        return page

    def show_referrals(self) -> None:
        """Show where every referral stands."""
        self._referrals().show()

    def _referrals(self) -> "ReferralPages":
        from imh_desktop.ui.referral_pages import ReferralPages

        self._loop = ReferralPages(
            self._bench, self.show_caseload, self._papers.show_referral,
            lambda: self._more_papers.show_unreached(self.show_referrals),
        )  # fmt: skip
        return self._loop

    def show_to_decide(self, child_id: str) -> None:
        """Show what waits to be decided, a child's first; the way back is the child's page."""
        from imh_desktop.ui.decision_pages import DecisionPages

        self._decisions = DecisionPages(self._bench, lambda: self.show_child(child_id))
        self._decisions.show(child_id)

    def show_leaving(self, child_id: str) -> None:
        """Show what is left to do when a family leaves; the way back is the child's page."""
        from imh_desktop.ui.farewell_pages import FarewellPages

        bench, papers = self._bench, self._papers
        ways: dict[str, Callable[[str], object]] = {
            "draft": self.continue_visit,
            "referral": lambda one: self._referrals().show_one(one),
            "last_page": self.show_family_page,
            "pages": self.show_family_page,
            "copy": lambda child: self._more_papers.show("held", child),
            "consent": lambda _one: papers.show_agreed(child_id),
            "share": papers.show_agreed,
            "handover": self.show_handover,
        }
        self._farewell = FarewellPages(bench, child_id, ways, lambda: self.show_child(child_id))
        bench.safely(self._farewell.show)

    def show_handover(self, child_id: str) -> None:
        """Show to whom a family can be given; the way back is the child's page."""
        self._together.show_handover(child_id, lambda: self.show_child(child_id))

    # --- visits -----------------------------------------------------------------------------

    def ask_to_start(self, child_id: str) -> None:
        """Ask, in front of the page, what a visit's first entry needs."""
        self._visits.ask_to_start(
            view_child(self._bench.vault, child_id, self._bench.today()).child
        )

    def ask_to_refer(self, visit_id: str) -> None:
        """Ask, in front of the child's page, what a letter about a closed visit needs."""
        if visit := records.visit(self._bench.vault, visit_id):
            self.show_child(visit.child_id)
            self._papers.ask_consent(visit_id)

    def continue_visit(self, visit_id: str) -> None:
        """Open a visit where it was left."""
        self._visits.resume(visit_id)

    # --- paper and settings -----------------------------------------------------------------

    def show_family_page(self, visit_id: str) -> None:
        """Show a closed visit's page for the family; the way back is the child's page."""
        self._papers.show_family_page(visit_id)

    def show_together(self) -> None:
        """Show what is carried to other laptops and gathered from them."""
        self._together.show()

    def take_in(self, files: Sequence[Path]) -> None:
        """Look at archives that were dropped, unless a page holds what is being written."""
        bench = self._bench
        asked = any(panel.isVisible() for panel in bench.window.findChildren(Panel))
        if asked or any(not getattr(page, "may_leave", False) for page in bench.window.pages):
            say = bench.words.say
            bench.window.tell(
                say("Please finish here first"),
                say("Leave this page, and then drop the archives once more. Nothing was taken."),
            )
            return
        bench.safely(lambda: self._together.look_at(files))
