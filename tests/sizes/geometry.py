"""What is cut, covered, too small or too wide on what can be seen now, by geometry alone."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QStackedWidget,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from imh_desktop.ui.sight import accessible_name
from imh_desktop.ui.widgets import Panel, PlainLabel

TARGET = 44
_TOUCHED = QAbstractButton | QComboBox | QLineEdit | QPlainTextEdit


def findings(window: QWidget, size: tuple[int, int]) -> list[str]:
    """Return what is wrong with a window that was given a size, one line each."""
    found = []
    if (window.width(), window.height()) != size:
        found.append(f"the window grew to {window.width()}x{window.height()}")
    seen = [widget for widget in _shown(window) if not _foreign(widget)]
    for widget in seen:
        found += [f"{_said(widget)}: {what}" for what in _wrong(widget)]
    return found


def _shown(window: QWidget) -> Iterator[QWidget]:
    """Yield what is in front: behind an open question nothing counts."""
    panels = [p for p in window.findChildren(Panel) if p.isVisible()]
    ground = panels[-1] if panels else window
    yield from (w for w in ground.findChildren(QWidget) if w.isVisible())


def _foreign(widget: QWidget) -> bool:
    """Tell whether it is Qt's own: in a dialog of the system, or inside another widget."""
    if isinstance(widget, QScrollBar) or widget.objectName().startswith("qt_"):
        return True
    above: QWidget | None = widget
    while above is not None:
        if isinstance(above, QFileDialog | QComboBox) and above is not widget:
            return True
        above = above.parentWidget()
    return False


def _said(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QLabel) else accessible_name(widget)
    return f"{type(widget).__name__} {words[:50]!r}"


def _wrong(widget: QWidget) -> Iterator[str]:
    yield from _cut_by_parent(widget)
    yield from _overlapping(widget)
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, QComboBox):
        yield from _select(widget)
    elif isinstance(widget, QLineEdit):
        yield from _field(widget)
    elif isinstance(widget, QAbstractButton):
        yield from _button(widget)
    if isinstance(widget, QAbstractScrollArea):
        yield from _sideways(widget)
    if isinstance(widget, _TOUCHED) and widget.isEnabled():
        yield from _target(widget)


def _label(label: QLabel) -> Iterator[str]:
    if isinstance(label, PlainLabel) and label.whole_text() and label.text():
        shown = label.text().strip("\u200f\u2068\u2069")
        whole = label.whole_text().rstrip("\u200f\u2068\u2069\u200d")
        if shown.rstrip("\u2069").endswith("…") and not whole.endswith("…"):
            yield f"is cut to {label.width()} px: {label.whole_text()[:60]!r}"
            return
    text = label.text()
    if not text or label.pixmap().width():
        return
    room, metrics = label.contentsRect(), label.fontMetrics()
    if label.wordWrap():
        needed = metrics.boundingRect(
            QRect(0, 0, room.width(), 100_000), Qt.TextFlag.TextWordWrap, text
        )
        if needed.height() > room.height() + 1:
            yield f"has {room.height()} of {needed.height()} px of height"
        if needed.width() > room.width() + 1:
            yield f"has {room.width()} of {needed.width()} px of width for a word"
    else:
        lines = text.split("\n")
        wide = max(metrics.horizontalAdvance(line) for line in lines)
        if wide > room.width() + 1:
            yield f"has {room.width()} of {wide} px of width"
        if metrics.lineSpacing() * len(lines) > room.height() + 2:
            yield f"has {room.height()} of {metrics.lineSpacing()} px of height"


def _select(box: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    field = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    wide = box.fontMetrics().horizontalAdvance(box.currentText())
    if wide > field.width():
        yield f"has {field.width()} of {wide} px for {box.currentText()[:40]!r}"


def _field(field: QLineEdit) -> Iterator[str]:
    hint = field.placeholderText()
    margins, text = field.textMargins(), field.contentsRect()
    room = text.width() - margins.left() - margins.right()
    wide = field.fontMetrics().horizontalAdvance(hint)
    if hint and not field.text() and wide > room:
        yield f"has {room} of {wide} px for its hint"


def _button(button: QAbstractButton) -> Iterator[str]:
    if button.minimumSize() == button.maximumSize():  # it has measured its words itself
        return
    least = button.minimumSizeHint()
    if button.hasHeightForWidth():
        least.setHeight(button.heightForWidth(button.width()))
    if button.width() < least.width() or button.height() < least.height():
        yield (f"is {button.width()}x{button.height()}, and needs {least.width()}x{least.height()}")


def _target(widget: QWidget) -> Iterator[str]:
    if min(widget.width(), widget.height()) < TARGET:
        yield f"is no target: {widget.width()}x{widget.height()}"


def _sideways(area: QAbstractScrollArea) -> Iterator[str]:
    over = area.horizontalScrollBar().maximum()
    # what stands out may be no more than a margin, whose place a scroll bar takes
    if over > 0 and (wide := _widest(area)):
        yield f"scrolls sideways by {over} px, because of {wide}"
    if isinstance(area, QAbstractItemView) and area.model() and area.model().rowCount():
        tall = area.sizeHintForRow(0)
        if 0 <= tall < TARGET and area.isEnabled():
            yield f"has rows of {tall} px"


def _widest(area: QAbstractScrollArea) -> str:
    """Name the innermost parts that ask for more width than there is."""
    room, inside = area.viewport().width(), area.viewport().children()[0]
    wide = [
        part
        for part in inside.findChildren(QWidget)
        if part.isVisible() and part.mapTo(inside, QPoint(0, 0)).x() + part.width() > room
    ]
    inner = [part for part in wide if not any(part.isAncestorOf(other) for other in wide)]
    return "; ".join(_said(part) for part in inner[:4])


def _cut_by_parent(widget: QWidget) -> Iterator[str]:
    above = widget.parentWidget()
    if above is None or isinstance(above, QStackedWidget) or widget.isWindow():
        return
    if isinstance(above.parentWidget(), QAbstractScrollArea) and above.objectName() != "":
        return  # what scrolls: whether sideways too is asked of the area
    place = widget.geometry()
    scrolls = isinstance(above.parentWidget(), QAbstractScrollArea)
    if place.left() < 0 or place.right() > above.width() - 1:
        over = max(-place.left(), place.right() - above.width() + 1)
        yield f"stands out of {type(above).__name__} sideways by {over} px"
    if not scrolls and (place.top() < 0 or place.bottom() > above.height() - 1):
        over = max(-place.top(), place.bottom() - above.height() + 1)
        yield f"stands out of {type(above).__name__} in height by {over} px"


def _overlapping(widget: QWidget) -> Iterator[str]:
    """Compare with the next ones in the same parent, so that each pair is named once."""
    above = widget.parentWidget()
    if above is None or isinstance(widget, Panel):
        return
    beside = [
        other
        for other in above.children()
        if isinstance(other, QWidget) and other.isVisible() and not isinstance(other, Panel)
        and not isinstance(other, QScrollBar) and not other.isWindow()
    ]  # fmt: skip
    for other in beside[beside.index(widget) + 1 :] if widget in beside else ():
        both = widget.geometry().intersected(other.geometry())
        if both.width() > 1 and both.height() > 1:
            yield f"overlaps {_said(other)} by {both.width()}x{both.height()}"
