"""What was given to one family: seen, given again, given anew; and who may receive a page."""

from collections.abc import Callable

from imh_desktop.errors import InputError
from imh_desktop.flows import printed_pages, printing_recipients
from imh_desktop.flows.begun_forms import About
from imh_desktop.flows.printing_log import given_pages, to_offer
from imh_desktop.ui.begun_form import BegunForm
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.child_page import ChildPage
from imh_desktop.ui.family_gate import FamilyGate
from imh_desktop.ui.frozen_page import frozen_page
from imh_desktop.ui.given_page import GivenPagesPage
from imh_desktop.ui.reason_panel import ReasonPanel


def tell_given(bench: Bench, page: ChildPage, child_id: str) -> None:
    """Say on a child's page what was given, and what of it is outdated."""
    lines = given_pages(bench.vault, child_id)
    for line in to_offer(bench.vault, child_id):
        page.say_outdated(line)
    page.show_given(lines)


class GivenPages:
    """Makes the pages; ``back`` shows where the person came from, ``show_family`` a visit's page
    with a way back to the list."""

    def __init__(
        self, bench: Bench, child_id: str, back: Callable[[], None],
        show_family: Callable[[str, Callable[[], None]], None],
    ) -> None:  # fmt: skip
        """Work at a bench."""
        self._bench, self._child_id, self._back = bench, child_id, back
        self._show_family = show_family

    def show(self) -> None:
        """Show the list."""
        bench = self._bench
        lines = given_pages(bench.vault, self._child_id)
        people = printing_recipients.recipients(bench.vault, self._child_id, bench.words)
        offered = to_offer(bench.vault, self._child_id)
        page = GivenPagesPage(bench.look, bench.words, lines, offered, people)
        page.left.connect(bench.guarded(lambda: self._back()))
        page.renew_asked.connect(
            bench.guarded(lambda visit_id: self._show_family(visit_id, self.show))
        )
        page.again_asked.connect(lambda print_id: bench.safely(lambda: self._again(print_id)))
        page.refuse_asked.connect(bench.guarded(lambda whom: self._ask_why(page, whom)))
        page.allow_asked.connect(lambda whom: bench.safely(lambda: self._allow(whom)))
        bench.window.show_page(page)

    def _allow(self, caregiver_id: str) -> None:
        printing_recipients.allow(self._bench.vault, self._child_id, caregiver_id)
        self.show()

    def _ask_why(self, page: GivenPagesPage, caregiver_id: str) -> None:
        bench, say = self._bench, self._bench.words.say
        panel = ReasonPanel(
            bench.look, page, bench.words, say("Why does this person receive no page?"),
            [say("Such as what a court decided. Write nothing that was told in private.")],
            agree=say("Give no pages"),
        )  # fmt: skip

        def keep(why: str) -> None:
            printing_recipients.refuse(bench.vault, self._child_id, caregiver_id, why)
            self.show()

        begun = BegunForm(bench, panel, About("no_page", caregiver_id))
        panel.answered.connect(lambda why: begun.save(lambda: keep(why)))
        panel.show_panel()

    def _again(self, print_id: str) -> None:
        """Show a page as it was given, to be given once more."""
        bench = self._bench
        old = printed_pages.one_of(bench.vault, print_id)
        page = frozen_page(bench, printed_pages.summary_of(old))
        gate = FamilyGate(
            bench, page, old.visit_id, old.child_id, again=print_id, cuts=old.part == "strengths"
        )
        page.gate = self._bench.guarded(gate.ask)
        page.left.connect(bench.guarded(lambda: self.show()))
        bench.window.show_page(page)
        try:
            page.show_page(printed_pages.seen_again(old))
        except InputError as error:
            page.refuse(bench.words.told(error))
