"""Undo, the trash, and what else can be done about a mistake: which page follows which.

Qt holds what a page's signals lead to weakly, so whoever makes a page is kept here while it is
shown.
"""

from collections.abc import Callable

from imh_desktop.ui.bench import Bench


class MistakePages:
    """Makes the pages. The modules of a page are imported when it is first shown."""

    def __init__(
        self, bench: Bench, leave: Callable[[], None], show_child: Callable[[str], None],
        show_family: Callable[[str], None],
    ) -> None:  # fmt: skip
        """Work at a bench; ``leave`` shows the caseload, ``show_child`` a child's page,
        ``show_family`` a visit's page for the family."""
        self._show_family = show_family
        self._bench, self._leave, self._show_child = bench, leave, show_child
        self._kept: object = None

    def show_acts(self) -> None:
        """Show what was done last on this laptop, to be undone."""
        from imh_desktop.ui.acts_pages import ActsPages

        pages = ActsPages(self._bench, self._leave, self.show_trash)
        self._kept = pages
        pages.show()

    def show_trash(self) -> None:
        """Show what lies in the trash; the way back is what can be undone."""
        from imh_desktop.ui.trash_pages import TrashPages

        pages = TrashPages(self._bench, self.show_acts)
        self._kept = pages
        pages.show()

    def show(self, kind: str, child_id: str) -> None:
        """Show a remedy for something about a child, by its kind (``MistakesBox``)."""
        from imh_desktop.ui.amend_pages import AmendPages
        from imh_desktop.ui.erase_pages import ErasePages
        from imh_desktop.ui.move_pages import MovePages
        from imh_desktop.ui.sign_off_pages import SignOffPages
        from imh_desktop.ui.trash_pages import TrashPages

        bench = self._bench

        def back() -> None:
            self._back(child_id)

        pages: TrashPages | AmendPages | MovePages | SignOffPages | ErasePages
        pages = TrashPages(bench, back, child_id)
        if kind == "erase":
            pages = ErasePages(bench, back, child_id)
        if kind == "lower":
            pages = SignOffPages(bench, back, child_id)
        if kind == "move":
            pages = MovePages(bench, child_id, back, self._show_child)
        if kind == "amend":
            pages = AmendPages(bench, child_id, back, self._show_family)
        self._kept = pages
        bench.safely(pages.show)

    def _back(self, child_id: str) -> None:
        """Show the child's page; the caseload where the child is in the trash by now."""
        from imh_desktop.store import records

        if records.child(self._bench.vault, child_id) is None:
            self._leave()
        else:
            self._show_child(child_id)
