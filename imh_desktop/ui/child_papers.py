"""The papers of one child: each page, and the way back to where the person came from."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from imh_desktop.store import records
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.care_gate import when_wished

if TYPE_CHECKING:
    from imh_desktop.ui.paper import PaperPages


class ChildPapers:
    """Shows papers; from each the way back is the child's page."""

    def __init__(
        self, bench: Bench, show_child: Callable[[str], None],
        show_caseload: Callable[[], None], show_programme: Callable[[Callable[[], None]], None],
    ) -> None:  # fmt: skip
        """Work at a bench. The modules of a paper are imported when it is first shown."""
        self._bench, self._show_child = bench, show_child
        self._show_caseload, self._show_programme = show_caseload, show_programme

    def show_family_page(self, visit_id: str) -> None:
        """Show a closed visit's page for the family."""
        pages, back = self._pages(), self._back(visit_id)
        self._bench.safely(lambda: pages.show_family(visit_id, back))

    def show_given(self, child_id: str) -> None:
        """Show the pages that were given of a child."""
        from imh_desktop.ui.given_pages import GivenPages

        back = partial(self._show_child, child_id)
        self._given = GivenPages(self._bench, child_id, back, self._pages().show_family)
        self._bench.safely(self._given.show)

    def show_agreed(self, child_id: str) -> None:
        """Show what a child's family agreed to."""
        from imh_desktop.ui.agreed_pages import AgreedPages

        self._agreed = AgreedPages(self._bench, child_id, partial(self._show_child, child_id))
        self._bench.safely(self._agreed.show)

    def ask_consent(self, visit_id: str) -> None:
        """Ask for the family's consent in front of the page, then show the referral."""
        pages, front = self._pages(), self._bench.window.page
        if front is not None:
            back = self._back(visit_id)
            self._when_wished(visit_id, lambda: pages.ask_consent(visit_id, front, back))

    def show_referral(self, referral_id: str, visit_id: str) -> None:
        """Show a referral that was written before."""
        pages, back = self._pages(), self._back(visit_id)
        self._when_wished(visit_id, lambda: pages.show_referral(referral_id, visit_id, back))

    def _when_wished(self, visit_id: str, then: Callable[[], object]) -> None:
        visit = records.visit(self._bench.vault, visit_id)
        when_wished(self._bench, visit.child_id if visit else "", then)

    def _pages(self) -> "PaperPages":
        from imh_desktop.ui.paper import PaperPages

        return PaperPages(self._bench, self._show_programme)

    def _back(self, visit_id: str) -> Callable[[], None]:
        visit = records.visit(self._bench.vault, visit_id)
        if visit is None:
            return self._show_caseload
        return partial(self._show_child, visit.child_id)
