"""What a person sees in the window, and the dialog she answers."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLabel


def texts(program) -> str:
    labels = program.window.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def choose(program, hands, file: Path) -> None:
    """Name a file in the dialog that is open."""
    hands.wait(lambda: program.window.findChildren(QFileDialog) != [], "the dialog")
    (dialog,) = program.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    hands.wait(lambda: program.window.findChildren(QFileDialog) == [], "the end of the dialog")
