"""Putting page pictures on paper. Qt's print support is loaded when somebody asks for it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


def has_printer() -> bool:
    """Tell whether this computer knows a printer."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return bool(QPrinterInfo.availablePrinterNames())


def ask_and_print(
    parent: QWidget, paper: str, pages: Callable[[], list[QImage]], title: str
) -> None:
    """Open the print dialog; once the person agrees, draw the pages on the printer.

    ``pages`` is called only then. ``paper``: "a4" or "letter".
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    sheet = QPageSize.PageSizeId.Letter if paper == "letter" else QPageSize.PageSizeId.A4
    printer.setPageSize(QPageSize(sheet))
    printer.setFullPage(True)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)

    def _on_accepted() -> None:
        paint_pages(printer, pages())

    dialog.accepted.connect(_on_accepted)
    dialog.finished.connect(dialog.deleteLater)
    dialog.setModal(True)
    dialog.show()


def paint_pages(printer: "QPrinter", images: list[QImage]) -> None:
    """Draw one picture on each sheet, as large as the sheet allows."""
    painter = QPainter(printer)
    try:
        for number, image in enumerate(images):
            if number:
                printer.newPage()
            painter.drawImage(_fitted(painter.viewport(), image), image)
    finally:
        painter.end()


def _fitted(room: QRect, image: QImage) -> QRect:
    scale = min(room.width() / image.width(), room.height() / image.height())
    return QRect(0, 0, round(image.width() * scale), round(image.height() * scale))
