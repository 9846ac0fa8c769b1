"""Scrolling what is in front by keys, wherever on it the keyboard is."""

from PySide6.QtWidgets import QScrollArea, QWidget


def scrolled(front: QWidget) -> QScrollArea | None:
    """Return what a person would scroll: the largest area in sight that has more to show."""
    areas = [
        area for area in front.findChildren(QScrollArea)
        if area.isVisible() and area.verticalScrollBar().maximum() > 0
    ]  # fmt: skip
    return max(areas, key=lambda area: area.width() * area.height(), default=None)


def scroll(area: QScrollArea, leaves: int) -> None:
    """Scroll down by leaves, or up; each leaves a line or two of the last in sight."""
    bar = area.verticalScrollBar()
    bar.setValue(bar.value() + round(leaves * bar.pageStep() * 0.9))
