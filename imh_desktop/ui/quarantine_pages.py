"""Files of computers that were shut out, page by page: look, take in or leave out, tell others."""

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QFileDialog

from imh_desktop.flows import quarantine
from imh_desktop.flows.begun_forms import About
from imh_desktop.flows.device_names import device_names
from imh_desktop.flows.quarantine import Decision, Held
from imh_desktop.ui import saving
from imh_desktop.ui.begun_form import BegunForm
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.quarantine_views import HeldPage, ShutOutPage
from imh_desktop.ui.reason_panel import ReasonPanel
from imh_desktop.ui.work_page import carry_out


class QuarantinePages:
    """Makes the pages; ``leave`` shows where the person came from."""

    def __init__(self, bench: Bench, leave: Callable[[], None]) -> None:
        """Work at a bench."""
        self._bench, self._leave = bench, leave

    def show(self, done: str = "", next_step: str = "") -> None:
        """Show what was decided before; ``done``, ``next_step``: as for the page."""
        bench = self._bench
        page = ShutOutPage(
            bench.look, bench.words, quarantine.decisions(bench.vault),
            papers=bool(quarantine.papers_for_others(bench.vault)), done=done, next_step=next_step,
        )  # fmt: skip
        page.left.connect(bench.guarded(self._leave))
        page.file_asked.connect(bench.guarded(self.choose))
        page.papers_asked.connect(bench.guarded(self.save_papers))
        bench.window.show_page(page)

    def choose(self) -> None:
        """Ask for a file, and look at it."""
        say = self._bench.words.say
        dialog = QFileDialog(self._bench.window, say("Choose a file"), "", "(*.imha)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, say("Choose"))
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, say("Cancel"))
        dialog.fileSelected.connect(
            self._bench.guarded(lambda name: self.look_at(Path(name), self.show))
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def look_at(self, file: Path, back: Callable[[], object]) -> None:
        """See what a file holds; nothing is taken. ``back`` shows where the person was."""
        carry_out(
            self._bench, ["archive", "quarantine", "show", str(file.absolute())],
            self._bench.words.say("Looking at the file"),
            done=lambda told: self._show_held(file, msgspec.convert(told, Held), back),
            back=back,
        )  # fmt: skip

    def save_papers(self) -> None:
        """Ask where to put the file for the others, and write it."""
        bench = self._bench
        content = quarantine.papers_for_others(bench.vault)
        name = f"shut-out-{bench.today().isoformat()}-{bench.vault.device_id[-6:]}.imhd"

        def write(path: Path) -> None:
            saving.write_whole(path, content, bench.words)
            self.show(
                bench.words.say(
                    "The file is written. Give it to the other coordinators and to everyone who"
                    " sends or gets work: they open it under “Laptops of the programme”."
                )
            )

        def safely(path: Path) -> None:
            bench.safely(lambda: write(path))

        saving.ask_where(bench.window, bench.words, name, safely, ending="imhd")

    def _show_held(self, file: Path, held: Held, back: Callable[[], object]) -> None:
        bench = self._bench
        before = self._decision(held)
        names = device_names(bench.vault)
        page = HeldPage(bench.look, bench.words, file.name, held, names, before)
        page.left.connect(bench.guarded(lambda: back()))
        page.take_asked.connect(bench.guarded(lambda: self._ask_take(page, file, held, back)))
        page.decline_asked.connect(bench.guarded(lambda: self._ask_decline(page, file, held, back)))
        bench.window.show_page(page)

    def _decision(self, held: Held) -> Decision | None:
        said = quarantine.decisions(self._bench.vault)
        return next((one for one in said[::-1] if one.archive_id == held.archive_id), None)

    def _ask_take(self, page: HeldPage, file: Path, held: Held, back: Callable[[], object]) -> None:
        say = self._bench.words.say
        lines = (
            say("All of it comes into your file. A safety copy of your file is made first."),
            say(
                "The laptop stays shut out: nothing it writes after this counts. You get a file"
                " for the others, so that they believe it too."
            ),
        )
        panel = ReasonPanel(
            self._bench.look, page, self._bench.words, say("Take it in?"), lines,
            agree=say("Take it in"),
        )  # fmt: skip
        begun = BegunForm(self._bench, panel, About("take_in", held.archive_id))
        panel.answered.connect(
            self._bench.guarded(
                lambda reason: self._decide("take", file, held, back, reason, begun)
            )
        )
        panel.show_panel()

    def _ask_decline(
        self, page: HeldPage, file: Path, held: Held, back: Callable[[], object]
    ) -> None:
        say = self._bench.words.say
        line = say(
            "None of it comes into your file. You can still take it in later: keep the file."
        )
        panel = ReasonPanel(
            self._bench.look, page, self._bench.words, say("Leave it out?"), (line,),
            agree=say("Leave it out"),
        )  # fmt: skip
        begun = BegunForm(self._bench, panel, About("leave_out", held.archive_id))
        panel.answered.connect(
            self._bench.guarded(
                lambda reason: self._decide("decline", file, held, back, reason, begun)
            )
        )
        panel.show_panel()

    def _decide(
        self, what: str, file: Path, held: Held, back: Callable[[], object], reason: str,
        begun: BegunForm,
    ) -> None:  # fmt: skip
        """Let the child read why from a private file: what stands in a command, others can see."""
        bench, before = self._bench, self._decision(held)
        why, out = bench.scratch / "why", bench.scratch / "for-others"
        why.write_text(reason, encoding="utf-8")
        command = ["archive", "quarantine", what, "--reason-from", str(why), str(file.absolute())]
        if what == "take":
            command += ["--out", str(out)]

        def ended(then: Callable[[], object]) -> None:
            for each in (why, out):
                each.unlink(missing_ok=True)
            then()

        def decided() -> None:
            begun.forget()
            self._show_decided(what)

        def stopped() -> None:
            """Cancel can come a moment too late: then it is decided, and is told."""
            if self._decision(held) == before:
                self._show_held(file, held, back)
            else:
                decided()

        carry_out(
            bench, command, self._title(what),
            done=lambda _: ended(decided),
            back=lambda: ended(stopped),
        )  # fmt: skip

    def _title(self, what: str) -> str:
        say = self._bench.words.say
        return say("Taking the file in") if what == "take" else say("Leaving the file out")

    def _show_decided(self, what: str) -> None:
        say = self._bench.words.say
        if what == "decline":
            self.show(say("It stays out. What you said is remembered."))
            return
        self.show(
            say("Done. All of it is in your file."),
            say(
                "Now save the file for the others, and give it to them. Until they open it, they"
                " do not believe what you took in."
            ),
        )
