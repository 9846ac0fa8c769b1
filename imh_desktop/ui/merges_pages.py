"""Taking an archive back and bringing it back, with what that changes told before."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from imh_desktop.errors import InputError
from imh_desktop.flows import undoing
from imh_desktop.flows.begun_forms import About
from imh_desktop.flows.device_names import device_names
from imh_desktop.flows.undoing import UndoReport
from imh_desktop.ui.begun_form import BegunForm
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.merges_page import MergesPage
from imh_desktop.ui.reason_panel import ReasonPanel
from imh_desktop.ui.work_page import carry_out


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
        page.left.connect(bench.guarded(lambda: self._leave()))
        page.undo_asked.connect(bench.guarded(lambda archive_id: self._ask(archive_id, back=False)))
        page.bring_back_asked.connect(
            bench.guarded(lambda archive_id: self._ask(archive_id, back=True))
        )
        self._page = page
        bench.window.show_page(page)

    def _ask(self, archive_id: str, *, back: bool) -> None:
        """See what it would change, on a copy: that is long work."""
        self._run(
            [_command(back), "--preview", archive_id],
            self._bench.words.say("to see what it would change"),
            lambda seen: self._show_panel(archive_id, seen, back=back),
        )

    def _show_panel(self, archive_id: str, seen: UndoReport, *, back: bool) -> None:
        bench, say = self._bench, self._bench.words.say
        self.show()
        title, agree = say("Take it back?"), say("Take back")
        if back:
            title, agree = say("Bring it back?"), say("Bring back")
        lines = tuple(self._told(seen))
        panel = ReasonPanel(bench.look, self._front(), bench.words, title, lines, agree=agree)
        begun = BegunForm(bench, panel, About(_command(back), archive_id))

        def done(report: UndoReport) -> None:
            begun.forget()
            self.show(report)

        panel.answered.connect(
            bench.guarded(lambda reason: self._run([_command(back), archive_id], reason, done))
        )
        panel.show_panel()

    def _run(
        self, command: Sequence[str], reason: str, then: Callable[[UndoReport], object]
    ) -> None:
        """Let a child do it, which reads why from a private file."""
        bench, why = self._bench, self._bench.scratch / "why"
        why.write_text(reason, encoding="utf-8")

        def done(told: dict[str, Any]) -> None:
            why.unlink(missing_ok=True)
            then(msgspec.convert(told, UndoReport))

        def back() -> None:
            why.unlink(missing_ok=True)
            self.show()

        carry_out(
            bench, ["archive", *command, "--reason-from", str(why)],
            bench.words.say("Looking at what came"), done=done, back=back,
        )  # fmt: skip

    def _front(self) -> MergesPage:
        if self._page is None:
            raise InputError("The page is not shown.")
        return self._page

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


def _command(back: bool) -> str:
    return "bring-back" if back else "undo"
