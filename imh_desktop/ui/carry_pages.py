"""Shows what waits to be carried, asks where to, carries it, and says what became of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from imh_desktop.flows import carrying, print_desk
from imh_desktop.flows.device_names import device_names
from imh_desktop.flows.known_laptops import known_laptops
from imh_desktop.flows.roles import role_of
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
        page.left.connect(bench.guarded(self._leave))
        page.carry_asked.connect(bench.guarded(lambda: self.choose_place()))
        page.readers_asked.connect(bench.guarded(lambda: self.choose_readers()))
        page.laptops_asked.connect(bench.guarded(self._show_laptops))
        if desks := self._desks():
            page.offer_pages()
            page.pages_asked.connect(bench.guarded(lambda: self._choose("pages", desks)))
        bench.window.show_page(page)

    def choose_readers(self) -> None:
        """Ask who gets the work."""
        bench = self._bench
        page = ReadersPage(
            bench.look, bench.words, carrying.possible_readers(bench.vault),
            device_names(bench.vault), carrying.readers(bench.vault),
        )  # fmt: skip

        def keep(everyone: set[str], g: set[str], v: set[str]) -> None:
            carrying.choose_readers(bench.vault, everyone, g, v)
            self.show()

        page.left.connect(bench.guarded(lambda: self.show()))
        page.chosen.connect(lambda *said: bench.safely(lambda: keep(*said)))
        bench.window.show_page(page)

    def choose_place(self) -> None:
        """Ask where the file is to lie, and write it there."""
        self._choose("work", ())

    def _desks(self) -> tuple[str, ...]:
        """Return the print desks that pages wait for."""
        vault = self._bench.vault
        if not print_desk.pages(vault) or role_of(vault) == "staff":
            return ()
        known = known_laptops(vault)
        return tuple(o.device_id for o in known if o.role == "staff" and not o.revoked)

    def _choose(self, kind: str, desks: tuple[str, ...]) -> None:
        bench, say = self._bench, self._bench.words.say
        name = carrying.file_name(bench.vault, bench.now(), kind)
        dialog = QFileDialog(bench.window, say("Where to"), name, "(*.imha)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("imha")
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, say("Carry my work"))
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, say("Cancel"))
        dialog.fileSelected.connect(bench.guarded(lambda chosen: self.carry(Path(chosen), desks)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def carry(self, target: Path, desks: tuple[str, ...] = ()) -> None:
        """Write the archive as long work; ``desks``: family pages alone, for print desks."""
        words, command = self._bench.words, ["archive", "make", "--out", str(target)]
        if desks:
            command += ["--pages", *(word for each in desks for word in ("--to-device", each))]
        carry_out(
            self._bench, command, words.say("Carrying my work"),
            done=lambda report: self.show(self._done(report)), back=lambda: self.show(),
        )  # fmt: skip

    def _done(self, report: dict[str, Any]) -> str:
        words, got = self._bench.words, report["recipients"]
        names = [
            one.name or carry_words.named(words, "", one.device_id, one.role)
            for one in known_laptops(self._bench.vault) if one.device_id in got
        ]  # fmt: skip
        return words.say(
            "Done. The archive was written and read back. Nothing was removed from this laptop: it"
            " goes along again until {names} have said that they have it.",
            names=words.listed(names),
        )
