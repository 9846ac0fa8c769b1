"""A print job that is made: its pages, who is left out, and the big buttons."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices

from imh_desktop.errors import ImhError
from imh_desktop.flows.printing_batch import Job
from imh_desktop.ui import printing, saving
from imh_desktop.ui.job_sheets import job_sheets
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import Button, Notice, PlainLabel
from imh_desktop.words import Words

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_LONGEST = 60


class JobPage(ToldPage):
    """``used`` is emitted once the pages went to a printer, a file or the viewer; ``unused`` when
    the printer took nothing."""

    used = Signal()
    unused = Signal()

    def __init__(
        self, look: Look, words: Words, job: Job, file: Path, names: Mapping[str, str], *,
        paper: str,
    ) -> None:  # fmt: skip
        """Show a job that lies in a file. ``names``: of those of whom it is told that they are left
        out; whom she left out herself she knows."""
        super().__init__(look, words, words.say("Pages made"), width=760)
        self._file, self._paper = file, paper
        self.cards.addWidget(self._told(job, names))
        if left := [each for each in job.left if each.child_id in names]:
            card = TitledCard(look, words.say("Left out"), gap=8)
            for each in left:
                line = words.say(
                    "{name}: {why}", name=names[each.child_id][:_LONGEST], why=each.why
                )
                card.items.addWidget(PlainLabel(look, line, size=15, wrap=True))
            self.cards.addWidget(card)
        self._said = Notice(look, "", tone="ok")
        self._said.hide()
        self.cards.addWidget(self._said)
        self._add_buttons(bool(job.put))
        if job.put:
            for sheet in job_sheets(look, words, file.read_bytes()):
                self.cards.addWidget(sheet)

    def _told(self, job: Job, names: Mapping[str, str]) -> TitledCard:
        look, words = self._look, self._words
        title = words.count("{n} family", "{n} families", len(job.put))
        card = TitledCard(look, title, gap=8)
        pages = words.count(
            "{n} page, counting blank backs", "{n} pages, counting blank backs", job.pages
        )
        care = words.say("A saved copy is not locked. Delete it once the families have their page.")
        begins = [
            words.say(
                "Page {n}: {name}", n=each.first_page, name=names.get(each.child_id, "")[:_LONGEST]
            )
            for each in job.put
        ]
        for line in (pages, *begins, care):
            card.items.addWidget(PlainLabel(look, line, size=15, wrap=True))
        return card

    def _add_buttons(self, anything: bool) -> None:
        look, words = self._look, self._words
        printer = printing.has_printer()
        if anything and not printer:
            none = words.say("No printer is set up here. Save a copy and print it elsewhere.")
            self.cards.addWidget(Notice(look, none))
        buttons = [
            (words.say("Open in the viewer"), "arrow-square-out", self._on_open, True),
            (words.say("Save a copy"), "floppy-disk", self._on_save, True),
            (words.say("Print"), "printer", self._on_print, printer),
        ]
        for text, icon, action, able in buttons:
            kind = "primary" if icon == "printer" else "secondary"
            button = Button(look, text, kind=kind, icon=icon)
            button.clicked.connect(action)
            button.setEnabled(anything and able)
            self.foot.buttons.add(button)
            if button.isEnabled():
                self.land_on(button)

    def _on_print(self) -> None:
        printing.ask(self, self._paper, self._words.say("Print"), self._paint)

    def _paint(self, printer: "QPrinter") -> None:
        self.used.emit()
        panel = printing.PrintingPanel(self._look, self, self._words, printer)
        panel.run(self._file.read_bytes(), self.say, self.unused.emit)

    def _on_save(self) -> None:
        saving.ask_where(self, self._words, self._file.name, self._write)

    def _write(self, path: Path) -> None:
        self.used.emit()
        try:
            saving.write_whole(path, self._file.read_bytes(), self._words)
        except ImhError as error:
            self.unused.emit()
            self.say(self._words.told(error))
            return
        self.say(self._words.say("The copy is saved."))

    def _on_open(self) -> None:
        self.used.emit()
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file)))

    def say(self, sentence: str) -> None:
        """Say what was done with the pages."""
        self._said.say(sentence)
        self._said.show()
