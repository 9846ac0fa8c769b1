"""Leaving, from a child's page: which page each line leads to."""

from collections.abc import Callable, Mapping

from imh_desktop.core.farewell import WAYS
from imh_desktop.flows import care, farewell
from imh_desktop.flows.begun_forms import About
from imh_desktop.flows.loading import child_of
from imh_desktop.ui.begun_form import BegunForm
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.care_panels import CarePanel
from imh_desktop.ui.farewell_page import FarewellPage

Goes = Callable[[str], object]


class FarewellPages:
    """Shows the page; ``ways`` leads from the kind of a line to what it is done with: it takes the
    id of what is left, or the child's."""

    def __init__(
        self, bench: Bench, child_id: str, ways: Mapping[str, Goes], back: Callable[[], None]
    ) -> None:
        """Work at a bench; ``back`` shows the child's page."""
        self._bench, self._child_id, self._ways, self._back = bench, child_id, ways, back

    def show(self, way: str | None = None) -> None:
        """Show what is left to do for a way of leaving, else for the way the record tells."""
        bench, today = self._bench, self._bench.today()
        child = child_of(bench.vault, self._child_id)
        chosen = way or farewell.presumed_way(bench.vault, child.child_id, today) or ""
        known = next((each for each in WAYS if each == chosen), None)
        found = (
            farewell.to_do(bench.vault, child.child_id, known, today, bench.words) if known else ()
        )
        page = FarewellPage(bench.look, bench.words, child.name, chosen, found)
        page.left.connect(bench.guarded(self._back))
        page.way_chosen.connect(lambda code: bench.safely(lambda: self.show(code)))
        page.asked.connect(bench.guarded(lambda kind, left: self._go(page, chosen, kind, left)))
        bench.window.show_page(page)

    def _go(self, page: FarewellPage, way: str, kind: str, left: str) -> None:
        if kind == "end":
            self._ask_end(page, way)
        else:
            self._bench.safely(lambda: self._ways[kind](left or self._child_id))

    def _ask_end(self, page: FarewellPage, way: str) -> None:
        bench = self._bench
        panel = CarePanel(bench.look, page, bench.words, chosen=way)

        def keep(status: str, reason: str) -> None:
            care.set_care(bench.vault, self._child_id, status, bench.today(), reason, bench.words)
            self.show(status)

        begun = BegunForm(bench, panel, About("care_ends", self._child_id))
        panel.answered.connect(lambda status, reason: begun.save(lambda: keep(status, reason)))
        panel.show_panel()
