"""Putting a finished page where the person wants it, whole or not at all."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from imh_desktop.errors import EnvironmentFault
from imh_desktop.words import Words


def ask_where(
    parent: QWidget,
    words: Words,
    file_name: str,
    chosen: Callable[[Path], object],
    *,
    ending: str = "pdf",
) -> None:
    """Ask for a place to save, without stopping the window; then call ``chosen``. ``ending``: of
    the file's name, without a dot."""
    places = QStandardPaths.StandardLocation.DocumentsLocation
    folder = QStandardPaths.writableLocation(places) or str(Path.home())
    dialog = QFileDialog(parent, words.say("Save a copy"), folder, f"{ending.upper()} (*.{ending})")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, words.say("Save"))
    dialog.setLabelText(QFileDialog.DialogLabel.Reject, words.say("Cancel"))
    dialog.setLabelText(QFileDialog.DialogLabel.FileName, words.say("File name"))
    dialog.selectFile(file_name)
    for field in dialog.findChildren(QLineEdit):
        field.setAccessibleName(words.say("File name"))
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def write_whole(path: Path, content: bytes, words: Words) -> None:
    """Write beside the target under another name, then put it in place.

    Raises:
        EnvironmentFault: the disk refused; nothing was left behind.
    """
    refused = words.say("The copy could not be saved there. Please choose another place.")
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".page-")
    except OSError as error:
        raise EnvironmentFault(refused) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)  # a stick that refuses keeps no family's page
        raise EnvironmentFault(refused) from error
