"""What a person sees in this application's windows: widgets by name, and what went wrong.

Widgets are known by their accessible names alone, as a screen reader would know them.
"""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from imh_desktop.ui.widgets import LabelledField, Notice, Panel, PlainLabel


def front() -> QWidget:
    """Return the window in front: the open dialog if there is one."""
    shown = QApplication.activeModalWidget() or QApplication.activeWindow()
    if shown is None:  # without a window manager nobody hands the keyboard on from a dialog
        shown = next(top for top in QApplication.topLevelWidgets() if top.isVisible())
        shown.activateWindow()
    return shown


def visible() -> Iterator[QWidget]:
    """Yield what can be seen in the window in front."""
    for widget in front().findChildren(QWidget):
        try:
            seen = widget.isVisible()
        except RuntimeError:  # deleted while the walk scrolled another one into sight
            continue
        if seen:
            yield widget


def accessible_name(widget: QWidget) -> str:
    """Return what a screen reader would call the widget: the name it was given, else its text.

    (Asked for a drop-down list's name, Qt on Linux answers with the chosen option.)
    """
    if widget.accessibleName():
        return widget.accessibleName()
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def named(widget: QWidget, name: str, about: str = "") -> bool:
    """Tell whether it is called so, with ``about`` as a part of its description."""
    if accessible_name(widget) != name:
        return False
    if not about:
        return True
    interface = QAccessible.queryAccessibleInterface(widget)
    return about in (interface.text(QAccessible.Text.Description) if interface else "")


def complaints() -> list[str]:
    """Return what the window in front says went wrong, or asks before going on."""
    said: list[str] = []
    for widget in visible():
        if isinstance(widget, Notice):
            said.append(widget.words.whole_text())
        elif isinstance(widget, Panel):
            said.append(_asked(widget))
        elif isinstance(widget, LabelledField) and widget.fault.isVisible():
            said.append(f"{widget.label.whole_text()}: {widget.fault.whole_text()}")
    return said


def _asked(panel: Panel) -> str:
    lines = (each for each in panel.findChildren(PlainLabel) if panel.body.indexOf(each) >= 0)
    return ": ".join(line.whole_text() for line in (panel.title, *lines))


def bring_into_sight(widget: QWidget) -> None:
    """Scroll, as the wheel would, every scroll area the widget stands in."""
    area = widget.parentWidget()
    while area is not None:
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(widget)
        area = area.parentWidget()
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    QApplication.processEvents()


def live_spot(widget: QWidget) -> QPoint:
    """Return a point inside the widget that a click would reach: the middle of what shows."""
    return widget.visibleRegion().boundingRect().center()


def reachable(widget: QWidget) -> bool:
    """Tell whether nothing covers the widget."""
    window = widget.window()
    hit = window.childAt(widget.mapTo(window, live_spot(widget)))
    return hit is not None and (hit is widget or widget.isAncestorOf(hit))
