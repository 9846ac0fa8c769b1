"""Taking an archive back and bringing it back, with what that changes told before."""

from collections.abc import Callable, Iterator

from imh_desktop.flows import undoing
from imh_desktop.flows.device_names import device_names
from imh_desktop.flows.undoing import UndoReport
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.merges_page import MergesPage
from imh_desktop.ui.reason_panel import ReasonPanel


class MergesPages:
    """Makes the page; ``leave`` shows where the person came from."""

    def __init__(self, bench: Bench, leave: Callable[[], None]) -> None:
        """Work at a bench."""
        self._bench, self._leave = bench, leave
        self._page: MergesPage | None = None

    def show(self, report: UndoReport | None = None) -> None:
        """Show the archives; ``report``: what was just done."""
        bench = self._bench
        page = MergesPage(
            bench.look, bench.words, undoing.merges(bench.vault), device_names(bench.vault),
            done=tuple(self._told(report)) if report else (),
        )  # fmt: skip
        page.left.connect(lambda: self._leave())
        page.undo_asked.connect(lambda archive_id: self._ask(archive_id, back=False))
        page.bring_back_asked.connect(lambda archive_id: self._ask(archive_id, back=True))
        self._page = page
        bench.window.show_page(page)

    def _ask(self, archive_id: str, *, back: bool) -> None:
        self._bench.safely(lambda: self._show_panel(archive_id, back=back))

    def _show_panel(self, archive_id: str, *, back: bool) -> None:
        bench, page, ids = self._bench, self._page, (archive_id,)
        if page is None:
            return
        preview = undoing.preview_bring_back if back else undoing.preview_undo
        seen = preview(bench.vault, ids, bench.words.say("to see what it would change"))
        say = bench.words.say
        title, agree = say("Take it back?"), say("Take back")
        if back:
            title, agree = say("Bring it back?"), say("Bring back")
        lines = tuple(self._told(seen))
        panel = ReasonPanel(bench.look, page, bench.words, title, lines, agree=agree)
        act = undoing.bring_back if back else undoing.undo_merge
        panel.answered.connect(
            lambda reason: bench.safely(lambda: self.show(act(bench.vault, ids, reason)))
        )
        panel.show_panel()

    def _told(self, report: UndoReport) -> Iterator[str]:
        words = self._bench.words
        if report.brought_back:
            yield words.count(
                "{n} change counts again.", "{n} changes count again.", report.entries
            )
        else:
            yield words.count(
                "{n} change no longer counts. Nothing is deleted.",
                "{n} changes no longer count. Nothing is deleted.", report.entries,
            )  # fmt: skip
        hidden = sum(not one.shown for one in report.records)
        if hidden:
            yield words.count(
                "{n} record is no longer shown.", "{n} records are no longer shown.", hidden
            )
        if opened := sum(one.opens for one in report.records):
            yield words.count("{n} visit is open again.", "{n} visits are open again.", opened)
        if standing := sum(len(one.standing_on) for one in report.records):
            yield words.count(
                "{n} decision or correction here was made with it in sight, and stays.",
                "{n} decisions or corrections here were made with it in sight, and stay.",
                standing,
            )
