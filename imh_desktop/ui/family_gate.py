"""What stands between a family's page and the printer: the question, the list, and nothing else."""

from collections.abc import Callable
from dataclasses import replace

from imh_desktop.core.printed import Way
from imh_desktop.flows import print_desk, printing
from imh_desktop.flows.printing import Giving, Ready
from imh_desktop.flows.printing_reading import hard_said, page_reading
from imh_desktop.flows.printing_recipients import recipients
from imh_desktop.store import records
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.leave_behind import Answer, LeaveBehindPanel
from imh_desktop.ui.leaving import Leaving
from imh_desktop.ui.summary_page import SummaryPage


class FamilyGate:
    """Asks before each giving of one visit's page."""

    def __init__(
        self, bench: Bench, page: SummaryPage, visit_id: str, child_id: str, *,
        again: str = "", cuts: bool = True,
    ) -> None:  # fmt: skip
        """Stand before a page. ``again``: the giving that is repeated; ``cuts``: its strengths
        may go alone."""
        self._bench, self._page, self._visit_id = bench, page, visit_id
        self._child_id, self._again, self._cuts = child_id, again, cuts
        self._told, self._whom = False, ""

    def ask(self, way: Way, then: Callable[[Leaving], object]) -> None:
        """Ask, and go on with what may leave."""
        bench, page = self._bench, self._page
        reading = page.made.reading if page.made else None
        panel = LeaveBehindPanel(
            bench.look, page, bench.words, way,
            recipients(bench.vault, self._child_id, bench.words),
            hard="" if reading is None or reading.easy else hard_said(reading, bench.words),
            cuts=self._cuts and page.part == "whole",
            readers=() if self._again else records.caregivers(bench.vault, self._child_id),
            language=page.choices[0], whom=self._whom,
        )  # fmt: skip
        panel.language_wanted.connect(lambda *said: bench.safely(lambda: self._show_in(*said)))
        panel.answered.connect(lambda answer: bench.safely(lambda: self._go_on(answer, way, then)))
        panel.show_panel()

    def _show_in(self, language: str, whom: str) -> None:
        """Show the page in another language first: nothing leaves that nobody saw."""
        self._whom = whom
        self._page.propose(language)
        said = self._bench.words.say("This is the page in the other language. It can go now.")
        self._page.say(said)

    def _go_on(self, answer: Answer, way: Way, then: Callable[[Leaving], object]) -> None:
        bench, page = self._bench, self._page
        if answer.safe == "no":
            printing.decline(bench.vault, self._visit_id, bench.today())
            page.say(bench.words.say("Nothing was printed."))
            self._call_back()
            return
        ready = self._prepare(answer, way)
        if answer.safe == "strengths" and page.layout_choice:
            page.layout_choice.show_short()
        if page.made and page.made.content != ready.page.content:
            reading = page_reading(ready.summary)
            page.show_page(replace(page.made, content=ready.page.content, reading=reading))

        def keep() -> Callable[[], object]:
            printing.keep(bench.vault, ready)
            self._call_back()
            return lambda: printing.did_not_come_out(bench.vault, ready.print_id)

        then(Leaving(ready.page, keep, ready.summary))

    def _call_back(self) -> None:
        """Say that a page at the desk is stopped by the answer, where one may be."""
        vault, say = self._bench.vault, self._bench.words.say
        sent = [each for each in print_desk.of_visit(vault, self._visit_id) if not each.handed]
        if not self._told and any(print_desk.stopped(vault, each) for each in sent):
            self._told = True
            self._page.add_warning(
                say(
                    "A page of this visit was sent to the print desk before. Please call and ask"
                    " them to shred it."
                )
            )

    def _prepare(self, answer: Answer, way: Way) -> Ready:
        bench, (language, paper) = self._bench, self._page.choices
        if self._again:
            return printing.prepare_again(
                bench.vault, self._again, answer.safe, bench.today(), way=way, to=answer.to,
                words=bench.words,
            )  # fmt: skip
        variant, other = self._page.variant
        giving = Giving(
            visit_id=self._visit_id, safe=answer.safe, way=way, language=language, paper=paper,
            to=answer.to, reading_reason=answer.reason, variant=variant, other=other,
            part=self._page.part,
        )  # fmt: skip
        return printing.prepare(
            bench.vault, bench.library, giving, bench.today(), words=bench.words
        )
