"""Every word that a page shows or tells: labels, buttons, fields, rows, tooltips, titles."""

import re
from collections.abc import Iterator
from html import unescape

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from imh_desktop.ui.widgets import Button, PlainLabel

_TAGS = re.compile("<[^>]*>")
_MARKS = re.compile("[\u200b-\u200f\u2066-\u2069]")
_ROWS = 40


def said(window: QWidget) -> set[str]:
    """Return what stands in a window and what assistive tools are told of it, unmarked."""
    found = {window.windowTitle()}
    for widget in [window, *window.findChildren(QWidget)]:
        drawn = widget.objectName() == "offered-passphrase"  # chance's words are data
        if widget.isVisible() and not drawn and not _of_the_system(widget):
            found |= set(_texts(widget))
    return {_MARKS.sub("", text).replace("\u00a0", " ").strip() for text in found} - {""}


def _of_the_system(widget: QWidget) -> bool:
    above: QWidget | None = widget
    while above is not None:
        if isinstance(above, QFileDialog):
            return True
        above = above.parentWidget()
    return False


def _texts(widget: QWidget) -> Iterator[str]:
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    yield unescape(_TAGS.sub("", widget.toolTip()))
    if isinstance(widget, PlainLabel):
        yield widget.whole_text()
    elif isinstance(widget, QLabel):
        yield widget.text()
    if isinstance(widget, QAbstractButton):
        yield widget.label() if isinstance(widget, Button) else widget.text().replace("&&", "&")
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(min(widget.count(), _ROWS)))
    if isinstance(widget, QAbstractItemView) and (model := widget.model()):
        for at in range(min(model.rowCount(), _ROWS)):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                yield str(model.index(at, 0).data(role) or "")
        whole = QAccessible.queryAccessibleInterface(widget)
        for at in range(min(whole.childCount(), _ROWS) if whole else 0):
            yield whole.child(at).text(QAccessible.Text.Name)
