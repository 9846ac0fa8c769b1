"""Correcting a finished visit: which one, which item, and what it says then."""

from collections.abc import Callable

from imh_desktop.errors import InputError
from imh_desktop.flows import amending
from imh_desktop.flows.amending import Amendment
from imh_desktop.flows.begun_forms import About
from imh_desktop.flows.said_alike import said_alike
from imh_desktop.store import records
from imh_desktop.ui.amend_page import AmendPage
from imh_desktop.ui.amend_panel import AmendPanel
from imh_desktop.ui.amended_lines import AmendedLines
from imh_desktop.ui.begun_form import BegunForm
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.child_page import ChildPage
from imh_desktop.ui.visit_choice_page import VisitChoicePage


def tell_amended(bench: Bench, page: ChildPage) -> None:
    """Say on a child's page what was corrected in the visits it shows, and in those it shows
    later."""
    visits = page.visits

    def tell(visit_id: str) -> None:
        found = amending.amended(bench.vault, bench.library, visit_id, bench.words)
        if found:
            visits.cards[visit_id].items.addWidget(AmendedLines(bench.look, bench.words, found))

    for visit_id in visits.cards:
        tell(visit_id)
    visits.shown.connect(bench.guarded(tell))


class AmendPages:
    """Makes the pages; ``leave`` shows the child's page, ``show_family`` a visit's family page."""

    def __init__(
        self, bench: Bench, child_id: str, leave: Callable[[], None],
        show_family: Callable[[str], None],
    ) -> None:  # fmt: skip
        """Work at a bench."""
        self._bench, self._child_id, self._leave = bench, child_id, leave
        self._show_family = show_family

    def show(self) -> None:
        """Show the child's finished visits; the visit itself where there is one."""
        bench, visits = self._bench, records.visits(self._bench.vault, self._child_id)
        finished = [visit for visit in reversed(visits) if visit.closed_at]
        if len(finished) == 1:
            self._show_visit(finished[0].visit_id)
            return
        title = bench.words.say("Which visit is to be corrected?")
        page = VisitChoicePage(bench.look, bench.words, title, finished)
        page.left.connect(bench.guarded(lambda: self._leave()))
        page.chosen.connect(lambda visit_id: bench.safely(lambda: self._show_visit(visit_id)))
        bench.window.show_page(page)

    def _show_visit(self, visit_id: str, *, done: bool = False) -> None:
        bench = self._bench
        view = amending.view(bench.vault, bench.library, visit_id, bench.words)
        child = records.child(bench.vault, self._child_id)
        page = AmendPage(bench.look, bench.words, view, child.name if child else "", done=done)
        page.left.connect(bench.guarded(lambda: self._leave()))
        page.renew_asked.connect(bench.guarded(lambda: self._show_family(visit_id)))
        page.item_asked.connect(bench.guarded(lambda item_id: self._ask(page, visit_id, item_id)))
        bench.window.show_page(page)

    def _ask(self, page: AmendPage, visit_id: str, item_id: str) -> None:
        bench = self._bench
        view = amending.view(bench.vault, bench.library, visit_id, bench.words)
        item = next(i for domain in view.domains for i in domain.items if i.item_id == item_id)
        alike = said_alike(bench.vault, bench.library, view.visit, item_id)
        panel = AmendPanel(bench.look, page, bench.words, item, alike)

        about = About("amend", f"{visit_id}/{item_id}")
        begun = BegunForm(bench, panel, about, corrects=True)

        def keep(amendment: Amendment) -> None:
            try:
                amending.amend(bench.vault, bench.library, visit_id, amendment, bench.words)
            except InputError as error:
                panel.say_fault(error)
                return
            begun.forget()
            panel.put_away()
            self._show_visit(visit_id, done=True)

        panel.answered.connect(lambda said: bench.safely(lambda: keep(said)))
        panel.show_panel()
