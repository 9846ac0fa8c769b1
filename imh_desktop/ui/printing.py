"""Putting pages on paper. Qt's print support is loaded when somebody asks for it.

A sheet is drawn at each rest of the window, so it stays alive and can stop the printer.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

from imh_desktop.errors import EnvironmentFault, to_tell
from imh_desktop.ui.preview import as_image
from imh_desktop.ui.slices import Slices
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Panel, PlainLabel, ProgressBar
from imh_desktop.words import Words

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

DPI = 300
"""Dots an inch of what goes to a printer."""
_REFUSED = to_tell("The printer did not take the page. Nothing was printed.")


def has_printer() -> bool:
    """Tell whether this computer knows a printer."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return bool(QPrinterInfo.availablePrinterNames())


def ask(parent: QWidget, paper: str, title: str, agreed: Callable[["QPrinter"], object]) -> None:
    """Open the print dialog; ``agreed`` is called with the printer once the person agrees.

    ``paper``: "a4" or "letter". Printer and dialog are kept by what the dialog calls.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    sheet = QPageSize.PageSizeId.Letter if paper == "letter" else QPageSize.PageSizeId.A4
    printer.setPageSize(QPageSize(sheet))
    printer.setFullPage(True)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.accepted.connect(lambda: agreed(printer))
    dialog.finished.connect(dialog.deleteLater)
    dialog.setModal(True)
    dialog.show()


def paint(printer: "QPrinter", pdf: bytes) -> Iterator[float]:
    """Draw a PDF's pages on a printer, one at each step; yield the share that is done.

    Raises:
        EnvironmentFault: the printer refused.
    """
    from imh_desktop.documents import preview

    painter, chosen = QPainter(), _chosen(printer, preview.sheet_count(pdf))
    if not painter.begin(printer):
        raise EnvironmentFault(_REFUSED)
    try:
        for number, sheet in enumerate(preview.sheets(pdf, DPI), 1):
            if number in chosen:
                if number > chosen.start and not printer.newPage():
                    raise EnvironmentFault(_REFUSED)
                image = as_image(sheet)
                painter.drawImage(_fitted(painter.viewport(), image), image)
                yield (number - chosen.start + 1) / len(chosen)
    finally:
        painter.end()


class PrintingPanel(Panel):
    """Says how far the printer is, and can stop it."""

    def __init__(self, look: Look, parent: QWidget, words: Words, printer: "QPrinter") -> None:
        """Make it for one job."""
        super().__init__(look, parent, words.say("Printing"), must_answer=True)
        self._words, self._printer = words, printer
        self._said = PlainLabel(look, words.say("Getting ready"), size=16, wrap=True)
        self._bar = ProgressBar(look)
        self.body.addWidget(self._said)
        self.body.addWidget(self._bar)
        self._stop = self.add_button(words.say("Cancel"))

    def run(self, pdf: bytes, done: Callable[[str], object], failed: Callable[[], object]) -> None:
        """Print; ``done`` takes what to say then. ``failed`` is called too where nothing came."""
        steps = paint(self._printer, pdf)
        work, words = Slices(self, steps), self._words
        work.moved.connect(self._show_share)

        def end(sentence: str) -> None:
            self.put_away()
            done(sentence)

        def on_failed(error: EnvironmentFault) -> None:
            failed()
            end(words.told(error))

        def on_stopped() -> None:
            work.stop()
            self._printer.abort()
            steps.close()  # type: ignore[attr-defined]
            end(words.say("Printing was stopped. Some pages may have come out."))

        work.done.connect(lambda: end(words.say("It went to the printer.")))
        work.failed.connect(on_failed)
        self._stop.clicked.connect(on_stopped)
        self.open(self._stop)
        work.start()

    def _show_share(self, share: float) -> None:
        what, percent = self._words.say("Printing"), int(100 * share)
        self._said.setText(self._words.say("{what}: {percent} %", what=what, percent=percent))
        self._bar.set_share(share)


def _chosen(printer: "QPrinter", count: int) -> range:
    """Return the pages the person asked for in the dialog; all where she named none."""
    first, last = printer.fromPage() or 1, printer.toPage() or count
    return range(min(first, count), min(max(last, first), count) + 1)


def _fitted(room: QRect, image: QImage) -> QRect:
    scale = min(room.width() / image.width(), room.height() / image.height())
    return QRect(0, 0, round(image.width() * scale), round(image.height() * scale))
