"""Shows who may stand here twice, and keeps what is answered."""

from collections.abc import Callable

from imh_desktop.core.people import Child
from imh_desktop.flows import same_child
from imh_desktop.flows.same_child import Pair
from imh_desktop.flows.side_by_side import reason_said, side_by_side
from imh_desktop.store import records
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.pair_card import PairView
from imh_desktop.ui.same_child_page import SameChildPage

SHOWN = 12
"""How many pairs stand on the page at once; the others come as these are answered."""


class SameChildPages:
    """Makes the page anew after each answer, so that it says what the vault holds."""

    def __init__(
        self, bench: Bench, leave: Callable[[], None], show_child: Callable[[str], None]
    ) -> None:
        """Work at a bench; ``leave`` leads back."""
        self._bench, self._leave, self._show_child = bench, leave, show_child

    def show(self) -> None:
        """Show the page."""
        bench = self._bench
        children = {child.child_id: child for child in records.children(bench.vault)}
        found = same_child.pairs(bench.vault)
        waiting = [self._view(pair, children) for pair in found[:SHOWN]]
        answered = [
            PairView(link.first, link.second, self._names(children, link.first, link.second),
                     same=link.same)
            for link in same_child.judged(bench.vault)
            if link.same is not None and {link.first, link.second} <= children.keys()
        ]  # fmt: skip
        page = SameChildPage(
            bench.look, bench.words, waiting, answered, more=max(len(found) - SHOWN, 0)
        )
        page.left.connect(bench.guarded(self._leave))
        page.child_asked.connect(bench.guarded(self._show_child))
        page.judged.connect(
            bench.guarded(lambda first, second, same: self._keep(first, second, same))
        )
        page.asked_again.connect(
            bench.guarded(lambda first, second: self._keep(first, second, None))
        )
        bench.window.show_page(page)

    def _view(self, pair: Pair, children: dict[str, Child]) -> PairView:
        bench = self._bench
        return PairView(
            pair.first, pair.second, self._names(children, pair.first, pair.second),
            why=bench.words.abreast(reason_said(why, bench.words) for why in pair.reasons),
            fields=side_by_side(bench.vault, pair.first, pair.second, bench.words),
        )  # fmt: skip

    def _names(self, children: dict[str, Child], first: str, second: str) -> str:
        return self._bench.words.say(
            "{first} and {second}", first=children[first].name, second=children[second].name
        )

    def _keep(self, first: str, second: str, same: bool | None) -> None:
        def judge() -> None:
            same_child.judge(self._bench.vault, first, second, same=same)
            self.show()

        self._bench.safely(judge)
