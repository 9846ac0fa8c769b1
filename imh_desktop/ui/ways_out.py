"""The ways a page for paper leaves the program: to a printer, as a copy, into the viewer."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from imh_desktop.errors import ImhError
from imh_desktop.ui import printing, saving
from imh_desktop.ui.leaving import Leaving
from imh_desktop.ui.style import Look
from imh_desktop.words import Words

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from imh_desktop.ui.summary_page import SummaryPage  # it stands on this room


class WaysOut:
    """Each asks first what has to be asked (``SummaryPage.leave``), then keeps that the page
    leaves, and takes that back where it did not."""

    def __init__(self, page: "SummaryPage", look: Look, words: Words, scratch: Path) -> None:
        """Lead out what a page shows; ``scratch`` is as the page's."""
        self._page, self._look, self._words, self._scratch = page, look, words, scratch

    def print(self) -> None:
        """Print it, on a printer the person chooses."""
        self._page.leave("print", self._print_it)

    def _print_it(self, leaving: Leaving) -> None:
        title, paper = self._words.say("Print"), self._page.choices[1]
        printing.ask(self._page, paper, title, lambda printer: self._paint(printer, leaving))

    def _paint(self, printer: "QPrinter", leaving: Leaving) -> None:
        if (undo := self._keep(leaving)) is not None:
            panel = printing.PrintingPanel(self._look, self._page, self._words, printer)
            panel.run(leaving.page.content, self._page.say, undo)

    def save(self) -> None:
        """Save it where the person says."""
        self._page.leave("save", self._save_it)

    def _save_it(self, leaving: Leaving) -> None:
        saving.ask_where(
            self._page, self._words, leaving.page.file_name, lambda path: self.write(path, leaving)
        )

    def open(self) -> None:
        """Open a copy of it in the viewer of this laptop."""
        self._page.leave("open", self._open_it)

    def _open_it(self, leaving: Leaving) -> None:
        path = self._scratch / leaving.page.file_name
        if self.write(path, leaving, said=False):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _keep(self, leaving: Leaving) -> Callable[[], object] | None:
        """Keep that the page leaves; None, with the reason said, where that could not be."""
        try:
            return leaving.keep()
        except ImhError as error:
            self._page.say(self._words.told(error))
            return None

    def write(self, path: Path, leaving: Leaving, *, said: bool = True) -> bool:
        """Write a copy; tell whether it is there. ``said``: say that it is."""
        undo = self._keep(leaving)
        if undo is None:
            return False
        try:
            saving.write_whole(path, leaving.page.content, self._words)
        except ImhError as error:
            undo()
            self._page.say(self._words.told(error))
            return False
        if said:
            self._page.say(self._words.say("The copy is saved."))
        return True
