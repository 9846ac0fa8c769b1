"""Shows what waits to be carried, asks where to, carries it, and says what became of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from imh_desktop.flows import carrying
from imh_desktop.flows.device_names import device_names
from imh_desktop.ui import carry_words
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.carry_page import CarryPage
from imh_desktop.ui.readers_page import ReadersPage
from imh_desktop.ui.work_page import carry_out


class CarryPages:
    """Makes the pages; ``leave`` shows where the person came from."""

    def __init__(
        self, bench: Bench, leave: Callable[[], None], show_laptops: Callable[[], None]
    ) -> None:
        """Work at a bench."""
        self._bench, self._leave, self._show_laptops = bench, leave, show_laptops

    def show(self, done: str = "") -> None:
        """Show what waits; ``done``: what was just carried."""
        bench = self._bench
        page = CarryPage(bench.look, bench.words, carrying.waiting(bench.vault), done=done)
        page.left.connect(self._leave)
        page.carry_asked.connect(lambda: self.choose_place())
        page.readers_asked.connect(lambda: self.choose_readers())
        page.laptops_asked.connect(self._show_laptops)
        bench.window.show_page(page)

    def choose_readers(self) -> None:
        """Ask who gets the work."""
        bench = self._bench
        page = ReadersPage(
            bench.look, bench.words, carrying.possible_readers(bench.vault),
            device_names(bench.vault), carrying.readers(bench.vault),
        )  # fmt: skip

        def keep(everyone: set[str], g: set[str], v: set[str]) -> None:
            if bench.safely(lambda: carrying.choose_readers(bench.vault, everyone, g, v)):
                self.show()

        page.left.connect(lambda: self.show())
        page.chosen.connect(keep)
        bench.window.show_page(page)

    def choose_place(self) -> None:
        """Ask where the file is to lie, and write it there."""
        bench, say = self._bench, self._bench.words.say
        name = carrying.file_name(bench.vault, bench.now())
        dialog = QFileDialog(bench.window, say("Where to"), name, "(*.imha)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("imha")
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, say("Carry my work"))
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, say("Cancel"))
        dialog.fileSelected.connect(lambda chosen: self.carry(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def carry(self, target: Path) -> None:
        """Write the archive as long work."""
        words = self._bench.words
        carry_out(
            self._bench, ["archive", "make", "--out", str(target)], words.say("Carrying my work"),
            done=lambda report: self.show(self._done(report)), back=lambda: self.show(),
        )  # fmt: skip

    def _done(self, report: dict[str, Any]) -> str:
        words, waiting = self._bench.words, carrying.waiting(self._bench.vault)
        names = [
            one.name or carry_words.named(words, "", one.device_id, one.role)
            for one in waiting.readers if one.device_id in report["recipients"]
        ]  # fmt: skip
        return words.say(
            "Done. The file was written and read back. Nothing was removed from this computer: it"
            " goes along again until {names} have said that they have it.",
            names=", ".join(names),
        )
