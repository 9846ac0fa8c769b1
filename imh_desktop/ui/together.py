"""Carry and gather: the one place from which everything between laptops begins."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from imh_desktop.ui.bench import Bench
from imh_desktop.ui.more_papers import MorePapers
from imh_desktop.ui.together_page import TogetherPage
from imh_desktop.ui.together_rows import Entrances


class Together:
    """Makes the pages between laptops; each leads back to the rows.

    Qt holds what a page's signals lead to weakly, so whoever makes a page is kept here while it
    is shown.
    """

    def __init__(
        self, bench: Bench, leave: Callable[[], None], show_child: Callable[[str], None],
        papers: MorePapers,
    ) -> None:  # fmt: skip
        """Work at a bench; ``leave`` shows the caseload, ``show_child`` a child's page in front of
        the present one."""
        self._bench, self._leave, self._show_child = bench, leave, show_child
        self._kept: object = None
        self._more_papers = papers

    def show(self) -> None:
        """Show the rows."""
        bench = self._bench
        rows = Entrances(bench, self, self._more_papers).rows()
        safe = [replace(each, enter=bench.guarded(each.enter)) for each in rows]
        page = TogetherPage(bench.look, bench.words, safe)
        page.left.connect(bench.guarded(lambda: self._leave()))
        bench.window.show_page(page)

    def show_carry(self) -> None:
        """Show what waits to be carried."""
        from imh_desktop.ui.carry_pages import CarryPages

        pages = CarryPages(self._bench, self.show, self.show_laptops)
        self._kept = pages
        pages.show()

    def show_laptops(self) -> None:
        """Show the laptops of the programme."""
        from imh_desktop.ui.laptops_pages import LaptopsPages

        pages = LaptopsPages(self._bench, self.show)
        self._kept = pages
        pages.show()

    def show_handover(self, child_id: str = "", back: Callable[[], None] | None = None) -> None:
        """Show which families can be given to whom; ``child_id``: one that is chosen already,
        ``back``: the way back where it is not to the rows."""
        from imh_desktop.ui.handover_pages import HandoverPages

        pages = HandoverPages(self._bench, back or self.show, self.show_laptops, child_id)
        self._kept = pages
        pages.show()

    def show_merges(self) -> None:
        """Show the archives that were taken in, and what can be taken back."""
        from imh_desktop.ui.merges_pages import MergesPages

        pages = MergesPages(self._bench, self.show)
        self._kept = pages
        pages.show()

    def show_gathering(self) -> None:
        """Show how archives are taken in."""
        from imh_desktop.ui.gathering import Gathering

        gathering = Gathering(self._bench, self.show)
        self._kept = gathering
        gathering.begin()

    def look_at(self, files: Sequence[Path]) -> None:
        """Show what would come with files that were dropped."""
        from imh_desktop.ui.gathering import Gathering

        gathering = Gathering(self._bench, self.show)
        self._kept = gathering
        gathering.look_at(files)

    def show_same_child(self) -> None:
        """Show who may stand here twice."""
        from imh_desktop.ui.same_child_pages import SameChildPages

        pages = SameChildPages(self._bench, self.show, self._show_child)
        self._kept = pages
        pages.show()

    def show_figures(self) -> None:
        """Show how the programme is doing."""
        from imh_desktop.ui.figures import FiguresPages

        pages = FiguresPages(self._bench, self.show, self._show_child)
        self._kept = pages
        pages.show()

    def show_exporting(self) -> None:
        """Show what may leave this laptop's protection, and how."""
        from imh_desktop.ui.exporting import Exporting

        exporting = Exporting(self._bench, self.show)
        self._kept = exporting
        exporting.begin()

    def show_shut_out(self) -> None:
        """Show what computers that were shut out wrote later."""
        from imh_desktop.ui.quarantine_pages import QuarantinePages

        pages = QuarantinePages(self._bench, self.show)
        self._kept = pages
        pages.show()

    def show_day(self, leave: Callable[[], None] | None = None) -> None:
        """Show the pages of a day, to be printed together; ``leave``: the way back."""
        from imh_desktop.ui.day_pages import DayPages

        self._day = DayPages(self._bench, leave or self.show, self._show_child)
        self._bench.safely(self._day.show)

    def show_to_decide(self) -> None:
        """Show what only a person can decide."""
        from imh_desktop.ui.decision_pages import DecisionPages

        pages = DecisionPages(self._bench, self.show)
        self._kept = pages
        pages.show()

    def show_safety(self) -> None:
        """Show how the backups and the file stand."""
        from imh_desktop.ui.safety_pages import SafetyPages

        pages = SafetyPages(self._bench, self.show, self._leave)
        self._kept = pages
        self._bench.safely(pages.show)

    def show_sign_off(self) -> None:
        """Show the steps that visitors ask to be lowered."""
        from imh_desktop.ui.sign_off_pages import SignOffPages

        pages = SignOffPages(self._bench, self.show)
        self._kept = pages
        pages.show()
