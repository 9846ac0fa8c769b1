"""Undo across screens: what was done last is shown, undone, and brought back."""

from collections.abc import Callable

from imh_desktop.flows import last_acts
from imh_desktop.flows.last_acts import DoneAct
from imh_desktop.ui.acts_page import ActsPage
from imh_desktop.ui.bench import Bench


class ActsPages:
    """Makes the page; ``leave`` shows where the person came from, ``trash`` the trash."""

    def __init__(self, bench: Bench, leave: Callable[[], None], trash: Callable[[], None]) -> None:
        """Work at a bench."""
        self._bench, self._leave, self._trash = bench, leave, trash

    def show(self, undone: DoneAct | None = None, by: tuple[str, ...] = ()) -> None:
        """Show what was done last; ``undone``: what was just undone, ``by`` which entries."""
        bench = self._bench
        acts = last_acts.last_acts(bench.vault, bench.library, bench.words)
        said = undone.said if undone else ""
        page = ActsPage(bench.look, bench.words, acts, undone=said)
        known = {act.act_id: act for act in acts}
        page.left.connect(bench.guarded(lambda: self._leave()))
        page.trash_asked.connect(bench.guarded(lambda: self._trash()))
        page.undo_asked.connect(lambda act_id: bench.safely(lambda: self._undo(known[act_id])))
        page.bring_back_asked.connect(lambda: bench.safely(lambda: self._bring_back(by)))
        bench.window.show_page(page)

    def _undo(self, act: DoneAct) -> None:
        bench = self._bench
        by = last_acts.take_back(bench.vault, bench.library, act.act_id, bench.words)
        self.show(act, by)

    def _bring_back(self, by: tuple[str, ...]) -> None:
        last_acts.bring_back(self._bench.vault, by)
        self.show()
