"""The trash: shown, filled with a reason, emptied by putting back."""

from collections.abc import Callable

from imh_desktop.flows import trash
from imh_desktop.flows.begun_forms import About
from imh_desktop.flows.trash import Candidate
from imh_desktop.ui.begun_form import BegunForm
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.reason_panel import ReasonPanel
from imh_desktop.ui.trash_page import TrashPage


class TrashPages:
    """Makes the page; ``leave`` shows where the person came from."""

    def __init__(self, bench: Bench, leave: Callable[[], None], child_id: str = "") -> None:
        """Work at a bench; ``child_id``: of whom something can be put there."""
        self._bench, self._leave, self._child_id = bench, leave, child_id

    def show(self, done: str = "") -> None:
        """Show both lists; ``done``: what was just done."""
        bench = self._bench
        of_child = self._child_id
        candidates = trash.candidates(bench.vault, of_child, bench.words) if of_child else ()
        there = trash.in_trash(bench.vault, bench.now(), bench.words)
        page = TrashPage(bench.look, bench.words, there, candidates, done=done)
        known = {one.record_id: one for one in candidates}
        page.left.connect(bench.guarded(lambda: self._leave()))
        page.put_asked.connect(bench.guarded(lambda id_: self._ask_why(page, known[id_])))
        page.back_asked.connect(lambda id_: bench.safely(lambda: self._put_back(id_)))
        bench.window.show_page(page)

    def _ask_why(self, page: TrashPage, one: Candidate) -> None:
        bench, say = self._bench, self._bench.words.say
        lines = [one.said, say("It can be put back. Nothing is erased.")]
        if one.kind == "visit":
            lines.append(
                say(
                    "All that was told in it goes out of sight with it, also what was told alone."
                    " Is anything left to do today? Do that first."
                )
            )
        panel = ReasonPanel(
            bench.look, page, bench.words, say("Put in the trash?"),
            lines, agree=say("Put in the trash"),
        )  # fmt: skip
        begun = BegunForm(bench, panel, About("trash", one.record_id))
        panel.answered.connect(lambda why: begun.save(lambda: self._put(one.record_id, why)))
        panel.show_panel()

    def _put(self, record_id: str, why: str) -> None:
        bench = self._bench
        trash.put(bench.vault, record_id, why, bench.words)
        self.show(bench.words.say("It is in the trash."))

    def _put_back(self, record_id: str) -> None:
        bench = self._bench
        trash.put_back(bench.vault, record_id, bench.words)
        self.show(bench.words.say("It is back where it was."))
