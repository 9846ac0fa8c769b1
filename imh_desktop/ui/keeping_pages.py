"""How long something is kept, and what is over: shown, set, and erased when it is confirmed."""

from collections.abc import Callable, Sequence

from imh_desktop.flows import retention
from imh_desktop.flows.retention import Months
from imh_desktop.flows.roles import role_of
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.keeping_page import KeepingPage
from imh_desktop.ui.work_page import carry_out


class KeepingPages:
    """Makes the page; ``leave`` shows where the person came from."""

    def __init__(self, bench: Bench, leave: Callable[[], None]) -> None:
        """Work at a bench."""
        self._bench, self._leave = bench, leave
        self._work: object = None

    def show(self, done: str = "") -> None:
        """Show the rules and what is over; ``done``: what was just done."""
        bench = self._bench
        page = KeepingPage(
            bench.look, bench.words, retention.rules(bench.vault),
            retention.due(bench.vault, bench.today()),
            coordinates=role_of(bench.vault) == "coordinator", done=done,
        )  # fmt: skip
        page.left.connect(bench.guarded(lambda: self._leave()))
        page.saved.connect(lambda months: bench.safely(lambda: self._save(months)))
        page.erase_asked.connect(bench.guarded(self._erase))
        bench.window.show_page(page)

    def _save(self, months: Months) -> None:
        words = self._bench.words
        retention.save_rules(self._bench.vault, months, words)
        self.show(words.say("The rules are saved."))

    def _erase(self, children: Sequence[str], rest: bool) -> None:
        say = self._bench.words.say
        named = [part for child_id in children for part in ("--child", child_id)]
        self._work = carry_out(
            self._bench, ["erase", "due", "--yes", *named, *(["--rest"] if rest else [])],
            say("Erasing"), done=lambda _report: self.show(say("It is erased.")), back=self.show,
        )  # fmt: skip
